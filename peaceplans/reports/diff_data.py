"""Comparisons as plain values: one, or all of a folder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peaceplans.gating import Compared


def single(compared: Compared) -> dict[str, Any]:
    """One comparison, with what it means for parties where that was asked for."""
    if compared.diff is None:
        return _lone(compared)
    effects = {"effects": compared.effects.to_dict()} if compared.effects is not None else {}
    return compared.diff.to_dict() | effects


def several(texts: Iterable[Compared]) -> dict[str, Any]:
    """The comparisons of several texts, those without a change too."""
    return {
        "format": "peaceplans-diffs",
        "version": 1,
        "texts": [{"id": each.id, **single(each)} for each in texts],
    }


def _lone(compared: Compared) -> dict[str, Any]:
    """A text that only one side has."""
    return {"old": _id(compared.old), "new": _id(compared.new), "changes": []}


def _id(plan: Any) -> dict[str, Any] | None:
    return plan and {"id": plan.id, "title": plan.title, "date": plan.date, "status": plan.status}
