"""A text that the user holds: read by its numbers, bound to points, compared word by word."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
import small
from hypothesis import given
from hypothesis import strategies as st

import peaceplans
from peaceplans import Invalid, NotFound, Plan, PlanDiff
from peaceplans.cli.main import main
from peaceplans.cli.options import FORMATS
from peaceplans.cli.wording_option import held, held_of, wording
from peaceplans.reports import html, machine, markdown, text
from peaceplans.reports.redline import marked
from peaceplans.reports.report import Report
from peaceplans.reports.wording_report import held_sections, to_dict, wording_sections
from peaceplans.wording.binding import Bound, bind
from peaceplans.wording.clauses import MAX_BYTES, MAX_CLAUSES, Clause, read_text
from peaceplans.wording.differ import GONE, HELD, NEW, pieces, tokens
from peaceplans.wording.redlining import Redline, redlines

# Wordings are made up here: nothing of this stands in any plan.
WORDS = "the ferry lamp oar's rope-maker sails, (green) bridge; 2014. 5 percent 0.5 12.05.2026"

words = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12)
TOP = (
    *("{}.", "{})", "({})", "{}:", "Point {}", "Point {}:", "§ {}", "Article {}", "ARTICLE {} –"),
    *("## {}.", "**{}.**", "- {}.", "> {}.", "{}\\.", "### Point {}.", "**Point {}**"),
)
LETTERS = ("{})", "({})", "{}.", "- {})", "   ({})", "\t{}.", "**{})**")
ROMANS = dict(zip("abcde", ("i", "ii", "iii", "iv", "v"), strict=True))


def clauses(printed: str | bytes) -> tuple[Clause, ...]:
    """The clauses of a text."""
    return read_text(printed if isinstance(printed, bytes) else printed.encode(), "copy.txt")


def numbers(printed: str) -> list[str]:
    """The numbers of the clauses of a text."""
    return [clause.number for clause in clauses(printed)]


def texts(printed: str) -> dict[str, str]:
    """Number → words of the clauses of a text, whose numbers are all different."""
    found = clauses(printed)
    assert len({clause.number for clause in found}) == len(found)
    return {clause.number: clause.text for clause in found}


@st.composite
def numbered(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A text in one of the styles of numbering, wrapped at will, and what stands in it."""
    top, letter = draw(st.sampled_from(TOP)), draw(st.sampled_from(LETTERS))
    kind = draw(st.sampled_from(("letters", "romans", "path", "letter path")))
    end = draw(st.sampled_from(("\n", "\r\n", "\r")))
    between = end * draw(st.integers(1, 3))
    title = draw(st.sampled_from(("", "Rules of a ferry" + end * 2, "# Rules" + end)))
    lines: list[str] = []
    meant: list[tuple[str, str]] = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        for item in ("", *"abcde"[: draw(st.integers(0, 5))]):
            said = [*draw(words), "rope"]
            mark = top.format(number)
            label = f"{number}"
            if item:
                own = {"romans": ROMANS[item], "path": str("abcde".index(item) + 1)}.get(kind, item)
                label = f"{number}.{own}"
                mark = label if "path" in kind else letter.format(own)
            # Without a full stop, a list is told by its counting alone.
            stop = draw(st.sampled_from(("", ".", ";")))
            break_at = draw(st.integers(0, len(said)))
            first, second = " ".join(said[:break_at]), " ".join(said[break_at:])
            lines.append(f"{mark} {first}{end if second else ''}{second}{stop}")
            meant.append((label, f"{first} {second}".strip() + stop))
    bom = draw(st.sampled_from(("", "\ufeff")))
    return bom + title + between.join(lines), meant


