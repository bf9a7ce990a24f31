"""The correlation table: total, right on the two plans, and made by content where it must be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs
import published
import pytest
import small
from hypothesis import given
from hypothesis import strategies as st

from peaceplans import Alignment, Link, Plan, Provision, align
from peaceplans.alignment import CONFIDENCE, RELATIONS
from peaceplans.testing import plan_pairs, plans

MIRROR = {"dropped": "added", "added": "dropped", "split": "merged", "merged": "split"}

lineage = pytest.mark.parametrize("lineage", [True, False], ids=["lineage", "content"])


def numbers(plan: Plan) -> list[str]:
    """Every number of a plan, sorted."""
    return sorted(point.number for point in plan.walk())


def sides(table: Alignment) -> tuple[list[str], list[str]]:
    """Every number that the table lists of either text, sorted."""
    return (
        sorted(n for link in table.links for n in link.old),
        sorted(n for link in table.links for n in link.new),
    )


def link_of(table: Alignment, number: str, side: str) -> Link:
    """The one link of a point."""
    (link,) = [link for link in table.links if number in getattr(link, side)]
    return link


def pairs(table: Alignment) -> set[tuple[str, str]]:
    """Every single correspondence of the table."""
    return {pair for link in table.links for pair in link.pairs}


def seen_from_the_other_side(links: Iterable[Link]) -> set[tuple[object, ...]]:
    """The links with sides swapped and relations mirrored, in no order."""
    return {
        (frozenset(x.new), frozenset(x.old), MIRROR.get(x.relation, x.relation), x.confidence)
        for x in links
    }


def as_they_are(links: Iterable[Link]) -> set[tuple[object, ...]]:
    """The links in no order."""
    return {(frozenset(x.old), frozenset(x.new), x.relation, x.confidence) for x in links}


def renumbered(plan: Plan, new: Mapping[str, str]) -> Plan:
    """Another text with the same points, of which the top ones have new numbers, in their order."""

    def point(each: Provision) -> Provision:
        top, dot, rest = each.number.partition(".")
        return attrs.evolve(
            each, number=new[top] + dot + rest, provisions=tuple(map(point, each.provisions))
        )

    points = sorted(map(point, plan.provisions), key=lambda each: int(each.number))
    return attrs.evolve(plan, id="another-text", provisions=tuple(points))


def test_every_point_of_both_plans_stands_in_the_table_once(table: Alignment) -> None:
    """The table lists the points that the texts are known to have, each of them once."""
    assert sides(table) == (
        sorted(published.US_28),
        sorted(published.UA_US_20 + published.UA_US_20_TERMS),
    )


@pytest.mark.parametrize("row", published.CONCORDANCE)
def test_the_table_is_right_row_by_row(table: Alignment, row: str) -> None:
    """What corresponds to a point of the framework and all below it is what the sheet has."""
    found = {a.partition(".")[0] for a, b in pairs(table) if b == row or b.startswith(row + ".")}
    assert found == published.CONCORDANCE[row]


def test_the_table_has_no_row_that_the_sheet_has_not(table: Alignment) -> None:
    """Every correspondence belongs to a row: none of a point that stands in no row."""
    rows = {row: {row.partition(".")[0], *old} for row, old in published.CONCORDANCE.items()}
    inside = {
        (a, b)
        for a, b in pairs(table)
        for row, old in published.CONCORDANCE.items()
        if b.partition(".")[0] in rows[row] and a.partition(".")[0] in old
    }
    assert inside == pairs(table)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10.a", "5.c"), ("10.b", "5.b"), ("10.c", "5.a"), ("10.d", "5.b"),
        ("12.a", "8.a"), ("12.b", "8.b"), ("12.c", "8.c"), ("12.f", "8.f"),
        ("20", "13"), ("20.a", "13.ii"), ("21.b", "14.a"), ("21.c", "14.d"), ("21.d", "14"),
        ("24", "17"), ("24.a", "17.ii"), ("24.b", "17.iii"),
    ],
)  # fmt: skip
def test_sub_points_correspond_to_sub_points(table: Alignment, old: str, new: str) -> None:
    """Where the published name the item that took an item's place, the table pairs the two."""
    assert (old, new) in pairs(table)


@pytest.mark.parametrize("number", published.WITHOUT_COUNTERPART)
def test_what_has_no_counterpart_is_dropped(table: Alignment, number: str) -> None:
    """The sheet's items without counterpart are dropped, each on its own."""
    link = link_of(table, number, "old")
    assert (link.old, link.new, link.relation) == ((number,), (), "dropped")
    assert number in table.dropped


