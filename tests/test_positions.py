"""What positions imply, told by example: the built-in ledger, and small ones."""

from __future__ import annotations

from pathlib import Path

import pytest
import small

import peaceplans
from peaceplans import (
    agreement,
    catalog,
    coverage,
    diff,
    effects,
    gap,
    load,
    matrix,
    positions,
    sequence,
    shifts,
    timeline,
    what_if,
)
from peaceplans.ledger.coverage import months
from peaceplans.ledger.grid import NOTHING_FOUND
from peaceplans.reports.matrix_report import sign
from peaceplans.vocabulary import SECOND_HAND

HEAD = """\
define:
  sources:
    herald: {publisher: Herald, kind: press-report, seen: read, title: A report}
positions:
"""


def folder(path: Path, entries: str, *plans: str) -> peaceplans.Catalog:
    """The built-in data under the entries and plans of a folder."""
    (path / "positions").mkdir()
    (path / "positions" / "mine.yaml").write_text(HEAD + entries, encoding="utf-8")
    for number, plan in enumerate(plans):
        (path / f"plan-{number}.yaml").write_text(plan, encoding="utf-8")
    return catalog(path)


class TestLedger:
    """The data: what it must hold, whoever it speaks of."""

    def test_everybody_is_there(self) -> None:
        """The parties whose positions are asked about, each with statements of its own."""
        wanted = {
            "ukraine", "russia", "united-states", "eu", "united-kingdom", "france", "germany",
            "coalition-of-the-willing", "nato", "poland", "hungary", "turkiye", "china",
        }  # fmt: skip
        spoke = {
            party
            for entry in catalog().positions
            for party in entry.parties
            if entry.stance != NOTHING_FOUND and entry.form not in SECOND_HAND
        }
        assert wanted <= spoke

    def test_nothing_is_claimed_without_date_source_and_grade(self) -> None:
        """Every stance has all three; a silence has its interval."""
        for entry in catalog().positions:
            if entry.stance == NOTHING_FOUND:
                assert entry.searched, entry.id
            else:
                assert all((entry.sources, entry.evidence, entry.form)), entry.id

    def test_red_lines_are_those_that_were_declared(self) -> None:
        """In a party's own voice, and refused."""
        lines = [entry for entry in catalog().positions if entry.red_line]
        assert {entry.parties for entry in lines} == {("ukraine",)}
        assert {entry.date for entry in lines} == {"2025-11-20"}

    def test_an_inference_sets_no_answers(self) -> None:
        """A label that we infer computes nothing."""
        for entry in catalog().positions:
            if entry.evidence == "inferred":
                assert not {*entry.accepts, *entry.rejects, *entry.requires}, entry.id

    def test_entries_stand_in_order_of_their_dates(self) -> None:
        """The catalog's are; files hold them by party."""
        days = [peaceplans.Ledger.of(catalog()).positions[i].date for i in (0, -1)]
        assert days[0] < days[1]


class TestPositions:
    """Where they stood then, and who says so."""

    def test_a_reversal_stays_visible(self) -> None:
        """Ukraine on the size of its forces: no limit in November, 800,000 in December."""
        (before,) = positions(party="ukraine", issue="armed-forces-size", at="2025-11-21")
        (after,) = positions(party="ukraine", issue="armed-forces-size", at="2025-12-31")
        assert before.stance == "rejects"
        assert before.current is not None
        assert before.current.red_line
        assert after.stance == "accepts"
        assert before.current in after.earlier

    def test_a_date_before_everything(self) -> None:
        """Nobody has said anything yet, and nothing is made of that."""
        assert len(positions(party="ukraine", at="2013-01-01")) == 0

    def test_a_denied_report_is_shown_and_not_counted(self) -> None:
        """The report that guarantees hang on leaving Donbas, and the denial of it."""
        (stand,) = positions(party="united-states", issue="security-guarantees", at="2026-01-27")
        assert stand.denied
        silenced = {entry.id for entry in stand.denied}
        assert not silenced & {g.id for answer in stand.answers for g in answer.grounds}


