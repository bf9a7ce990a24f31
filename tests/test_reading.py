"""Reading files: every rule by example, all faults at once, nothing coerced, nothing hostile in."""

from __future__ import annotations

import copy
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import peaceplans
from peaceplans import Diagnostic, Invalid, Plan, catalog
from peaceplans.catalogs.cross import check_references
from peaceplans.reading.diagnostics import RULES, is_slip, nearest
from peaceplans.reading.document import MAX_BYTES, MAX_DEPTH, parse, read
from peaceplans.reading.plans import read_plan
from peaceplans.reading.registries import read_registry

GOOD = """\
define:
  sources:
    copy:
      publisher: A paper
      kind: leaked-text
      seen: read
  parameters:
    escorts:
      issue: armed-forces-size
      title: Escorts
      kind: quantity
      unit: pieces
id: mine
title: A plan
date: "2026-01-15"
public: "2026-01-20"
status: proposed
known: all
evidence: single
sources: [copy]
omits:
- from: "us-28#4"
provisions:
- number: "1"
  summary: Ukraine's forces are limited.
  issues: [armed-forces-size]
  commitments:
  - id: limit
    parties: [ukraine]
    modality: obligation
    action: keep to the limit
    sets:
      armed-forces-ceiling: 800000
  readings:
  - id: lower
    kind: variant
    printed_by: [copy]
    of: limit
    sets:
      armed-forces-ceiling: 600000
  provisions:
  - number: "1.a"
    summary: Details are open.
    options:
    - id: strict
      proposed_by: [russia]
      summary: The limit holds always.
      commitments:
      - parties: [ukraine]
        modality: obligation
        action: keep to the limit always
- number: "2"
  summary: Nobody attacks.
  open_list: true
  commitments:
  - parties: [russia, ukraine]
    modality: prohibition
    action: attack
    condition:
      after: "#1"
    sets:
      control:
        kherson: line-of-contact
"""

# Each rule with edits of the good file that break it alone. An edit is a text of the file and
# what takes its place; ▸ stands where the fault is shown, once for each.
Edit = tuple[str, str]

SETS = "armed-forces-ceiling: 800000"
ON = 'after: "#1"'
FROM = '"us-28#4"'
UNIT = "      unit: pieces\n"
KIND = "      kind: quantity\n" + UNIT
SECOND = '- number: "2"\n'

