"""The page of packages shows what the library answers, for every package that can be chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import attrs
import pytest
from browser import barriers, opened
from playwright.sync_api import Browser, Page

import peaceplans
from peaceplans.reports.answers import Telling
from peaceplans.reports.words import Words
from peaceplans.site.context import Site
from peaceplans.site.pages.whatif import what_ifs
from peaceplans.site.pages.whatif_data import data_of, options_of

KINDS = ("meets", "violates", "open")
SHOWN = """() => Object.fromEntries(Array.from(
  document.querySelectorAll("#pp-held [data-party]"), (party) => [party.dataset.party,
    Array.from(party.querySelectorAll("[data-cell]"),
      (row) => [row.dataset.cell, row.dataset.held])]))"""
CONDITIONED: tuple[Mapping[str, str], ...] = (
    {"withdrawal[donetsk-rest]": "both-equally"},
    {"withdrawal[donetsk-rest]": "both-equally", "policing[donetsk-rest]": "russia"},
    {"demilitarised[donetsk-rest]": "true", "policing[donetsk-rest]": "russia"},
    {"pull-back-distance[donetsk-rest]": "40", "withdrawal[donetsk-rest]": "both-equally"},
    {
        "withdrawal[donetsk-rest]": "both-equally",
        "policing[donetsk-rest]": "ukraine",
        "international-forces-on-line": "true",
        "zone-approval": "referendum",
        "referendum-truce": "60",
    },
)
"""Answers that a party accepts together with others only: alone, with the wrong ones, with all."""

Package = tuple[tuple[str, ...], Mapping[str, str]]


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """What the page works on."""
    known = Site(peaceplans.catalog())
    return data_of(known, options_of(known))


def packages(data: Mapping[str, Any]) -> Iterator[Package]:
    """Each option alone, pairs, packages with conditions, each answer once, and mixtures."""
    options = [option[0] for option in data["options"]]
    every = [
        (question["cell"], answer[0])
        for question in data["questions"]
        for answer in question["answers"]
    ]
    chance = Random(4)
    for option in options:
        yield (option,), {}
    for pair in chance.sample(list(combinations(options, 2)), 25):
        yield pair, {}
    for answers in CONDITIONED:
        yield (), answers
    for option in data["options"]:
        for number, at in option[6]:
            # Answers to a question that the option answers, too: some differ in the wording only.
            question = data["questions"][number]
            for answer in question["answers"]:
                if answer[2] == question["answers"][at][2]:
                    yield (option[0],), {question["cell"]: answer[0]}
    chance.shuffle(every)
    for start in range(0, len(every), 12):
        yield (), dict(every[start : start + 12])
    for _ in range(25):
        some = sorted(chance.sample(options, chance.randint(1, 4)), key=options.index)
        yield tuple(some), dict(chance.sample(every, chance.randint(1, 9)))


def fragment(options: tuple[str, ...], answers: Mapping[str, str]) -> str:
    """A package as the address of the page names it."""
    pairs = [("option", each) for each in options]
    return urlencode([*pairs, *(("answer", f"{c}={v}") for c, v in answers.items())])


def asked(options: tuple[str, ...], answers: Mapping[str, str]) -> peaceplans.WhatIf:
    """What the library says of a package that an address names."""
    return peaceplans.what_if({c: raw(v) for c, v in answers.items()}, options=options)


def raw(key: str) -> Any:
    """An answer as the data files spell it."""
    try:
        return json.loads(key)
    except json.JSONDecodeError:
        return key


def go(page: Page, options: tuple[str, ...], answers: Mapping[str, str]) -> None:
    """Name a package in the address of an open page."""
    page.evaluate(
        "told => new Promise((done) => {"
        " addEventListener('hashchange', () => setTimeout(done), {once: true});"
        " location.hash = told; })",
        fragment(options, answers),
    )


def expected(found: peaceplans.WhatIf) -> dict[str, dict[str, list[str]]]:
    """For each party that stated anything: its cells by what the package does to them."""
    return {
        party: {
            "meets": sorted(found.meets(party)),
            "violates": sorted(found.violates(party)),
            "open": sorted(found.open(party)),
        }
        for party in found.parties
        if any(found.verdicts[party, cell].grounds for cell in found.chosen)
    }


def test_every_package_as_the_library_judges_it(
    site: Path, chromium: Browser, data: dict[str, Any]
) -> None:
    """Cells by party, conditions, counts, clashes, exclusions and existing texts."""
    page = chromium.new_page()
    assert opened(page, (site / "what-if.html").as_uri()) == []
    kinds = set()
    for options, answers in packages(data):
        go(page, options, answers)
        found = asked(options, answers)
        shown = {
            party: {kind: sorted(cell for cell, held in rows if held == kind) for kind in KINDS}
            for party, rows in page.evaluate(SHOWN).items()
        }
        name = fragment(options, answers)
        assert shown == expected(found), name
        assert counts(page, "counts") == {
            party: [str(len(told[kind])) for kind in KINDS] for party, told in shown.items()
        }, name
        assert counts(page, "text") == {
            near.plan: [str(len(cells)) for cells in (near.same, near.other, near.open)]
            for near in found.nearest
        }, name
        told = page.locator("#pp-exclusions").all_inner_texts()
        lines = told[0].split("\n") if told else []
        assert len(lines) == len(found.clashes) + len(found.exclusions), name
        for party in shown:
            for cell in found.chosen:
                verdict = found.verdicts[party, cell]
                kinds.add(verdict.kind)
                if verdict.given:
                    row = f'[data-party="{party}"] [data-cell="{cell}"] li'
                    given = page.locator(row).all_inner_texts()
                    states = [each.rpartition("(")[2].rstrip(")") for each in given]
                    assert states == [each.state for each in verdict.given], name
                    kinds.update(states)
    assert kinds >= {"accepted", "accepted if", "rejected", "not stated", "met", "not met", "open"}
    page.close()


def counts(page: Page, name: str) -> dict[str, list[str]]:
    """The numbers of the rows that carry a mark, by what it names."""
    read = """name => Object.fromEntries(Array.from(
      document.querySelectorAll(`#pp-held [data-${name}]`), (row) => [row.dataset[name],
        Array.from(row.querySelectorAll("td"), (cell) => cell.textContent)]))"""
    found: dict[str, list[str]] = page.evaluate(read, name)
    return found


def test_by_keyboard_and_the_address_repeats_it(site: Path, chromium: Browser) -> None:
    """An option and an answer chosen with keys alone; a link from the result leads on."""
    page = chromium.new_page()
    assert opened(page, (site / "what-if.html").as_uri()) == []
    assert "Nothing is chosen" in page.inner_text("#pp-whatif [role=status]")
    box = page.locator('input[value="ua-us-20#12/ukraine"]')
    page.locator("#pp-whatif details", has=box).locator("summary").focus()
    page.keyboard.press("Enter")
    box.focus()
    page.keyboard.press("Space")
    choice = page.locator('select[name="znpp-operator"]')
    page.locator("#pp-whatif details", has=choice).locator("summary").focus()
    page.keyboard.press("Enter")
    choice.focus()
    page.keyboard.press("ArrowDown")
    told, status = page.inner_text("#pp-held"), page.inner_text("#pp-whatif [role=status]")
    assert "1 option and 1 single answer" in status
    assert page.url.partition("#")[2].startswith("option=ua-us-20%2312/ukraine&answer=znpp-")
    again = chromium.new_page()
    assert opened(again, page.url) == []
    assert again.inner_text("#pp-held") == told
    again.locator("#pp-held [data-party=ukraine] td a").first.click()
    assert again.locator("h1").inner_text()
    assert "what-if" not in again.url
    page.get_by_role("button", name="Choose nothing").press("Enter")
    assert page.inner_text("#pp-held") == ""
    assert "#" not in page.url
    for each in (page, again):
        each.close()


def test_what_is_not_offered_is_told(site: Path, chromium: Browser) -> None:
    """An address with a wrong part is not silently something else; markup in it stays text."""
    evil = "<img src=x onerror=alert(1)>"
    page = chromium.new_page()
    told = fragment(("ua-us-20#12/nobody", "ua-us-20#12/ukraine"), {"znpp-operator": evil})
    assert opened(page, f"{(site / 'what-if.html').as_uri()}#{told}&x=1") == []
    status = page.inner_text("#pp-whatif [role=status]")
    for part in ("ua-us-20#12/nobody", f"znpp-operator={evil}", "x=1"):
        assert part in status
    assert "1 option and 0 single answers" in status
    assert page.locator("img[src=x]").count() == 0
    page.close()


def test_without_scripts(site: Path, chromium: Browser) -> None:
    """The options of texts, with what they come to, stand in the page and on pages of their own."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "what-if.html").as_uri())
    assert not page.locator("#pp-whatif").is_visible()
    assert page.get_by_text("Without them there are the options").is_visible()
    row = page.locator("tr", has=page.locator('a[href$="ua-us-20.html#p12-ukraine"]'))
    assert "Ukraine 8" in row.inner_text()
    row.get_by_role("link").click()
    held = page.locator("section", has=page.locator("#p12-ukraine")).last.inner_text()
    assert "accepted" in held
    assert "2025-12-24" in held
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers(site: Path, chromium: Browser, scheme: str) -> None:
    """WCAG 2.2 AA with a package shown; no sideways scrolling on a telephone."""
    context = chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    told = fragment(("ua-us-20#14/zone", "ua-us-20#14/freeze"), {"znpp-operator": "ukraine"})
    assert opened(page, f"{(site / 'what-if.html').as_uri()}#{told}") == []
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_every_verdict_rests_on_what_the_library_names(
    data: dict[str, Any],
) -> None:
    """Words and statements of each verdict on a single answer are those of the reports."""
    known = peaceplans.catalog()
    telling = Telling(Words(known.registry))
    parties = [party[0] for party in data["parties"]]
    for question in data["questions"]:
        for key, *_, verdicts, _ in question["answers"]:
            found = asked((), {question["cell"]: key})
            for number, party in enumerate(parties):
                verdict = found.verdicts[party, question["cell"]]
                held = data["verdicts"][verdicts[str(number)]] if str(number) in verdicts else None
                told = held[0] if held else "not stated"
                assert told == telling.verdict(verdict._replace(given=()))
                names = ["; ".join(filter(None, (row[0], row[2]))) for row in grounds(data, held)]
                assert names == [
                    telling.ground(ground).partition(" [")[0] for ground in verdict.grounds
                ]


def grounds(data: Mapping[str, Any], held: list[Any] | None) -> list[list[str]]:
    """The rows of what a verdict rests on."""
    return [data["grounds"][number] for number in held[2]] if held else []


@pytest.mark.parametrize("of", [{}, {"positions": ()}, {"plans": {}}])
def test_catalogs_that_lack_much(of: dict[str, Any]) -> None:
    """With nothing at all, without statements, without texts there are pages all the same."""
    bare = peaceplans.Catalog({}, peaceplans.Registry(), "1")
    made = list(what_ifs(Site(attrs.evolve(peaceplans.catalog(), **of) if of else bare)))
    assert made[0].path == "what-if.md"
    assert (len(made) > 1) == ("positions" in of)


def test_the_data_is_small(site: Path) -> None:
    """A page is not to weigh more than 150 kB with all that it loads."""
    from gzip import compress

    assert len(compress((site / "what-if-data.js").read_bytes())) < 60_000
