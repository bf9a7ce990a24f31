"""What a text sets and what a party accepts: the algebra of values, and how they are spelt."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from peaceplans import catalog
from peaceplans.model.parameter import Parameter
from peaceplans.testing import answers, parameters, settings
from peaceplans.values.answer_notation import answers as read_answers
from peaceplans.values.answers import Answers, Divisions, Line, MemberSets, Named
from peaceplans.values.compare import MIRROR, shifts
from peaceplans.values.notation import Misspelt, moment
from peaceplans.values.notation import setting as read_setting
from peaceplans.values.scale import Scale
from peaceplans.values.setting import Between, Moment, Setting, Shares
from peaceplans.values.spelling import spell

# The laws are about small values and quickly tried: often, since some cases are rare.
many = examples(max_examples=150, deadline=None)

TROOPS = Scale("quantity", "personnel", "at-most")
TRUCE = Scale("quantity", "days", "at-least")
MONEY = Scale("quantity", "usd", "exactly")
DAYS = Scale("quantity", "days", "at-most", also=("as-soon-as-possible",))
DATE = Scale("date")
STEPS = Scale("choice", choices=("none", "partial", "full"), ordered=True, also=("unclear-how",))
KINDS = Scale("choice", choices=("iaea", "united-nations"))
YES = Scale("yes-no")
ITEMS = Scale("members", choices=("bodies", "children", "civilians"))
SHARES = Scale("shares")


# Of each kind one, with answers off the line where the kind can have them.
MADE = tuple(
    Parameter(id=scale.kind, issue="territory", title=scale.kind, kind=scale.kind, unit=scale.unit,
              bound=scale.bound, choices=scale.choices, ordered=scale.ordered, also=scale.also)
    for scale in (DAYS, TRUCE, DATE, STEPS, YES, SHARES)
)  # fmt: skip
one_parameter = st.sampled_from(MADE) | parameters()


@st.composite
def with_answers(draw: Any, count: int) -> tuple[Any, ...]:
    """A parameter and as many sets of answers to it."""
    parameter = draw(one_parameter)
    return (parameter, *(draw(answers(parameter)) for _ in range(count)))


@st.composite
def with_setting(draw: Any, count: int = 1) -> tuple[Any, ...]:
    """A parameter, a setting of it and as many sets of answers."""
    parameter = draw(one_parameter)
    drawn = [draw(answers(parameter)) for _ in range(count)]
    return (parameter, draw(settings(parameter)), *drawn)


class TestSetsOfAnswers:
    """The laws of intersection, containment and distance."""

    @many
    @given(with_answers(2))
    def test_intersection_is_commutative(self, drawn: tuple[Any, Answers, Answers]) -> None:
        """In whichever order two sets of answers meet, the same is left."""
        _, a, b = drawn
        assert a.meet(b) == b.meet(a)

    @many
    @given(with_answers(3))
    def test_intersection_is_associative(
        self, drawn: tuple[Any, Answers, Answers, Answers]
    ) -> None:
        """Of three sets any two may meet first."""
        _, a, b, c = drawn
        assert a.meet(b).meet(c) == a.meet(b.meet(c))

    @many
    @given(with_answers(1))
    def test_intersection_is_idempotent(self, drawn: tuple[Any, Answers]) -> None:
        """A set that meets itself stays what it is: there is one form for each set."""
        _, a = drawn
        assert a.meet(a) == a

    @many
    @given(with_answers(2))
    def test_containment_agrees_with_intersection(
        self, drawn: tuple[Any, Answers, Answers]
    ) -> None:
        """A set is within another exactly where it is all that the two have in common."""
        _, a, b = drawn
        assert a.within(b) == (a.meet(b) == a)
        assert a.meet(b).within(a)

    @many
    @given(with_setting(2))
    def test_membership_agrees_with_intersection(
        self, drawn: tuple[Parameter, Setting, Answers, Answers]
    ) -> None:
        """What both sets hold is what their intersection holds, nothing else."""
        parameter, value, a, b = drawn
        scale = parameter.scale
        both = a.holds(scale, value) and b.holds(scale, value)
        assert a.meet(b).holds(scale, value) == both

    @many
    @given(with_setting(1))
    def test_distance_is_zero_exactly_where_the_value_is_in_the_set(
        self, drawn: tuple[Parameter, Setting, Answers]
    ) -> None:
        """Checked against a plain reading of what each set means."""
        parameter, value, accepted = drawn
        distance = accepted.distance(parameter.scale, value)
        assert (distance == 0) == means(accepted, parameter.scale, value)
        assert distance is None or distance >= 0

    @many
    @given(with_setting(1))
    def test_blank_and_unread_are_nowhere(self, drawn: tuple[Parameter, Setting, Answers]) -> None:
        """No set holds a blank or an unread value, and none is at any distance from it."""
        parameter, _, accepted = drawn
        for word in ("unspecified", "unknown"):
            assert accepted.distance(parameter.scale, Setting(word)) is None

    def test_a_set_with_qualifiers_speaks_of_values_with_these_alone(self) -> None:
        """800,000 in peacetime is not accepted by who speaks of wartime, or of no time."""
        peace = read_answers(TROOPS, {"exactly": 800000, "only": ["peacetime"]})
        assert peace.holds(TROOPS, Setting(800000, "at-most", "personnel", ("peacetime",)))
        assert not peace.holds(TROOPS, Setting(800000, "at-most", "personnel"))
        assert read_answers(TROOPS, 800000).holds(
            TROOPS, Setting(800000, "at-most", "personnel", ("peacetime",))
        )


NAMES = ("a", "b", "c")
TENTHS = [Fraction(10 * tenth) for tenth in range(11)]
SUBSETS = [set(some) for size in range(4) for some in combinations(NAMES, size)]

# For small sets of each shape every value that can tell two of them apart, and what a set of
# that shape holds, said as simply as can be.
PROBES: dict[str, list[Any]] = {
    "line": [*(Fraction(half, 2) for half in range(-2, 23)), float("inf")],
    "days": list(range(-1, 12)),
    "members": [*SUBSETS, *({*some, "other"} for some in SUBSETS)],
    "shares": [
        {"a": a, "b": b, "rest": 100 - a - b} for a in TENTHS for b in TENTHS if a + b <= 100
    ],
}


def shares_of(spans: dict[str, Any]) -> Divisions:
    """Divisions in which the sharers have these least and greatest shares."""
    return Divisions.of({name: (Fraction(a), Fraction(b)) for name, (a, b) in spans.items()})


@st.composite
def small_sets(draw: Any) -> tuple[str, Any, list[set[int]]]:
    """A shape, two sets of it, and the numbers of the probes that each of them should hold."""
    shape = draw(st.sampled_from(sorted(PROBES)))
    drawn: list[Any] = []
    held: list[set[int]] = []
    for _ in range(2):
        ends = st.integers(0, 10) | st.just(float("inf"))
        if shape in ("line", "days"):
            ends = st.integers(0, 10) if shape == "days" else ends
            pairs = draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=3))
            drawn.append(Line.of([(a, b) for a, b in pairs], step=int(shape == "days")))
            holds = [any(a <= probe <= b for a, b in pairs) for probe in PROBES[shape]]
        elif shape == "members":
            names = st.frozensets(st.sampled_from(NAMES))
            includes, excludes, closed = draw(names), draw(names), draw(st.booleans())
            drawn.append(MemberSets.of(includes, excludes, closed=closed))
            holds = [
                includes <= probe and not excludes & probe and (not closed or probe == includes)
                for probe in PROBES[shape]
            ]
        else:
            share = st.tuples(st.sampled_from(TENTHS), st.sampled_from(TENTHS)).map(sorted)
            spans = draw(st.dictionaries(st.sampled_from(("a", "b")), share))
            drawn.append(shares_of(spans))
            holds = [
                all(a <= probe[name] <= b for name, (a, b) in spans.items())
                for probe in PROBES[shape]
            ]
        held.append({number for number, each in enumerate(holds) if each})
    return shape, drawn, held


class TestSmallSets:
    """What the shapes mean, against every value that could tell two small sets apart."""

    @many
    @given(small_sets())
    def test_sets_are_equal_exactly_where_they_hold_the_same(
        self, drawn: tuple[str, Any, list[set[int]]]
    ) -> None:
        """One form for each set, however it was said."""
        _, (a, b), (in_a, in_b) = drawn
        assert (a == b) == (in_a == in_b)
        assert bool(a) == bool(in_a)

    @many
    @given(small_sets())
    def test_containment_is_holding_no_more(self, drawn: tuple[str, Any, list[set[int]]]) -> None:
        """A set is within another exactly where the other holds all that it holds."""
        _, (a, b), (in_a, in_b) = drawn
        assert a.within(b) == (in_a <= in_b)

    @many
    @given(small_sets())
    def test_intersection_holds_what_both_hold(
        self, drawn: tuple[str, Any, list[set[int]]]
    ) -> None:
        """Nothing is lost where two sets meet, and nothing comes in."""
        shape, (a, b), (in_a, in_b) = drawn
        assert {n for n in range(len(PROBES[shape])) if holds(shape, a.meet(b), n)} == in_a & in_b

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (Line.of([(1, 2), (3, 4)], step=1), Line.of([(1, 4)], step=1)),
            (shares_of({"a": (60, 100)}), shares_of({"a": (60, 100), "b": (0, 40)})),
            (
                shares_of({"a": (60, 100), "b": (10, 100)}),
                shares_of({"a": (60, 90), "b": (10, 40)}),
            ),
        ],
    )
    def test_one_set_said_in_two_ways_has_one_form(self, one: Any, other: Any) -> None:
        """Days that follow each other, and what the least shares of some leave for the others."""
        assert one == other

    def test_an_answer_off_the_line_is_in_no_span(self) -> None:
        """As soon as possible is within no number of days."""
        soon = Line((), frozenset({"as-soon-as-possible"}))
        assert not soon.within(Line.of([(0, float("inf"))]))


def holds(shape: str, held: Any, number: int) -> bool:
    """Whether a set holds a probe: whether the distance to it is zero."""
    probe = PROBES[shape][number]
    if shape == "members":
        return bool(held.distance(ITEMS, Setting(tuple(sorted(probe)))) == 0)
    if shape == "shares":
        printed = tuple((name, int(share)) for name, share in probe.items())
        return bool(held.distance(SHARES, Setting(Shares(printed))) == 0)
    if shape == "days":
        day = (date(2026, 1, 1) + timedelta(probe)).isoformat()
        moved = Line(tuple((a + NEW_YEAR, b + NEW_YEAR) for a, b in held.spans))
        return moved.distance(DATE, Setting(Moment(day, day, day))) == 0
    value = "no-limit" if probe == float("inf") else float(probe)
    return bool(held.distance(TROOPS, Setting(value, "at-most", "personnel")) == 0)


NEW_YEAR = date(2026, 1, 1).toordinal()


def means(accepted: Answers, scale: Scale, value: Setting) -> bool:
    """Whether a set holds a value, said as simply as each shape allows."""
    blank = value.value in ("unspecified", "unknown")
    if blank or (accepted.only is not None and set(accepted.only) != set(value.only)):
        return False
    shape, given = accepted.shape, value.value
    if isinstance(shape, Named):
        return given in shape.allowed
    if isinstance(shape, MemberSets):
        if shape.empty or not isinstance(given, tuple):
            return False
        exact = set(given) == set(shape.includes)
        open_ = set(shape.includes) <= set(given) and not set(shape.excludes) & set(given)
        return exact if shape.closed else open_
    if isinstance(shape, Divisions):
        return (
            not shape.empty
            and isinstance(given, Shares)
            and all(low <= given.exact.get(name, 0) <= high for name, low, high in shape.spans)
        )
    return on_line(shape, scale, value)


def on_line(shape: Line, scale: Scale, value: Setting) -> bool:
    """Whether all that a number, range or date stands for lies in one span."""
    given = value.value
    if isinstance(given, Moment):
        low: float = date.fromisoformat(given.earliest).toordinal()
        high: float = date.fromisoformat(given.latest).toordinal()
    elif given == "no-limit":
        low = high = float("-inf") if scale.bound == "at-least" else float("inf")
    elif isinstance(given, str):
        return given in shape.named
    else:
        assert isinstance(given, (int, float, Between))
        low, high = (given.low, given.high) if isinstance(given, Between) else (given, given)
    unit = value.unit in (None, scale.unit)
    return unit and any(start <= low and high <= end for start, end in shape.spans)


class TestSettings:
    """What a text sets, as a value."""

    @many
    @given(with_setting(0))
    def test_settings_are_equal_and_hash_by_all_their_fields(
        self, drawn: tuple[Parameter, Setting]
    ) -> None:
        """A copy is equal and has the same hash; a change of any field makes another setting."""
        _, value = drawn
        assert attrs.evolve(value) == value
        assert hash(attrs.evolve(value)) == hash(value)
        others: dict[str, Any] = {
            "value": "something else",
            "bound": "else",
            "unit": "else",
            "only": ("else",),
            "examples": ("else",),
            "evidence": "else",
            "sources": ("else",),
            "note": "else!",
        }
        assert set(others) == {field.name for field in attrs.fields(Setting)}
        for name, other in others.items():
            assert attrs.evolve(value, **{name: other}) != value

    def test_at_most_and_exactly_differ(self) -> None:
        """A setting is no number: at most 600,000 is not exactly 600,000."""
        at_most = read_setting(TROOPS, 600000)
        exactly = read_setting(TROOPS, {"value": 600000, "bound": "exactly"})
        assert at_most.value == exactly.value == 600000
        assert at_most != exactly

    @many
    @given(with_setting(0))
    def test_reading_is_the_inverse_of_spelling(self, drawn: tuple[Parameter, Setting]) -> None:
        """What is spelt is read back as what it was."""
        parameter, value = drawn
        assert read_setting(parameter.scale, spell(parameter.scale, value)) == value


class TestSpelling:
    """The notation of the data files, by example."""

    @pytest.mark.parametrize(
        ("scale", "raw", "expected"),
        [
            (TROOPS, 600000, Setting(600000, "at-most", "personnel")),
            (MONEY, "100 billion", Setting(100_000_000_000, "exactly", "usd")),
            (MONEY, "90 billion eur", Setting(90_000_000_000, "exactly", "eur")),
            (MONEY, "1.5 million", Setting(1_500_000, "exactly", "usd")),
            (DAYS, "100 days", Setting(100, "at-most", "days")),
            (DAYS, "2 weeks", Setting(14, "at-most", "days")),
            (DAYS, {"value": 3, "unit": "weeks"}, Setting(21, "at-most", "days")),
            (DAYS, "2 months", Setting(2, "at-most", "months")),
            (DAYS, "as-soon-as-possible", Setting("as-soon-as-possible")),
            (TROOPS, "no-limit", Setting("no-limit")),
            (TROOPS, "unspecified", Setting("unspecified")),
            (TROOPS, {"between": [5, 10]}, Setting(Between(5, 10), "at-most", "personnel")),
            (
                TROOPS,
                {"value": 800000, "bound": "unclear", "only": ["peacetime"]},
                Setting(800000, "unclear", "personnel", ("peacetime",)),
            ),
            (
                DAYS,
                {"value": "unspecified", "examples": [5, "2 weeks"]},
                Setting("unspecified", examples=(5, 14)),
            ),
            (KINDS, "iaea", Setting("iaea")),
            (YES, True, Setting(True)),
            (ITEMS, ["children", "bodies"], Setting(("bodies", "children"))),
            (
                SHARES,
                {"ukraine": 50, "rest": 50},
                Setting(Shares((("rest", 50), ("ukraine", 50)))),
            ),
            (DATE, "2027-01-01", Setting(Moment("2027-01-01", "2027-01-01", "2027-01-01"))),
        ],
    )
    def test_what_a_text_sets(self, scale: Scale, raw: object, expected: Setting) -> None:
        """Numbers with words and units, ranges, names, members, shares, dates, the long form."""
        assert read_setting(scale, raw) == expected

    @pytest.mark.parametrize(
        ("scale", "raw", "path"),
        [
            (TROOPS, "six hundred thousand", ()),
            (TROOPS, True, ()),
            (TROOPS, None, ()),
            (TROOPS, float("inf"), ()),
            (TROOPS, float("nan"), ()),
            (TROOPS, 10**40, ()),
            (TROOPS, "9" * 5000, ()),
            (TROOPS, "٦٠٠", ()),
            (TROOPS, "600000 tanks", ()),
            (MONEY, "100 billion euro", ()),
            (TROOPS, {"at-most": 600000}, ("at-most",)),
            (TROOPS, {"between": [10, 5]}, ("between",)),
            (TROOPS, {"between": [5]}, ("between",)),
            (TROOPS, {"value": 5, "bond": "exactly"}, ("bond",)),
            (TROOPS, {"value": 5, "bound": "maximal"}, ("bound",)),
            (TROOPS, {"value": 5, "bound": []}, ("bound",)),
            (TROOPS, {"value": 5, "unit": 6}, ("unit",)),
            (TROOPS, {"value": "unspecified", "unit": "personnel"}, ("unit",)),
            (TROOPS, {"value": 5, "only": "peacetime"}, ("only",)),
            (TROOPS, {"value": 5, "note": 6}, ("note",)),
            (TROOPS, {"value": 5, "evidence": {}}, ("evidence",)),
            (MONEY, {"value": 5, "examples": ["5 eur"]}, ("examples", 0)),
            (KINDS, "IAEA", ()),
            (KINDS, 6, ()),
            (YES, "no", ()),
            (YES, 1, ()),
            (ITEMS, "children", ()),
            (ITEMS, ["children", "childern"], (1,)),
            (ITEMS, ["children", "children"], (1,)),
            (SHARES, {"ukraine": 50, "russia": 40}, ()),
            (SHARES, {"ukraine": 150, "russia": -50}, ("ukraine",)),
            (SHARES, {"ukraine": 99.5}, ()),
            (SHARES, {}, ()),
            (DATE, "20 November 2025", ()),
            (DATE, "2026-02-30", ()),
            (DATE, "2026-99-99", ()),
            (DATE, "Y1E999999999", ()),
            (DATE, "2025-11-25/2025-11-20", ()),
            (DATE, "2025-11-20/..", ()),
            (DATE, 20251120, ()),
        ],
    )
    def test_misspelt_values_are_refused_where_they_stand(
        self, scale: Scale, raw: object, path: tuple[object, ...]
    ) -> None:
        """Nothing is converted in silence, and no number is too large or too odd to be refused."""
        with pytest.raises(Misspelt) as caught:
            read_setting(scale, raw)
        assert caught.value.path == path

    def test_a_misspelt_value_comes_with_right_spellings(self) -> None:
        """A unit and a number word are suggested as they would stand there."""
        with pytest.raises(Misspelt) as unit:
            read_setting(MONEY, "90 billion euro")
        assert "90 billion eur" in unit.value.candidates
        with pytest.raises(Misspelt) as word:
            read_setting(MONEY, "90 bilion")
        assert "90 billion" in word.value.candidates

    @pytest.mark.parametrize(
        ("text", "earliest", "latest"),
        [
            ("2025-11-20", "2025-11-20", "2025-11-20"),
            ("2025-11", "2025-11-01", "2025-11-30"),
            ("2025-11-22~", "2025-11-22", "2025-11-22"),
            ("2025-11-24/2025-11-25", "2025-11-24", "2025-11-25"),
            ("202X", "2020-01-01", "2029-12-31"),
        ],
    )
    def test_dates_stand_for_all_days_that_they_may_mean(
        self, text: str, earliest: str, latest: str
    ) -> None:
        """EDTF: months, approximate days, intervals, decades."""
        assert moment(text) == Moment(text, earliest, latest)

    @pytest.mark.parametrize(
        ("raw", "exact"),
        [
            ({"a": 33, "b": 33, "c": 33}, Fraction(100, 3)),
            ({"a": 33.3, "b": 33.3, "c": 33.3}, Fraction(100, 3)),
            ({"a": 50, "b": 50}, Fraction(50)),
            ({"a": 33.3, "b": 33.3, "c": 33.4}, Fraction(333, 10)),
        ],
    )
    def test_equal_shares_are_parts_of_the_whole(
        self, raw: dict[str, float], exact: Fraction
    ) -> None:
        """33/33/33 are thirds; 33.3/33.3/33.4 are what they say."""
        shares = read_setting(SHARES, raw).value
        assert isinstance(shares, Shares)
        assert shares.exact["a"] == exact
        assert sum(shares.exact.values()) == 100


class TestWhatPartiesSay:
    """Sets of answers as positions spell them."""

    @pytest.mark.parametrize(
        ("scale", "raw", "fine", "not_fine"),
        [
            (TROOPS, {"at-least": 800000}, [800000, 900000, "no-limit"], [600000]),
            (TROOPS, {"at-most": 600000}, [600000, 85000], [600001, "no-limit"]),
            (TROOPS, "no-limit", ["no-limit"], [800000]),
            (TRUCE, {"at-most": 30}, [30, "no-limit"], [60]),
            (TROOPS, {"between": [5, 10]}, [5, {"between": [6, 7]}], [4, {"between": [6, 11]}]),
            (TROOPS, [5, {"at-least": 10}], [5, 10], [6, {"between": [5, 10]}]),
            (TROOPS, [{"between": [0, 10]}, {"between": [2, 3]}], [{"between": [1, 9]}], [11]),
            (DAYS, ["as-soon-as-possible", 100], ["as-soon-as-possible", 100], [99]),
            (DATE, {"at-most": "2027-01-01"}, ["2026-12", "2027-01-01"], ["2027-01", "no-limit"]),
            (DATE, ["2026-01", "2026-02"], ["2026-01-15/2026-02-15"], ["2026-02-15/2026-03-02"]),
            (KINDS, ["iaea"], ["iaea"], ["united-nations"]),
            (KINDS, {"not": ["iaea"]}, ["united-nations"], ["iaea"]),
            (STEPS, {"at-least": "partial"}, ["partial", "full"], ["none", "unclear-how"]),
            (STEPS, {"at-most": "partial"}, ["none", "partial"], ["full"]),
            (YES, False, [False], [True]),
            (ITEMS, ["children"], [["children"]], [["bodies", "children"], []]),
            (
                ITEMS,
                {"includes": ["children"], "excludes": ["bodies"]},
                [["children"], ["children", "civilians"]],
                [["civilians"], ["bodies", "children"]],
            ),
            (
                SHARES,
                {"ukraine": {"at-least": 50}, "russia": 0},
                [{"ukraine": 50, "rest": 50}, {"ukraine": 100}],
                [{"ukraine": 50, "russia": 50}, {"ukraine": 40, "rest": 60}],
            ),
            (
                SHARES,
                {"a": 33, "b": 33, "c": 33},
                [{"a": 33.3, "b": 33.3, "c": 33.3}],
                [{"a": 33, "b": 33, "c": 34}],
            ),
        ],
    )
    def test_what_a_set_holds(
        self, scale: Scale, raw: object, fine: list[object], not_fine: list[object]
    ) -> None:
        """Limits, ranges, lists, refusals and shares hold the values that they should."""
        accepted = read_answers(scale, raw)
        assert all(accepted.holds(scale, read_setting(scale, value)) for value in fine)
        assert not any(accepted.holds(scale, read_setting(scale, value)) for value in not_fine)

    @pytest.mark.parametrize(
        ("scale", "raw"),
        [
            (TROOPS, {"more-than": 5}),
            (TROOPS, {"at-least": 5, "at-most": 3}),
            (TROOPS, {"between": [10, 5]}),
            (TROOPS, []),
            (MONEY, "5 eur"),
            (KINDS, {"not": ["iaea", "united-nations"]}),
            (KINDS, {"at-least": "iaea"}),
            (KINDS, [["iaea"]]),
            (KINDS, []),
            (YES, "no"),
            (STEPS, {"at-least": "unclear-how"}),
            (ITEMS, {"includes": ["children"], "excludes": ["children"]}),
            (ITEMS, {}),
            (SHARES, {"a": 60, "b": 50}),
            (SHARES, {"a": {"at-least": 101}}),
            (SHARES, {"a": "no-limit"}),
            (SHARES, {"a": {"exactly": float("inf")}}),
            (SHARES, {"a": [10, 20]}),
            (SHARES, 50),
        ],
    )
    def test_impossible_sets_are_refused(self, scale: Scale, raw: object) -> None:
        """Nobody accepts an empty set of answers without a word."""
        with pytest.raises(Misspelt):
            read_answers(scale, raw)

    @pytest.mark.parametrize(
        ("scale", "raw", "value", "distance"),
        [
            (TROOPS, {"at-least": 800000}, 600000, 200000),
            (TROOPS, "no-limit", 600000, None),
            (TROOPS, [0, 10], {"between": [0, 10]}, 5),
            (DAYS, 100, "2 months", None),
            (STEPS, "full", "none", 2),
            (KINDS, "iaea", "united-nations", None),
            (DATE, "2027-01-01", "2027-01-11", 10),
            (ITEMS, ["bodies", "children"], ["civilians"], 3),
            (DATE, ["2026-01-01", "2026-01-10"], "2026-01-01/2026-01-10", 4),
            (SHARES, {"ukraine": {"at-least": 50}}, {"ukraine": 33, "russia": 67}, 17),
            (SHARES, {"a": 50, "b": 0}, {"a": 30, "b": 10, "rest": 60}, 20),
        ],
    )
    def test_distance(
        self, scale: Scale, raw: object, value: object, distance: float | None
    ) -> None:
        """People, steps, days, members and percentage points; none where no way leads there."""
        assert read_answers(scale, raw).distance(scale, read_setting(scale, value)) == distance


class TestShifts:
    """What happened between two settings."""

    @pytest.mark.parametrize(
        ("scale", "old", "new", "kind", "by"),
        [
            (TROOPS, 600000, 800000, "raised", 200000),
            (TROOPS, 600000, "no-limit", "raised", None),
            (TROOPS, "no-limit", 600000, "lowered", None),
            (TRUCE, 60, "no-limit", "lowered", None),
            (DAYS, 100, "2 months", "changed", None),
            (DAYS, 100, "as-soon-as-possible", "changed", None),
            (DATE, "2026-01-01", "2027-01-01", "put-off", 365),
            (DATE, "2026-01", "2026-01-15", "changed", None),
            (STEPS, "none", "full", "up", 2),
            (KINDS, "iaea", "united-nations", "changed", None),
            (ITEMS, ["bodies"], ["bodies", "children"], "members-added", 1),
            (SHARES, {"a": 50, "b": 50}, {"a": 33, "b": 33, "c": 33}, "shares-shifted", 33.33),
            (SHARES, {"a": 33, "b": 33, "c": 33}, {"a": 33.3, "b": 33.3, "c": 33.3},
             "shares-rewritten", None),
            (TROOPS, "unspecified", 800000, "blank-filled", None),
            (TROOPS, 800000, "unknown", "unknown", None),
        ],
    )  # fmt: skip
    def test_one_shift(
        self, scale: Scale, old: object, new: object, kind: str, by: float | None
    ) -> None:
        """Each pair of values differs in the one way that the data model gives it."""
        (shift,) = shifts(scale, read_setting(scale, old), read_setting(scale, new))
        assert (shift.kind, shift.by) == (kind, by)

    @many
    @given(with_setting(0), st.data())
    def test_swapping_the_sides_mirrors_every_shift(
        self, drawn: tuple[Parameter, Setting], data: st.DataObject
    ) -> None:
        """What was raised on the way there is lowered on the way back, by as much."""
        parameter, old = drawn
        new = data.draw(settings(parameter))
        there = {(s.kind, s.before, s.after, s.by) for s in shifts(parameter.scale, old, new)}
        back = {
            (MIRROR.get(s.kind, s.kind), s.after, s.before, s.by)
            for s in shifts(parameter.scale, new, old)
        }
        assert there == back

    @many
    @given(with_setting(0))
    def test_nothing_shifts_from_a_setting_to_itself(
        self, drawn: tuple[Parameter, Setting]
    ) -> None:
        """A setting against itself is no change."""
        parameter, value = drawn
        assert list(shifts(parameter.scale, value, value)) == []


def test_every_parameter_of_the_registry_can_be_set_and_answered() -> None:
    """Each has what its kind needs: at least one value that reads back."""
    for parameter in catalog().parameters.values():
        assert parameter.scale.kind == parameter.kind
        assert read_setting(parameter.scale, "unspecified").is_blank
        if parameter.choices:
            first = read_setting(parameter.scale, parameter.choices[0])
            assert read_answers(parameter.scale, parameter.choices[0]).holds(parameter.scale, first)