EXAMPLES: dict[str, list[tuple[Edit, ...]]] = {
    "yaml-syntax": [
        (("title: A plan", "title: [A plan"), ('date: "2026', 'date▸: "2026')),
        (("title: A plan", "title: A▸: plan"),),
        (("title: A plan", 'title: "\\u▸d800"'),),
        (("title: A plan", "▸\ttitle: A plan"),),
    ],
    "too-deep": [(("true", "[" * (MAX_DEPTH - 3) + "▸[" + "]" * (MAX_DEPTH - 2)),)],
    "no-aliases": [
        (("title: A plan", "title: ▸&a A plan"),),
        (("title: A plan", "title: ▸*a"),),
    ],
    "no-tags": [
        (("title: A plan", "title: ▸!!str A plan"),),
        (("title: A plan", "title: ▸!!python/object/apply:os.system [ls]"),),
    ],
    "one-document": [(("id: mine", "▸---\nid: mine"),)],
    "duplicate-key": [
        (("title: A plan", "title: A plan\n▸title: B plan"),),
        (("      seen: read", "      seen: read\n      ▸seen: part"),),
    ],
    "unknown-key": [
        (("title: A plan", "title: A plan\n▸heading: A plan"),),
        (("  open_list: true", "  ▸openlist: true"),),
        (("    sets:\n      control", "    ▸<<: {}\n    sets:\n      control"),),
        (("      seen: read", "      seen: read\n      ▸id: other"),),
        ((UNIT, UNIT + "      titles: {▸soon: as soon as possible}\n"),),
        (("define:\n", "define:\n  ▸soruces: {}\n"),),
        ((ON, 'after: ▸{all-of: ["#1"]}'),),
    ],
    "missing-key": [
        (("define:", "▸define:"), ("title: A plan\n", "")),
        (("publisher", "▸publisher"), ("      seen: read\n", "")),
        (("  - parties: [russia", "  - ▸parties: [russia"), ("    modality: prohibition\n", "")),
    ],
    "wrong-type": [
        (("title: A plan", "title: ▸6"),),
        (("title: A plan", "title: ▸~"),),
        (("title: A plan", "title: ▸true"),),
        (("title: A plan", "title: ▸[A plan]"),),
        (("open_list: true", 'open_list: ▸"no"'),),
        (("open_list: true", "open_list: ▸no"),),
        (("open_list: true", "open_list: ▸1"),),
        (("  open_list: true", "  open_list: true\n  why: ▸null"),),
        (("sources: [copy]", "sources: ▸copy"),),
        (("  issues: [armed-forces-size]", "  issues: ▸{armed-forces-size: 1}"),),
        (("parties: [russia, ukraine]", "parties: [russia, ▸6]"),),
        (("\n        kherson: line-of-contact", " ▸russia"),),
        (("\n      control:\n        kherson: line-of-contact", " ▸[control]"),),
        (('"2026-01-15"', "▸2026"),),
        (("omits:", "counts: [{points: ▸true, by: X}, {points: ▸'28', by: X}]\nomits:"),),
        ((UNIT, UNIT + "      titles: ▸[soon]\n"),),
        ((UNIT, UNIT + "      also: [a, b]\n      titles: {a: ▸1, b: ▸2}\n"),),
        ((ON, "after: ▸11"),),
        (("define:\n", "define:\n  issues: ▸[peace]\n"),),
        (("define:\n", "define:\n  issues: {peace: ▸Peace}\n"),),
        (("title: A plan", "title: A plan\n? ▸[a]\n: b"),),
    ],
    "unquoted-number": [(('"2"', "▸2"),), (('"1.a"', "▸1.10"),)],
    "unknown-term": [
        (("modality: prohibition", "modality: ▸ban"),),
        (("status: proposed", "status: ▸Proposed"),),
        (("kind: leaked-text", "kind: ▸leaked"),),
    ],
    "unknown-id": [
        (("parties: [russia, ukraine]", "parties: [russia, ▸ukrane]"),),
        (("kherson: line-of-contact", "▸khersn: line-of-contact"),),
        (("      control:", "      ▸controll:"),),
        (("sources: [copy]", "sources: [▸copi]"),),
        ((ON, "after: [signature, ▸peace]"),),
        ((ON, "after: {any-of: [signature, ▸peace]}"),),
        ((SETS, "guarantors: [▸ukrane, nato, ▸natoo]"),),
        ((SETS, "znpp-power-shares: {russia: 50, ▸nobdy: 50}"),),
        ((SETS, "armed-forces-ceiling: {value: 1, sources: [▸copi]}"),),
        (("issue: armed-forces-size", "issue: ▸armed-forces"),),
    ],
    "bad-form": [
        (("id: mine", "id: ▸My plan"),),
        (('"2026-01-15"', '▸"15 January 2026"'),),
        (('"2026-01-15"', '▸"2026-02-30"'),),
        (('"2"', '▸"2."'),),
        ((FROM, "▸us-28"),),
        ((ON, 'after: ▸"# 1"'),),
        (("    escorts:", "    ▸Escorts:"),),
    ],
    "bad-value": [
        ((SETS, "armed-forces-ceiling: ▸many"),),
        ((SETS, "armed-forces-ceiling: ▸yes"),),
        ((SETS, "armed-forces-ceiling: ▸{at-most: 5}".replace("▸{", "{▸")),),
        ((SETS, "znpp-power-shares: ▸{russia: 50, ukraine: 40}"),),
        ((SETS, "znpp-power-shares: {russia: ▸150}"),),
        ((SETS, "eu-accession-date: ▸2027-99-99"),),
        ((SETS, "g8-invitation: ▸no"),),
        ((SETS, "returned: [bodies, ▸tanks]"),),
        ((SETS, "armed-forces-ceiling: {value: 1, ▸bund: exactly}"),),
        ((SETS, "armed-forces-ceiling: {value: 1, bound: ▸[exactly]}"),),
        ((SETS, f"armed-forces-ceiling: ▸{'9' * 399}"),),
        (("kherson: line-of-contact", "kherson: ▸line-of-contract"),),
        ((UNIT, UNIT + "      silence: ▸none\n"),),
    ],
    "bad-parameter": [
        ((UNIT, ""), ("      issue:", "      ▸issue:")),
        ((KIND, "      kind: choice\n"), ("      issue:", "      ▸issue:")),
        ((KIND, "      kind: members\n      of: all\n"), ("      issue:", "      ▸issue:")),
        ((UNIT, UNIT + "      ordered: true\n"), ("      issue:", "      ▸issue:")),
    ],
    "duplicate-number": [(('"2"', '▸"1"'),)],
    "misplaced-number": [(('"1.a"', '▸"2.a"'),)],
    "duplicate-id": [
        ((SECOND, SECOND + "  readings: [{id: x, kind: slip}, {id: ▸x, kind: gloss}]\n"),),
        (("omits:", "editions: [{id: x}, {id: ▸x}]\nomits:"),),
    ],
    "dangling-reference": [
        (("    of: limit", "    of: ▸limits"),),
        (("printed_by: [copy]", "printed_by: [▸copi]"),),
        ((ON, 'after: ▸"#3"'),),
        ((ON, 'after: [signature, ▸"#3"]'),),
        ((ON, 'after: {any-of: ["#1", ▸"#3"]}'),),
        ((FROM, '▸"us-28#44"'),),
        ((FROM, '▸"us-27#4"'),),
        ((FROM, '▸"mine#1"'),),
        (("omits:", "base: ▸us-27@reuters\nomits:"),),
        (("omits:", "companions: [{id: c, title: C, specifies: [▸1.a/strickt]}]\nomits:"),),
        ((SECOND, SECOND + '  links: [{to: ▸"9", kind: protects}]\n'),),
    ],
    "option-without-proponent": [
        (("proposed_by: [russia]", "proposed_by: []"), ("- id: strict", "- ▸id: strict"))
    ],
    "set-twice": [
        (
            (
                "      control:\n        kherson: line-of-contact",
                "      ▸armed-forces-ceiling: 700000",
            ),
        ),
        (
            (
                "        kherson: line-of-contact",
                "        kherson: line-of-contact\n        ▸four-oblasts: russia",
            ),
        ),
    ],
    "no-source": [
        (
            ("sources: [copy]\n", ""),
            ("- id: limit", "- ▸id: limit"),
            ("- parties: [ukraine]", "- ▸parties: [ukraine]"),
            ("- parties: [russia", "- ▸parties: [russia"),
        )
    ],
    "no-evidence": [
        (
            ("evidence: single\n", ""),
            ("- id: limit", "- ▸id: limit"),
            ("- parties: [ukraine]", "- ▸parties: [ukraine]"),
            ("- parties: [russia", "- ▸parties: [russia"),
        )
    ],
    "date-order": [
        (('"2026-01-20"', '▸"2026-01-14"'),),
        (
            ("omits:", 'history: [{date: "2025", status: reported}, NEXT]\nomits:'),
            ("NEXT", '{date: ▸"2025", status: signed}'),
        ),
    ],
}


