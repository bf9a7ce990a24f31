"""The model: frozen values that know their shape, and the vocabularies that they are written in."""

from __future__ import annotations

import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from immutabledict import immutabledict

from peaceplans import Commitment, Condition, Happenings, Party, Plan, Provision, Registry, catalog
from peaceplans import vocabulary as v
from peaceplans.model.inherit import disinherit, inherit
from peaceplans.model.plan import cell, parts
from peaceplans.model.registry import REGISTRIES
from peaceplans.testing import plans
from peaceplans.testing.values import slugs


def point(number: str, **fields: object) -> Provision:
    """A point with nothing but its number, a summary and these fields."""
    return Provision(number=number, summary="a point", **fields)  # type: ignore[arg-type]


def plan(*points: Provision, **fields: object) -> Plan:
    """A plan of these points."""
    told = {"title": "A plan", "date": "2026", "status": "proposed", "known": "all", **fields}
    return Plan(id="mine", provisions=points, **told)  # type: ignore[arg-type]


duty = Commitment(parties=("russia",), modality="obligation", action="withdraw")


class TestValues:
    """Plans and what they consist of are values."""

    @given(plans())
    def test_plans_are_frozen_and_equal_by_what_they_say(self, drawn: Plan) -> None:
        """A copy is equal and has the same hash; no field can be set."""
        assert attrs.evolve(drawn) == drawn
        assert hash(attrs.evolve(drawn)) == hash(drawn)
        assert attrs.evolve(drawn, title=drawn.title + "!") != drawn
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            drawn.title = "another"  # type: ignore[misc]

    def test_where_a_thing_stands_makes_no_difference(self) -> None:
        """Line, file and the registry that it was read with are not compared."""
        assert attrs.evolve(duty, line=7) == duty
        other = plan(point("1"), file="elsewhere.yaml", registry=catalog().registry)
        assert other == plan(point("1"))

    def test_a_condition_on_one_of_two_differs_from_one_on_both(self) -> None:
        """`any-of` is part of what is said."""
        names = ("ceasefire", "signature")
        both, one = Happenings(names), Happenings(names, any_of=True)
        assert Condition(after=both) != Condition(after=one)


class TestPoints:
    """Points by number, in order, with what holds for them."""

    tree = plan(
        point("1", provisions=(point("1.a", provisions=(point("1.a.i"),)), point("1.b"))),
        point("2"),
        terms=(point("ratification"),),
    )

    def test_by_number(self) -> None:
        """Any depth, and clauses outside the numbered points."""
        assert self.tree["1.a.i"].number == "1.a.i"
        assert self.tree["ratification"].number == "ratification"

    def test_an_unknown_number_names_the_nearest(self) -> None:
        """The error helps at the prompt."""
        with pytest.raises(KeyError, match=r"mine has no point 1\.a\.ii; the nearest are 1\.a\.i"):
            self.tree["1.a.ii"]

    def test_walk_is_depth_first(self) -> None:
        """The order in which the text is read; the clauses outside come last."""
        assert [p.number for p in self.tree.walk()] == [
            "1", "1.a", "1.a.i", "1.b", "2", "ratification",
        ]  # fmt: skip


class TestInheritance:
    """Said once above, it holds below until something else is said."""

    stated = plan(
        point(
            "1",
            issues=("territory",),
            status="agreed",
            between=("ukraine",),
            provisions=(
                point("1.a", commitments=(duty,)),
                point("1.b", sources=("b",), evidence="single", status="disputed"),
            ),
        ),
        sources=("a",),
        evidence="corroborated",
    )
    filled = inherit(stated)

    def test_what_is_inherited(self) -> None:
        """Sources and evidence down to the commitment, issues and status down to the sub-point."""
        below = self.filled["1.a"]
        assert (below.sources, below.evidence) == (("a",), "corroborated")
        assert (below.issues, below.status, below.between) == (
            ("territory",),
            "agreed",
            ("ukraine",),
        )
        assert below.commitments[0].sources == ("a",)
        assert below.commitments[0].evidence == "corroborated"

    def test_the_nearest_statement_wins(self) -> None:
        """A sub-point's own replace those above; who agreed goes with the status."""
        below = self.filled["1.b"]
        assert (below.sources, below.evidence) == (("b",), "single")
        assert (below.status, below.between) == ("disputed", ())

    def test_points_know_their_plan(self) -> None:
        """Their id is that of the plan and the number."""
        assert [p.id for p in self.filled.walk()] == ["mine#1", "mine#1.a", "mine#1.b"]

    def test_it_can_be_taken_out_again(self) -> None:
        """What the file states is left."""
        assert disinherit(self.filled) == self.stated

    def test_a_setting_inherits_from_its_commitment(self) -> None:
        """In the real plan: graded and sourced to the last number."""
        for provision in catalog().plans["us-28"].walk():
            for commitment in provision.commitments:
                assert commitment.sources
                for setting in commitment.sets.values():
                    assert setting.sources
                    assert setting.evidence in v.EVIDENCE


