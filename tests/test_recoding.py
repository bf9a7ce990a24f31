"""The data and their second coding: every difference resolved in writing, the figures true."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peaceplans
from peaceplans.reading.document import read
from tools import agreement
from tools.agreement import Comparison, Difference, Resolution

TEXTS = agreement.coded_twice()
LATER = sorted(file.stem for file in (agreement.SECOND / "later").glob("*.yaml"))
SETS = st.frozensets(st.sampled_from("abcde"))


def coded(**told: list[str]) -> agreement.Answers:
    """The answers of one coder about one point, with nothing in the fields not given."""
    fields = ("modality", "parties", "parameters")
    return {(field, None): sorted(told.get(field, [])) for field in fields}


def later(text: str) -> Iterator[tuple[str, str]]:
    """Point, or `14/zone` for an option, and id of every reading of the kind later."""
    for point in peaceplans.load(text).walk():
        held = [(point.number, point.readings)]
        held += [(f"{point.number}/{option.id}", option.readings) for option in point.options]
        for place, readings in held:
            yield from ((place, each.id) for each in readings if each.kind == "later")


def lines(found: list[Difference]) -> str:
    """Differences for a message, one a line."""
    return "\n".join(map(str, found))


def test_some_texts_were_coded_twice() -> None:
    """The tests below have something to look at."""
    assert TEXTS


@pytest.mark.parametrize("text", TEXTS)
def test_every_difference_is_resolved_in_writing(text: str) -> None:
    """Whatever the two codings differ in has an entry that says which stands."""
    file = agreement.SECOND / "resolutions" / f"{text}.yaml"
    assert file.exists(), f"{file} is missing"
    found = agreement.compare(text).unresolved
    assert not found, f"to resolve in {file}:\n{lines(found)}"


@pytest.mark.parametrize("text", TEXTS)
def test_no_resolution_is_stale(text: str) -> None:
    """An entry speaks of what still differs, or is marked changed and no longer does."""
    stale = agreement.compare(text).stale
    assert not stale, f"stale for {text}:\n{lines(stale)}"


@pytest.mark.parametrize("text", TEXTS)
def test_the_data_change_where_the_first_coding_does_not_stand(text: str) -> None:
    """Every entry gives its reason, and is marked changed if and only if it had to be."""
    for each in agreement.compare(text).resolutions:
        assert each.why.strip(), f"no reason: {each}"
        assert each.changed == (each.resolved in ("second", "neither")), str(each)


@pytest.mark.parametrize("text", LATER)
def test_every_later_reading_has_its_place_beside_the_second_coding(text: str) -> None:
    """Each reading of both codings stands once among the resolutions, each with a reason."""
    told = read(agreement.SECOND / "resolutions" / "later" / f"{text}.yaml").data
    second = read(agreement.SECOND / "later" / f"{text}.yaml").data["readings"]
    pairs, alone = told["resolutions"], told["only-first"]
    ours = [(each["point"], each["first"]) for each in pairs if each["first"] != "none"]
    assert told["text"] == text
    assert sorted(each["second"] for each in pairs) == sorted(each["id"] for each in second)
    assert sorted(ours + [(each["point"], each["id"]) for each in alone]) == sorted(later(text))
    assert all(each["why"].strip() for each in pairs + alone)
    assert all(each["differs"] and each["resolved"] in agreement.VERDICTS for each in pairs)


@pytest.mark.parametrize("text", TEXTS)
def test_the_page_has_the_figures_that_the_tool_computes(text: str) -> None:
    """Published agreement is computed agreement."""
    page = agreement.PAGE.read_text(encoding="utf-8").splitlines()
    published = [line for line in page if line.startswith(f"| {text} |")]
    computed = agreement.table([agreement.compare(text)]).splitlines()[2:]
    assert published == computed, "run python tools/agreement.py --write"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("0100000010", "1110010000", 0.095), ("aabbdcccedda", "babbbccceddd", 0.692)],
)
def test_alpha_is_that_of_the_literature(first: str, second: str, expected: float) -> None:
    """Both examples, and their results, are those of Krippendorff (2011)."""
    pairs = list(zip(first, second, strict=True))
    assert agreement.alpha(pairs, agreement.DISTANCES["values"]) == pytest.approx(
        expected, abs=5e-4
    )


def test_alpha_needs_variation() -> None:
    """One answer everywhere leaves nothing to set agreement against."""
    assert agreement.alpha([("a", "a")] * 3, agreement.masi) is None


@given(st.lists(SETS, min_size=2, max_size=6, unique=True))
def test_alpha_of_coders_who_agree_is_one(answers: list[frozenset[str]]) -> None:
    """Perfect agreement is 1 whatever the sets."""
    assert agreement.alpha([(each, each) for each in answers], agreement.masi) == pytest.approx(1)


@given(SETS, SETS)
def test_masi_is_a_distance(one: frozenset[str], other: frozenset[str]) -> None:
    """Symmetric, 0 for equal sets alone, 1 for those with nothing in common alone."""
    distance = agreement.masi(one, other)
    assert distance == agreement.masi(other, one)
    assert (distance == 0) == (one == other)
    assert (distance == 1) == (one != other and not one & other)
    assert 0 <= distance <= 1


def test_a_set_within_the_other_is_nearer_than_one_that_overlaps() -> None:
    """Of equal Jaccard index: a third of the union is shared, nested and overlapping."""
    nested = agreement.masi(frozenset("a"), frozenset("abc"))
    overlapping = agreement.masi(frozenset("ab"), frozenset("bc"))
    assert (nested, overlapping) == (pytest.approx(1 - 2 / 9), pytest.approx(1 - 1 / 9))


def test_a_finer_division_is_compared_at_the_level_that_both_share() -> None:
    """Sub-points that only one coder made go into the nearest point that the other has."""
    one, two = peaceplans.load("us-28")["10.c"].commitments[:2]
    fine = {"5": (one,), "5.b.i": (two,), "12/ukraine": (two,), "13": (), "14": (one,)}
    coarse = {"5": (one, two), "12": (two,), "13.a": (one,)}
    folded, where = agreement.fold(fine, coarse)
    assert folded == {"5": (one, two), "12": (two,), "13": (), "14": (one,)}
    assert where == {"5.b.i": "5", "12/ukraine": "12"}
    assert agreement.fold(coarse, fine) == (
        {"5": (one, two), "12": (two,), "13": (one,)},
        {"13.a": "13"},
    )


def test_figures_are_those_before_the_data_changed() -> None:
    """A difference that was settled by changing the data still counts as a difference."""
    told = Resolution(
        point="1",
        field="parties",
        first=["russia"],
        second=["ukraine"],
        resolved="second",
        why="the sheet",
        changed=True,
    )
    now = {"1": coded(parties=["ukraine"]), "2": coded(parties=["nato"])}
    comparison = Comparison("any", now, now, {}, (told,))
    assert comparison.differences == comparison.stale == []
    alike = {figure.field: (figure.alike, figure.units) for figure in comparison.figures}
    assert alike == {"modality": (2, 2), "parties": (1, 2), "parameters": (2, 2), "values": (0, 0)}


def test_a_difference_needs_an_entry_and_an_entry_a_difference() -> None:
    """Another answer, another field or a change only claimed is not what was resolved."""
    now, other = {"1": coded(parties=["ukraine"])}, {"1": coded(parties=["russia"])}
    fits = {"point": "1", "field": "parties", "first": ["ukraine"], "second": ["russia"]}
    for wrong in ({}, {"first": ["nato"]}, {"field": "modality"}, {"changed": True}):
        told = Resolution(**{**fits, "resolved": "first", "why": "the sheet", **wrong})
        comparison = Comparison("any", now, other, {}, (told,))
        assert bool(comparison.unresolved) is bool(comparison.stale) is bool(wrong)


def test_writing_replaces_the_figures_and_nothing_else(tmp_path: Path) -> None:
    """The prose around the two marks stays; a page without them is refused."""
    page = tmp_path / "page.md"
    page.write_text(f"before\n{agreement.BEGIN}\nold\n{agreement.END}\nafter\n", encoding="utf-8")
    agreement.write(page, [])
    told = page.read_text(encoding="utf-8")
    assert told.startswith("before\n")
    assert told.endswith("\nafter\n")
    assert "old" not in told
    assert agreement.table([]) in told
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="figures go between"):
        agreement.write(page, [])


def test_the_command_shows_figures_and_refuses_what_nobody_coded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Figures on standard output; a text without a second coding ends with exit code 2."""
    assert agreement.main([TEXTS[0]]) == 0
    assert agreement.table([agreement.compare(TEXTS[0])]) in capsys.readouterr().out
    with pytest.raises(SystemExit) as end:
        agreement.main(["nobody-coded-this"])
    assert end.value.code == 2
    assert "nobody-coded-this" in capsys.readouterr().err