def broken(edits: tuple[Edit, ...]) -> tuple[str, list[tuple[int, int]]]:
    """The good file with the edits, and line and column of every mark in them."""
    text = GOOD
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    marks = []
    for number, line in enumerate(text.splitlines(), start=1):
        while "▸" in line:
            marks.append((number, line.index("▸") + 1))
            line = line.replace("▸", "", 1)  # noqa: PLW2901 - the next mark counts without it
    return text.replace("▸", ""), marks


def faults_of(text: str | bytes) -> list[Diagnostic]:
    """Every fault of a file with this text, read over the built-in data."""
    raw = text.encode() if isinstance(text, str) else text
    try:
        document = parse(raw, "mine.yaml")
    except Invalid as error:
        return list(error.diagnostics)
    plan, faults = read_plan(document, catalog().registry)
    if plan is not None:
        faults += check_references(plan, catalog().plans, document)
    return sorted(faults)


CASES = [(rule, edits) for rule, all in EXAMPLES.items() for edits in all]


class TestRules:
    """Each rule has an example that breaks it alone, and shows where."""

    def test_the_good_file_is_good(self) -> None:
        """All examples start from a file without a fault."""
        assert faults_of(GOOD) == []

    @pytest.mark.parametrize(
        ("rule", "edits"), CASES, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(CASES)]
    )
    def test_an_example_breaks_its_rule_alone(self, rule: str, edits: tuple[Edit, ...]) -> None:
        """File, line, column and rule; nothing else is reported with it."""
        text, marks = broken(edits)
        faults = faults_of(text)
        assert [fault.rule for fault in faults] == [rule] * len(marks), faults
        assert [(fault.line, fault.column) for fault in faults] == marks, faults
        for fault in faults:
            assert str(fault).startswith(f"mine.yaml:{fault.line}:{fault.column}: {rule}: ")
            assert fault.message

    def test_every_rule_has_an_example(self) -> None:
        """Those of whole files are made below, those of statements in test_statements."""
        shown = {rule for rule, all in EXAMPLES.items() if all} | set(FILES)
        assert shown <= set(RULES)


