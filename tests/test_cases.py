"""The hardest real cases are held by the model: they load, and say what they should."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from peaceplans import Between, Plan, Position, Setting, Shares, catalog, load
from peaceplans.reading.document import parse, read
from peaceplans.reading.statements import between, read_positions
from peaceplans.values.answers import Answers
from peaceplans.values.notation import setting

FOLDER = Path(__file__).parent / "cases"
PLANS = sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "positions")


def case(name: str) -> Plan:
    """A worked case, read over the built-in registry. Raises Invalid if it has a fault."""
    return load(FOLDER / f"{name}.yaml")


def value(plan: Plan, point: str, cell: str, index: int = 0) -> Any:
    """What the nth commitment of a point sets in a cell."""
    return plan[point].commitments[index].sets[cell].value


class TestPlans:
    """Plans as far as they are worked out."""

    @pytest.mark.parametrize("name", PLANS)
    def test_it_loads_without_a_fault(self, name: str) -> None:
        """Its own sources stand in it, all else comes from the built-in registry."""
        plan = case(name)
        assert plan.id == name
        assert plan.define is not None
        assert plan.provisions

    def test_a_ceiling_and_its_readings(self) -> None:
        """us-28#6: at most 600,000; one edition gives no figure."""
        point = case("us-28")["6"]
        assert point.commitments[0].sets["armed-forces-ceiling"] == Setting(
            600000, "at-most", "personnel",
            evidence="corroborated", sources=point.sources,
        )  # fmt: skip
        assert point.readings[0].sets["armed-forces-ceiling"].is_blank

    def test_recogniser_by_place(self) -> None:
        """us-28#21.a: a group of places is each of them, for each recogniser."""
        sets = case("us-28")["21.a"].commitments[0].sets
        assert sorted(sets) == [
            f"recognition[{who}, {place}]"
            for who in ("not-named", "united-states")
            for place in ("crimea", "donetsk", "luhansk")
        ]

    def test_money_in_another_unit(self) -> None:
        """us-28#14.i: 100 billion dollars, by one gloss euros, which is not compared by size."""
        point = case("us-28")["14.i"]
        cell = "frozen-assets-to-reconstruction"
        assert point.commitments[0].sets[cell].unit == "usd"
        assert point.readings[0].sets[cell] == Setting(100_000_000_000, "exactly", "eur")

    def test_thirds(self) -> None:
        """ua-us-20#12: 33, 33 and 33 are thirds."""
        option = case("ua-us-20")["12"].options[0]
        shares = option.commitments[0].sets["znpp-company-shares"].value
        assert isinstance(shares, Shares)
        assert set(shares.exact.values()) == {Fraction(100, 3)}

    def test_a_blank_with_examples(self) -> None:
        """ua-us-20#14, the zone: a distance left open, with 5, 10 and 40 km as examples."""
        zone = case("ua-us-20")["14"].options[1]
        distance = zone.commitments[1].sets["pull-back-distance[donetsk-rest]"]
        assert distance.is_blank
        assert distance.examples == (5, 10, 40)

    def test_any_of_two_triggers(self) -> None:
        """ua-us-20#5.b.i: an invasion or unprovoked fire ends the guarantees."""
        condition = case("ua-us-20")["5.b.i"].commitments[0].condition
        assert condition is not None
        assert condition.when is not None
        assert condition.when.any_of
        assert len(condition.when.names) == 2

    def test_a_level_or_a_cap(self) -> None:
        """ua-us-20#4: 800,000 in peacetime, printed as a level by some, as a cap by others."""
        point = case("ua-us-20")["4"]
        bounds = [r.sets["armed-forces-ceiling"].bound for r in point.readings if r.sets]
        assert point.commitments[0].sets["armed-forces-ceiling"].bound == "unclear"
        assert bounds == ["exactly", "at-most"]

    def test_two_columns_of_a_table(self) -> None:
        """Istanbul: each side's figures by category, an unread one among them."""
        russia, ukraine = case("istanbul-draft-treaty-2022")["12"].options
        assert russia.commitments[0].sets["equipment-ceiling[tanks]"].value == 342
        assert ukraine.commitments[0].sets["equipment-ceiling[tanks]"].value == 800
        assert ukraine.commitments[0].sets["national-guard-ceiling"].is_unknown
        assert ukraine.commitments[0].sets["missile-range-limit"].evidence == "inferred"

    def test_a_duty_between_two_happenings(self) -> None:
        """Minsk#9: after local elections, until the settlement, if point 11 is carried out."""
        commitment = case("minsk-package-2015")["9"].commitments[0]
        assert commitment.condition is not None
        assert commitment.condition.when is not None
        assert commitment.condition.when.names == ("#11",)
        assert commitment.timing is not None
        assert commitment.timing.from_ == "first day after the elections"

    def test_a_ban_with_its_release(self) -> None:
        """e3-counter#14: no release of the assets unless Russia pays."""
        ban = case("e3-counter")["14"].commitments[1]
        assert ban.modality == "prohibition"
        assert ban.condition is not None
        assert ban.condition.unless is not None
        assert ban.condition.unless.names == ("russia-compensates",)

    def test_a_point_not_read(self) -> None:
        """e3-counter#28: its number, its issue and where it comes from are all that is known."""
        point = case("e3-counter")["28"]
        assert (point.known, point.commitments) == ("none", ())
        assert point.derives_from == ("us-28#28",)