class TestGap:
    """What the stated positions leave."""

    def test_the_rest_of_donetsk_oblast(self) -> None:
        """Ukraine and Russia rule each other out. It hangs on one statement of Ukraine; Russia has
        repeated its own.
        """
        (finding,) = gap("withdrawal[donetsk-rest]", at="2026-01-31").cells
        assert finding.kind == "gap"
        assert ("ukraine", "russia") in [each.parties for each in finding.opposed]
        flips = {flip.ground.party for flip in finding.flips if flip.what == "withdrawn"}
        assert flips == {"ukraine"}

    def test_the_plant(self) -> None:
        """Each of the operators proposed is ruled out by somebody."""
        (finding,) = gap("znpp-operator", at="2026-01-31").cells
        assert finding.kind == "gap"

    def test_the_size_of_the_forces(self) -> None:
        """Ukraine and the United States agreed; Russia has named no figure of late."""
        (finding,) = gap("armed-forces-ceiling", at="2026-01-31").cells
        assert (finding.kind, finding.among) == ("unknown", "overlap")
        assert finding.silent == ("russia",)

    def test_the_term_of_the_guarantee(self) -> None:
        """Ukraine requires 20 years or more, the United States offered 15: room."""
        (finding,) = gap(
            "guarantee-duration", at="2026-02-28", parties=("ukraine", "united-states")
        ).cells
        assert finding.kind == "room"

    def test_an_unknown_name(self) -> None:
        """A KeyError, and no empty answer that could be read as no gap."""
        with pytest.raises(KeyError):
            gap("armed-forces")

    def test_agreement_counts_and_scores_nothing(self) -> None:
        """Each question that either has answered is in one of four lists."""
        (pair,) = agreement(parties=("ukraine", "russia"), at="2026-01-31")
        lists = [pair.shared, pair.opposed, pair.open, pair.unknown]
        cells = [cell for each in lists for cell in each]
        assert len(cells) == len(set(cells))
        assert "withdrawal[donetsk-rest]" in pair.opposed


class TestMatrix:
    """Provision by party."""

    def test_bases(self) -> None:
        """Stated, proposed, agreed: each cell says what it rests on."""
        found = matrix(load("ua-us-20"), at="2026-01-31")
        assert found["4", "ukraine"].basis == "stated"
        assert found["14/zone", "united-states"].basis in ("proposed", "stated")
        assert found["1", "ukraine"].basis == "agreed"
        drafted = matrix(load("e3-counter"), at="2026-01-31")["1", "france"]
        assert drafted.basis in ("drafted", "stated")

    def test_a_computed_answer_never_hides_a_stated_one(self) -> None:
        """Wherever somebody spoke about the point, that is the basis."""
        for plan in ("us-28", "ua-us-20"):
            for cell in matrix(load(plan)).cells.values():
                if cell.stated:
                    assert cell.basis in ("stated", "none"), (cell.row, cell.party)

    def test_what_is_said_of_more_than_a_point_is_marked(self) -> None:
        """A refusal of point 21 is told of 21.c as such; options inherit nothing from points."""
        found = matrix(load("us-28"))
        assert found["21.c", "eu"].said_of == "21"
        assert sign(found["21.c", "eu"]).endswith("^")
        assert found["6", "eu"].said_of is None
        assert "^" not in sign(found["6", "eu"])
        told = {(c["point"], c["party"]): c["said_of"] for c in found.to_dict()["cells"]}
        assert told["21.c", "eu"] == "21"
        for plan in ("us-28", "ua-us-20"):
            for cell in matrix(load(plan)).cells.values():
                if cell.said_of:
                    assert cell.said_of == "text" or cell.row.startswith(f"{cell.said_of}.")

    def test_entries_about_another_text_do_not_carry_over(self) -> None:
        """What was said of the 28 points is no stance on the 20."""
        for cell in matrix(load("ua-us-20")).cells.values():
            if cell.carried is not None:
                assert not cell.carried.about

    def test_a_point_not_read_is_unknown(self) -> None:
        """e3-counter#28 was not read: no verdict on it."""
        cells = matrix(load("e3-counter"), at="2026-01-31").cells
        assert {cells["28", party].stance for party in ("ukraine", "russia")} == {"unknown"}

    def test_options_are_judged_each_for_itself(self) -> None:
        """Ukraine runs the plant with the United States, and not with Russia."""
        found = matrix(load("ua-us-20"), parties=("ukraine",), issues=("zaporizhzhia-npp",))
        told = {
            (row.place, verdict.cell): verdict.kind
            for row in found.rows
            for verdict in found[row.place, "ukraine"].verdicts
        }
        assert told["12/ukraine", "znpp-operator"] == "accepted"
        assert told["12/united-states", "znpp-operator"] == "rejected"


