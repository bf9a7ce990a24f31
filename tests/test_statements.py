"""Files of positions, events and names: what they can have wrong, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_reading import EXAMPLES, FILES

from peaceplans import catalog
from peaceplans.catalogs.folder import read_folder
from peaceplans.catalogs.trees import OnDisk
from peaceplans.reading.diagnostics import RULES
from peaceplans.reading.document import parse
from peaceplans.reading.naming import loaded_names, read_names
from peaceplans.reading.statements import NEEDS, read_events, read_positions

GOOD = """\
positions:
- parties: [ukraine]
  issue: armed-forces-size
  date: "2026-01-10"
  speaker: Somebody
  form: speech
  stance: rejects
  statement: No limits.
  requires: {armed-forces-ceiling: no-limit}
  red_line: true
  evidence: corroborated
  sources: [tass-2025-12-29, censor-net-20-points]
"""

FAULTS = {
    "no-source": (("  sources: [tass-2025-12-29, censor-net-20-points]\n", ""), "2:3"),
    "no-evidence": (("  evidence: corroborated\n", ""), "2:3"),
    "no-form": (("  form: speech\n", ""), "2:3"),
    "no-interval": (("stance: rejects", "stance: no-public-position"), "2:3"),
    "silence-with-answers": (("stance: rejects", "stance: no-public-position"), "2:3"),
    "undeclared-red-line": (("form: speech", "form: reported-by-press"), "2:3"),
    "inferred-answers": (("evidence: corroborated", "evidence: inferred"), "2:3"),
    "red-line-without-refusal": (("stance: rejects", "stance: accepts"), "2:3"),
    "not-corroborated": (("[tass-2025-12-29, censor-net-20-points]", "[tass-2025-12-29]"), "11:13"),
    "contradiction": (
        (
            "  red_line: true\n",
            "  rejects: {armed-forces-ceiling: no-limit}\n  red_line: true\n",
        ),
        "9:14",
    ),
    "bad-value": (("armed-forces-ceiling: no-limit", "armed-forces-ceiling: [iaea]"), "9:37"),
}
"""Rule → an edit of the good file that breaks it, and where that is told."""

OF_STATEMENTS = {rule for rule, *_ in NEEDS} | {"not-corroborated", "contradiction", "loaded-name"}


def told(text: str) -> list[str]:
    """The faults of a file of positions."""
    _, faults = read_positions(parse(text.encode(), "file"), catalog().registry)
    return [str(fault) for fault in faults]


def test_the_good_file_has_none() -> None:
    """The edits below break something that was whole."""
    assert told(GOOD) == []


@pytest.mark.parametrize("rule", FAULTS)
def test_each_fault_at_its_place(rule: str) -> None:
    """File, line and column, rule, what is wrong and what was expected."""
    (old, new), place = FAULTS[rule]
    assert old in GOOD
    found = told(GOOD.replace(old, new))
    assert any(line.startswith(f"file:{place}: {rule}: ") for line in found), found
    assert all("expected" in line for line in found)


def test_every_rule_of_statements_has_an_example() -> None:
    """Here or, of plans, in test_reading; names to avoid are shown below."""
    assert set(FAULTS) - {"bad-value"} == OF_STATEMENTS - {"loaded-name"}
    elsewhere = {rule for rule, all_ in EXAMPLES.items() if all_} | set(FILES)
    assert elsewhere | OF_STATEMENTS == set(RULES)


def test_silence_names_where_was_searched() -> None:
    """It needs no form, source or evidence, and has an id of its own making."""
    text = """\
positions:
- parties: [china]
  issue: weapons-limits
  date: "2026-01-31"
  stance: no-public-position
  searched: 2025-11-20/2026-01-31
  statement: Nothing found.
