"""`--text PLAN=FILE`: the wording of a text that the user holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from peaceplans.catalogs.loading import NotFound

if TYPE_CHECKING:
    from peaceplans.comparison.change import PlanDiff
    from peaceplans.model.plan import Plan
    from peaceplans.reports.report import Section
    from peaceplans.wording.binding import Bound
    from peaceplans.wording.redlining import Redline


class HeldWording(NamedTuple):
    """The held texts of a comparison and their redlines, for a report or as plain values."""

    old: Bound | None
    new: Bound | None
    redlines: tuple[Redline, ...]

    def sections(self) -> tuple[Section, ...]:
        """Sections beneath the report on the comparison."""
        from peaceplans.reports.wording_report import wording_sections

        return wording_sections(self.redlines, self.old, self.new)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, which hold the wording."""
        from peaceplans.reports.wording_report import to_dict

        return to_dict(self.redlines, (self.old, self.new))


def wording(texts: Sequence[str], diff: PlanDiff) -> HeldWording:
    """The texts that `--text` names, compared along a comparison. Raises as `held` does."""
    from peaceplans.wording.redlining import redlines

    old, new = held(texts, (diff.old, diff.new))
    return HeldWording(old, new, redlines(diff, old, new))


def held(texts: Sequence[str], plans: tuple[Plan, Plan]) -> tuple[Bound | None, Bound | None]:
    """The texts that `--text` names, bound to the points of the earlier and the later plan.

    Where both have one id the first text is that of the earlier. Raises NotFound for what is no
    PLAN=FILE of these plans, Invalid for a file that cannot be used.
    """
    old, new = _files(texts, plans)
    return _bound(plans[0], old), _bound(plans[1], new)


def held_of(texts: Sequence[str], plan: Plan) -> Bound | None:
    """The text that `--text` names, bound to the points of one plan. Raises as `held` does."""
    (file,) = _files(texts, (plan,))
    return _bound(plan, file)


def _files(texts: Sequence[str], plans: Sequence[Plan]) -> list[str]:
    """The file for each plan, empty where none is named."""
    files = [""] * len(plans)
    ids = [plan.id for plan in plans]
    for text in texts:
        id_, _, file = text.partition("=")
        if id_ not in ids:
            from peaceplans.cli.names import hint_of

            raise NotFound(
                f"--text {text}: no text {id_!r} here; {hint_of(id_, dict.fromkeys(ids))}"
            )
        if not file:
            raise NotFound(f"--text {text}: expected {id_}=FILE")
        free = [at for at, id in enumerate(ids) if id == id_ and not files[at]]
        if not free:
            raise NotFound(f"--text {text}: {id_} has a text already")
        files[free[0]] = file
    return files


def _bound(plan: Plan, file: str) -> Bound | None:
    if not file:
        return None
    from peaceplans.wording.binding import bind
    from peaceplans.wording.clauses import read_text

    return bind(plan, read_text(file), file)
