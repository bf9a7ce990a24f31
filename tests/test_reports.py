"""Reports say in every format what the comparison found, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
import small
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import peaceplans
from peaceplans.comparison.change import PlanDiff
from peaceplans.comparison.rules import RULES
from peaceplans.model.editions import by_edition, editions
from peaceplans.reports import html, machine, markdown, table, text
from peaceplans.reports.diff_report import Show, diff_report
from peaceplans.reports.diff_schema import diff_schema
from peaceplans.reports.redline import once, redline
from peaceplans.reports.report import Report, Section
from peaceplans.reports.rules_report import rule_report
from peaceplans.reports.sentences import MARKS, sentence
from peaceplans.reports.words import Words, number

HOSTILE = '<script>alert("x")</script> | `*_[a](b)_*` & "q" \'s\''


@pytest.fixture(scope="module")
def real() -> PlanDiff:
    """The comparison that the project exists for."""
    return peaceplans.diff(peaceplans.load("us-28"), peaceplans.load("ua-us-20"))


def report(diff: PlanDiff, show: Show | None = None) -> Report:
    """A comparison as a report, as the command line makes it."""
    return diff_report(diff, version="v", command="peaceplans diff a b", show=show)


class TestWords:
    """Values read as an analyst would say them."""

    @pytest.mark.parametrize(
        ("value", "unit", "said"),
        [
            (100_000_000_000, "usd", "USD 100 billion"),
            (800_000, "personnel", "800,000"),
            (1_500_000, "usd", "USD 1.5 million"),
            (999, "eur", "EUR 999"),
            (100, "days", "100 days"),
            (1, None, "1"),
        ],
    )
    def test_numbers(self, value: float, unit: str | None, said: str) -> None:
        """Thousands are separated, currencies stand before their sum, units after."""
        assert number(value, unit) == said

    def test_every_change_of_the_real_plans_can_be_said(self, real: PlanDiff) -> None:
        """No sentence is empty, and none shows how an object is stored."""
        words = Words(real.new.registry)
        for change in real.changes:
            said = sentence((change,), words)
            assert said.strip(), change
            assert not re.search(r"<\w+|\w+\(\w+=|None|\{'", said), said

    def test_a_role_stands_in_a_sentence_as_a_word(self) -> None:
        """Proper names keep their capitals and articles, roles do not."""
        words = Words(peaceplans.catalog().registry)
        assert words.parties(["all-parties", "united-states", "ukraine"]) == (
            "all parties, the United States and Ukraine"
        )
        assert words.parties([]) == "nobody"


class TestRedline:
    """Word-level differences of two sentences."""

    def test_what_is_gone_and_new_is_marked(self) -> None:
        """Equal words stand once, the others in brackets that need no colour."""
        assert redline("Ukraine may keep arms.", "Ukraine must keep its arms.") == (
            "Ukraine [-may-] {+must+} keep {+its+} arms."
        )

    def test_a_number_written_twice_counts_once(self) -> None:
        """Thirty (30) is 30, but thirty (40) is no number written twice."""
        assert once("within thirty (30) days") == "within 30 days"
        assert once("within twenty-five (25) days") == "within 25 days"
        assert once("within thirty (40) days") == "within thirty (40) days"
        assert redline("within thirty (30) days", "within 30 days") == "within 30 days"

    @given(st.lists(st.sampled_from("peace plan must may not be kept".split()), min_size=1))
    def test_equal_sentences_have_no_mark(self, words: list[str]) -> None:
        """A sentence against itself is itself."""
        line = " ".join(words)
        assert redline(line, line) == line

    @given(*[st.lists(st.sampled_from(list("abcde")), min_size=1, max_size=8)] * 2)
    def test_both_sentences_can_be_read_out_of_it(self, old: list[str], new: list[str]) -> None:
        """Without what is new it is the old sentence, without what is gone the new one."""
        marked = redline(" ".join(old), " ".join(new))
        without_new = re.sub(r"\{\+.*?\+\}", "", marked)
        without_old = re.sub(r"\[-.*?-\]", "", marked)
        assert re.findall(r"\w", without_new) == old
        assert re.findall(r"\w", without_old) == new


class TestEditions:
    """A plan as another edition prints it."""

    def test_a_variant_takes_the_place_of_the_base(self) -> None:
        """Blick prints a cap where the base does not say whether level or cap is meant."""
        plan = peaceplans.load("ua-us-20")
        read = by_edition(plan, "blick-20-points")
        cell = "armed-forces-ceiling"
        assert plan["4"].commitments[0].sets[cell].bound == "unclear"
        assert read["4"].commitments[0].sets[cell].bound == "at-most"

    def test_what_an_edition_lacks_is_not_there(self) -> None:
        """An absent reading takes the commitment out; other points stay."""
        content = small.point(
            "readings: [{id: none, kind: variant, printed_by: [gazette], absent: true}]"
        )
        plan = small.plan(content)
        assert by_edition(plan, "gazette")["1"].commitments == ()

    @pytest.mark.parametrize("kind", ["gloss", "slip", "earlier"])
    def test_only_variants_count(self, kind: str) -> None:
        """What somebody says it means, an error and a former state change nothing."""
        content = small.point(
            f"readings: [{{id: other, kind: {kind}, printed_by: [gazette], modality: process}},"
            " {id: same, kind: variant, printed_by: [gazette], summary: other words}]"
        )
        plan = small.plan(content)
        assert by_edition(plan, "gazette") == plan

    def test_an_unknown_edition_is_no_edition(self) -> None:
        """It is refused, not taken for the base."""
        plan = peaceplans.load("us-28")
        assert "reuters" in editions(plan)
        with pytest.raises(KeyError):
            by_edition(plan, "nobody")


class TestFormats:
    """One report, several renderers."""

    def test_json_fits_its_schema(self, real: PlanDiff) -> None:
        """The real comparison is valid, and the schema refuses what is none."""
        validator = Draft202012Validator(diff_schema())
        told = json.loads(machine.render(real.to_dict()))
        assert list(validator.iter_errors(told)) == []
        assert told["changes"] == json.loads(json.dumps(real.to_dict()["changes"]))
        told["changes"][0]["rule"] = "no-such-rule"
        assert list(validator.iter_errors(told)) != []

    @given(st.dictionaries(st.text(), st.lists(st.dictionaries(st.text(), st.text()))))
    def test_json_is_the_value(self, data: dict[str, Any]) -> None:
        """Whatever the lines look like, they are the value."""
        assert json.loads(machine.render(data)) == data

    def test_csv_holds_every_change(self, real: PlanDiff) -> None:
        """One row a change under one header, and no cell that a spreadsheet would run."""
        rows = list(csv.DictReader(io.StringIO(table.render(real.to_dict()))))
        assert [row["rule"] for row in rows] == [change.rule for change in real.changes]
        hostile = table.render({"changes": [{"what": "=HYPERLINK(1)", "who": "+x"}]})
        assert [*csv.reader(io.StringIO(hostile))][1] == ["'=HYPERLINK(1)", "'+x"]

    def test_html_stands_alone(self, real: PlanDiff) -> None:
        """It fetches nothing, runs nothing, and every element that is opened is closed."""
        page = html.render(report(real))
        parser = _Tags()
        parser.feed(page)
        assert parser.open == []
        assert not {"script", "link", "img", "iframe", "object"} & parser.seen
        assert not re.search(r"@import|url\(|\bsrc=|\bhref=|\bon\w+=", page)

    @pytest.mark.parametrize("render", [html.render, markdown.render])
    def test_hostile_texts_are_only_text(self, render: Any) -> None:
        """No text of a plan becomes markup."""
        section = Section(HOSTILE, (HOSTILE,), (HOSTILE, "b"), ((HOSTILE, HOSTILE),))
        made = render(Report(HOSTILE, (HOSTILE,), (section,), (HOSTILE,)))
        assert "<script" not in made.replace("\\<script", "")

    @pytest.mark.parametrize("width", [60, 80, 120, 200])
    def test_text_keeps_its_width(self, real: PlanDiff, width: int) -> None:
        """No line is longer, save where a single word is."""
        for line in text.render(report(real), width).splitlines():
            assert len(line) <= width or max(map(len, line.split())) > width // 3, line

    def test_signs_mean_what_the_legend_says(self, real: PlanDiff) -> None:
        """Every row of what changed begins with a sign of the legend."""
        sections = report(real).sections
        start = next(i for i, section in enumerate(sections) if section.title == "What changed")
        for section in sections[start:]:
            for row in section.rows:
                assert row[0] in MARKS


class TestShown:
    """What a reader may ask for."""

    def test_counts_add_up(self, real: PlanDiff) -> None:
        """The counts by issue are those of all changes."""
        (section,) = report(real, Show(stat=True)).sections
        rows = [[int(cell or 0) for cell in row[1:]] for row in section.rows]
        assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]
        assert sum(rows[-1]) == len(real.changes)

    def test_every_field_has_a_row(self, real: PlanDiff) -> None:
        """With --fields each change stands alone."""
        (section,) = report(real, Show(fields=True)).sections
        assert [row[0] for row in section.rows] == [change.rule for change in real.changes]

    def test_every_point_has_a_reason(self, real: PlanDiff) -> None:
        """With --explain-matching each link says why and how surely."""
        section = report(real, Show(stat=True, matching=True)).sections[-1]
        assert len(section.rows) == len(real.alignment.links)
        assert all(row[3] and row[4] for row in section.rows)

    @pytest.mark.parametrize("rule", RULES)
    def test_every_rule_can_be_explained(self, real: PlanDiff, rule: str) -> None:
        """With its level, its other side and what it names in the real plans."""
        examples = [change for change in real.changes if change.rule == rule]
        made = rule_report(rule, real, examples, version="v", command="c")
        told = text.render(made, 80)
        assert rule in told
        assert RULES[rule].level in told

    def test_a_text_against_itself_is_no_change(self) -> None:
        """And says so in words."""
        plan = peaceplans.load("us-28")
        assert "No changes." in text.render(report(peaceplans.diff(plan, plan)), 80)


class _Tags(HTMLParser):
    """Which elements a page has, and which are still open at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
