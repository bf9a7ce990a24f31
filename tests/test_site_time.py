"""The timeline and the order of steps as they are drawn: nothing left out, nothing made exact."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree

import networkx as nx
import pytest
from small import plan as read
from small import text

from peaceplans import Plan
from peaceplans.catalogs.loading import catalog
from peaceplans.catalogs.store import Catalog
from peaceplans.ledger.chronicle import Moment, timeline
from peaceplans.ledger.days import ends
from peaceplans.sequencing import sequence
from peaceplans.site.context import Site
from peaceplans.site.files import files_of
from peaceplans.site.page import Page, Picture
from peaceplans.site.pages.sequence import place, sequences
from peaceplans.site.pages.timeline import timeline_pages
from peaceplans.site.pictures.calendar import Calendar
from peaceplans.site.pictures.layers import laid
from peaceplans.site.pictures.order import order_picture
from peaceplans.site.pictures.timeline import over_months, over_years

EVIL = "<script>alert(1)</script>"
SVG = "{http://www.w3.org/2000/svg}"
CIRCLE = f"""
title: "Circle {EVIL}"
provisions:
- number: "1"
  heading: "First {EVIL}"
  summary: The first.
  issues: [territory]
  condition: {{after: "#2"}}
  commitments:
  - {{id: one, parties: [ukraine], modality: obligation, action: "do the first {EVIL}"}}
- number: "2"
  heading: Second
  summary: The second.
  issues: [territory]
  condition: {{after: "#1"}}
  commitments:
  - {{id: two, parties: [russia], modality: obligation, action: do the second}}
