"""The corpus in words: what was found, precedents side by side, how far each text is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peaceplans.extent import Extent
from peaceplans.finding import Hit
from peaceplans.model.registry import Registry
from peaceplans.parallels import Alike, Precedents, Value
from peaceplans.reports.answers import dated
from peaceplans.reports.report import Report, Section, closing
from peaceplans.reports.words import Words


def search_report(
    query: str, hits: Sequence[Hit], most: int, *, version: str, command: str
) -> Report:
    """What was found, best first, with the reason of each hit."""
    rows = tuple((hit.ref, hit.kind, hit.date, _why(hit)) for hit in hits[:most])
    told = []
    if not rows:
        told.append("Nothing found. Search is over our own words, not over the original texts.")
    elif not hits[0].all_words:
        told.append("Nothing has all of these words; these have some of them.")
    if len(hits) > most:
        told.append(f"The first {most} of {len(hits)}; --most tells how many to show.")
    columns = ("where", "kind", "date", "why")
    return Report(
        title=f"Search: {query}",
        paragraphs=tuple(told),
        sections=(Section(columns=columns, rows=rows),) if rows else (),
        closing=closing(f"{len(hits)} found", version, command),
    )


def _why(hit: Hit) -> str:
    return "; ".join(f"{field}: {excerpt}" for field, excerpt in hit.why)


def precedents_report(
    found: Precedents, registry: Registry, *, version: str, command: str
) -> Report:
    """Values side by side, then points on the same matter with what became of them."""
    words = Words(registry)
    texts = {value.plan.id for value in found.values} | {each.plan.id for each in found.points}
    return Report(
        title=f"What texts say on {_matter(found, words)}",
        sections=(*_values(found, words), *_points(found, words)),
        closing=closing(
            f"{len(found.values)} values and {len(found.points)} points in {len(texts)} texts",
            version,
            command,
        ),
    )


def _matter(found: Precedents, words: Words) -> str:
    if "#" in found.asked:
        return f"the matter of {found.asked}"
    if found.asked in words.registry.issues:
        return words.title("issues", found.asked)
    return words.cell(found.asked)


def _values(found: Precedents, words: Words) -> Iterator[Section]:
    for parameter in found.parameters:
        rows = tuple(
            (
                dated(same[0].plan.date),
                same[0].plan.id,
                ", ".join(same[0].places),
                _keys(same, words)
                + words.state(same[0].state, words.registry.parameters.get(parameter.id)),
            )
            for same in _alike(
                [v for v in found.values if v.cell.partition("[")[0] == parameter.id]
            )
        )
        if rows:
            columns = ("date", "text", "points", "value")
            yield Section(parameter.title, columns=columns, rows=rows, depth=2)


def _alike(values: list[Value]) -> list[list[Value]]:
    """Cells to which one text gives the same answer at the same points, together."""
    groups: dict[object, list[Value]] = {}
    for value in sorted(values, key=lambda v: (v.plan.date, v.plan.id)):
        groups.setdefault((value.plan.id, value.places, repr(value.state)), []).append(value)
    return list(groups.values())


def _keys(same: list[Value], words: Words) -> str:
    told = words.cell(*(value.cell for value in same))
    return f"{told.rpartition(' (')[2][:-1]}: " if "[" in same[0].cell else ""


def _points(found: Precedents, words: Words) -> Iterator[Section]:
    rows = tuple(_point(each, words) for each in found.points)
    if rows:
        yield Section("Points on the matter", columns=("text", "point", ""), rows=rows)


def _point(each: Alike, words: Words) -> tuple[str, str, str]:
    heading = f"{each.point.heading}: " if each.point.heading else ""
    became = "".join(
        f" After signature: {words.performance(entry)}" for entry in each.point.implementation
    )
    return f"{each.plan.id}", each.point.number, f"{heading}{each.point.summary}{became}"


def corpus_report(extents: Sequence[Extent], *, version: str, command: str) -> Report:
    """How far each text is known."""
    rows = tuple(
        (
            each.plan,
            each.date,
            each.known,
            *(
                str(number or "")
                for number in (
                    each.points,
                    each.in_part,
                    each.unread,
                    each.corroborated,
                    each.single,
                    each.relayed + each.inferred,
                    each.blank,
                )
            ),
        )
        for each in extents
    )
    columns = ("text", "date", "known", "pts", "part", "none", "two", "one", "rel", "blank")
    return Report(
        title="What is known of the texts",
        paragraphs=(
            "pts: points and sub-points; part, none: of these read in part or not; then"
            " commitments, of which two: alike in two or more sources, one: in one source, rel:"
            " relayed by digests or inferred; blank: answers that the text leaves open.",
        ),
        sections=(Section(columns=columns, rows=rows),),
        closing=closing(f"{len(rows)} texts", version, command),
    )
