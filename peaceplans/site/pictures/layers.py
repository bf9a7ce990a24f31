"""Where boxes and arrows stand when what comes first is drawn first: layers of a graph.

A longest path gives the layers, barycentres the order within one, and each box stands as near to
its neighbours as the others let it. Lengths run along the arrows (`deep`) and across (`wide`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple, Union

import networkx as nx

GAP, STEP, LANE = 18, 56, 12
"""Between boxes of a layer, between layers, between arrows that lead back."""
SWEEPS = 8
SCREEN = 860
"""A width that needs little scrolling; a drawing within it runs from left to right."""

Edge = tuple[str, str]
Node = Union[str, tuple[Edge, int]]
"""A box, or where an arrow passes through a layer."""
Stop = tuple[float, float]
"""A place by its lengths along the arrows and across."""
Arrow = tuple[str, str]
"""The paths of its line and of its head."""


class Box(NamedTuple):
    """A box of a drawing: its upper left corner and its size."""

    x: int
    y: int
    width: int
    height: int


class Laid(NamedTuple):
    """Boxes, the arrow of each edge, and the width and height of all."""

    boxes: dict[str, Box]
    arrows: dict[Edge, Arrow]
    width: int
    height: int


def parts(steps: Iterable[str], edges: Iterable[Edge]) -> list[list[str]]:
    """Steps that hang together, in the order that they were given in."""
    steps = list(steps)
    graph = nx.Graph()
    graph.add_nodes_from(steps)
    graph.add_edges_from(edges)
    place = {step: number for number, step in enumerate(steps)}
    found = [sorted(part, key=place.__getitem__) for part in nx.connected_components(graph)]
    return sorted(found, key=lambda part: place[part[0]])


def laid(sizes: Mapping[str, tuple[int, int]], edges: Sequence[Edge]) -> Laid:
    """Boxes of given width and height, and the arrows between them: from left to right, or down
    where that takes less width. Of arrows that close a circle, the last given leads back.
    """
    across, down = (_laid(sizes, edges, down) for down in (False, True))
    return across if across.width <= max(SCREEN, down.width) else down


def _laid(sizes: Mapping[str, tuple[int, int]], edges: Sequence[Edge], down: bool) -> Laid:
    graph, back = _acyclic(sizes, edges)
    layer: dict[str, int] = {}
    for step in nx.topological_sort(graph):
        layer[step] = max((layer[before] + 1 for before in graph.predecessors(step)), default=0)
    rows, before, after = _rows(sizes, graph, layer)

    def deep(node: Node) -> int:
        return sizes[node][1 if down else 0] if isinstance(node, str) else 0

    def wide(node: Node) -> int:
        return sizes[node][0 if down else 1] if isinstance(node, str) else 2

    middle = _middles(rows, before, after, wide)
    depths = [max(map(deep, row)) for row in rows]
    margin = STEP // 2 + LANE * len(back) if back else 0
    starts = [margin + sum(depths[:number]) + STEP * number for number in range(len(rows))]
    length = starts[-1] + depths[-1] + margin
    breadth = round(max(middle[node] + wide(node) / 2 for row in rows for node in row))
    boxes = {}
    for step, size in sizes.items():
        corner = starts[layer[step]], round(middle[step] - wide(step) / 2)
        boxes[step] = Box(*(corner[::-1] if down else corner), *size)
    lines = {}
    for first, then in graph.edges:
        between = range(layer[first] + 1, layer[then])
        stops: list[Stop] = [(starts[layer[first]] + deep(first), middle[first])]
        for number in between:
            beside = middle[(first, then), number]
            stops += [(starts[number], beside), (starts[number] + depths[number], beside)]
        lines[first, then] = _curve([*stops, (starts[layer[then]], middle[then])], down)
    for number, (first, then) in enumerate(back):
        # Round the boxes: past the end of the one, along the edge of all, before the other.
        start, end = starts[layer[first]] + deep(first), starts[layer[then]]
        turn = starts[layer[first]] + depths[layer[first]] + STEP // 3 + LANE * number
        rise, edge = end - STEP // 3 - LANE * number, breadth + LANE * (number + 1)
        stops = [(start, middle[first]), (turn, middle[first]), (turn, edge), (rise, edge)]
        lines[first, then] = _straight([*stops, (rise, middle[then]), (end, middle[then])], down)
    breadth += LANE * (len(back) + 1) if back else 0
    return Laid(boxes, lines, *((breadth, length) if down else (length, breadth)))


def _at(along: float, beside: float, down: bool) -> str:
    return f"{round(beside)} {round(along)}" if down else f"{round(along)} {round(beside)}"


def _curve(stops: Sequence[Stop], down: bool) -> Arrow:
    """From each second stop straight to the next, and bent between these."""
    line = f"M{_at(*stops[0], down)}"
    for number, (one, two) in enumerate(pairwise(stops)):
        half = (one[0] + two[0]) / 2
        bend = f"C{_at(half, one[1], down)} {_at(half, two[1], down)} {_at(*two, down)}"
        line += bend if number % 2 == 0 else f"L{_at(*two, down)}"
    return line, _head(stops[-1], down)


def _straight(stops: Sequence[Stop], down: bool) -> Arrow:
    return "M" + "L".join(_at(*stop, down) for stop in stops), _head(stops[-1], down)


def _head(stop: Stop, down: bool) -> str:
    along, beside = stop
    corners = "L".join(_at(along - 9, beside + side, down) for side in (-4, 4))
    return f"M{_at(*stop, down)}L{corners}Z"


def _acyclic(steps: Iterable[str], edges: Iterable[Edge]) -> tuple[nx.DiGraph, list[Edge]]:
    """The graph without those arrows that would close a circle, and these."""
    graph, back = nx.DiGraph(), []
    graph.add_nodes_from(steps)
    for first, then in edges:
        if nx.has_path(graph, then, first):
            back.append((first, then))
        else:
            graph.add_edge(first, then)
    return graph, back


def _rows(
    steps: Iterable[str], graph: nx.DiGraph, layer: Mapping[str, int]
) -> tuple[list[list[Node]], dict[Node, list[Node]], dict[Node, list[Node]]]:
    """The layers, each in an order that crosses few arrows, and the neighbours of each node."""
    rows: list[list[Node]] = [[] for _ in range(max(layer.values()) + 1)]
    before: dict[Node, list[Node]] = {}
    after: dict[Node, list[Node]] = {}
    for step in steps:
        rows[layer[step]].append(step)
    for first, then in graph.edges:
        chain: list[Node] = [first]
        for number in range(layer[first] + 1, layer[then]):
            chain.append(((first, then), number))
            rows[number].append(chain[-1])
        for one, two in zip(chain, [*chain[1:], then], strict=True):
            after.setdefault(one, []).append(two)
            before.setdefault(two, []).append(one)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        near = before if forth else after
        for number in range(1, len(rows)) if forth else range(len(rows) - 2, -1, -1):
            beside = rows[number - 1 if forth else number + 1]
            place: dict[Node, int] = {node: n for n, node in enumerate(beside)}
            own = {node: float(n) for n, node in enumerate(rows[number])}
            wanted = {
                node: fmean(place[n] for n in near[node]) if node in near else own[node]
                for node in own
            }
            rows[number].sort(key=wanted.__getitem__)
    return rows, before, after


def _middles(
    rows: Sequence[Sequence[Node]],
    before: Mapping[Node, Sequence[Node]],
    after: Mapping[Node, Sequence[Node]],
    wide: Callable[[Node], int],
) -> dict[Node, float]:
    """The middle of each node across the arrows, from nought on."""
    middle: dict[Node, float] = {}
    for row in rows:
        middle.update(zip(row, _apart([0.0] * len(row), [wide(n) for n in row]), strict=True))
    for sweep in range(SWEEPS):
        near = before if sweep % 2 == 0 else after
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [
                fmean(middle[n] for n in near[node]) if node in near else middle[node]
                for node in row
            ]
            middle.update(zip(row, _apart(wanted, [wide(n) for n in row]), strict=True))
    least = min(middle[n] - wide(n) / 2 for row in rows for n in row)
    return {node: at - least for node, at in middle.items()}


def _apart(wanted: Sequence[float], sizes: Sequence[int]) -> list[float]:
    """Middles in their order, as near to the wanted ones as they can be without touching."""
    offsets = [sum(sizes[:n]) + GAP * n + size / 2 for n, size in enumerate(sizes)]
    pooled: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        total, count = want - offset, 1
        while pooled and pooled[-1][0] / pooled[-1][1] > total / count:
            more, members = pooled.pop()
            total, count = total + more, count + members
        pooled.append((total, count))
    free = [total / count for total, count in pooled for _ in range(count)]
    return [at + offset for at, offset in zip(free, offsets, strict=True)]
