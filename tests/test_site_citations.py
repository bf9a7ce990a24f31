"""Addresses that stay and citations that claim no more than the evidence, on the pages."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path

import htpy as h
import pytest

from peaceplans.catalogs.loading import catalog
from peaceplans.cli.main import main
from peaceplans.model.lineage import origins_of
from peaceplans.model.plan import Plan
from peaceplans.model.position import Position
from peaceplans.reports.citation import in_print, of_statement
from peaceplans.site import citing, layout, places
from peaceplans.site.context import Site
from peaceplans.site.fitting import fitted
from peaceplans.site.page import PAGE, Page, Part
from peaceplans.site.pages.comparisons import comparisons
from peaceplans.site.pages.lives import Lives
from peaceplans.site.pages.parties import parties
from peaceplans.site.pages.texts import texts

EVIL = "<script>document.title = 'caught'</script><img src=x onerror=alert(1)>"
DRAFT = """\
id: draft
title: "Draft {evil}"
date: "2026-01-31"
status: proposed
known: all
known_from: "{evil}"
evidence: single
sources: [ours]
define:
  sources:
    ours: {{publisher: "Paper {evil}", kind: press-report, seen: read, title: "{evil}", url: "https://example.org/"}}
provisions:
- number: "1"
  summary: "{evil}"
  issues: [territory]
  provisions:
  - number: "1.a"
    summary: "Below {evil}"
    options:
    - {{id: one, summary: "Option {evil}", proposed_by: [ukraine]}}