class TestShown:
    """How things show themselves."""

    def test_at_the_prompt(self) -> None:
        """Short, with what tells one from another."""
        assert repr(plan(point("1"))) == "<Plan mine: A plan, 2026, 1 points>"
        assert repr(inherit(plan(point("1", heading="Peace")))["1"]) == "<Provision mine#1: Peace>"
        assert repr(duty) == "<Commitment russia: obligation to 'withdraw'>"
        assert (
            repr(attrs.evolve(duty, parties=())) == "<Commitment nobody: obligation to 'withdraw'>"
        )
        assert "1 parties" in repr(Registry(parties=immutabledict({"x": Party("x", "X", "state")})))

    def test_in_a_notebook_all_is_escaped(self) -> None:
        """A heading cannot bring markup into the page."""
        html = plan(
            point("1", heading="<script>", provisions=(point("1.a"),)), title="<b>"
        )._repr_html_()
        assert "<script>" not in html
        assert "<b>" not in html
        assert "&lt;script&gt;" in html
        assert "1.a" in html


class TestRegistries:
    """What plans refer to."""

    def test_one_laid_over_another(self) -> None:
        """An entry above replaces the one below, the rest shows through."""
        below = Registry(parties=immutabledict({id: Party(id, id, "state") for id in ("a", "b")}))
        above = Registry(parties=immutabledict({"b": Party("b", "Other", "group")}))
        laid = above.over(below)
        assert {id: party.title for id, party in laid.parties.items()} == {"a": "a", "b": "Other"}
        assert above.over(above) == above

    def test_titles(self) -> None:
        """Of an entry, else its id in words."""
        assert catalog().registry.title("parties", "united-states") == "United States"
        assert catalog().registry.title("parties", "a-new-party") == "a new party"

    @given(slugs(), st.lists(slugs(), max_size=2).map(tuple))
    def test_cells_have_a_parameter_and_keys(self, parameter: str, keys: tuple[str, ...]) -> None:
        """`parts` takes apart what `cell` puts together."""
        assert parts(cell(parameter, keys)) == (parameter, keys)

    @pytest.mark.parametrize("name", REGISTRIES)
    def test_entries_stand_under_their_id(self, name: str) -> None:
        """In each registry of the built-in data."""
        entries = getattr(catalog().registry, name)
        assert entries
        assert all(entry.id == id for id, entry in entries.items())


class TestVocabularies:
    """Closed lists, each with the meaning of its terms."""

    @pytest.mark.parametrize("vocabulary", v.VOCABULARIES, ids=lambda each: each.name)
    def test_terms_are_ids_with_a_meaning(self, vocabulary: v.Vocabulary) -> None:
        """Lower case with dashes, or a grade such as C2; no two mean the same."""
        assert all(v.SLUG.matches(term) or re.fullmatch("[ABC][12]?", term) for term in vocabulary)
        assert all(vocabulary.values())
        assert len(set(vocabulary.values())) == len(vocabulary)

    def test_all_of_them_are_listed(self) -> None:
        """Docs, schema and help leave none out."""
        made = [each for each in vars(v).values() if isinstance(each, v.Vocabulary)]
        assert made == list(v.VOCABULARIES)

    def test_what_is_known_of_terms_is_about_terms(self) -> None:
        """Force, reversal, second hand and keys speak of terms that exist."""
        assert set(v.FORCE) <= set(v.MODALITY)
        assert all(pair <= set(v.MODALITY) for pair in v.REVERSED)
        assert set(v.FORM) >= v.SECOND_HAND
        assert set(v.KEYS_FROM) == set(v.KEY)
        assert set(v.KEYS_FROM.values()) <= set(REGISTRIES)

    @pytest.mark.parametrize(
        ("form", "fine", "not_fine"),
        [
            (v.SLUG, ["us-28", "a", "1"], ["US-28", "us--28", "-a", "a_b", "", "a\n"]),
            (v.NUMBER, ["21.d", "5.b.i", "14", "ratification"], ["21.D", "21.", ".d", "21 d"]),
            (v.POINT, ["us-28#21.d", "ua-us-20#14/zone"], ["us-28", "#21", "us-28#", "us-28#1/"]),
            (v.EDITION, ["us-28", "us-28@reuters"], ["us-28@", "@reuters", "us-28#1"]),
            (v.ABOUT, ["us-28", "us-28#6", "us-28#12/x"], ["#6", "us-28/x"]),
            (v.HAPPENING, ["signature", "#11", "#21.d"], ["#", "# 11"]),
            (v.EDTF_DATE, ["2025-11-20", "2025-11-22~", "2025"], ["2025-11-20 ", "today", "202"]),
        ],
        ids=lambda each: getattr(each, "name", ""),
    )
    def test_forms(self, form: v.Form, fine: list[str], not_fine: list[str]) -> None:
        """What ids, numbers, references and dates look like."""
        assert all(form.matches(text) for text in fine)
        assert not any(form.matches(text) for text in not_fine)