"""


@pytest.fixture(scope="module")
def site() -> Site:
    """The built-in data."""
    return Site(catalog())


@pytest.fixture(scope="module")
def drawn(site: Site) -> list[Page]:
    """The pages of the timeline."""
    return list(timeline_pages(site))


def table(page: Page, name: str) -> list[list[str]]:
    """The rows of a table that lies beside a page."""
    return list(csv.reader(io.StringIO(page.files[name])))[1:]


def drawing(picture: Picture) -> ElementTree.Element:
    """A picture as it is downloaded, read."""
    return ElementTree.fromstring(files_of([picture])[f"{picture.id}.svg"])


def titles(picture: Picture) -> list[str]:
    """What marks say of themselves."""
    return [str(found.text) for found in drawing(picture).iter(f"{SVG}title")][1:]


def moment(date: str, kind: str = "event", id: str = "some-event-2025-01-01") -> Moment:
    """A moment of a date."""
    return Moment(date, kind, id, (), (), "Something happens", "confirmed", ())


def test_everything_stands_in_the_tables(site: Site, drawn: Sequence[Page]) -> None:
    """The table of all years holds each moment once; those of the periods hold the rest of them."""
    rows = [
        (m.date, "text" if m.kind == "plan" else m.kind, m.text)
        for m in timeline(catalog=site.catalog)
    ]
    whole, *others = [(page, name) for page in drawn for name in page.files if name.endswith("csv")]
    assert whole[0].path == "timeline.md"
    assert [(row[0], row[1], row[3]) for row in table(*whole)] == [
        (date, kind, told) if told[:1] not in "=+-@" else (date, kind, f"'{told}")
        for date, kind, told in rows
    ]
    below = {(row[0], row[1], row[3]) for other in others for row in table(*other)}
    split = {year for year in Counter(row[0][:4] for row in rows) if year in ("2025", "2026")}
    assert {row for row in rows if row[0][:4] in split} <= below


def test_the_numbers_drawn_are_those_of_the_data(site: Site) -> None:
    """Bars and lines of a party add up to its statements, and texts stand there by name."""
    moments = timeline(catalog=site.catalog)
    picture = over_years(site, moments, lambda _: None)
    assert picture is not None
    found: Counter[str] = Counter()
    for told in titles(picture):
        if match := re.match(r"(.+), \S+ to [^:]*: ([0-9]+) statement", told):
            found[match[1]] += int(match[2])
    spoken = Counter(
        site.words.title("parties", party)
        for m in moments
        if m.kind == "statement"
        for party in m.parties
    )
    assert found == spoken
    for m in moments:
        if m.kind == "plan":
            assert any(m.text[:30] in told for told in titles(picture)), m


@pytest.mark.parametrize("date", ["2025-03", "2025-03-01/2025-03-02", "2025-21", "2025-03-01~"])
def test_an_uncertain_date_is_no_day(site: Site, date: str) -> None:
    """It is a line over the days that it may mean, or a hollow mark."""
    for picture in (
        over_years(site, [moment(date)], lambda _: None),
        over_months(site, "x", "x", [moment(date)], lambda _: None, ("2025-01-01", "2025-12-31")),
    ):
        assert picture is not None
        marks = [each for each in drawing(picture).iter() if "ppd-mark" in each.get("class", "")]
        assert len(marks) == 1
        assert "ppd-text" not in marks[0].get("class", "")  # what a sure day is filled with
        first, last = ends(date)
        if first != last:
            width = [int(n) for n in re.findall(r"[MH](\d+)", marks[0].get("d", ""))]
            assert width[1] - width[0] >= 12
    sure = over_years(site, [moment("2025-03-01")], lambda _: None)
    assert sure is not None
    assert "ppd-text ppd-mark" in str(sure.svg)


def test_what_goes_on_outside_is_drawn_in_both_halves(site: Site) -> None:
    """A date that may lie in two pictures is in both, and neither counts it as of a week."""
    told = Moment(
        "2025-06-30/2025-07-01", "statement", "a", ("ukraine",), ("territory",), "Said", "", ()
    )
    for days in (("2025-01-01", "2025-06-30"), ("2025-07-01", "2025-12-31")):
        picture = over_months(site, "x", "x", [told], lambda _: None, days)
        assert picture is not None
        assert any("on any of these days: 1 statement" in title for title in titles(picture))
    assert over_months(site, "x", "x", [told], lambda _: None, ("2024-01-01", "2024-12-31")) is None


def test_years_left_out_and_the_ends_of_time() -> None:
    """No day is outside the line, and quarters end where the next begins."""
    days = [1, 700_000, 3_652_059]
    line = Calendar.years(days, 10)
    assert [unit.name for unit in line.units] == ["1", "1917", "9999"]
    places = [line.at(day) for day in (*days, 3_652_060)]
    assert places == sorted(places)
    assert places[-1] == line.right
    assert line.held(3_652_059)[1] == line.end


def test_nothing_gives_no_picture(site: Site) -> None:
    """A catalog without texts and statements has pages all the same."""
    assert over_years(site, [], lambda _: None) is None
    empty = Site(Catalog({}, site.catalog.registry, "0"))
    (page,) = timeline_pages(empty)
    assert page.files == {}
    assert [page.path for page in sequences(empty)] == ["sequence/index.md"]


def order(site: Site, plan: Plan) -> Picture | None:
    """The drawing of the order of a text."""
    found = sequence(plan)
    return order_picture(
        site, found, {step.id: f"{step.place} {step.text}" for step in found.steps}
    )


def test_every_order_is_drawn_once(site: Site) -> None:
    """Each arrow once, each step once; the table has every order with its reason."""
    for plan in site.plans:
        found, picture = sequence(plan), order(site, plan)
        if picture is None:
            assert not found.order
            continue
        arrows = [told for told in titles(picture) if " → " in told]
        assert len(arrows) == len({(each.first, each.then) for each in found.order})
        assert len(titles(picture)) - len(arrows) == len(found.steps)
        assert len(picture.rows) == len(found.order)


def test_arrows_lead_from_box_to_box(ua_us_20: Plan) -> None:
    """No box covers another, and every arrow begins at one and ends at the other."""
    found = sequence(ua_us_20)
    edges = list(dict.fromkeys((each.first, each.then) for each in found.order))
    drawing = laid({step.id: (200, 60) for step in found.steps}, edges)
    boxes = list(drawing.boxes.values())
    for number, one in enumerate(boxes):
        for two in boxes[:number]:
            apart = abs(one.x - two.x) >= one.width or abs(one.y - two.y) >= one.height
            assert apart, (one, two)
    assert set(drawing.arrows) == set(edges)
    for (first, then), (line, head) in drawing.arrows.items():
        start, end = re.findall(r"-?\d+ -?\d+", line)[0], re.findall(r"-?\d+ -?\d+", head)[0]
        for at, box in ((start, drawing.boxes[first]), (end, drawing.boxes[then])):
            x, y = map(int, at.split())
            assert box.x <= x <= box.x + box.width
            assert box.y <= y <= box.y + box.height


def test_a_step_before_itself() -> None:
    """The smallest circle is drawn, too."""
    drawing = laid({"a": (200, 60)}, [("a", "a")])
    assert set(drawing.arrows) == {("a", "a")}


def test_a_circle_is_told_in_words(site: Site) -> None:
    """In the description and under the drawing, with its steps; nothing hostile gets in."""
    plan = read(text(CIRCLE, "circle"))
    found = sequence(plan)
    assert len(found.circles) == 1
    assert not nx.is_directed_acyclic_graph(found.graph())
    picture = order(site, plan)
    assert picture is not None
    told = drawing(picture).findtext(f"{SVG}desc") or ""
    for said in (told, picture.note):
        assert "A circle: " in said
        assert "do the second" in said
    assert "↻" in str(picture.svg)
    assert "<script" not in str(picture.svg)
    assert "&lt;script" in str(picture.svg)
    hostile = moment("2025-03-01")._replace(text=f"Said {EVIL}", id=f"{EVIL}-2025")
    whole = over_years(site, [hostile], lambda _: None)
    assert whole is not None
    assert "<script" not in str(whole.svg)


def test_the_drawing_stands_beside_its_tables(site: Site, ua_us_20: Plan) -> None:
    """With its files, and a link where it has a page of its own."""
    pages = {page.path: page for page in sequences(site)}
    page = pages[place(ua_us_20)]
    assert {name.rpartition(".")[2] for name in page.files} == {"svg", "csv"}
    assert len(table(page, "order-ua-us-20.csv")) == len(sequence(ua_us_20).order)
