"""Faults that structuring finds, and the diagnostics that they become."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import attrs
import cattrs

from peaceplans.model import plan as m
from peaceplans.reading.diagnostics import Diagnostic
from peaceplans.reading.document import Document, Step

# Fields that the program fills in; no file states them.
DERIVED = frozenset({"line", "file", "registry"})


class Fault(Exception):
    """A value that its field cannot have; turned into a diagnostic where its path is known.

    `path` leads on from the field to what is wrong, with `key` to the key there; the nearest of
    `near` to `word` is the hint.
    """

    def __init__(
        self,
        rule: str,
        message: str,
        expected: str | None = None,
        *,
        near: Collection[str] = (),
        path: tuple[Step, ...] = (),
        word: object = None,
        key: bool = False,
    ) -> None:
        super().__init__(message)
        self.rule, self.expected, self.near = rule, expected, near
        self.path, self.word, self.key = path, word, key


def kind_of(value: object) -> str:
    """What a plain value is, in the words of the file's author."""
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text"}
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, Mapping) else names.get(type(value), "a value")


def described(value: object) -> str:
    """What a plain value is and, where it says something, how it begins."""
    if value is None or isinstance(value, (list, Mapping)):
        return kind_of(value)
    return f"{kind_of(value)} ({short(value)})"


def short(value: object) -> str:
    """The beginning of a value."""
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "…"


def keys_of(cls: type) -> list[str]:
    """The keys that a file may use for this class, in the order in which they are written."""
    hidden = DERIVED | ({"id"} if cls is m.Provision else set())
    return [field.name.rstrip("_") for field in attrs.fields(cls) if field.name not in hidden]


def noun(cls: type) -> str:
    """The name of a class in a sentence."""
    name = cls.__name__.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def diagnostics(
    document: Document, path: tuple[Step, ...], error: BaseException
) -> Iterator[Diagnostic]:
    """Walk cattrs' exception groups to the single faults, each with its place."""
    if isinstance(error, cattrs.ClassValidationError):
        fields, others = error.group_exceptions()
        for inner, field in fields:
            name = field.name.rstrip("_")
            if isinstance(inner, KeyError):
                message = f"{noun(error.cl)} without {name}"
                yield document.fault(path, "missing-key", message, expected=f"the key {name}")
            else:
                yield from diagnostics(document, (*path, name), inner)
        for inner in others:
            yield from diagnostics(document, path, inner)
    elif isinstance(error, cattrs.IterableValidationError):
        items, others = error.group_exceptions()
        for inner, item in items:
            yield from diagnostics(document, (*path, item.index), inner)
        for inner in others:
            yield from diagnostics(document, path, inner)
    elif isinstance(error, cattrs.ForbiddenExtraKeysError):
        allowed = keys_of(error.cl)
        for extra in sorted(error.extra_fields):
            yield unknown_key(document, (*path, extra), noun(error.cl), allowed)
    elif isinstance(error, Fault):
        yield _diagnostic(document, (*path, *error.path), error)
    else:
        yield document.fault(path, "wrong-type", str(error))


def unknown_key(
    document: Document, path: tuple[Step, ...], where: str, allowed: Collection[str]
) -> Diagnostic:
    """The diagnostic of a key that `where` does not have."""
    return document.fault(
        path,
        "unknown-key",
        f"{where} has no key {short(path[-1])!r}",
        expected="one of " + ", ".join(allowed),
        word=path[-1],
        among=allowed,
        key=True,
    )


def _diagnostic(document: Document, path: tuple[Step, ...], error: Fault) -> Diagnostic:
    written = document.written(path)
    return document.fault(
        path,
        error.rule,
        str(error),
        expected=error.expected,
        word=error.word,
        among=error.near,
        key=error.key,
        fixable=error.key or written == error.word,
        replace=f'"{written}"' if error.rule == "unquoted-number" and written else None,
    )
