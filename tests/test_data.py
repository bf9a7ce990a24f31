"""The built-in data: complete against the published accounts, sourced, and without loose ends."""

from __future__ import annotations

from collections.abc import Iterator

import published
import pytest

import peaceplans
from peaceplans import Catalog, Commitment, Plan, Provision, Setting
from peaceplans.catalogs.builtin import from_yaml
from peaceplans.model.plan import parts
from peaceplans.text_cells import TextAnswers
from peaceplans.values.setting import Shares
from peaceplans.vocabulary import KEYS_FROM

CATALOG = peaceplans.catalog()

every_plan = pytest.mark.parametrize("plan", CATALOG.plans.values(), ids=lambda plan: plan.id)

SHEETS = {
    "us-28": (28, published.US_28, []),
    "ua-us-20": (20, published.UA_US_20, published.UA_US_20_TERMS),
}
"""Plan → how many points it has, their numbers with all below them, and its other clauses."""


@pytest.fixture(scope="module")
def read() -> Catalog:
    """The catalog read from its YAML, with every check; a fault would raise."""
    return from_yaml()


def commitments(plan: Plan) -> Iterator[tuple[Provision, Commitment]]:
    """Every commitment of a plan with its point, those of options included."""
    for point in plan.walk():
        for each in point.commitments:
            yield point, each
        for option in point.options:
            for each in option.commitments:
                yield point, each


def settings(plan: Plan) -> Iterator[tuple[str, Setting]]:
    """Every value that a plan sets, with its cell."""
    for _, commitment in commitments(plan):
        yield from commitment.sets.items()


def test_the_files_have_no_faults(read: Catalog) -> None:
    """Every id resolves and every check holds; the compiled form holds the same plans."""
    assert set(read.plans) == set(CATALOG.plans)
    assert all(CATALOG.plans[id] == plan for id, plan in read.plans.items())


@pytest.mark.parametrize("id", SHEETS)
def test_a_plan_has_every_point_that_is_known_of_it(id: str) -> None:
    """All points, sub-points and clauses outside points, under the labels of the sheet."""
    points, numbers, terms = SHEETS[id]
    plan = CATALOG.plans[id]
    assert [p.number for p in plan.provisions] == [str(n) for n in range(1, points + 1)]
    assert sorted(p.number for p in plan.walk()) == sorted([*numbers, *terms])
    assert [p.number for p in plan.terms] == terms


def test_numbers_that_the_texts_do_not_print_are_marked_as_ours() -> None:
    """The clauses of point 14 of the draft, and what the framework leaves unlettered."""
    ours = {
        id: {p.number for p in plan.walk() if p.numbered == "ours"}
        for id, plan in CATALOG.plans.items()
    }
    assert ours["us-28"] == {n for n in published.US_28 if n.startswith("14.")}
    lettered = {"5.a", "5.b", "5.c", "5.d", "8.a", "8.b", "8.c", "8.f", "9.a"}
    below = {n for n in [*published.UA_US_20, *published.UA_US_20_TERMS] if not n.isdecimal()}
    assert ours["ua-us-20"] == below - lettered


@every_plan
def test_every_commitment_has_sources_and_evidence(plan: Plan) -> None:
    """Stated there or held from above, no fact stands without either."""
    for point, each in commitments(plan):
        assert each.sources, f"{point.id}: {each.action}"
        assert each.evidence, f"{point.id}: {each.action}"


@every_plan
def test_every_value_has_sources_and_evidence(plan: Plan) -> None:
    """A figure rests on something."""
    for cell, setting in settings(plan):
        assert setting.sources, f"{plan.id}: {cell}"
        assert setting.evidence, f"{plan.id}: {cell}"


@every_plan
def test_what_is_inferred_is_no_commitment(plan: Plan) -> None:
    """Our own reading may link points, and is never loaded as what a text says."""
    assert not [(p.id, c.action) for p, c in commitments(plan) if c.evidence == "inferred"]
    held = TextAnswers(plan)
    for cell, setting in settings(plan):
        if setting.evidence == "inferred":
            assert setting not in [told for told, *_ in held.base.get(cell, ())], cell


@every_plan
def test_every_point_is_summed_up_and_filed(plan: Plan) -> None:
    """A summary that is a sentence, and at least one issue of the registry."""
    for point in plan.walk():
        assert point.summary.endswith("."), point.id
        assert point.issues or point.known == "none", point.id
        assert set(point.issues) <= set(CATALOG.issues), point.id