"""
CITED = re.compile(r'<details class="pp-cite"[^>]*>.*?<q>(.*?)</q>', re.DOTALL)


class Made:
    """The pages of a site that carry citations: their HTML and their files, by place."""

    def __init__(self, site: Site) -> None:
        self.site = site
        pages = [*texts(site), *parties(site), *comparisons(site)]
        self.html = {page.path: layout.body(page) for page in pages}
        self.files = {
            f"{page.path.rpartition('/')[0]}/{name}": content
            for page in pages
            for name, content in page.files.items()
        }
        self.ids = {
            path: set(re.findall(r' id="([^"]*)"', html)) for path, html in self.html.items()
        }
        self.cited = {
            path: [unescape(each) for each in CITED.findall(html)]
            for path, html in self.html.items()
        }

    def has(self, place: str) -> bool:
        """Whether a place is on its page with an anchor, and its address in a citation there."""
        path, _, anchor = place.partition("#")
        ending = f" {citing.address(place)}."
        return (not anchor or anchor in self.ids[path]) and any(
            each.endswith(ending) for each in self.cited[path]
        )


@pytest.fixture(scope="module")
def made() -> Made:
    """The pages of the built-in data."""
    return Made(Site(catalog(None)))


def test_each_point_and_option_can_be_cited(made: Made) -> None:
    """On the page that its address names, and at its anchor."""
    wanted = [
        place
        for plan in made.site.plans
        for point in plan.walk()
        for place in (
            places.point(plan, point.number),
            *(places.point(plan, f"{point.number}/{option.id}") for option in point.options),
        )
    ]
    assert [place for place in wanted if not made.has(place)] == []
    assert all(made.has(places.text(plan.id)) for plan in made.site.plans)


def test_each_statement_can_be_cited(made: Made) -> None:
    """With its first party, and all of a party on an issue together."""
    wanted = {
        place
        for entry in made.site.catalog.positions
        for place in (
            places.entry(entry.id, entry.parties[0], entry.issue),
            *(places.stand(party, entry.issue) for party in entry.parties),
        )
    }
    assert sorted(place for place in wanted if not made.has(place)) == []


def test_each_change_can_be_cited(made: Made) -> None:
    """Its anchor is on the page of the comparison, and the file beside that has the sentence."""
    for old, new in made.site.comparisons:
        page = places.comparison(old.id, new.id)
        file = page.replace(".md", "--citations.csv")
        assert made.has(page)
        changes = made.site.diff(old, new).changes
        assert not changes or f'href="{PAGE}{file}"' in made.html[page]
        rows = list(csv.DictReader(io.StringIO(made.files[file])))
        assert len(rows) == len(changes)
        for change, row in zip(changes, rows, strict=True):
            place = places.change(old.id, new.id, change.fingerprint)
            assert place.partition("#")[2] in made.ids[page], place
            assert row["address"] == citing.address(place)
            assert row["citation"].endswith(f" {row['address']}.")
            assert change.rule in row["citation"]
            assert in_print(old.date) in row["citation"]
            assert in_print(new.date) in row["citation"]


def test_signs_of_addresses_lead_to_the_page_that_stays(made: Made) -> None:
    """Also from the pages to which a part has moved."""
    sign = re.compile(r'<a (?:id="[^"]*" )?href="([^"#]*)#([^"]*)" aria-label="Address of this')
    for path, html in made.html.items():
        for page, anchor in sign.findall(html):
            target = page.removeprefix(PAGE) or path
            assert anchor in made.ids[target]
            assert target.count("--") <= 1


def _entries(made: Made, wanted: Mapping[str, str]) -> Iterable[Position]:
    found = [
        entry
        for entry in made.site.catalog.positions
        if all(getattr(entry, name) == value for name, value in wanted.items())
    ]
    assert found
    return found


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"evidence": "single"}, "Evidence: single (in one text only)."),
        ({"evidence": "inferred"}, "Evidence: inferred (our reading, printed by nobody)."),
        ({"form": "reported-by-press"}, "Second hand, not in its own voice."),
        ({"form": "reported-by-counterpart"}, "Second hand, not in its own voice."),
        ({"stance": "no-public-position"}, "says nothing about where it stands."),
    ],
)
def test_no_citation_claims_more_than_the_evidence(
    made: Made, wanted: Mapping[str, str], said: str
) -> None:
    """Single-sourced, inferred, second hand, or not found at all: the sentence says so."""
    for entry in _entries(made, wanted):
        place = places.entry(entry.id, entry.parties[0], entry.issue)
        address = citing.address(place)
        cited = made.cited[place.partition("#")[0]]
        (told,) = [each for each in cited if each.endswith(f" {address}.")]
        assert said in told
        if entry.sources:
            assert " After " in told


def test_what_was_denied_is_cited_as_denied(made: Made) -> None:
    """With who denies it and when."""
    entries = {entry.id: entry for entry in made.site.catalog.positions}
    denials = [entry for entry in entries.values() if entry.denies in entries]
    assert denials
    for denial in denials:
        denied = entries[str(denial.denies)]
        told = of_statement(denied, made.site.words, version="0", address="here", against=[denial])
        assert f"Denied by {made.site.words.parties(denial.parties)} on" in told


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("russia-2025-11-27-ceasefire", "Evidence: single (in one text only)."),
        ("ua-us-20#14/zone", "option zone proposed by the United States"),
        ("us-28--ua-us-20#{}", "Rule "),
    ],
)
def test_the_command_gives_the_same(
    made: Made, capsys: pytest.CaptureFixture[str], ref: str, said: str
) -> None:
    """For a statement, an option and a change; only the address is that of the command."""
    pair = [made.site.catalog.plans[id] for id in ("us-28", "ua-us-20")]
    change = made.site.diff(pair[0], pair[1]).changes[0]
    ref = ref.format(f"c{change.fingerprint}")
    assert main(["cite", ref]) == 0
    told = capsys.readouterr().out.strip()
    assert said in told
    rows = csv.DictReader(io.StringIO(made.files["comparisons/us-28--ua-us-20--citations.csv"]))
    sentences = [
        *(row["citation"] for row in rows),
        *(s for each in made.cited.values() for s in each),
    ]
    assert told.removesuffix(f" {ref}.") in {each.rpartition(" ")[0] for each in sentences}


def test_the_command_knows_no_other_change(capsys: pytest.CaptureFixture[str]) -> None:
    """A change that is not there is an error of the one who asks."""
    assert main(["cite", "us-28--ua-us-20#c00"]) == 2
    assert "no change 'c00'" in capsys.readouterr().err


def _declared(plans: Iterable[Plan]) -> set[tuple[str, str]]:
    return {
        (origin, f"{plan.id}#{number}") for plan in plans for origin, number in origins_of(plan)
    }


def test_origins_and_descendants_are_those_of_the_data(made: Made) -> None:
    """Declared links, told at both of their ends and nowhere else."""
    lives = Lives(made.site)
    became = {
        (f"{plan.id}#{point.number}", other)
        for plan in made.site.plans
        for point in plan.walk()
        for other in lives.became(plan, point.number)
    }
    declared = _declared(made.site.plans)
    known = {f"{plan.id}#{point.number}" for plan in made.site.plans for point in plan.walk()}
    assert became == {(origin, other) for origin, other in declared if origin in known}
    for origin, other in became:
        for here, there in ((origin, other), (other, origin)):
            page = made.html[places.ref(here).partition("#")[0]]
            assert f'href="{PAGE}{places.ref(there)}"' in page, (here, there)


def test_each_listed_comparison_is_told_at_its_points(made: Made) -> None:
    """With what the correspondence rests on: declared, or found by matching."""
    old, new = next(pair for pair in made.site.comparisons if pair[1].id == "ua-us-20")
    for found in made.site.diff(old, new).alignment.links:
        for plan, numbers in ((old, found.old), (new, found.new)):
            for number in numbers if found.old and found.new else ():
                path = places.point(plan, number).partition("#")[0]
                page = made.html[path] + made.html.get(path.replace(".md", "--other-texts.md"), "")
                assert f'href="{PAGE}{places.comparison(old.id, new.id)}"' in page
                assert str(h.fragment[found.why]) in page


def test_hostile_text_in_a_citation_is_text(tmp_path: Path) -> None:
    """Titles, summaries, options and publishers alike."""
    (tmp_path / "draft.yaml").write_text(DRAFT.format(evil=EVIL), encoding="utf-8")
    site = Site(catalog(str(tmp_path)))
    made = Made(site)
    draft = site.catalog.plans["draft"]
    for number in ("1", "1.a", "1.a/one"):
        assert made.has(places.point(draft, number))
    assert all("<script" not in html and "<img" not in html for html in made.html.values())
    cited = [each for path, found in made.cited.items() if "draft" in path for each in found]
    assert sum(EVIL in each for each in cited) >= 4


def _page(count: int) -> Page:
    sections = tuple(
        Part(f"Issue {n}", f"on-{n}", h.p[citing.here(f"c{n}", "change"), "x" * 1000])
        for n in range(count)
    )
    return Page(
        "comparisons/a--b.md", "A to B", None, (Part("What changed", "all", None, sections),)
    )


def test_a_part_that_is_too_large_moves_and_keeps_its_addresses() -> None:
    """Nothing is lost, no page is too large, and each address is still on the first page."""
    whole = _page(10)
    pages = {
        page.path: layout.body(page)
        for page in fitted(whole, {}, largest=0, split="all", most=4000)
    }
    assert len(pages) > 2
    assert all(len(html) < 6000 for html in pages.values())
    first = pages.pop("comparisons/a--b.md")
    assert all(f'id="c{n}"' in first for n in range(10))
    assert sum(html.count("x" * 1000) for html in (first, *pages.values())) == 10
    assert all('href="#' not in html for html in pages.values())
    ((alone,),) = [[*fitted(_page(2), {}, largest=0, split="all", most=4000)]]
    assert layout.body(alone) == layout.body(_page(2))