def test_the_clause_taken_out_of_the_draft_is_dropped(table: Alignment) -> None:
    """Compensation to the United States is linked to the removed clause, and counts as dropped."""
    link = link_of(table, published.TAKEN_OUT, "new")
    assert (link.old, link.relation) == (("10.a",), "dropped")


@pytest.mark.parametrize("number", [*published.NEW, *published.UA_US_20_TERMS])
def test_what_is_new_is_added(table: Alignment, number: str) -> None:
    """Bilateral guarantees, free trade and the clauses outside the points had no counterpart."""
    assert link_of(table, number, "new").relation == "added"
    assert number in table.added


def test_what_is_not_established_is_unknown(table: Alignment) -> None:
    """Where nobody read whether the framework has an item, it is neither kept nor dropped."""
    assert sorted(table.unknown) == sorted(published.NOT_ESTABLISHED)


def test_two_grounds_of_forfeiture_became_one_point(table: Alignment) -> None:
    """Invasion and missile are two items of the draft and one of the framework: merged."""
    link = link_of(table, "5.b", "new")
    assert (link.old, link.relation) == (("10.b", "10.d"), "merged")
    assert {"5.b.i", "5.b.ii"} <= set(link.new)


def test_every_link_says_why_and_how_surely(table: Alignment) -> None:
    """A relation and a confidence of the tables, and a reason in words."""
    for link in table.links:
        assert link.relation in RELATIONS
        assert link.confidence in CONFIDENCE
        assert link.why


@lineage
def test_swapping_the_plans_mirrors_the_table(us_28: Plan, ua_us_20: Plan, lineage: bool) -> None:
    """Dropped and added, split and merged change places; all else stays."""
    there = align(us_28, ua_us_20, lineage).links
    back = align(ua_us_20, us_28, lineage).links
    assert as_they_are(back) == seen_from_the_other_side(there)


@lineage
@pytest.mark.parametrize("name", ["us_28", "ua_us_20"])
def test_a_plan_corresponds_to_itself(
    name: str, lineage: bool, request: pytest.FixtureRequest
) -> None:
    """Every point of a text against itself is kept, and paired with itself."""
    plan = request.getfixturevalue(name)
    table = align(plan, plan, lineage)
    assert {link.relation for link in table.links} == {"kept"}
    assert pairs(table) == {(number, number) for number in numbers(plan)}


def test_hidden_lineage_leaves_no_trace(us_28: Plan, ua_us_20: Plan) -> None:
    """Without lineage the table is that of plans that declare neither origin nor omission."""

    def silent(point: Provision) -> Provision:
        options = tuple(attrs.evolve(option, derives_from=()) for option in point.options)
        return attrs.evolve(
            point,
            derives_from=(),
            options=options,
            provisions=tuple(map(silent, point.provisions)),
        )

    undeclared = attrs.evolve(
        ua_us_20, omits=(), provisions=tuple(map(silent, ua_us_20.provisions))
    )
    assert align(us_28, ua_us_20, lineage=False) == align(us_28, undeclared)
    assert "declared" not in {x.confidence for x in align(us_28, ua_us_20, lineage=False).links}


def test_a_text_may_declare_omissions_and_nothing_else() -> None:
    """What is left is matched by content, without the item that is declared to be left out."""
    items = "provisions: [{number: '1', summary: Forces are limited to a number.%s}]\n"
    below = ", provisions: [{number: '1.a', summary: Inspectors count tanks.}]"
    old = small.plan(small.text(items % below))
    new = small.plan(small.text(items % "" + "omits: [{from: 'old-text#1.a'}]", "new-text"))
    table = align(old, new)
    assert pairs(table) == {("1", "1")}
    assert table.dropped == ("1.a",)


def test_what_comes_from_one_point_of_a_third_text_corresponds() -> None:
    """Two texts made out of one are matched by it, unless the lineage is hidden."""
    head = "provisions: [{number: '1', summary: %s., derives_from: ['us-28#6']}]"
    old = small.plan(small.text(head % "Some number"))
    new = small.plan(small.text(head % "Another limit", "new-text"))
    (link,) = align(old, new).links
    assert (link.pairs, link.why) == ((("1", "1"),), "both come from us-28#6")
    assert not pairs(align(old, new, lineage=False))


