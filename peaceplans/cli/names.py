"""Names that were typed: parties, issues and others, with the nearest spelling for a wrong one."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from peaceplans.catalogs.loading import NotFound

MANY = 40
"""Names that no message lists in full."""


def named(typed: Iterable[str], known: Collection[str], what: str) -> tuple[str, ...]:
    """The ids that were typed, repeated or with commas between. Raises NotFound."""
    ids = dict.fromkeys(id_ for text in typed for id_ in text.split(",") if id_)
    for id_ in ids:
        if id_ not in known:
            raise NotFound(f"no {what} {id_!r}; {hint_of(id_, known)}")
    return tuple(ids)


def in_order(start: str | None, end: str | None) -> None:
    """Refuse a period that ends before it begins. Raises NotFound."""
    from peaceplans.ledger.days import earliest, latest

    if start and end and earliest(start) > latest(end):
        raise NotFound(f"the period ends ({end}) before it begins ({start})")


def hint_of(word: str, known: Collection[str]) -> str:
    """The nearest right spelling; where there is none, what there is."""
    from peaceplans.reading.diagnostics import nearest

    if near := nearest(word, known):
        return f"did you mean {near}?"
    listed = list(known)
    if len(listed) > MANY:
        return f"there are {len(listed)}, such as {', '.join(listed[:3])}; the codebook lists them"
    return f"there are {', '.join(listed)}"
