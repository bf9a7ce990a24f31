"""From bytes to plain values with positions; hostile input is refused before it is composed.

YAML 1.2 core schema: `no`, dates and `1:30` stay text. One pass over the parser's events
counts depth and refuses aliases, anchors and tags, because the composer itself can be crashed
by deep nesting.
"""

from __future__ import annotations

import stat
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, ClassVar

import yaml

from peaceplans.reading.diagnostics import Diagnostic, Fix, Invalid, is_slip, nearest
from peaceplans.reading.scalars import resolve, scalar

MAX_BYTES = 5_000_000
MAX_EVENTS = 200_000  # some forty times the largest built-in file; each can cost a fault
MAX_DEPTH = 64
MAX_HINTS = 500  # looking for the nearest spelling costs time, and nobody reads more of them
BOM = "\ufeff"

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Step = str | int


class Mapped(dict[str, Any]):
    """A mapping that knows the line it starts on."""

    line = 0


class _Loader(_Base):  # type: ignore[misc]  # the C loader has no types
    """The parser alone: scalars are resolved here, by the core schema."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


class Document:
    """A file's plain value (`data`) with the place of everything in it.

    `text` is the file's with Unix line ends, and without a byte order mark; `faults` are those
    of its mappings, such as a key that stands twice.
    """

    def __init__(self, file: str, text: str, root: Any) -> None:
        self.file = file
        self.text = text
        self.root = root
        self.faults: list[Diagnostic] = []
        self._hints = 0
        self._index: dict[int, dict[str, Any]] = {}
        self.data = self._plain(root)

    def fault(
        self,
        path: tuple[Step, ...],
        rule: str,
        message: str,
        *,
        expected: str | None = None,
        key: bool = False,
        word: object = None,
        among: Collection[str] = (),
        around: tuple[str, str] = ("", ""),
        fixable: bool = True,
        replace: str | None = None,
    ) -> Diagnostic:
        """A diagnostic at the value that `path` leads to, or at its key; kept in no list.

        The one `among` the right spellings that is nearest to `word` becomes the hint, with
        what stands `around` it. If `fixable` and a slip of the pen is all that lies between the
        two, `validate --fix` puts it there; `replace` is such a text where nothing is to choose.
        """
        near = self._nearest(word, among)
        hint = near and around[0] + near + around[1]
        if hint and near and fixable and is_slip(str(word), near, among):
            replace = scalar(hint)
        node = self.find(path, key=key)
        mark = node.start_mark
        fix = None
        if replace is not None:
            start, end = mark.index, node.end_mark.index
            fix = Fix(start, end, self.text[start:end], replace)
        return Diagnostic(
            self.file, mark.line + 1, mark.column + 1, rule, message, expected, hint, fix
        )

    def _nearest(self, word: object, among: Collection[str]) -> str | None:
        if not among or not isinstance(word, str) or self._hints >= MAX_HINTS:
            return None
        self._hints += 1
        return nearest(word, among)

    def find(self, path: tuple[Step, ...], *, key: bool = False) -> Any:
        """The node at a path, or the deepest one on the way to it."""
        node = self.root
        for position, step in enumerate(path):
            if isinstance(node, yaml.MappingNode):
                pair = self._pairs(node).get(str(step))
                if pair is None:
                    return node
                node = pair[0 if key and position == len(path) - 1 else 1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                if step >= len(node.value):
                    return node
                node = node.value[step]
            else:
                return node
        return node

    def _pairs(self, node: Any) -> dict[str, Any]:
        """The pairs of a mapping node by key; of equal keys the first, as in `data`."""
        if id(node) not in self._index:
            pairs = reversed(node.value)
            self._index[id(node)] = {pair[0].value: pair for pair in pairs if _named(pair[0])}
        return self._index[id(node)]

    def written(self, path: tuple[Step, ...]) -> str | None:
        """The scalar at a path as it stands in the file, None for lists and mappings."""
        node = self.find(path)
        return str(node.value) if isinstance(node, yaml.ScalarNode) else None

    def _plain(self, node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            mapped = Mapped()
            mapped.line = node.start_mark.line + 1
            for key, value in node.value:
                self._put(mapped, key, value)
            return mapped
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item) for item in node.value]
        return node.value if node.style in ("'", '"', "|", ">") else resolve(node.value)

    def _put(self, mapped: Mapped, key: Any, value: Any) -> None:
        if not _named(key):
            self.faults.append(self._at(key, "wrong-type", "a list or mapping as key", "a text"))
        elif key.value in mapped:
            self.faults.append(self._at(key, "duplicate-key", f"the key {key.value!r} again"))
        else:
            mapped[key.value] = self._plain(value)

    def _at(self, node: Any, rule: str, message: str, expected: str | None = None) -> Diagnostic:
        mark = node.start_mark
        return Diagnostic(self.file, mark.line + 1, mark.column + 1, rule, message, expected)


def _named(key: Any) -> bool:
    return isinstance(key, yaml.ScalarNode)


def read(path: Path, name: str | None = None) -> Document:
    """Read a file, shown as `name`. Raises Invalid if it cannot be read as a document."""
    shown = name or str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Invalid([_whole(shown, "not-a-file", "not a regular file")])
        if status.st_size > MAX_BYTES:
            raise Invalid([_whole(shown, "too-large", f"{status.st_size} bytes", "at most 5 MB")])
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Invalid([_whole(shown, "unreadable", error.strerror or "cannot be read")]) from None
    return parse(raw, shown)


def parse(raw: bytes, name: str) -> Document:
    """Parse the bytes of a file called `name`. Raises Invalid as `read` does."""
    if len(raw) > MAX_BYTES:
        raise Invalid([_whole(name, "too-large", f"over {MAX_BYTES} bytes", "at most 5 MB")])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Invalid(
            [Diagnostic(name, line, 1, "unreadable", "bytes that are not UTF-8", "UTF-8 text")]
        ) from None
    text = text.removeprefix(BOM).replace("\r\n", "\n")
    try:
        _guard(text, name)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = error.problem or "cannot be parsed"
        raise Invalid([Diagnostic(name, line, column, "yaml-syntax", problem)]) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, Invalid):
            raise
        raise Invalid([_whole(name, "yaml-syntax", str(error).splitlines()[0])]) from None
    if not isinstance(root, yaml.MappingNode):
        raise Invalid([_whole(name, "one-document", "no mapping", "keys such as id and title")])
    return Document(name, text, root)


def _guard(text: str, name: str) -> None:
    """Refuse what must not be composed, at the first event that shows it."""
    depth = documents = 0
    events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
    for count, event in enumerate(events):
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if refusal := _refusal(event, count, documents, depth):
            mark: Any = event.start_mark
            raise Invalid([Diagnostic(name, mark.line + 1, mark.column + 1, *refusal)])


def _refusal(event: Any, count: int, documents: int, depth: int) -> tuple[str, str] | None:
    if isinstance(event, yaml.AliasEvent):
        return "no-aliases", f"the alias *{event.anchor}"
    if getattr(event, "anchor", None) is not None:
        return "no-aliases", f"the anchor &{event.anchor}"
    if getattr(event, "tag", None) is not None:
        return "no-tags", f"the tag {event.tag}"
    if count > MAX_EVENTS:
        return "too-large", f"more than {MAX_EVENTS} YAML events"
    if documents > 1:
        return "one-document", "a second document"
    return ("too-deep", f"more than {MAX_DEPTH} levels") if depth > MAX_DEPTH else None


def _whole(name: str, rule: str, message: str, expected: str | None = None) -> Diagnostic:
    return Diagnostic(name, 1, 1, rule, message, expected)