@pytest.fixture(scope="module")
def positions() -> tuple[Position, ...]:
    """The worked positions."""
    placed, faults = read_positions(read(FOLDER / "positions.yaml"), catalog().registry)
    assert [*faults, *between(placed, "positions", ())] == []
    return tuple(entry for _, _, entry in placed)


def one(positions: tuple[Position, ...], party: str, issue: str, date: str) -> Position:
    """The only position of a party on an issue at a date."""
    (found,) = (p for p in positions if (party, issue, date) == (p.parties[0], p.issue, p.date))
    return found


def fine(answers: Answers, parameter: str, raw: object) -> bool:
    """Whether a set of answers holds a value as a text would set it."""
    scale = catalog().parameters[parameter].scale
    return answers.holds(scale, setting(scale, raw))


class TestPositions:
    """Positions that move, and what they imply."""

    def test_every_entry_loads(self, positions: tuple[Position, ...]) -> None:
        """21 entries in the order of the file, each with the line that it stands in."""
        raw = read(FOLDER / "positions.yaml").data["positions"]
        assert len(positions) == len(raw) == 21
        assert [position.statement for position in positions] == [each["statement"] for each in raw]
        assert [position.line for position in positions] == [each.line for each in raw]

    def test_a_red_line_and_its_reversal(self, positions: tuple[Position, ...]) -> None:
        """20 November: no limit and nothing else; 24 December: 800,000 in peacetime exactly."""
        before = one(positions, "ukraine", "armed-forces-size", "2025-11-20")
        after = one(positions, "ukraine", "armed-forces-size", "2025-12-24")
        cell = "armed-forces-ceiling"
        assert before.red_line
        assert fine(before.requires[cell], cell, "no-limit")
        assert not fine(before.requires[cell], cell, 800000)
        peace = {"value": 800000, "only": ["peacetime"]}
        assert fine(after.accepts[cell], cell, peace)
        assert not fine(after.accepts[cell], cell, 800000)
        assert not fine(after.accepts[cell], cell, {**peace, "value": 600000})
        assert not fine(after.accepts[cell], cell, {**peace, "value": 800001})
        assert fine(after.rejects[cell], cell, 600000)
        assert not fine(after.rejects[cell], cell, 600001)

    def test_a_demand_names_its_parameters(self, positions: tuple[Position, ...]) -> None:
        """At least 20 years, binding in law; 15 are offered; 30 to 50 were asked for before."""
        demand = one(positions, "ukraine", "security-guarantees", "2026-02-14").requires
        offer = one(positions, "united-states", "security-guarantees", "2025-12-28").accepts
        wish = one(positions, "ukraine", "security-guarantees", "2025-12-29").seeks
        cell = "guarantee-duration"
        assert not demand[cell].meet(offer[cell])
        assert demand[cell].meet(wish[cell]) == wish[cell]
        assert fine(demand[cell], cell, 20)
        assert not fine(demand[cell], cell, 15)
        assert fine(wish[cell], cell, {"between": [30, 50]})
        assert wish[cell].distance(catalog().parameters[cell].scale, Setting(Between(30, 60))) == 10
        assert fine(demand["guarantee-force"], "guarantee-force", "legally-binding")

    def test_recognition_by_nobody_of_ours_anywhere(self, positions: tuple[Position, ...]) -> None:
        """A group of places is each of them here too."""
        required = one(positions, "ukraine", "territory-recognition", "2025-11-20").requires
        assert sorted(required) == [
            f"recognition[ukraine, {place}]"
            for place in ("crimea", "donetsk", "kherson", "luhansk", "zaporizhzhia")
        ]

    def test_a_list_of_refused_answers(self, positions: tuple[Position, ...]) -> None:
        """Three operators of the plant are refused, one is accepted, the rest is not stated."""
        entry = one(positions, "ukraine", "zaporizhzhia-npp", "2025-12-24")
        choices = catalog().parameters["znpp-operator"].choices
        refused = [c for c in choices if fine(entry.rejects["znpp-operator"], "znpp-operator", c)]
        accepted = [c for c in choices if fine(entry.accepts["znpp-operator"], "znpp-operator", c)]
        assert sorted(refused) == ["russia", "trilateral-company", "us-russia-company"]
        assert accepted == ["us-ukraine-company"]

    def test_a_package_across_parameters(self, positions: tuple[Position, ...]) -> None:
        """Equal steps back only with Ukrainian police, a referendum and a truce of 60 days."""
        (package,) = one(positions, "ukraine", "withdrawal", "2025-12-24").packages
        assert set(package.accepts) == {"withdrawal[donetsk-rest]"}
        assert set(package.given) == {
            "policing[donetsk-rest]",
            "zone-approval",
            "referendum-truce",
        }
        assert fine(package.given["referendum-truce"], "referendum-truce", "90 days")
        assert not fine(package.given["referendum-truce"], "referendum-truce", 30)

    def test_a_counterparts_account_and_its_denial(self, positions: tuple[Position, ...]) -> None:
        """What one side reports of the other is an entry of its own, and so is the denial."""
        account = one(positions, "russia", "security-guarantees", "2026-02-28")
        denial = one(positions, "russia", "security-guarantees", "2026-03-05")
        assert account.form == "reported-by-counterpart"
        assert denial.denies == account.id

    def test_a_date_that_is_impossible_for_a_party(self, positions: tuple[Position, ...]) -> None:
        """Accession by 1 January 2027 is refused, a later one is not stated."""
        rejected = one(positions, "germany", "eu-accession", "2026-01-28").rejects
        assert fine(rejected["eu-accession-date"], "eu-accession-date", "2027-01-01")
        assert not fine(rejected["eu-accession-date"], "eu-accession-date", "2027-01-02")

    def test_a_joint_statement_and_a_silence(self, positions: tuple[Position, ...]) -> None:
        """A joint statement lists its parties; a silence says where was searched."""
        joint = one(positions, "united-kingdom", "territory", "2025-11-22")
        silence = one(positions, "china", "armed-forces-size", "2026-01-31")
        assert joint.parties == ("united-kingdom", "france", "germany")
        assert silence.searched == "2025-11-20/2026-01-31"
        assert silence.form is None