"""
    placed, faults = read_positions(parse(text.encode(), "file"), catalog().registry)
    assert faults == []
    assert placed[0][2].id == "china-2026-01-31-weapons-limits"


def test_relays_of_one_origin_are_one_witness() -> None:
    """Two outlets that repeat a third corroborate nothing."""
    registry = catalog().registry
    relays: dict[str, list[str]] = {}
    for source in registry.sources.values():
        if source.relays:
            relays.setdefault(source.relays, []).append(source.id)
    two = next(ids for ids in relays.values() if len(ids) > 1)[:2]
    text = GOOD.replace("[tass-2025-12-29, censor-net-20-points]", f"[{', '.join(two)}]")
    assert any("not-corroborated" in line for line in told(text))


def test_events_need_sources_unless_nothing_was_found() -> None:
    """A blank tells of a search; everything else of something that sources tell."""
    text = """\
events:
- {date: "2026-10-10/2026-11-21", text: Nothing was found., certainty: blank}
- {date: "2026-10-09", text: A call., certainty: C1}
- {date: "2026-10-09", text: A call., certainty: D}
"""
    placed, faults = read_events(parse(text.encode(), "file"), catalog().registry)
    assert [str(fault).partition(": ")[2].partition(":")[0] for fault in faults] == [
        "no-source",
        "unknown-term",
    ]
    assert [event.id for _, _, event in placed] == [
        "event-2026-10-10-2026-11-21",
        "event-2026-10-09",
    ]


class TestNames:
    """Names to avoid."""

    TABLE = "names:\n- {avoid: [Kiev], use: Kyiv, why: the reference spelling}\n"

    def test_our_own_words_are_searched_and_nothing_else(self) -> None:
        """Statements are; sources, ids and parts of other words are not."""
        names, faults = read_names(parse(self.TABLE.encode(), "naming.yaml"))
        assert faults == []
        text = 'positions:\n- {statement: "In Kiev, today", sources: [Kiev], id: Kiev}\n'
        text += "- {statement: Kievan Rus}\n"
        found = [str(each) for each in loaded_names(parse(text.encode(), "file"), names)]
        assert found == [
            "file:2:15: loaded-name: 'Kiev': the reference spelling; expected Kyiv",
        ]

    @pytest.mark.parametrize(
        "text", ["names: []\nmore: 1", "names: Kiev", "names: [{avoid: Kiev}]"]
    )
    def test_the_table_has_a_shape(self, text: str) -> None:
        """What is no table of names is told, not ignored."""
        assert read_names(parse(text.encode(), "naming.yaml"))[1]

    def test_a_folder_with_a_table_of_its_own(self, tmp_path: Path) -> None:
        """A team's own names are looked for in its own files."""
        (tmp_path / "naming.yaml").write_text(self.TABLE, encoding="utf-8")
        (tmp_path / "positions").mkdir()
        mine = GOOD.replace("No limits.", "No limits, it was said in Kiev.")
        (tmp_path / "positions" / "mine.yaml").write_text(mine, encoding="utf-8")
        laid, faults = read_folder(OnDisk(tmp_path), catalog())
        assert [fault.rule for fault in faults] == ["loaded-name"]
        assert len(laid.positions) == len(catalog().positions) + 1


def test_a_position_of_a_folder_replaces_the_built_in_one(tmp_path: Path) -> None:
    """By its id; references lead to built-in entries and plans, or nowhere."""
    built_in = next(entry for entry in catalog().positions if entry.parties == ("ukraine",))
    (tmp_path / "positions").mkdir()
    text = GOOD.replace("- parties", f"- id: {built_in.id}\n  about: [us-28#99]\n  parties")
    (tmp_path / "positions" / "mine.yaml").write_text(text, encoding="utf-8")
    laid, faults = read_folder(OnDisk(tmp_path), catalog())
    assert [fault.rule for fault in faults] == ["dangling-reference"]
    assert len(laid.positions) == len(catalog().positions)
    (replaced,) = (entry for entry in laid.positions if entry.id == built_in.id)
    assert replaced.statement == "No limits."