# Files that are refused as a whole, made in a folder: each with the rule that refuses it.
def folder(path: Path) -> None:
    """A folder under the name of a file."""
    path.mkdir()


def pipe(path: Path) -> None:
    """A pipe that nobody ever writes to."""
    os.mkfifo(path)


def device(path: Path) -> None:
    """A device that never ends."""
    path.symlink_to("/dev/zero")


FILES: dict[str, list[Callable[[Path], object]]] = {
    "not-a-file": [folder, pipe, device],
    "unreadable": [
        lambda path: path.write_bytes(b"title: \xff\xfe"),
        lambda path: path.write_bytes(GOOD.encode("utf-16")),
        lambda path: path.symlink_to(path),
    ],
    "too-large": [
        lambda path: path.write_bytes(b"#" * (MAX_BYTES + 1)),
        lambda path: path.write_bytes(b"a:\n" + b"- {}\n" * 900_000),
    ],
    "yaml-syntax": [
        lambda path: path.write_bytes(b"title: \x00"),
        lambda path: path.write_bytes(b"title: \x1b[2J"),
    ],
    "one-document": [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"- a list"),
        lambda path: path.write_bytes(b"no mapping"),
    ],
    "too-deep": [
        lambda path: path.write_text("[" * 100_000),
        lambda path: path.write_text("a: " + "{b: " * 100_000),
        lambda path: path.write_text("- " * 100_000),
        lambda path: path.write_text("\n".join(" " * depth + "a:" for depth in range(2_000))),
    ],
    "no-aliases": [
        lambda path: path.write_text("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"),
    ],
}
MAKERS = [(rule, make) for rule, all in FILES.items() for make in all]


