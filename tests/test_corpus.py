"""The corpus: every text can be asked the same questions, and every pair compared."""

from __future__ import annotations

from itertools import permutations

import pytest

from peaceplans import catalog, corpus, diff, load, matrix, precedents, search, sequence
from peaceplans.comparison.audit import audit

PLANS = catalog().plans
PAIRS = list(permutations(PLANS, 2))


def test_every_pair_is_compared_and_nothing_goes_unnamed() -> None:
    """Any text with any other: no difference without a rule."""
    for one, two in PAIRS:
        found = diff(PLANS[one], PLANS[two])
        unnamed = [change.subject for change in found.changes if change.rule == "unclassified"]
        assert not unnamed, (one, two)


@pytest.mark.parametrize(
    ("one", "two"), [pair for pair in PAIRS if "us-28" in pair or "minsk-package-2015" in pair]
)
def test_deepdiff_finds_no_difference_that_is_not_named(one: str, two: str) -> None:
    """What no rule looked at would be seen here."""
    assert audit(diff(PLANS[one], PLANS[two])) == []


@pytest.mark.parametrize("id_", PLANS)
def test_what_was_not_read_is_never_gone(id_: str) -> None:
    """Against a text read in part nothing is dropped or left out but what is declared so."""
    plan = PLANS[id_]
    if plan.known == "all":
        return
    declared = {omission.from_.partition("#")[2] for omission in plan.omits}
    removed = any(point.status == "removed" for point in plan.walk())
    for other in PLANS.values():
        for change in diff(other, plan).changes:
            if change.rule in ("point-dropped", "point-not-mentioned"):
                assert removed or declared & set(change.old), (other.id, change)


@pytest.mark.parametrize("id_", PLANS)
def test_order_and_positions_of_every_text(id_: str) -> None:
    """What comes before what, and who stands where, for any text."""
    assert sequence(PLANS[id_]).plan.id == id_
    assert matrix(PLANS[id_]).rows


@pytest.mark.parametrize("id_", ["korea-armistice-1953", "gaza-20-2025"])
def test_other_wars_are_judged_by_nobody_of_this_one(id_: str) -> None:
    """Statements on the war in Ukraine say nothing of Korea or Gaza."""
    for cell in matrix(PLANS[id_]).cells.values():
        assert cell.basis in ("none", "proposed", "agreed", "drafted", "computed")
        assert not cell.stated
        assert not cell.carried
        grounds = {ground.id for verdict in cell.verdicts for ground in verdict.grounds}
        assert all(f":{id_}#" in ground for ground in grounds)


class TestPrecedents:
    """What others have on the matter."""

    def test_ceilings_side_by_side_by_date(self) -> None:
        """Istanbul 2022 by side, the 28, the European text and the 20."""
        found = precedents(parameter="armed-forces-ceiling")
        texts = [value.plan.id for value in found.values]
        assert texts == sorted(texts, key=lambda id_: (PLANS[id_].date, id_))
        assert {"istanbul-draft-treaty-2022", "us-28", "e3-counter", "ua-us-20"} <= set(texts)

    def test_a_point_is_not_its_own_precedent(self) -> None:
        """Points are of other texts; values show its own as well, for comparison."""
        found = precedents("us-28#21")
        assert found.points
        assert all(each.plan.id != "us-28" for each in found.points)
        assert any(value.plan.id == "us-28" for value in found.values)

    def test_what_became_of_provisions_in_force(self) -> None:
        """Budapest's first point says what is recorded of it, attributed."""
        told = [
            entry
            for each in precedents(issue="sovereignty").points
            for entry in each.point.implementation
        ]
        assert told
        assert all(entry.sources for entry in told)

    def test_one_thing_at_a_time(self) -> None:
        """Neither nothing nor two, and nothing that is not there."""
        with pytest.raises(ValueError, match="ask for"):
            precedents()
        with pytest.raises(ValueError, match="ask for"):
            precedents("us-28#6", issue="territory")
        with pytest.raises(KeyError):
            precedents(issue="teritory")
        with pytest.raises(KeyError):
            precedents("us-28#99")


class TestSearch:
    """Words in our words."""

    def test_what_has_all_words_is_found_with_the_reason(self) -> None:
        """The heading of the point, the words marked."""
        hit = search("ceasefire", plans=["us-28"])[0]
        assert hit.ref == "us-28#28"
        assert ("heading", "«Ceasefire»") in hit.why

    def test_forms_of_a_word_are_found(self) -> None:
        """Guarantee and guarantees, withdraw and withdrawal."""
        one = {hit.ref for hit in search("guarantee")}
        assert one == {hit.ref for hit in search("guarantees")}

    def test_a_phrase_is_in_that_order(self) -> None:
        """Quoted words stand together."""
        loose = {hit.ref for hit in search("nuclear plant")}
        firm = {hit.ref for hit in search('"nuclear plant"')}
        assert firm
        assert firm < loose

    def test_some_words_where_none_has_all(self) -> None:
        """And the answer says so."""
        hits = search("ceasefire xylophone")
        assert hits
        assert not any(hit.all_words for hit in hits)
        assert search("xylophone") == ()

    @pytest.mark.parametrize("query", ['"', "-", "* OR", 'NEAR("', "a:b", "x AND", "'; DROP"])
    def test_signs_are_words_and_no_commands(self, query: str) -> None:
        """Nothing that is typed can break the query."""
        if any(sign.isalnum() for sign in query):
            assert isinstance(search(query), tuple)
        else:
            with pytest.raises(ValueError, match="without a word"):
                search(query)

    def test_filters(self) -> None:
        """Party, issue with its parts, modality, parameter, kind of text, dates."""
        for hit in search("forces", modalities=["prohibition"]):
            number = hit.ref.partition("#")[2].partition("/")
            point = PLANS[hit.ref.partition("#")[0]][number[0]]
            held = next((o for o in point.options if o.id == number[2]), point)
            assert "prohibition" in {c.modality for c in held.commitments}
        assert all(h.kind != "point" for h in search("truce", start="2026-09-01"))
        assert search("plant", parties=["russia"], issues=["zaporizhzhia-npp"])


def test_the_corpus_adds_up() -> None:
    """Points and commitments of each text, by how surely they are known."""
    for extent in corpus():
        plan = load(extent.plan)
        assert extent.points == sum(point.status != "removed" for point in plan.walk())
        graded = extent.corroborated + extent.single + extent.relayed + extent.inferred
        assert graded == extent.commitments


def test_every_issue_says_what_other_schemes_call_it() -> None:
    """Each of the three schemes, with `none` where it has no term."""
    for issue in catalog().issues.values():
        assert {code.scheme for code in issue.codes} == {"pa-x", "pam", "akn"}, issue.id
        for code in issue.codes:
            assert (code.term is None) == (code.match == "none"), issue.id


def test_context_is_attributed_and_dated() -> None:
    """Facts have sources and say what they are about."""
    assert catalog().facts
    for fact in catalog().facts:
        assert fact.sources, fact.id
        assert (fact.value is None) == (fact.unit is None), fact.id