class TestFaultsOfPositions:
    """What a file of positions can have wrong, at its place."""

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("positons: []\n", "1:1: missing-key"),
            ("positions: {}\n", "1:12: wrong-type"),
            ("positions:\n- {parties: [ukrane]}\n", "2:14: unknown-id"),
            ("positions:\n- {stance: agrees}\n", "2:12: unknown-term"),
            ("positions:\n- {accepts: {armed-forces-ceiling: {more: 5}}}\n", "2:36: bad-value"),
            ("positions:\n- {about: [us-28 point 6]}\n", "2:12: bad-form"),
        ],
    )
    def test_faults(self, text: str, fault: str) -> None:
        """Shape, ids, terms, values and references are checked as in plans."""
        _, faults = read_positions(parse(text.encode(), "file"), catalog().registry)
        assert any(str(each).startswith(f"file:{fault}") for each in faults), faults

    def test_references_between_positions(self) -> None:
        """An id that stands twice, and a denial of nothing."""
        text = (FOLDER / "positions.yaml").read_text(encoding="utf-8")
        text = text.replace("denies: russia-2026-02-28-guarantees", "denies: russia-2026-02-28")
        text = text.replace("id: us-2026-01-27-linkage", "id: ukraine-2025-11-20-limits")
        placed, shape = read_positions(parse(text.encode(), "file"), catalog().registry)
        faults = list(between(placed, "positions", ()))
        assert shape == []
        assert [fault.rule for fault in faults] == [
            "duplicate-id",
            "dangling-reference",
            "dangling-reference",
        ]
        assert faults[2].hint == "russia-2026-02-28-guarantees"
