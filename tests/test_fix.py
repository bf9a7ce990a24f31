"""Repairs of files, and the skeleton of a new one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceplans import Diagnostic, Invalid, catalog
from peaceplans.reading.diagnostics import Fix
from peaceplans.reading.document import parse
from peaceplans.reading.fix import fixed, skeleton
from peaceplans.reading.plans import read_plan
from peaceplans.vocabulary import MODALITY, PLAN_STATUS, SOURCE_KIND

BROKEN = """\
# Our own draft; äöü 🕊 stand here so that bytes and characters differ.
id: mine
title:   "A plan"   # three spaces before it
date: "2026-01-15"
statuss: proposed   # a comment
known: all
evidence: single
sources: [axios-28-points]
provisions:

- number: 14.10     # unquoted
  summary: >-
    Folded text
    stays folded.
  issues: [ armed-forces-sise,   amesty-claims ]
  commitments:
    - {parties: ["ukrane"], modality: 'obligatoin', action: do,
       condition: {when: [cesefire]}, sets: {control: {khersn: russai}}}
"""

REPAIRED = """\
# Our own draft; äöü 🕊 stand here so that bytes and characters differ.
id: mine
title:   "A plan"   # three spaces before it
date: "2026-01-15"
status: proposed   # a comment
known: all
evidence: single
sources: [axios-28-points]
provisions:

- number: "14.10"     # unquoted
  summary: >-
    Folded text
    stays folded.
  issues: [ armed-forces-size,   amnesty-claims ]
  commitments:
    - {parties: [ukraine], modality: obligation, action: do,
       condition: {when: [ceasefire]}, sets: {control: {kherson: russia}}}