class TestWholeFiles:
    """What is refused before it is read, fast and without a traceback."""

    @pytest.mark.parametrize(
        ("rule", "make"), MAKERS, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(MAKERS)]
    )
    def test_it_is_refused(self, rule: str, make: Callable[[Path], object], tmp_path: Path) -> None:
        """One diagnostic names the rule; a second is more than it takes."""
        path = tmp_path / "mine.yaml"
        make(path)
        started = time.monotonic()
        with pytest.raises(Invalid) as caught:
            read(path)
        assert [fault.rule for fault in caught.value.diagnostics] == [rule]
        assert time.monotonic() - started < 2

    def test_a_missing_file_is_not_found(self, tmp_path: Path) -> None:
        """A mistyped path is an error of its own, and never taken for a plan."""
        with pytest.raises(peaceplans.NotFound, match="no file"):
            peaceplans.load(tmp_path / "mine.yaml")

    @pytest.mark.parametrize(
        "text",
        [
            "".join(f"key-{n}: 1\n" for n in range(60_000)),
            "sources: [" + ", ".join(f"source-{n}" for n in range(150_000)) + "]",
            "provisions:\n" + "- {}\n" * 50_000,
            "title: " + "x" * 4_000_000,
            f"sources: [{'x' * 4_000_000}]",
            "id: " + "a-" * 1_000_000,
            "date: " + "1" * 1_000_000,
            f"number: {'9' * 4_000_000}",
        ],
        ids=["keys", "ids", "items", "text", "long-id", "slug", "date", "number"],
    )
    def test_many_faults_are_found_in_time(self, text: str) -> None:
        """Time grows with the file and not with its square."""
        started = time.monotonic()
        assert faults_of(text)
        assert time.monotonic() - started < 20


class TestAtOnce:
    """Every fault of a file is reported, in the order of the file."""

    def test_faults_of_all_kinds_together(self) -> None:
        """A file with a dozen faults shows them all at the first reading."""
        edits = [
            ("title: A plan", "title: ▸6\n▸titel: A plan"),
            ('public: "2026-01-20"', 'public: ▸"20 January"'),
            ("status: proposed", "status: ▸proposd\n▸status: agreed"),
            ("  issues: [armed-forces-size]", "  issues: [▸forces, ▸weapons]"),
            (SETS, "armed-forces-ceiling: ▸many\n      nato-accession: ▸maybe"),
            ("    of: limit", "    of: ▸Limit"),
            ('"2"', "▸2"),
            ("parties: [russia, ukraine]", "parties: [▸rusia, ▸ukrane]"),
            ("kherson: line-of-contact", "▸khersn: ▸russai\n        ▸luhnsk: russia"),
        ]
        text, marks = broken(tuple(edits))
        assert [(fault.line, fault.column) for fault in faults_of(text)] == marks
        assert len(marks) == 16

    def test_faults_of_the_whole_plan_together(self) -> None:
        """References, numbers and clashes are all found where the shape is right."""
        text, marks = broken(
            (
                ("    of: limit", "    of: ▸limits"),
                ('"1.a"', '▸"3.a"'),
                (ON, 'after: ▸"#3"'),
                ("      control:\n        kherson: line-of-contact", f"      ▸{SETS}0"),
                (FROM, '▸"us-28#44"'),
            )
        )
        assert [(fault.line, fault.column) for fault in faults_of(text)] == marks

    def test_what_refers_to_a_faulty_definition_is_not_at_fault(self) -> None:
        """One fault in a definition does not show at each use."""
        text, marks = broken(((UNIT, ""), ("      issue:", "      ▸issue:"), (SETS, "escorts: 4")))
        assert [(fault.line, fault.column) for fault in faults_of(text)] == marks

    def test_load_raises_them_all(self, tmp_path: Path) -> None:
        """`Invalid` holds every diagnostic, and its text is one line for each."""
        path = tmp_path / "mine.yaml"
        text, marks = broken((("title: A plan", "title: ▸6"), ('"2"', "▸2")))
        path.write_text(text, encoding="utf-8")
        with pytest.raises(Invalid) as caught:
            peaceplans.load(path)
        assert [(fault.line, fault.column) for fault in caught.value.diagnostics] == marks
        first, second = str(caught.value).splitlines()
        assert first == f"{path}:14:8: wrong-type: a number (6); expected a text"
        assert second.startswith(f"{path}:52:11: unquoted-number: ")

    def test_registries_too(self) -> None:
        """Two files of a registry, each with faults and one id in both."""
        texts = ("issues: {peace: {titel: X}}\nparties: []\n", "issues: {peace: {title: Peace}}\n")
        documents = [parse(text.encode(), f"{n}.yaml") for n, text in enumerate(texts)]
        _, faults = read_registry(documents, catalog().registry)
        assert [(f.file, f.line, f.column, f.rule) for f in faults] == [
            ("0.yaml", 1, 17, "missing-key"),
            ("0.yaml", 1, 18, "unknown-key"),
            ("0.yaml", 2, 10, "wrong-type"),
            ("1.yaml", 1, 10, "duplicate-id"),
        ]


