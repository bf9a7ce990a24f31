"""Pages and citations tell no more than the data: bugs that a reader could have printed."""

from __future__ import annotations

import re
from functools import cache

import htpy as h

from peaceplans.catalogs.loading import catalog
from peaceplans.comparison.compare import diff
from peaceplans.model.position import Position
from peaceplans.reports.citation import citation, of_change, of_comparison, of_statement
from peaceplans.site.context import Site
from peaceplans.site.pages.front import front
from peaceplans.site.pages.lives import Lives
from peaceplans.site.pages.map import map_pages
from peaceplans.site.pages.standing import standing
from peaceplans.site.pages.timeline import timeline_pages
from peaceplans.site.pictures.heatmap import heat_map
from peaceplans.site.pictures.issuemap import issue_map
from peaceplans.site.pictures.shown import map_page


@cache
def site() -> Site:
    """The site of the built-in catalog."""
    return Site(catalog())


def words(*nodes: h.Node) -> str:
    """What nodes say, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", str(h.fragment[nodes])).replace("&#39;", "'").split())


def stands(plan: str, number: str) -> dict[tuple[str, str], str]:
    """Who stands where on a point: what each answer rests on with what is behind it."""
    text = catalog().plans[plan]
    part = standing(site(), text, text[number])
    assert part is not None
    rows = re.findall(r"<tr>(.*?)</tr>", str(h.fragment[part.content]), re.DOTALL)
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        cells = [words(h.div[_raw(cell)]) for cell in re.findall(r"<td.*?>(.*?)</td>", row)]
        if len(cells) == 5:
            found[cells[0], cells[1]] = " | ".join(cells[2:])
    return found


def _raw(text: str) -> str:
    return re.sub(r"<[^>]+>", " ", text)


def entry(id: str) -> Position:
    """An entry of the ledger."""
    return next(each for each in catalog().positions if each.id == id)


def cited(id: str) -> str:
    """The sentence to cite an entry by."""
    return of_statement(entry(id), site().words, version="v", address="a")


def test_what_a_text_known_by_one_partys_account_puts_forward_for_another_is_told_so() -> None:
    """Nobody is told to have acted where another party told so."""
    found = stands("ua-us-20", "12")
    assert (
        "its own proposal, by the account of Ukraine" in found["12/united-states", "United States"]
    )
    assert "by the account" not in found["12/ukraine", "Ukraine"].partition(";")[0]
    assert "by the account of Ukraine" in stands("ua-us-20", "1")["1", "United States"]


def test_what_was_said_of_more_than_a_point_is_not_told_as_said_of_it() -> None:
    """The European Parliament wants Russian forces out, which refuses no return of areas."""
    found = stands("us-28", "21")
    of_more = "stated of point 21 on Withdrawal of forces, not of this point by itself"
    assert of_more in found["21.c", "European Union"]
    assert "stated of the whole text on Territory" in found["21.c", "France"]
    assert "not of this point" not in found["21.a", "Ukraine"]


def test_other_statements_beside_the_one_that_counts_have_their_own_stance() -> None:
    """And an inference of ours stands beside what is computed."""
    found = stands("ua-us-20", "12")
    assert "also 2025-12-24, Volodymyr Zelenskyy, press remarks (accepts with conditions)" in (
        " ".join(found["12", "Ukraine"].replace(" ,", ",").split())
    )
    # An inference of ours on the option stands beside what is computed, and is told as such.
    assert "also inferred by us" in found["12/ukraine", "Russia"]


def test_the_front_page_says_between_whom_and_by_whose_account_points_are_agreed() -> None:
    """With the text, those who are to sign as well, and how sure what came last is."""
    page = next(iter(front(site())))
    told = words(page.lead, *(part.content for part in page.parts))
    assert "as of 2025-12-23, by the account of Ukraine : 17 agreed" in told.replace(
        "Ukraine:", "Ukraine :"
    )
    assert "agreed between Ukraine and the United States" in told
    assert "Not marked: " in told
    assert "not recorded as agreeing: Russia and Europe" in told
    assert "20-point framework" in told.partition("agreed between")[0]
    assert "one digest or one compiler only" in told


def test_a_match_is_not_told_as_what_became_of_a_point() -> None:
    """Only what the data declares is told as a change of a point."""
    text = catalog().plans["us-28"]
    part = Lives(site()).told(text, text["19"])
    assert part is not None
    told = words(part.content)
    assert re.search(r"7 → 19 alike , matched by us and not declared \(uncertain\)", told)
    assert re.search(r"19 → 12 changed : declared in the data", told)
    assert "changed , " not in told
    text = catalog().plans["geneva-2025-11"]
    part = Lives(site()).told(text, text["army"])
    assert part is not None
    assert "by an origin that both are declared to have: both come from" in words(part.content)


def test_texts_whose_dates_overlap_are_not_put_in_order_without_a_word() -> None:
    """The European text bears no date of its own."""
    plans = catalog().plans
    doubt = "not certain which of the two texts is the earlier"
    unsure = diff(plans["europe-24"], plans["us-terms-2025-04"])
    assert doubt in of_comparison(unsure, version="v", address="a")
    sure = diff(plans["us-28"], plans["ua-us-20"])
    assert doubt not in of_comparison(sure, version="v", address="a")


def test_a_citation_of_an_inference_puts_no_stance_in_the_speakers_mouth() -> None:
    """What we infer is told as ours, with what it is about."""
    told = cited("ukraine-2025-12-24-npp-28")
    assert told.startswith("Ukraine, inferred by us from what was said (Volodymyr Zelenskyy,")
    assert "(us-28#19)" in told
    assert "Stance, as we infer it: rejects." in told


def test_a_citation_of_a_statement_names_what_it_is_about_and_begins_as_a_sentence() -> None:
    """And puts an approximate date in words."""
    assert "(ua-us-20#12)" in cited("ukraine-2025-12-24-zaporizhzhia-npp")
    told = cited("united-states-2025-12-28-2025-12-30-zaporizhzhia-npp")
    assert told.startswith("The United States (")
    assert "about 2025-12-28 to about 2025-12-30" in told


def test_several_sources_of_one_origin_are_not_several_witnesses() -> None:
    """Agencies that repeat one report are one source."""
    repeated = "each carries a part of its own or repeats another"
    assert repeated in cited("russia-2025-12-25-plant")
    assert repeated not in cited("russia-2026-02-05-zaporizhzhia-npp")


def test_a_citation_of_a_point_says_that_sources_differ() -> None:
    """Alike in two texts is not alike in all."""
    text = catalog().plans["ua-us-20"]
    told = citation(text, text["4"], version="v")
    assert "Sources differ: 2 other readings stand there." in told
    text = catalog().plans["e3-counter"]
    assert citation(text, text["19"], version="v").startswith(
        "E3 counter-proposal (about 2025-11-22"
    )


def test_a_citation_of_a_change_says_from_what_texts_are_known_and_whose_wording_differs() -> None:
    """As the citation of a whole comparison does."""
    plans = catalog().plans
    found = diff(plans["us-28"], plans["ua-us-20"])
    for rule in ("wording-changed", "parameter-changed"):
        change = next(each for each in found.changes if each.rule == rule)
        told = of_change(found, change, "So it goes", version="v", address="a")
        assert "what is agreed or disputed is so by his account" in told
        assert ("wording of ours" in told) == (rule == "wording-changed")


def test_the_timeline_counts_dates_of_texts_and_inferences_as_what_they_are() -> None:
    """A text with three dates is no three texts."""
    pages = {page.path: page for page in timeline_pages(site())}
    told = words(pages["timeline.md"].lead)
    assert re.search(r"\d+ dates of a text", told)
    assert re.search(r"statements \(\d+ of them inferred by us\)", told)
    assert not re.search(r"\d+ texts", told)


def test_heat_maps_say_that_a_stated_answer_may_be_of_more_than_the_point() -> None:
    """Such an answer has a mark of its own, which the signs beside the picture explain."""
    text = catalog().plans["us-28"]
    for picture in (heat_map(site(), text), issue_map(site(), text)):
        assert picture is not None
        marks = dict(mark for _, marks in picture.signs for mark in marks)
        assert "of a point above or of the whole text" in marks["^"]
        assert any("R^" in cell for row in picture.rows for cell in row)


def test_maps_say_that_a_region_is_drawn_whole() -> None:
    """Point 21.b recognises along the line of contact, not the whole of two oblasts."""
    page = next(page for page in map_pages(site()) if page.path == map_page("us-28"))
    assert "drawn whole" in words(page.lead, *(part.content for part in page.parts))