"""


def faults_of(text: str) -> list[Diagnostic]:
    """Every fault of a plan file."""
    try:
        return read_plan(parse(text.encode(), "mine.yaml"), catalog().registry)[1]
    except Invalid as error:
        return list(error.diagnostics)


def diagnostic(start: int, end: int, was: str, text: str) -> Diagnostic:
    """A diagnostic with this fix."""
    return Diagnostic("x", 1, 1, "unknown-id", "x", fix=Fix(start, end, was, text))


class TestFixed:
    """`validate --fix` touches what is wrong, and nothing else."""

    @pytest.mark.parametrize("start", ["", "\ufeff"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_style_and_comments_stay(self, start: str, end: str) -> None:
        """Spacing, folding, flow, line ends and a byte order mark are as they were."""
        text = start + BROKEN.replace("\n", end)
        repaired = fixed(text, faults_of(text))
        assert repaired == start + REPAIRED.replace("\n", end)
        assert faults_of(repaired) == []

    def test_it_is_idempotent(self) -> None:
        """Applied again, read again or not, it changes nothing more."""
        faults = faults_of(BROKEN)
        repaired = fixed(BROKEN, faults)
        assert fixed(repaired, faults) == repaired
        assert fixed(repaired, faults_of(repaired)) == repaired

    def test_a_plan_without_a_fault_stays(self) -> None:
        """Nothing to repair, nothing done."""
        assert fixed(REPAIRED, faults_of(REPAIRED)) == REPAIRED

    @pytest.mark.parametrize(
        "wrong",
        [
            "sources: [axios-29-points]",
            "sources: [something-else]",
            "date: tomorrow",
            "evidence: 1",
        ],
    )
    def test_what_has_no_one_right_spelling_stays(self, wrong: str) -> None:
        """Another number, a far word, a missing fact: the author has to say."""
        text = re.sub(rf"(?m)^{wrong.partition(':')[0]}:.*$", wrong, REPAIRED)
        faults = faults_of(text)
        assert faults
        assert fixed(text, faults) == text

    def test_a_repaired_word_is_quoted_where_it_must_be(self) -> None:
        """A reference keeps its quotes, or gets them."""
        text = REPAIRED.replace("when: [ceasefire]", "after: '#14.1'")
        assert [fault.fix and fault.fix.text for fault in faults_of(text)] == [None]
        text = text.replace("'#14.1'", "'#14.10.'").replace("14.10.", "ratificaton")
        text += "terms:\n- {number: ratification, summary: x}\n"
        assert 'after: "#ratification"' in fixed(text, faults_of(text))

    def test_overlapping_fixes_are_left_out(self) -> None:
        """Of two the first is applied, the other waits for the next reading."""
        two = [diagnostic(0, 3, "abc", "x"), diagnostic(2, 4, "cd", "y")]
        assert fixed("abcd", two) == fixed("abcd", two[::-1]) == "xd"
        assert fixed("abcd", [two[0], two[0]]) == "xd"

    @pytest.mark.parametrize("bad", [(0, 2, "zz"), (3, 9, "defghi"), (9, 9, ""), (5, 6, "")])
    def test_fixes_of_another_text_are_left_out(self, bad: tuple[int, int, str]) -> None:
        """A file that changed meanwhile is not damaged."""
        assert fixed("abcd", [diagnostic(*bad, "x")]) == "abcd"

    @given(
        st.text(st.sampled_from("ab\r\n\ufeffé🕊"), max_size=20),
        st.lists(
            st.tuples(st.integers(0, 22), st.integers(0, 4), st.sampled_from(["", "x", "yz"]))
        ),
    )
    def test_all_else_stays_whatever_the_fixes(
        self, text: str, places: list[tuple[int, int, str]]
    ) -> None:
        """What the fixes do not name is there in the same order, and a second run adds nothing."""
        seen = text.removeprefix("\ufeff").replace("\r\n", "\n")
        found = [
            diagnostic(start, start + size, seen[start : start + size], new)
            for start, size, new in places
            if start + size <= len(seen) and size
        ]
        spans = sorted({(each.fix.start, each.fix.end) for each in found if each.fix})
        apart = all(one[1] <= two[0] for one, two in pairwise(spans))
        result = fixed(text, found)
        named = {at for start, end in spans for at in range(start, end)}
        kept = "".join(c for at, c in enumerate(seen) if at not in named and c not in "\r\n")
        left = iter(result)
        assert all(character in left for character in kept)
        if apart and not found:
            assert result == text


class TestSkeleton:
    """What `peaceplans new` writes."""

    @pytest.mark.parametrize(
        ("id", "title", "date"),
        [
            ("my-plan", "My plan", "2026-01-15"),
            ("no", "Yes: #1 'and' \"more\"\nof it", "2026-01-15~"),
            ("28", "28", "2026"),
        ],
    )
    def test_it_validates(self, id: str, title: str, date: str) -> None:
        """It stands alone on the built-in registries, whatever the title looks like."""
        plan, faults = read_plan(
            parse(skeleton(id, title, date).encode(), "new.yaml"), catalog().registry
        )
        assert faults == []
        assert plan is not None
        assert (plan.id, plan.title, plan.date) == (id, title, date)
        assert plan.define is not None
        assert list(plan.define.sources) == list(plan.sources)
        (point,) = plan.provisions
        assert point.commitments[0].sets["armed-forces-ceiling"].only == ("peacetime",)

    def test_it_teaches(self) -> None:
        """Comments name the terms that can stand at each place, and how to check the file."""
        text = skeleton("my-plan", "My plan", "2026")
        assert text.startswith("# yaml-language-server: $schema=plan.schema.json\n")
        told = re.findall(r"[a-z-]+", " ".join(re.findall("#(.*)", text)))
        for vocabulary in (MODALITY, PLAN_STATUS, SOURCE_KIND):
            assert set(vocabulary) <= set(told)
        assert max(map(len, text.splitlines())) <= 100

    @pytest.mark.parametrize(
        ("id", "date", "rule"),
        [("My plan", "2026", "bad-form"), ("mine", "soon", "bad-form")],
    )
    def test_a_wrong_id_or_date_shows_when_it_is_read(self, id: str, date: str, rule: str) -> None:
        """The skeleton itself checks nothing."""
        assert [fault.rule for fault in faults_of(skeleton(id, "x", date))] == [rule]