class TestHints:
    """The nearest right spelling."""

    @pytest.mark.parametrize(
        ("edit", "hint"),
        [
            (("parties: [russia, ukraine]", "parties: [russia, ukrane]"), "ukraine"),
            (("  open_list: true", "  openlist: true"), "open_list"),
            (("modality: prohibition", "modality: prohibiton"), "prohibition"),
            (("kherson: line-of-contact", "kherson: line-of-contract"), "line-of-contact"),
            ((SETS, "armed-forces-ceiling: 90 bilion"), "90 billion"),
            ((SETS, "armed-forces-ceiling: {value: 1, bund: exactly}"), "bound"),
            ((FROM, '"us-28#21.dd"'), "us-28#21.d"),
            ((FROM, '"us-82#4"'), "us-28#4"),
            ((ON, 'after: "#1.b"'), "#1.a"),
            (("title: A plan", "title: A plan\nzzzzzz: 1"), None),
        ],
    )
    def test_what_was_probably_meant(self, edit: Edit, hint: str | None) -> None:
        """Keys, ids, terms, values and references; none where nothing is near."""
        (fault,) = faults_of(GOOD.replace(*edit))
        assert fault.hint == hint
        if hint:
            assert str(fault).endswith(f"; did you mean {hint}?")

    def test_of_equally_near_words_the_first_by_name(self) -> None:
        """The hint does not depend on the run."""
        assert nearest("car", {"cat", "cab", "cap"}) == "cab"

    @pytest.mark.parametrize(
        ("word", "near", "slip"),
        [
            ("ukrane", "ukraine", True),
            ("obligatoin", "obligation", True),
            ("bbc-2025-11-22", "bbc-2025-11-21", False),
            ("us", "eu", False),
            ("limit", "limits", True),
        ],
    )
    def test_a_slip_of_the_pen(self, word: str, near: str, slip: bool) -> None:
        """Only that is repaired unasked; another number is another fact."""
        assert is_slip(word, near, {near, "another"}) == slip

    def test_a_slip_towards_two_words_is_none(self) -> None:
        """What may be either is left to the author."""
        assert not is_slip("limit-x", "limit-a", {"limit-a", "limit-b"})