class TestReading:
    """Which words stand under which number."""

    @given(numbered())
    def test_a_text_is_read_back(self, drawn: tuple[str, list[tuple[str, str]]]) -> None:
        """Whatever the numbering, wrapping and line ends: the same numbers, the same words."""
        printed, meant = drawn
        found = [(clause.number, clause.text) for clause in clauses(printed) if clause.number]
        assert found == meant

    def test_a_number_in_running_text_begins_no_clause(self) -> None:
        """Where lines are wrapped, a year, a share or a far number may come to stand first."""
        assert texts(
            "1. Boats were built in\n2014. 5 percent of them sink at\n3.5 knots, by rule\n"
            "17. They are red.\n2. Nets"
        ) == {
            "1": "Boats were built in 2014. 5 percent of them sink at 3.5 knots, by rule 17. "
            "They are red.",
            "2": "Nets",
        }

    def test_what_was_taken_for_text_is_told(self) -> None:
        """Each line that begins with a number out of its turn is named."""
        (clause,) = clauses(
            "1. Boats that go out at dawn and are as long as\n17. are red,\n\nb) or blue"
        )
        assert clause.passed == (2, 4)

    def test_a_date_at_the_head_begins_no_list(self) -> None:
        """A list begins with 1 if there is a 1."""
        assert numbers("Ferryville,\n\n23. March\n\n1. Boats.\n\n2. Nets.") == ["", "1", "2"]

    def test_an_excerpt_may_begin_anywhere(self) -> None:
        """Where there is no 1, the first number is believed; gaps are no fault."""
        assert numbers("13. Boats\n14. Nets.\n\n17. Oars.\n21. Lamps\n22. Rope") == [
            *("13", "14", "17", "21", "22")
        ]

    def test_a_missing_number_is_not_looked_for_in_vain(self) -> None:
        """A list that leaves out a number goes on after it, with no full stop to be seen."""
        assert numbers("1. Boats\n2. Nets\n4. Oars\n5. Lamps") == ["1", "2", "4", "5"]

    def test_a_far_number_does_not_hide_what_it_passes_over(self) -> None:
        """It is text if the numbers that it jumps over are still to come."""
        assert numbers("1. Boats.\n\n99. Nets.\n\n2. Oars.\n3. Rope.") == ["1", "2", "3"]

    def test_numbers_again_inside_a_clause(self) -> None:
        """In another style, or indented, they are its items."""
        assert numbers("1. Boats\n1) red\n2) blue\n2. Nets\n   1. old\n   2. new\n3. Oars") == [
            *("1", "1.1", "1.2", "2", "2.1", "2.2", "3")
        ]
        assert numbers("Article 1\n1. Boats\n2. Nets\n\nArticle 2\n1. Oars") == [
            *("1", "1.1", "1.2", "2", "2.1")
        ]

    def test_letters_and_roman_numbers(self) -> None:
        """An i after an h is a letter; after another letter it begins Roman numbers."""
        letters = "".join(f"({letter}) x\n" for letter in "abcdefghij")
        assert numbers("1. y\n" + letters)[-2:] == ["1.i", "1.j"]
        assert numbers("1. y\n(a) z\n(i) x\n(ii) x\n(b) z\n(i) x") == [
            *("1", "1.a", "1.a.i", "1.a.ii", "1.b", "1.b.i")
        ]

    def test_an_item_may_begin_on_the_line_of_its_clause(self) -> None:
        """As in `1. (a) …`."""
        assert texts("1. (a) Boats\n(b) Nets\n(2)") == {"1": "", "1.a": "Boats", "1.b": "Nets (2)"}

    def test_headings(self) -> None:
        """One without a number ends a clause, unless it is of a lower level."""
        printed = "## 1. Boats\nRed.\n### Oars\nLong.\n## Annex\n(a) Map\n## 2. Nets\nOld."
        assert [(clause.number, clause.text) for clause in clauses(printed)] == [
            ("1", "Boats Red. Oars Long."),
            ("", "Annex (a) Map"),
            ("2", "Nets Old."),
        ]

    def test_pages(self) -> None:
        """The number of a page is no word, and a new page ends no sentence."""
        assert texts("1. Boats are\n\n- 7 -\n\f\nred\f\n8\n\n2. Nets") == {
            "1": "Boats are red",
            "2": "Nets",
        }

    def test_a_label_is_believed(self) -> None:
        """`#21.d` binds what follows, whatever was counted, and items go on from there."""
        assert texts("1. Boats\n#21.d Nets\ne) Oars\n#sg-1: Lamps\n## 22. Rope") == {
            "1": "Boats",
            "21.d": "Nets",
            "21.e": "Oars",
            "sg-1": "Lamps",
            "22": "Rope",
        }

    def test_marks_of_markdown_are_no_words(self) -> None:
        """Emphasis, quotation signs and rules go; a blank to be filled in stays."""
        assert texts("> **1. Boats** are *red*\n> - and **blue**\n\n---\n\nfor ____ days") == {
            "1": "Boats are red and blue for ____ days"
        }

    def test_what_cannot_be_seen_makes_no_difference(self) -> None:
        """Hyphens that only divide lines and marks of direction are no part of a word."""
        assert texts("1. fer\u00adry \u202eboat\u200b") == {"1": "ferry boat"}

    def test_lines_are_those_of_the_file(self) -> None:
        """As an editor counts them."""
        found = clauses("\ufeffRules\r\n\r\n1. Boats\r\nred\r\n\f\r\n2. Nets\r\n")
        assert [(clause.line, clause.at) for clause in found] == [
            (1, "copy.txt:1"),
            (3, "copy.txt:3"),
            (6, "copy.txt:6"),
        ]


