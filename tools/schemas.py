"""Write the JSON Schemas of plan and registry files, as the model has them, to `plans/schema`."""

from __future__ import annotations

from pathlib import Path

from peaceplans import catalog
from peaceplans.reading.schema import files

FOLDER = Path(__file__).parent.parent / "plans" / "schema"


def main() -> None:
    """Write the files whose text has changed."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in files(catalog().registry).items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(path)


if __name__ == "__main__":
    main()