def test_what_we_divide_goes_with_its_point_unless_it_is_declared_out() -> None:
    """A clause that only we number follows the point that it is part of; lineage can except it."""
    clause = "{number: '1.i', numbered: ours, summary: Ports open.}"
    whole = "provisions: [{number: '1', summary: Forces are limited., provisions: [%s]}]\n"
    old = small.plan(small.text(whole % clause))
    omits = "omits: [{from: 'old-text#1.i'}]"
    new = small.plan(small.text(whole % "" + omits, "new-text"))
    assert align(old, new).dropped == ("1.i",)
    assert link_of(align(old, new, lineage=False), "1.i", "old").new == ("1",)


@pytest.mark.parametrize(
    ("old", "new"),
    [("6", "4"), ("16", "6"), ("18", "11"), ("22", "15"), ("25", "18"), ("27", "19"), ("28", "20"),
     ("10.c", "5.a"), ("12.f", "8.f"), ("24.a", "17.ii"), ("21.b", "14.a")],
)  # fmt: skip
def test_content_finds_what_nobody_could_miss(
    us_28: Plan, ua_us_20: Plan, old: str, new: str
) -> None:
    """With the lineage hidden, points on one matter are still found under other numbers."""
    assert (old, new) in pairs(align(us_28, ua_us_20, lineage=False))


def test_a_text_renumbered_throughout_is_matched_by_content(us_28: Plan) -> None:
    """Numbers that none of the points had before hide nothing: each is found, and renumbered."""
    new = {str(n): str(128 - n) for n in range(1, 29)}
    table = align(us_28, renumbered(us_28, new))
    assert {link.relation for link in table.links} == {"renumbered"}
    assert {(a, b) for a, b in pairs(table) if "." not in a} == set(new.items())
    assert len(pairs(table)) == len(published.US_28)


def test_points_that_exchange_their_contents_are_not_matched_by_number(us_28: Plan) -> None:
    """Each number stays and holds another point's content: the content is what is followed."""
    new = {str(n): str(n % 28 + 1) for n in range(1, 29)}
    table = align(us_28, renumbered(us_28, new))
    assert {(a, b) for a, b in pairs(table) if "." not in a} == set(new.items())


def test_equal_numbers_alone_match_nothing(us_28: Plan) -> None:
    """A text on other matters under the same numbers corresponds in no point."""
    points = tuple(
        Provision(number=str(n), summary=f"{word} {word}ry in the valley", issues=())
        for n, word in enumerate(("goat", "vine", "mill", "bee", "oven"), start=1)
    )
    other = attrs.evolve(us_28, id="another-text", provisions=points, omits=())
    assert not pairs(align(us_28, other))


@lineage
@given(data=st.data())
def test_any_two_texts_are_covered_once(lineage: bool, data: st.DataObject) -> None:
    """Totality: whatever the texts, each point of both stands in exactly one link."""
    old, new = data.draw(plan_pairs())
    table = align(old, new, lineage)
    assert sides(table) == (numbers(old), numbers(new))
    assert {link.relation for link in table.links} <= set(RELATIONS)


@given(plan_pairs())
def test_dropped_and_added_name_no_point_of_the_other_text(texts: tuple[Plan, Plan]) -> None:
    """What is alone stands alone; what corresponds has both sides and a pair inside the link."""
    for link in align(*texts).links:
        if link.pairs:
            assert link.old
            assert link.new
            assert all(a in link.old and b in link.new for a, b in link.pairs)
        else:
            assert len(link.old + link.new) == 1
            assert link.relation in ("dropped", "added", "unknown")


@given(plan_pairs())
def test_swapping_any_two_texts_mirrors_the_table(texts: tuple[Plan, Plan]) -> None:
    """Which text is called the old one decides on words only."""
    old, new = texts
    there, back = align(old, new).links, align(new, old).links
    assert as_they_are(back) == seen_from_the_other_side(there)


@lineage
@given(data=st.data())
def test_any_text_corresponds_to_itself(lineage: bool, data: st.DataObject) -> None:
    """Every point of a text against itself is kept."""
    plan = data.draw(plans())
    assert {link.relation for link in align(plan, plan, lineage).links} <= {"kept"}


@given(plan_pairs())
def test_what_is_declared_is_taken_as_it_is(texts: tuple[Plan, Plan]) -> None:
    """Every origin that a text declares is a correspondence of the table."""
    old, new = texts
    known = set(numbers(old))
    declared = {
        (reference.partition("#")[2], point.number)
        for point in new.walk()
        for reference in point.derives_from
        if reference.partition("#")[0] == old.id
    }
    assert {pair for pair in declared if pair[0] in known} <= pairs(align(old, new))