HOSTILE = {
    "one line": b"1. " + b"lamp " * 999_000,
    "one word": b"w" * (MAX_BYTES - 9),
    "noughts": b"1. \0\0 boats \0\n\0",
    "escapes": b"1. \x1b[2J\x1b]0;x\x07 boats\n\x9b31m".replace(b"\x9b", "\x9b".encode()),
    "orders": b"1. boats\n::set-output name=a::b\n##[error]nets\n##vso[task.x]y\n",
    "numbers": b"\n".join(b"%d" % n for n in range(100_000)),
    "clauses": b"".join(b"%d.\n" % n for n in range(100_000)),
    "levels": b"1" + b".1" * 1_000_000,
    "bullets": b"- " * 1_000_000,
    "stars": b"**a" * 1_000_000,
    "quotes": b"> " * 1_000_000 + b"1. x",
    "brackets": b"(a) " * 500_000,
    "pages": b"\f\n12\n" * 300_000,
    "empty": b"",
    "blank": b" \n\t\n\f",
    "no such roman": b"1. x\n\n1.iiii y\n\n2.vx z",
}


class TestHostile:
    """Whatever is in a file, it is read in time or refused in a sentence."""

    @pytest.mark.parametrize("printed", HOSTILE.values(), ids=list(HOSTILE))
    def test_it_is_read_compared_and_printed(self, printed: bytes, us_28: Plan) -> None:
        """In every format, without anything that a terminal or a build server obeys."""
        bound = bind(us_28, clauses(printed), "copy.txt")
        other = bind(us_28, clauses(b"1. nets " + printed), "other.txt")
        found = redlines(peaceplans.diff(us_28, us_28), bound, other)
        report = Report("Texts", sections=wording_sections(found, bound, other))
        for told in (text.render(report, 80), markdown.render(report)):
            assert not re.search(r"^\s*::|##\[|##vso\[|[\0\x1b\x9b]", told, re.MULTILINE)
        assert html.render(report)
        json.loads(machine.render(to_dict(found, (bound, other))))

    @given(
        st.text(st.sampled_from("123456789.)(#aivx- \n\f\t*_>§:\\") | st.characters(codec="utf-8"))
    )
    def test_nothing_is_too_strange(self, printed: str) -> None:
        """Any text has clauses, which hold each of its letters and figures that are no number."""
        found = clauses(printed)
        assert all(
            0 < clause.line <= printed.count("\n") + printed.count("\r") + 1 for clause in found
        )
        assert [clause.line for clause in found] == sorted(clause.line for clause in found)

    def test_too_many_clauses_are_refused(self) -> None:
        """With the place where it became too much."""
        with pytest.raises(Invalid) as refused:
            clauses(b"1.\n\n" * (MAX_CLAUSES + 2))
        (fault,) = refused.value.diagnostics
        assert (fault.rule, fault.line) == ("too-large", 2 * MAX_CLAUSES + 1)

    @pytest.mark.parametrize(
        ("printed", "place"),
        [
            (b"x" * (MAX_BYTES + 1), "copy.txt:1:1: too-large"),
            (b"1. boats\n2. \xff", "copy.txt:2:1: unreadable: bytes that are not UTF-8"),
            ("1. boats".encode("utf-16"), "copy.txt:1:1: unreadable"),
        ],
    )
    def test_what_cannot_be_read_is_named(self, printed: bytes, place: str) -> None:
        """File, line and what was expected."""
        with pytest.raises(Invalid, match=re.escape(place)):
            clauses(printed)

    def test_what_is_no_file_is_named(self, tmp_path: Path) -> None:
        """A folder, a pipe, a file that is not there or too large."""
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "large").write_bytes(b"x" * (MAX_BYTES + 1))
        for name, rule in {
            ".": "not-a-file",
            "pipe": "not-a-file",
            "none": "unreadable",
            "large": "too-large",
            "no\0ught": "unreadable",
        }.items():
            with pytest.raises(Invalid, match=f":1:1: {rule}: "):
                read_text(f"{tmp_path}/{name}")

    @pytest.mark.parametrize("count", [100, 300, 3000])
    def test_words_that_are_hard_to_compare_take_no_time(self, count: int) -> None:
        """What would take too many steps is given as replaced, and the report says so."""
        plan = small.plan(small.point(""))
        sides = [" ".join(f"x {side}{n}" for n in range(count)) for side in "uv"]
        (found,) = redlined(plan, f"1. {sides[0]}", f"1. {sides[1]}")
        assert found.whole == (count > 300)
        assert new_words(found) == tokens(sides[1])
        bound = bind(plan, clauses("1. x"))
        told = text.render(Report("", sections=wording_sections([found], bound, bound)), 80)
        assert ("replaced whole" in told) == found.whole


