"""Take the pictures of the site that the README shows.

python tools/screenshots.py      build the site, and write images/*.png

Needs Chromium, as the tests of the site do. Taken anew when the look of those pages changes; no
test compares them, since fonts differ from one machine to the next.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "images"
sys.path.insert(0, str(ROOT / "tests"))

# What tests know of browsers stands beside them, where mypy does not look.
from browser import browser  # type: ignore[import-not-found]  # noqa: E402

from peaceplans.site.build import build  # noqa: E402

SHOWN = {
    "front": ("index.html", None, 1280, 860),
    "flow": ("flow.html", "figure svg", 1500, 1400),
    "map": ("map/ua-us-20.html", "figure svg", 1280, 1400),
    "matrix": ("matrix/ua-us-20.html", None, 1280, 860),
}
"""Name → page, the part of it that is shown (all of the window, if none), width and height."""


def main() -> int:
    """Take them all."""
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, browser() as started:
        build(Path(folder))
        for name, (path, part, width, height) in SHOWN.items():
            page = started.new_page(viewport={"width": width, "height": height})
            page.goto((Path(folder) / path).as_uri())
            page.wait_for_timeout(300)
            place = page.locator(part).first if part else page
            place.screenshot(path=IMAGES / f"{name}.png")
            page.close()
            print(f"{name}: {(IMAGES / f'{name}.png').stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
