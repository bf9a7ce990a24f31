"""What a team has settled once and for all: from flags, else the environment, else a file.

The file is the nearest `peaceplans.toml`, or `pyproject.toml` with a table `tool.peaceplans`, from
the current folder up to the top of the repository. Its keys are those of `SETTINGS` and the table
`levels`; in the environment they are called as `PEACEPLANS_FAIL_ON`.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from immutabledict import immutabledict

from peaceplans.catalogs.errors import NotFound
from peaceplans.comparison.rules import KNOWN_VERSIONS, LEVELS, RULES

if TYPE_CHECKING:
    from peaceplans.gating import Policy
    from peaceplans.reading.diagnostics import Diagnostic

FILES = ("peaceplans.toml", "pyproject.toml")
TABLE = "tool.peaceplans"
PREFIX = "PEACEPLANS_"
LEVELS_KEY = "levels"
RED_LINE = "red-line"
STOPS = (*LEVELS, RED_LINE)

TEXT, LIST, YES_NO, NUMBER = "a text", "a list of texts", "true or false", "a whole number"
SETTINGS: Mapping[str, str] = {
    "catalog": TEXT,
    "fail-on": LIST,
    "fail-on-rule": LIST,
    "fail-on-lost-source": YES_NO,
    "scope": LIST,
    "party": LIST,
    "rules-version": NUMBER,
    "accepted": TEXT,
    "strict-acceptances": YES_NO,
}
"""Key → what it takes. Each is also a flag and a variable of the environment."""

PATHS = ("catalog", "accepted")
"""Keys whose value counts from the folder of the file that has them."""

KNOWN: Mapping[str, tuple[str, ...]] = {"fail-on": STOPS, "fail-on-rule": tuple(RULES)}
"""Key → the terms that it takes."""


class Settings(NamedTuple):
    """What is settled, by key; `file` is where it was read, if anywhere."""

    values: Mapping[str, Any] = immutabledict()
    levels: Mapping[str, str] = immutabledict()
    file: str | None = None

    def policy(self) -> Policy:
        """The policy of the gate."""
        from peaceplans.gating import Policy

        stops = [stop for stop in self.values.get("fail-on", ()) if stop != RED_LINE]
        return Policy(
            fail_on=max(stops, key=list(LEVELS).index, default=None),
            rules=frozenset(self.values.get("fail-on-rule", ())),
            scope=tuple(self.values.get("scope", ())),
            lost_source=bool(self.values.get("fail-on-lost-source")),
            red_line=RED_LINE in self.values.get("fail-on", ()),
            levels=self.levels,
            strict=bool(self.values.get("strict-acceptances")),
        )


def settled(options: argparse.Namespace) -> Settings:
    """Flags before the environment before the file; a list of one is not added to another's.

    Raises Invalid with every fault of the file, NotFound for a flag or variable that cannot be
    read. An empty flag is refused, as it would lift what the others say; an empty variable is none.
    """
    found = read(options.config) if options.config else nearest_file(os.getcwd())
    values = {**found.values, **from_environment(os.environ)}
    for key in SETTINGS:
        given = getattr(options, key.replace("-", "_"), None)
        if given not in (None, []):
            values[key] = _split(given) if SETTINGS[key] == LIST else given
            if values[key] in ("", []):
                raise NotFound(f"--{key} is empty")
    _check_terms(values)
    return found._replace(values=immutabledict(values))


def nearest_file(folder: str) -> Settings:
    """The settings of the nearest file, looked for up to the top of the repository."""
    while True:
        for name in FILES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name == FILES[0] or _has_table(path)):
                return read(path)
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            return Settings()
        folder = above


def _has_table(path: str) -> bool:
    """Whether a file of other settings, too, has ours, or may have them: it cannot be read."""
    import tomllib

    with open(path, "rb") as stream:
        raw = stream.read()
    if b"peaceplans" not in raw:
        return False
    try:
        tools = tomllib.loads(raw.decode("utf-8")).get("tool")
    except ValueError:
        return True
    return isinstance(tools, dict) and "peaceplans" in tools


def read(path: str) -> Settings:
    """The settings of a file. Raises Invalid with every fault, with its line and column."""
    import tomllib

    from peaceplans.reading.diagnostics import Diagnostic, Invalid

    shown = os.path.relpath(path)
    with open(path, "rb") as stream:
        raw = stream.read()
    try:
        text = raw.decode("utf-8")
        data: Any = tomllib.loads(text)
    except UnicodeDecodeError:
        raise Invalid([Diagnostic(shown, 1, 1, "unreadable", "bytes that are not UTF-8")]) from None
    except tomllib.TOMLDecodeError as error:
        raise Invalid([_syntax(shown, text, str(error))]) from None
    top = TABLE if os.path.basename(path) == FILES[1] else ""
    for part in top.split(".") if top else ():
        data = data.get(part, {}) if isinstance(data, dict) else {}
    if not isinstance(data, dict):
        raise Invalid([Diagnostic(shown, 1, 1, "wrong-type", f"{top} = {data!r}", "a table")])
    faults = list(_faults(shown, text, top, data))
    if faults:
        raise Invalid(faults)
    values = {
        key: os.path.relpath(os.path.join(os.path.dirname(path), value)) if key in PATHS else value
        for key, value in data.items()
        if key != LEVELS_KEY
    }
    return Settings(immutabledict(values), immutabledict(data.get(LEVELS_KEY, {})), shown)


def _syntax(file: str, text: str, message: str) -> Diagnostic:
    from peaceplans.reading.diagnostics import Diagnostic

    message, _, place = message.rpartition(" (at ")
    numbers = [int(number) for number in re.findall(r"\d+", place)]
    line, column = numbers or (text.count("\n") + 1, 1)  # "at end of document"
    return Diagnostic(file, line, column, "toml-syntax", message)


def _faults(file: str, text: str, table: str, data: Mapping[str, Any]) -> Iterator[Diagnostic]:
    from peaceplans.reading.diagnostics import Diagnostic

    for key, value in data.items():
        at = file, *place_of(text, table, key)
        if key == LEVELS_KEY and not isinstance(value, dict):
            yield Diagnostic(*at, "wrong-type", f"{key} = {value!r}", "a table of rules")
        elif key == LEVELS_KEY:
            inner = f"{table}.{LEVELS_KEY}".lstrip(".")
            for rule, level in value.items():
                here = file, *place_of(text, inner, rule)
                if rule not in RULES:
                    yield _unknown(here, f"no rule {rule!r}", rule, RULES)
                elif level not in tuple(LEVELS):
                    yield _unknown(here, f"no level {level!r}", str(level), LEVELS)
        elif key not in SETTINGS:
            known = (*SETTINGS, LEVELS_KEY)
            yield _unknown(at, f"no setting {key!r}", key, known, "unknown-key")
        elif not _is(value, SETTINGS[key]):
            yield Diagnostic(*at, "wrong-type", f"{key} = {value!r}", SETTINGS[key])
        elif key in KNOWN:
            for term in value if isinstance(value, list) else [value]:
                if term not in KNOWN[key]:
                    yield _unknown(at, f"{key} knows no {term!r}", term, KNOWN[key])
        elif key == "rules-version" and value not in KNOWN_VERSIONS:
            told = ", ".join(map(str, KNOWN_VERSIONS))
            yield Diagnostic(*at, "unknown-term", f"no version {value} of the rules", told)


def _unknown(
    at: tuple[str, int, int],
    message: str,
    word: str,
    known: Iterable[str],
    rule: str = "unknown-term",
) -> Diagnostic:
    from peaceplans.reading.diagnostics import Diagnostic, nearest

    known = tuple(known)
    near = nearest(word, known)
    told = None if near or len(known) > 20 else "one of " + ", ".join(known)
    return Diagnostic(*at, rule, message, told, near)


def _is(value: Any, kind: str) -> bool:
    if kind == LIST:
        texts = value if isinstance(value, list) else [value]
        return all(isinstance(each, str) for each in texts)
    return type(value) is {TEXT: str, YES_NO: bool, NUMBER: int}[kind]


def place_of(text: str, table: str, key: str) -> tuple[int, int]:
    """Line and column of a key of a table in TOML; of what is written otherwise, 1 and 1."""
    within = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            within = re.sub(r"[\s\"']", "", header[1])
            if within == f"{table}.{key}".lstrip("."):
                return number, 1
        quoted = re.escape(key)
        if within == table and (found := re.match(rf"\s*([\"']?){quoted}\1\s*[=.]", line)):
            return number, len(found[0]) - len(found[0].lstrip()) + 1
    return 1, 1


def from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings of the environment. Raises NotFound for a name or a value that is none."""
    names = {PREFIX + key.upper().replace("-", "_"): key for key in SETTINGS}
    values: dict[str, Any] = {}
    for name, text in sorted(environment.items()):
        if not name.startswith(PREFIX):
            continue
        if name in names and not text:
            continue  # a variable that is set to nothing is not set
        if name not in names:
            from peaceplans.reading.diagnostics import nearest

            near = nearest(name, names)
            raise NotFound(f"no variable {name}" + (f"; did you mean {near}?" if near else ""))
        if text.strip(" ,"):  # an action hands on empty what nobody filled in
            values[names[name]] = _of_text(name, text, SETTINGS[names[name]])
    return values