ENTRY = """\
- parties: [ukraine]
  issue: armed-forces-size
  date: "2027-01-01"
  form: speech
  stance: rejects
  statement: At least 700,000.
  requires: {armed-forces-ceiling: {at-least: 700000}}
  red_line: true
  evidence: single
  sources: [herald]
"""


class TestEffects:
    """What a change means."""

    OLD = small.setting("armed-forces-ceiling: 800000", "old-text")
    NEW = small.setting("armed-forces-ceiling: 650000", "new-text")
    FARTHER = small.setting("armed-forces-ceiling: 600000", "far-text")

    def test_a_red_line_is_entered_and_left(self, tmp_path: Path) -> None:
        """800,000 to 650,000 enters what the demand of 700,000 rules out; back again leaves it."""
        known = folder(tmp_path, ENTRY, self.OLD, self.NEW)
        old, new = known.plans["old-text"], known.plans["new-text"]
        (there,) = effects(diff(old, new), parties=("ukraine",), catalog=known)
        (back,) = effects(diff(new, old), parties=("ukraine",), catalog=known)
        assert (there.what, there.red_line) == ("no longer acceptable", "entered")
        assert (back.what, back.red_line) == ("now acceptable", "left")
        assert [ground.id for ground in there.lines] == ["ukraine-2027-01-01-armed-forces-size"]

    def test_nearer_and_farther_by_how_much(self, tmp_path: Path) -> None:
        """Both are ruled out; the way to 700,000 is 50,000 longer."""
        known = folder(tmp_path, ENTRY, self.NEW, self.FARTHER)
        old, new = known.plans["new-text"], known.plans["far-text"]
        (effect,) = effects(diff(old, new), parties=("ukraine",), catalog=known)
        assert (effect.what, effect.by, effect.red_line) == ("farther", 50000, None)

    def test_a_superseded_red_line_is_history(self, tmp_path: Path) -> None:
        """Before the day of the new demand the older statement answers."""
        known = folder(tmp_path, ENTRY, self.OLD, self.NEW)
        found = diff(known.plans["old-text"], known.plans["new-text"])
        assert not effects(found, at="2026-12-31", parties=("ukraine",), catalog=known).crossed

    def test_an_effect_by_the_own_text_is_told_apart(self) -> None:
        """That a drafter accepts its own draft says nothing new of the drafter."""
        found = effects(diff(load("us-28"), load("ua-us-20")), parties=("united-states",))
        assert any(effect.own_text for effect in found)
        assert any("own text" in kind for kind in found.summary()["united-states"])

    def test_a_comparison_knows_nothing_of_positions(self) -> None:
        """The same comparison, whatever the ledger says."""
        found = diff(load("us-28"), load("ua-us-20"))
        assert effects(found, at="2025-11-21").diff is found


