"""The site as people use it: in a browser, as files, printed, with hostile plans, built again."""

from __future__ import annotations

import gzip
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browser import COLOURS, barriers, opened, served
from playwright.sync_api import Browser

from peaceplans.cli.main import main
from peaceplans.site.build import NotBuilt, build

HEAVIEST, LONGEST = 120_000, 150_000
"""Bytes of the largest HTML document, and of a page with all that it loads, compressed."""
WIDTHS = (360, 768, 1440)


class Loads(HTMLParser):
    """The files that a page loads from its own site."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.files: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect them."""
        told = dict(attrs)
        loads = told.get("src") if tag in ("script", "img", "iframe") else None
        if tag == "link" and told.get("rel") in ("stylesheet", "icon", "shortcut icon"):
            loads = told.get("href")
        if loads and not loads.startswith("data:"):
            self.files.add(loads)


class Anchors(HTMLParser):
    """The links and ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect them."""
        told = dict(attrs)
        self.ids.update(each for each in (told.get("id"), told.get("name")) if each)
        for name in ("href", "src"):
            if told.get(name):
                self.links.append(str(told[name]))


def kinds(site: Path, holding: str = "") -> list[str]:
    """The largest page of every folder and each page at the top: every kind of page. With
    `holding`, of those that hold a text.
    """
    largest: dict[str, Path] = {}
    for page in site.rglob("*.html"):
        if holding and holding not in page.read_text(encoding="utf-8"):
            continue
        place = page.relative_to(site)
        if place.name == "404.html":
            continue  # its addresses count from the top of a server
        key = place.parts[0] if len(place.parts) > 1 else place.as_posix()
        if key not in largest or page.stat().st_size > largest[key].stat().st_size:
            largest[key] = page
    return sorted(page.relative_to(site).as_posix() for page in largest.values())


def test_the_guide_comes_with_it(site: Path) -> None:
    """Method, corrections and tutorials are pages of every site that is built."""
    for name in ("method", "corrections", "first-comparison", "how-to", "codebook", "parameters"):
        assert (site / f"{name}.html").is_file(), name
    front = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="method.html"' in front


def test_every_link_leads_somewhere(site: Path) -> None:
    """Pages, files and anchors; nothing but links leads elsewhere."""
    found = {
        page.relative_to(site).as_posix(): Anchors(page.read_text(encoding="utf-8"))
        for page in site.rglob("*.html")
    }
    broken = []
    for at, page in found.items():
        for link in page.links if at != "404.html" else ():
            parts = urlsplit(link)
            if parts.scheme or link.startswith("data:"):
                continue
            place = (site / at).parent / unquote(parts.path) if parts.path else site / at
            target = place.resolve()
            known = target.is_file() or (target / "index.html").is_file()
            name = target.relative_to(site.resolve()).as_posix() if known else ""
            if not known or (
                parts.fragment and name in found and not _has(found[name], parts.fragment)
            ):
                broken.append(f"{at}: {link}")
    assert broken == []


def _has(page: Anchors, fragment: str) -> bool:
    return fragment.startswith("__") or unquote(fragment) in page.ids


def test_no_document_is_heavy(site: Path) -> None:
    """Whoever reads on a telephone waits for no page."""
    heavy = {
        page.relative_to(site).as_posix(): page.stat().st_size
        for page in site.rglob("*.html")
        if page.stat().st_size > HEAVIEST
    }
    assert heavy == {}


def test_no_page_is_a_long_wait(site: Path) -> None:
    """A page with all that it loads but search, as servers send it."""
    packed: dict[Path, int] = {}

    def weight(file: Path) -> int:
        if file not in packed:
            packed[file] = len(gzip.compress(file.read_bytes()))
        return packed[file]

    heavy = {}
    for page in site.rglob("*.html"):
        loaded = Loads(page.read_text(encoding="utf-8")).files
        files = [page, *(_target(site, page, address) for address in loaded)]
        total = sum(weight(file) for file in files if file.parent.name != "search")
        if total > LONGEST:
            heavy[page.relative_to(site).as_posix()] = total
    assert heavy == {}


def _target(site: Path, page: Path, address: str) -> Path:
    path = unquote(urlsplit(address).path)
    return site / path.lstrip("/") if path.startswith("/") else (page.parent / path).resolve()


def test_what_is_not_found(site: Path, chromium: Browser) -> None:
    """The page for it is whole at any address, under the strict policy."""
    with served(site) as top:
        page = chromium.new_page()
        faults = opened(page, f"{top}/texts/nothing/here.html")
        assert len(faults) == 1, faults
        assert "status of 404" in faults[0]
        assert "404" in page.inner_text("h1")
        page.click(".md-header__button.md-logo")
        assert page.inner_text("h1").startswith("peaceplans")
        page.close()


def test_every_kind_of_page_under_the_strict_policy(site: Path, chromium: Browser) -> None:
    """No errors, no sideways scrolling at three widths."""
    with served(site) as top:
        for kind in kinds(site):
            page = chromium.new_page()
            assert opened(page, f"{top}/{kind}") == [], kind
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{kind} at {width}"
            page.close()


