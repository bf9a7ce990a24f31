"""What changed in the texts as wholes: what is recorded about them, companions, order."""

from __future__ import annotations

from collections.abc import Iterator

from peaceplans.comparison.change import Change
from peaceplans.comparison.context import NEW, OLD, Context
from peaceplans.comparison.points import ALONE

# Between two texts only who drafted and who signs is a change; of one text, everything is.
ALWAYS = ("drafters", "signatories")
OF_ONE_TEXT = (
    "title", "date", "public", "status", "known", "proposed_by", "base", "note", "counts",
    "editions", "history", "evidence", "sources", "define", "omits", "identifiers",
    "told_by", "conflict",
)  # fmt: skip


def text_changes(context: Context) -> Iterator[Change]:
    """Changes that belong to no point."""
    old, new = context.plans
    for name in ALWAYS + (OF_ONE_TEXT if context.same_text else ()):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change("metadata-changed", (), (), name, before, after)
    olds = {companion.id: companion for companion in old.companions}
    news = {companion.id: companion for companion in new.companions}
    for id_ in dict.fromkeys([*olds, *news]):
        one, two = olds.get(id_), news.get(id_)
        if one != two:
            kind = "changed" if one and two else "added" if two else "removed"
            # Between two texts a paper is new or gone only where the other is known to the end.
            if kind != "changed" and not context.same_text and (new if one else old).known != "all":
                kind = "unknown"
            yield Change(f"companion-{kind}", (), (), f"companion {id_}", one, two)
    yield from _order(context)


def _order(context: Context) -> Iterator[Change]:
    order = {number: index for index, number in enumerate(context.points[NEW])}
    pairs = [
        (link.old[0], link.new[0])
        for link in context.alignment.links
        if link.relation not in ALONE
        and link.old[0] not in context.parents[OLD]
        and link.new[0] not in context.parents[NEW]
    ]
    now = tuple(b for _, b in pairs)
    if list(now) != sorted(now, key=order.__getitem__):
        olds = tuple(a for a, _ in pairs)
        partner = dict(zip(now, olds, strict=True))
        after = tuple(partner[b] for b in sorted(now, key=order.__getitem__))
        yield Change("points-reordered", (), (), "order", olds, after)