class TestTime:
    """Timeline, shifts, order."""

    def test_uncertain_dates_are_in_where_they_may_be(self) -> None:
        """An interval stands in the list of each period that it touches."""
        early = timeline(start="2026-05-08", end="2026-05-09")
        assert any("/" in moment.date or moment.date == "2026-05-08" for moment in early)
        assert all(moment.date >= "2026-05-08" or "/" in moment.date for moment in early)

    def test_kinds_and_filters(self) -> None:
        """Plans, statements and events, of one party on one issue."""
        found = timeline(issues=("zaporizhzhia-npp",))
        assert {moment.kind for moment in found} == {"plan", "statement", "event"}
        russian = timeline(issues=("zaporizhzhia-npp",), parties=("russia",))
        assert russian
        assert all("russia" in moment.parties for moment in russian)

    def test_who_moved(self) -> None:
        """Ukraine came from no limit to a figure: it rules out less than before."""
        found = shifts("2025-11-21", "2025-12-31", parties=("ukraine",))
        told = {(shift.cell, shift.how) for shift in found}
        assert ("armed-forces-ceiling", "widened") in told

    def test_nobody_moves_within_a_day(self) -> None:
        """From a date to the same date there is no way."""
        assert shifts("2026-01-10", "2026-01-10") == ()

    def test_the_possible_circle_of_the_20_points(self) -> None:
        """Ceasefire, referendum and guarantees wait for one another, by a reading of the text."""
        (circle,) = sequence(load("ua-us-20")).circles
        places = {before.first for before in circle}
        assert any(place.startswith("20:") for place in places)
        assert any(place.startswith("referendum:") for place in places)
        assert any(before.inferred for before in circle)

    def test_steps_without_an_actor(self) -> None:
        """Steps that wait for something and fall on nobody named."""
        found = sequence(load("us-28"))
        assert found.actorless
        assert all(step.parties in ((), ("not-named",)) for step in found.actorless)

    def test_what_comes_first_stands_first(self) -> None:
        """No stage holds a step that waits for a later one."""
        for plan in catalog().plans.values():
            found = sequence(plan)
            stage = {step.id: n for n, steps in enumerate(found.stages) for step in steps}
            for before in found.order:
                assert stage[before.first] <= stage[before.then]


class TestWhatIf:
    """A package of answers."""

    def test_whose_positions_it_meets(self) -> None:
        """The company of Ukraine and the United States: met by one side, violates the other."""
        found = what_if({"znpp-operator": "us-ukraine-company"}, at="2026-01-31")
        assert found.meets("ukraine") == ("znpp-operator",)
        assert found.violates("russia") == ("znpp-operator",)

    def test_a_package_meets_its_conditions_or_not(self) -> None:
        """An equal pull-back is fine for Ukraine only together with what it named."""
        cell = "withdrawal[donetsk-rest]"
        bare = what_if({cell: "both-equally"}, at="2026-01-31")
        assert bare.open("ukraine") == (cell,)
        verdict = bare.verdicts["ukraine", cell]
        full = {given.cell: "met" for given in verdict.given}
        answers = {
            "policing[donetsk-rest]": "ukraine",
            "zone-approval": "referendum",
            "referendum-truce": 60,
            "international-forces-on-line": True,
        }
        assert set(full) <= set(answers)
        whole = what_if({cell: "both-equally", **answers}, at="2026-01-31")
        assert cell in whole.meets("ukraine")

    def test_options_of_one_point_exclude_each_other(self) -> None:
        """Both are held, and the clash is told."""
        found = what_if(options=("ua-us-20#12/ukraine", "ua-us-20#12/united-states"))
        assert found.exclusions
        assert "znpp-operator" in found.clashes
        assert found.nearest[0].plan == "ua-us-20"

    @pytest.mark.parametrize(
        ("answers", "options", "error"),
        [
            ({"znpp": "iaea"}, (), KeyError),
            ({"withdrawal": "nobody"}, (), KeyError),
            ({"withdrawal[nowhere]": "nobody"}, (), KeyError),
            ({"znpp-operator": "iaea"}, (), ValueError),
            ({}, ("ua-us-20",), KeyError),
            ({}, ("ua-us-20#12/france",), KeyError),
        ],
    )
    def test_what_does_not_exist(
        self, answers: dict[str, str], options: tuple[str, ...], error: type[Exception]
    ) -> None:
        """Refused, never taken for silence."""
        with pytest.raises(error):
            what_if(answers, options=options)


class TestCoverage:
    """What the ledger holds."""

    def test_every_state_is_told_apart(self) -> None:
        """Filled, single-sourced, inferred, silent, and nobody looked."""
        states = {cell.state for cell in coverage().cells}
        assert {"filled", "single-sourced", "silent", "not researched"} <= states

    def test_a_period_before_anybody_looked(self) -> None:
        """Not researched, which is not silence."""
        found = coverage(start="1999-01-01", end="1999-12-31")
        assert {cell.state for cell in found.cells} == {"not researched"}

    def test_months_of_a_period(self) -> None:
        """Whole months between, cut ones at the ends."""
        assert months("2025-11-20", "2026-01-10") == [
            ("2025-11-20", "2025-11-30"),
            ("2025-12-01", "2025-12-31"),
            ("2026-01-01", "2026-01-10"),
        ]