class TestNothingIsCoerced:
    """YAML 1.2, and each value as the type that it is."""

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("no", "no"), ("yes", "yes"), ("on", "on"), ("y", "y"), ("1:30", "1:30"),
            ("1_000", "1_000"), ("2026-01-01", "2026-01-01"), ("=", "="), ("0o14", 12),
            ("0x1f", 31), ("012", 12), ("1e3", 1000.0), ("14.10", 14.1), ("~", None), ("", None),
            ("true", True), ("False", False), (".inf", float("inf")), ("'6'", "6"), ('"no"', "no"),
            ("+7", 7), ("-.5", -0.5), ("9" * 500, "9" * 500),
        ],
    )  # fmt: skip
    def test_scalars_by_the_core_schema(self, written: str, value: object) -> None:
        """Dates, sexagesimals and yes stay texts; numbers are what 1.2 says."""
        data = parse(f"key: {written}\n".encode(), "x").data
        assert data["key"] == value
        assert type(data["key"]) is type(value)

    def test_equal_keys_are_the_same_however_written(self) -> None:
        """A key is a text: 1 and "1" are one."""
        assert [f.rule for f in parse(b'1: a\n"1": b\n', "x").faults] == ["duplicate-key"]

    @pytest.mark.parametrize("start", ["", "\ufeff"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_byte_order_marks_and_line_ends_change_nothing(self, start: str, end: str) -> None:
        """The same plan, and the same places of faults."""
        assert faults_of(start + GOOD.replace("\n", end)) == []
        text, marks = broken((("title: A plan", "title: ▸6"), ('"2"', "▸2")))
        faults = faults_of(start + text.replace("\n", end))
        assert [(fault.line, fault.column) for fault in faults] == marks


class TestPlan:
    """What a file without a fault gives."""

    def test_as_it_stands(self) -> None:
        """Lines of things, the file's name, its own definitions over the built-in ones."""
        plan, _ = read_plan(parse(GOOD.encode(), "mine.yaml"), catalog().registry)
        assert plan is not None
        assert plan.file == "mine.yaml"
        assert [p.line for p in plan.walk()] == [24, 42, 52]
        assert plan["1"].commitments[0].line == 28
        assert plan.define is not None
        assert list(plan.define.sources) == ["copy"]
        assert "escorts" in plan.registry.parameters
        assert "nato-accession" in plan.registry.parameters

    def test_nothing_is_half_loaded(self) -> None:
        """A fault in one field of one point, and there is no plan."""
        text, _ = broken((("open_list: true", "open_list: no"),))
        plan, faults = read_plan(parse(text.encode(), "mine.yaml"), catalog().registry)
        assert plan is None
        assert faults


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["ukraine", "kherson", "between", "#1", "unspecified", "2026"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["value", "between", "any-of", "ukraine", "id"]), inner),
    max_leaves=6,
)  # fmt: skip


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything in a plain value."""
    for step in node if isinstance(node, dict) else range(len(node)):
        yield (*path, step)
        if isinstance(node[step], (dict, list)):
            yield from places(node[step], (*path, step))


class TestNeverATraceback:
    """Whatever a file holds, reading gives a plan or diagnostics."""

    @given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode(errors="ignore")))
    def test_of_any_bytes(self, raw: bytes) -> None:
        """Noise is refused with at least one fault."""
        assert faults_of(raw)

    @given(st.data())
    def test_of_any_value_in_any_place(self, data: st.DataObject) -> None:
        """A good file with anything at all put somewhere in it."""
        plain = copy.deepcopy(yaml.safe_load(GOOD))
        path = data.draw(st.sampled_from(list(places(plain))))
        *above, last = path
        inner = plain
        for step in above:
            inner = inner[step]
        inner[last] = data.draw(ANYTHING)
        faults = faults_of(yaml.safe_dump(plain, allow_unicode=True))
        assert all(fault.rule in RULES and fault.line > 0 for fault in faults)

    @given(st.data())
    def test_of_any_slip_of_the_pen(self, data: st.DataObject) -> None:
        """A good file with some letters left out and others put in."""
        start = data.draw(st.integers(0, len(GOOD)))
        end = data.draw(st.integers(start, min(start + 30, len(GOOD))))
        put = data.draw(
            st.text(st.characters(codec="utf-8") | st.sampled_from(":-[]{}#&*!\n "), max_size=5)
        )
        faults = faults_of(GOOD[:start] + put + GOOD[end:])
        assert all(fault.rule in RULES for fault in faults)

    def test_of_a_plan_read_twice(self) -> None:
        """The same faults in the same order."""
        text, _ = broken((("title: A plan", "title: 6"), ('"2"', "2")))
        assert faults_of(text) == faults_of(text)
        plan: Plan | None = read_plan(parse(GOOD.encode(), "x"), catalog().registry)[0]
        assert plan == read_plan(parse(GOOD.encode(), "y"), catalog().registry)[0]