NUMBERS = st.sampled_from(
    ["", "1", "2", "10", "10.a", "10.z", "10.a.i", "14.i", "14.vii", "21.d", "29", "29.a", "x"]
)


class TestBinding:
    """Every clause and every point stands somewhere."""

    @given(st.lists(NUMBERS))
    def test_nothing_is_lost(self, us_28: Plan, labels: list[str]) -> None:
        """Each clause is bound to one point, or belongs to none, or repeats another."""
        given_ = [Clause(label, f"words {n}", n) for n, label in enumerate(labels, 1)]
        bound = bind(us_28, given_)
        laid = [clause for of in bound.clauses.values() for clause in of]
        somewhere = [*laid, *bound.unbound_clauses, *bound.repeated]
        assert sorted(somewhere, key=lambda clause: clause.line) == given_
        assert {clause for clause, _ in bound.folded} <= set(laid)
        ours = {point.number for point in us_28.walk() if point.numbered == "ours"}
        told = {*bound.clauses, *bound.unbound_points, *bound.unnumbered, *bound.within}
        assert told | ours == {point.number for point in us_28.walk()}
        assert ours.isdisjoint(bound.unbound_points)

    def test_a_sub_point_of_ours_has_its_words_above(self, us_28: Plan) -> None:
        """The text prints no number there, and none is missed."""
        bound = bind(us_28, clauses("14. Lamps and rope."))
        assert bound.within["14.i"] == "14"
        assert not bound.unnumbered
        assert "14.i" not in bound.unbound_points
        assert bind(us_28, clauses("14. Lamps\n(i) and rope.")).text("14.i") == "and rope."

    def test_items_that_the_plan_does_not_divide(self, us_28: Plan) -> None:
        """They are words of the nearest point above, and that is said."""
        bound = bind(us_28, clauses("10. Lamps\na) red\n(i) dark red\ne) blue\n11. Rope"))
        assert bound.text("10") == "Lamps blue"
        assert bound.text("10.a") == "red dark red"
        assert [(c.number, point) for c, point in bound.folded] == [
            ("10.a.i", "10.a"),
            ("10.e", "10"),
        ]

    def test_of_a_number_that_stands_twice_the_first_counts(self, us_28: Plan) -> None:
        """What stands below the second is a repetition too."""
        bound = bind(us_28, clauses("10. Lamps.\n\n10. Rope.\na) green.\n11. Oars."))
        assert bound.text("10") == "Lamps."
        assert bound.text("10.a") == ""
        assert [clause.number for clause in bound.repeated] == ["10", "10.a"]
        assert bound.text("11") == "Oars."

    def test_a_point_of_several_numbers_holds_them_all(self) -> None:
        """`6-9` is what the data makes of four paragraphs."""
        plan = peaceplans.load("korea-armistice-1953")
        bound = bind(plan, clauses("6. Boats\n7. Nets\n8. Oars\n9. Lamps\n12. Rope"))
        assert bound.text("6-9") == "Boats Nets Oars Lamps"
        assert not bound.unbound_clauses

    @pytest.mark.parametrize("id", list(peaceplans.catalog().plans))
    def test_every_point_can_be_bound(self, id: str) -> None:
        """By its label, in a text that prints no number as well."""
        plan = peaceplans.load(id)
        printed = "\n".join(f"#{point.number} words of {point.number}" for point in plan.walk())
        bound = bind(plan, clauses(printed))
        for point in plan.walk():
            assert bound.text(point.number) == f"words of {point.number}"
        assert (bound.unbound_clauses, bound.unbound_points, bound.unnumbered) == ((), (), ())