def test_no_barriers(site: Path, chromium: Browser) -> None:
    """WCAG 2.2 AA as far as a program can tell; colours in both schemes."""
    found = {}
    page = chromium.new_page()
    for kind in kinds(site):
        page.emulate_media(color_scheme="light")
        page.goto((site / kind).as_uri())
        if told := barriers(page):
            found[f"{kind}, light"] = told[:4]
        page.emulate_media(color_scheme="dark")
        page.wait_for_selector("[data-md-color-scheme=slate]", state="attached")
        if told := barriers(page, only=COLOURS):
            found[f"{kind}, dark"] = told[:4]
    page.close()
    assert found == {}


def test_opened_as_files(site: Path, chromium: Browser) -> None:
    """Nothing is missing where there is no server, and search finds."""
    for kind in kinds(site):
        page = chromium.new_page()
        assert opened(page, (site / kind).as_uri()) == [], kind
        page.close()
    page = chromium.new_page()
    page.goto((site / "index.html").as_uri())
    page.fill("[data-md-component=search-query]", "Zaporizhzhia")
    page.wait_for_selector(".md-search-result__item a", state="attached", timeout=20_000)
    page.close()


def test_readers_compare_any_texts(site: Path, chromium: Browser) -> None:
    """By keyboard alone; the address of the page then gives the same comparison again."""
    page = chromium.new_page()
    assert opened(page, (site / "compare.html").as_uri()) == []
    assert "two texts at least" in page.inner_text("#pp-compared")
    for name in ("us-28", "ua-us-20", "zaporizhzhia-npp"):
        page.focus(f"#pp-compare input[value={name}]")
        page.keyboard.press("Space")
    told, address = page.inner_text("#pp-compared"), page.url
    page.close()
    assert "IAEA" in told
    assert address.endswith("#texts=us-28,ua-us-20&issues=zaporizhzhia-npp")
    again = chromium.new_page()
    assert opened(again, address) == []
    assert again.inner_text("#pp-compared") == told
    again.locator("#pp-compared a").first.click()
    assert again.url.endswith("points/us-28/19.html")
    again.close()


def test_without_scripts(site: Path, chromium: Browser) -> None:
    """What a point says stands on its page without any script."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "points/us-28/19.html").as_uri())
    assert page.locator(".pp-said").first.inner_text()
    context.close()


def test_printed(site: Path, chromium: Browser) -> None:
    """Pages print."""
    page = chromium.new_page()
    page.goto((site / "texts/us-28.html").as_uri())
    assert page.pdf().startswith(b"%PDF")
    page.close()


def test_hostile_plans_are_harmless(drafts: Path, tmp_path: Path, chromium: Browser) -> None:
    """Whatever a plan holds is text: no script, no element, no address of a script."""
    build(tmp_path / "site", catalog=str(drafts))
    made = tmp_path / "site"
    told = kinds(made, holding="caught")
    assert len(told) > 3
    with served(made) as top:
        for each in told:
            page = chromium.new_page()
            assert opened(page, f"{top}/{each}") == []
            assert page.title() != "caught"
            assert page.locator("img[src=x]").count() == 0
            assert page.locator("[href^=javascript]").count() == 0
            page.close()


def test_another_theme(site: Path, tmp_path: Path, chromium: Browser) -> None:
    """MkDocs' built-in theme holds the same pages, works under the strict policy, and has no
    barriers where the content is ours.
    """
    build(tmp_path / "plain", theme="mkdocs")
    pages = {page.relative_to(site) for page in site.rglob("*.html")}
    assert {
        page.relative_to(tmp_path / "plain") for page in (tmp_path / "plain").rglob("*.html")
    } >= (pages - {Path("404.html")})
    with served(tmp_path / "plain") as top:
        for kind in kinds(tmp_path / "plain"):
            page = chromium.new_page(viewport={"width": WIDTHS[0], "height": 800})
            assert opened(page, f"{top}/{kind}") == [], kind
            assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[0], kind
            if page.locator(".pp-page").count():
                assert barriers(page, ".pp-page") == [], kind
            page.close()
        page = chromium.new_page()
        with page.expect_console_message(lambda told: "search ready" in told.text, timeout=60_000):
            page.goto(f"{top}/index.html")
        page.click("[data-bs-target='#mkdocs_search_modal']")
        page.locator("#mkdocs-search-query").press_sequentially("Zaporizhzhia")
        page.wait_for_selector("#mkdocs-search-results a", timeout=20_000)
        page.close()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """A site is built into an empty folder, or over one that was built before."""
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(NotBuilt, match="other files"):
        build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_broken_plan_builds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The faults are named, and no site is left behind."""
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/bad.yaml").write_text("id: bad\n", encoding="utf-8")
    command = ["docs", "build", "--catalog", str(tmp_path / "drafts"), "-o", str(tmp_path / "site")]
    assert main(command) == 2
    assert "bad.yaml" in "".join(capsys.readouterr())
    assert not (tmp_path / "site").exists()