@every_plan
def test_every_point_says_what_it_commits_to(plan: Plan) -> None:
    """A point holds commitments, options or sub-points, unless it was taken out or not read."""
    for point in plan.walk():
        if point.status == "removed" or point.known == "none":
            assert not point.commitments, point.id
        else:
            told = point.commitments or point.options or point.provisions or point.readings
            assert told, point.id


@every_plan
def test_no_commitment_sets_an_unknown_parameter(plan: Plan) -> None:
    """Each cell is of a parameter, with keys of the kinds that it asks for."""
    for cell, _ in settings(plan):
        name, keys = parts(cell)
        kinds = CATALOG.parameters[name].per
        assert len(keys) == len(kinds), cell
        for key, kind in zip(keys, kinds, strict=True):
            assert key in getattr(CATALOG, KEYS_FROM[kind]), cell


@every_plan
def test_shares_are_shares_of_a_whole(plan: Plan) -> None:
    """They add up to a hundred, thirds printed as 33 included."""
    divisions = [
        setting.value for _, setting in settings(plan) if isinstance(setting.value, Shares)
    ]
    assert all(sum(division.exact.values()) == 100 for division in divisions)


def test_some_texts_divide_a_whole() -> None:
    """The law above has something to hold for."""
    assert any(
        isinstance(setting.value, Shares)
        for plan in CATALOG.plans.values()
        for _, setting in settings(plan)
    )


@every_plan
def test_options_have_proponents(plan: Plan) -> None:
    """Every option that commits somebody is somebody's; options of a point are several."""
    for point in plan.walk():
        for option in point.options:
            assert option.proposed_by or not option.commitments, f"{point.id}/{option.id}"
        assert len(point.options) != 1, point.id


@every_plan
def test_disputed_points_say_between_whom(plan: Plan) -> None:
    """Agreed or disputed is always so between somebody."""
    for point in plan.walk():
        if point.status in ("agreed", "disputed"):
            assert len(point.between) > 1, point.id


def test_the_framework_agreed_and_disputed() -> None:
    """Two points are disputed; the date of EU membership was agreed with no European."""
    plan = CATALOG.plans["ua-us-20"]
    assert [p.number for p in plan.provisions if p.status == "disputed"] == ["12", "14"]
    assert plan["7"].status is None
    assert {option.id for option in plan["12"].options} == {"united-states", "ukraine"}
    assert {"freeze", "zone"} <= {option.id for option in plan["14"].options}


def test_every_omission_is_one_that_the_sheet_reports() -> None:
    """Declared drops are the items without counterpart; those below one go with it."""
    declared = {omission.from_ for omission in CATALOG.plans["ua-us-20"].omits}
    covered = {n for n in published.WITHOUT_COUNTERPART if f"us-28#{n}" in declared}
    below = {n for n in published.WITHOUT_COUNTERPART if n.partition(".")[0] in covered}
    assert declared == {f"us-28#{n}" for n in covered}
    assert covered | below == set(published.WITHOUT_COUNTERPART)


@pytest.mark.parametrize("number", ["3", "4", "7"])
def test_what_moved_to_a_companion_paper_says_where(number: str) -> None:
    """Enlargement, dialogue and membership of NATO are reported to stand in other papers."""
    (omission,) = [o for o in CATALOG.plans["ua-us-20"].omits if o.from_ == f"us-28#{number}"]
    assert omission.moved_to
    assert omission.sources


def test_every_source_can_be_found_again() -> None:
    """Publisher, and an address or else a note that says why there is none."""
    for source in CATALOG.sources.values():
        assert source.publisher.strip(), source.id
        if source.url:
            assert source.url.startswith(("https://", "http://")), source.id
        else:
            assert source.note, source.id
        assert source.relays != source.id
        assert source.relays is None or source.relays in CATALOG.sources, source.id


@every_plan
def test_readings_say_who_prints_them(plan: Plan) -> None:
    """A reading is some outlet's, or that of an edition of the plan."""
    editions = {edition.id for edition in plan.editions}
    for point in plan.walk():
        for holder in (point, *point.options):
            for reading in holder.readings:
                # A reading that nobody prints is our inference, or its note says what is missing.
                told = reading.printed_by or reading.evidence == "inferred" or reading.note
                assert told, f"{point.id}: {reading.id}"
                assert set(reading.printed_by) <= editions | set(CATALOG.sources)


@every_plan
def test_every_parameter_that_is_set_belongs_to_an_issue_of_the_plan(plan: Plan) -> None:
    """No value is filed where nobody who reads the plan by issues would look."""
    issues = {issue for point in plan.walk() for issue in point.issues}
    assert {CATALOG.parameters[parts(cell)[0]].issue for cell, _ in settings(plan)} <= issues
