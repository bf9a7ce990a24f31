"""A real browser for tests, and what is asked of every page that it opens."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

STRICT = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:"
"""The policy that pages must live with: nothing from elsewhere, nothing inline but pictures."""
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe whose outcome a scheme of colours can change."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium. Raises FileNotFoundError where there is none: a test must not pass for that."""
    path = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if path is None:
        raise FileNotFoundError(
            "the tests of the site need Chromium (Debian: apt install chromium)"
        )
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


class _Strict(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, *_: Any, **__: Any) -> None:
        """What is not found, as most servers show it: by the page of that name."""
        told = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(told)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, served under the strict policy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def opened(page: Page, address: str) -> list[str]:
    """Open an address; returns every error of the console, of scripts and of loading."""
    faults: list[str] = []
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda asked: faults.append(f"{asked.url} failed"))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(100)
    return faults


def barriers(page: Page, within: str = "html", only: Sequence[str] = ()) -> list[str]:
    """What axe finds against WCAG 2.2 AA on a page, or on a part of it; `only` by some rules."""
    from axe_playwright_python.base import AXE_FILE_PATH

    page.evaluate(Path(AXE_FILE_PATH).read_text(encoding="utf-8"))
    run = "([within, asked]) => axe.run(within, {runOnly: asked})"
    found = page.evaluate(run, [within, list(only) or TAGS])
    return [
        f"{each['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