def _of_text(name: str, text: str, kind: str) -> Any:
    if kind == LIST:
        return _split([text])
    if kind == YES_NO:
        if text not in ("true", "false", "1", "0"):
            raise NotFound(f"{name}={text}: expected true or false")
        return text in ("true", "1")
    if kind == NUMBER:
        if not text.isdecimal():
            raise NotFound(f"{name}={text}: expected {kind}")
        return int(text)
    return text


def _split(texts: list[str] | str) -> list[str]:
    texts = [texts] if isinstance(texts, str) else texts
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]


def _check_terms(values: dict[str, Any]) -> None:
    """Refuse terms of flags and of the environment that are none. Raises NotFound."""
    for key, kind in SETTINGS.items():
        if kind == LIST and key in values:
            values[key] = _split(values[key])
    for key, known in KNOWN.items():
        for term in values.get(key, ()):
            if term not in known:
                from peaceplans.reading.diagnostics import nearest

                near = nearest(term, known)
                hint = f"did you mean {near}?" if near else f"there are {', '.join(known[:8])}"
                raise NotFound(f"{key} knows no {term!r}; {hint}")
    if (version := values.get("rules-version")) is not None and version not in KNOWN_VERSIONS:
        raise NotFound(f"no version {version} of the rules; there are {KNOWN_VERSIONS}")