def redlined(plan: Plan, old: str, new: str) -> tuple[Redline, ...]:
    """The redlines of two wordings of one plan."""
    sides = (bind(plan, clauses(each)) for each in (old, new))
    return redlines(peaceplans.diff(plan, plan), *sides)


def new_words(redline: Redline) -> list[str]:
    """The words that are there if what is gone is left out."""
    return [w for piece in redline.pieces if piece.kind != GONE for w in tokens(piece.text)]


class TestRedlines:
    """What changed in the wording of corresponding points."""

    @given(words, words)
    def test_both_texts_can_be_read_out_of_it(self, old: list[str], new: list[str]) -> None:
        """Taking what is new and dropping what is gone gives the new words, and the reverse."""
        runs = list(pieces(" ".join(old), " ".join(new)))
        for side, other in ((old, NEW), (new, GONE)):
            kept = " ".join(run.text for run in runs if run.kind != other)
            assert tokens(kept) == tokens(" ".join(side))

    @given(st.lists(words, min_size=1, max_size=6))
    def test_a_text_against_itself_has_no_mark(self, us_28: Plan, said: list[list[str]]) -> None:
        """However it is numbered."""
        sides = [
            "\n\n".join(style.format(n) + " " + " ".join(each) for n, each in enumerate(said, 1))
            for style in ("{}.", "## ({})")
        ]
        found = redlined(us_28, *sides)
        assert len(found) == len(said)
        assert all(redline.same for redline in found)
        assert [marked(redline.pieces) for redline in found] == [" ".join(s) for s in said]

    def test_words_without_others_beside_them(self, us_28: Plan, ua_us_20: Plan) -> None:
        """Gone is only what the comparison calls dropped; the rest is held, and no more."""
        diff = peaceplans.diff(us_28, ua_us_20)
        dropped = diff.alignment.dropped[0]
        kept = next(link for link in diff.alignment.links if link.old and link.new)
        old = bind(us_28, [Clause(n, "the ferry", 1) for n in (dropped, kept.old[0])])
        new = bind(ua_us_20, [])
        kinds = {r.old: [p.kind for p in r.pieces] for r in redlines(diff, old, new)}
        assert kinds[dropped,] == [GONE]
        assert kinds[kept.old] == [HELD]
        alone = redlines(diff, old, None)
        assert {piece.kind for redline in alone for piece in redline.pieces} == {HELD}

    def test_nothing_is_gone_where_the_other_text_was_not_read(self, us_28: Plan) -> None:
        """The data does not know whether it is there, and neither does this."""
        other = peaceplans.load("geneva-2025-11")
        diff = peaceplans.diff(us_28, other)
        unknown = [
            link.old[0] for link in diff.alignment.links if link.relation == "unknown" and link.old
        ]
        old = bind(us_28, [Clause(number, "the ferry", 1) for number in unknown])
        found = redlines(diff, old, bind(other, []))
        assert found
        assert {piece.kind for redline in found for piece in redline.pieces} == {HELD}

    def test_a_sub_point_of_ours_names_where_its_words_are(self, real: PlanDiff) -> None:
        """Where it corresponds to something else than the point above it."""
        old = bind(real.old, [Clause(p.number, "rope", 1) for p in real.old.walk()])
        printed = [p for p in real.new.walk() if p.numbered != "ours"]
        new = bind(real.new, [Clause(p.number, "oars", 1) for p in printed])
        found = [pair for redline in redlines(real, old, new) for pair in redline.elsewhere]
        assert found
        for point, holder in found:
            assert point.startswith(f"{holder}.")

    def test_equal_words_of_any_length_are_the_same(self) -> None:
        """No limit is needed to see that."""
        plan = small.plan(small.point(""))
        long = "1. " + "lamp oar " * 100_000
        (found,) = redlined(plan, long, long)
        assert (found.same, found.whole) == (True, False)

    def test_the_report(self, us_28: Plan) -> None:
        """Changes with their marks, what is the same by its number, and what did not bind."""
        old = bind(us_28, clauses("Rules\n1. Red boats.\n2. Nets.\n99. Oars."))
        new = bind(us_28, clauses("1. Blue boats.\n2. Nets."))
        found = redlines(peaceplans.diff(us_28, us_28), old, new)
        told = text.render(Report("", sections=wording_sections(found, old, new)), 200)
        assert "1 → 1  [-Red-] {+Blue+} boats." in told
        assert "The same, word for word: 2 → 2." in told
        assert "in line 1 (“Rules”), 99 in line 4 (“Oars.”)" in told
        assert "Points without a clause: 3, 4," in told


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of a text."""
    file = tmp_path / "copy.txt"
    file.write_text("6. The ferry has six lamps.\n\n10. Oars\na) are long\n", encoding="utf-8")
    return file


class TestCommands:
    """`--text PLAN=FILE`."""

    def test_show_prints_the_held_words(
        self, copy: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Of the point and those below it, in every format; without the option nowhere."""
        assert main(["show", "us-28#10", "--text", f"us-28={copy}", "--width", "200"]) == 0
        out = capsys.readouterr().out
        assert re.search("^10    Oars$", out, re.MULTILINE)
        assert "10.a  are long" in out
        assert "ferry" not in out
        for form in FORMATS:
            assert main(["show", "us-28#6", "--text", f"us-28={copy}", "-f", form]) == 0
            assert "six lamps" in " ".join(capsys.readouterr().out.split())
        assert main(["show", "us-28#6", "-f", "json"]) == 0
        assert "wording" not in json.loads(capsys.readouterr().out)

    @pytest.mark.parametrize(
        ("given_", "told"),
        [
            ("us-29=copy.txt", "did you mean us-28?"),
            ("copy.txt", "no text 'copy.txt' here"),
            ("us-28", "expected us-28=FILE"),
            ("us-28=", "expected us-28=FILE"),
            ("=", "no text '' here"),
            ("us-28=none.txt", "none.txt:1:1: unreadable"),
        ],
    )
    def test_a_mistake_is_told_in_a_sentence(
        self, given_: str, told: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Exit code 2 and nothing that looks like an answer."""
        assert main(["show", "us-28", "--text", given_]) == 2
        out, err = capsys.readouterr()
        assert (out, told in err) == ("", True)

    def test_one_text_for_each_side(self, copy: Path, us_28: Plan, ua_us_20: Plan) -> None:
        """In any order; of two plans with one id the first text is that of the earlier."""
        both = held([f"ua-us-20={copy}", f"us-28={copy}"], (us_28, ua_us_20))
        assert [each.plan for each in both if each] == ["us-28", "ua-us-20"]
        assert held([f"ua-us-20={copy}"], (us_28, ua_us_20))[0] is None
        old, new = held([f"us-28={copy}"], (us_28, us_28))
        assert (isinstance(old, Bound), new) == (True, None)
        assert all(held([f"us-28={copy}"] * 2, (us_28, us_28)))
        assert held_of([], us_28) is None
        with pytest.raises(NotFound, match="has a text already"):
            held_of([f"us-28={copy}"] * 2, us_28)

    def test_a_comparison_of_held_texts(self, copy: Path, real: PlanDiff) -> None:
        """Sections for a report and plain values, from what was typed."""
        found = wording([f"us-28={copy}"], real)
        assert {redline.old for redline in found.redlines} == {("6",), ("10",), ("10.a",)}
        assert [section.title for section in found.sections()] == [
            "Wording",
            "Wording that is not bound",
        ]
        assert [each["plan"] for each in found.to_dict()["texts"]] == ["us-28"]

    def test_an_empty_file_is_named(self, tmp_path: Path, us_28: Plan) -> None:
        """It has no clause, and the report says which file that is."""
        (tmp_path / "empty.txt").touch()
        bound = held_of([f"us-28={tmp_path}/empty.txt"], us_28)
        assert bound is not None
        told = text.render(Report("", sections=held_sections(bound, ["1"])), 400)
        assert "No clause is bound here." in told
        assert f"{tmp_path}/empty.txt has no clause with the number of a point." in told

    def test_held_words_go_nowhere_else(
        self, copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No file is written beside it, and none in the place where it was asked."""
        monkeypatch.chdir(copy.parent)
        assert main(["show", "us-28", "--text", f"us-28={copy}"]) == 0
        assert [each.name for each in copy.parent.iterdir()] == ["copy.txt"]
        assert capsys.readouterr().out.count("six lamps") == 1
