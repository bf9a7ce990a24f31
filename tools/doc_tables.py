"""Write the generated tables of the documentation, each between its two markers.

python tools/doc_tables.py             bring the pages in `docs/` up to date
python tools/doc_tables.py --check     write nothing; end with 1 if one is not up to date

A table stands between `<!-- table: NAME -->` and `<!-- end of table -->`, and is made from the
code or data that it describes, so that page and program cannot say different things.
"""

from __future__ import annotations

import argparse
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import attrs

import peaceplans
from peaceplans import vocabulary as v
from peaceplans.comparison.examples import EXAMPLES
from peaceplans.comparison.rules import RULES as CHANGE_RULES
from peaceplans.model import plan as m
from peaceplans.model import position as pos
from peaceplans.model.entries import Code
from peaceplans.model.parameter import Titles
from peaceplans.reading.diagnostics import RULES as READING_RULES
from peaceplans.reading.faults import keys_of
from peaceplans.reading.registries import ENTRY
from peaceplans.values.notation import LONG
from peaceplans.values.setting import Value
from tools.meanings import MEANINGS

DOCS = Path(__file__).resolve().parent.parent / "docs"
BLOCK = re.compile(r"(<!-- table: (?P<name>[\w ]+) -->\n).*?(<!-- end of table -->)", re.DOTALL)

CLASSES: Mapping[str, type] = {
    cls.__name__: cls
    for cls in (
        *(m.Plan, m.Provision, m.Commitment, m.Condition, m.Timing, m.Implied, m.Option, m.Reading),
        *(m.Link, m.StatusDate, m.Count, m.Edition, m.Companion, m.Omission),
        *(m.Implementation, m.Identifier),
        *ENTRY.values(),
        *(pos.Position, pos.Package, pos.Event, pos.Fact, Code),
    )
}

Row = Sequence[str]


def main(argv: Sequence[str] | None = None) -> int:
    """Write every page anew, or with `--check` name those that are not up to date."""
    parser = argparse.ArgumentParser(description="Write the generated tables of docs/.")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if one is stale")
    options = parser.parse_args(argv)
    stale = [page for page in pages() if filled(page) != page.read_text(encoding="utf-8")]
    for page in stale:
        print(f"{page.name}: {'not up to date' if options.check else 'written'}")
        if not options.check:
            page.write_text(filled(page), encoding="utf-8", newline="\n")
    return 1 if stale and options.check else 0


def pages() -> list[Path]:
    """The pages of the documentation."""
    return sorted(DOCS.glob("*.md"))


def filled(page: Path) -> str:
    """The text of a page with its tables made anew. Raises KeyError for an unknown table."""
    return BLOCK.sub(
        lambda found: f"{found[1]}\n{made(found['name'])}\n{found[3]}",
        page.read_text(encoding="utf-8"),
    )


def made(name: str) -> str:
    """The table or tables of that name."""
    kind, _, of = name.partition(" ")
    return "\n\n".join(TABLES[kind](of)) + "\n"


def table(columns: Row, rows: Iterable[Row]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def reading_rules(_: str) -> Iterator[str]:
    """Every rule that a fault of a file can name."""
    rows = ((code(id), asks) for id, asks in READING_RULES.items())
    yield table(("rule", "what it asks for"), rows)


def change_rules(_: str) -> Iterator[str]:
    """Every rule that a change can name."""
    rows = (
        (
            code(id),
            rule.level,
            rule.title,
            code(rule.looks_at),
            code(rule.mirror) if rule.mirror != id else "the same",
        )
        for id, rule in CHANGE_RULES.items()
    )
    yield table(("rule", "level", "what happened", "looks at", "from the other side"), rows)


def change_examples(_: str) -> Iterator[str]:
    """For every rule what two texts say between which it applies."""
    nothing = "nothing of it"
    rows = (
        (code(id), example.part, *(code(s) if s else nothing for s in (example.old, example.new)))
        for id, example in EXAMPLES.items()
    )
    yield table(("rule", "in a", "before", "after"), rows)


def keys(name: str) -> Iterator[str]:
    """The keys of one class of the model, with what they hold and mean."""
    meanings = MEANINGS[name]
    rows = list(_long() if name == "Setting" else _keys(CLASSES[name]))
    if set(meanings) != {key for key, *_ in rows}:
        wrong = sorted({key for key, *_ in rows} ^ set(meanings))
        raise KeyError(f"tools/meanings.py: {name} has or lacks {', '.join(wrong)}")
    yield table(
        ("key", "holds", "meaning"),
        (
            (f"**{code(key)}**" if required else code(key), holds, meanings[key])
            for key, required, holds in rows
        ),
    )


def _keys(cls: type) -> Iterator[tuple[str, bool, str]]:
    fields = {field.name.rstrip("_"): field for field in attrs.fields(cls)}
    types = inspect.get_annotations(cls, eval_str=True)
    for key in keys_of(cls):
        if cls in ENTRY.values() and key == "id":
            continue  # the key under which the entry stands
        field = fields[key]
        yield key, field.default is attrs.NOTHING, holds(types[field.name])


def _long() -> Iterator[tuple[str, bool, str]]:
    kinds = {
        "value": "an answer of the parameter",
        "bound": linked(v.BOUND),
        "unit": "text",
        "only": "list of texts",
        "examples": "list of answers",
        "evidence": linked(v.EVIDENCE),
        "sources": "list of source ids",
        "note": "text",
    }
    yield from ((key, key == "value", kinds[key]) for key in LONG)


SINGULAR = {
    "parties": "party",
    "places": "place",
    "issues": "issue",
    "parameters": "parameter",
    "triggers": "trigger",
    "categories": "category",
    "sources": "source",
}

WORDS: Mapping[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    m.Sets: "[settings](#setting)",
    pos.AnswerMap: "cells with answers",
    Titles: "named answers with texts",
    m.Happenings: "happening, a list (all of them) or `any-of` with a list",
}


def holds(type_: Any) -> str:
    """What a field of this type holds, in words."""
    if type_ in WORDS:
        return WORDS[type_]
    if get_origin(type_) is Annotated:
        mark = type_.__metadata__[0]
        if isinstance(mark, v.Vocabulary):
            return linked(mark)
        return f"{SINGULAR[mark.registry]} id" if isinstance(mark, v.Ref) else str(mark.name)
    if get_origin(type_) is tuple:
        return f"list of {plural(holds(get_args(type_)[0]))}"
    if get_origin(type_) in (Union, UnionType):
        kinds = [arg for arg in get_args(type_) if arg is not type(None)]
        return "an answer" if kinds == [*get_args(Value)] else " or ".join(map(holds, kinds))
    if type_ is peaceplans.Registry:
        return "registries"
    words = re.sub("(?<=[a-z])(?=[A-Z])", " ", type_.__name__).lower()
    return f"[{words}](#{words.replace(' ', '-')})"


def plural(noun: str) -> str:
    """More than one of what a field holds."""
    return " or ".join(
        re.sub(r"^(\[?[\w ]*?)(?=$|\]| of )", r"\1s", word) for word in noun.split(" or ")
    )


def linked(vocabulary: v.Vocabulary) -> str:
    """The name of a vocabulary, linked to its terms."""
    return f"[{vocabulary.name}](#{vocabulary.name.replace(' ', '-')})"


def vocabularies(_: str) -> Iterator[str]:
    """Every closed vocabulary under a heading of its own."""
    for vocabulary in v.VOCABULARIES:
        yield f"### {vocabulary.name[0].upper()}{vocabulary.name[1:]}"
        columns: list[str] = ["term", "meaning"]
        rows = [[code(term), meaning] for term, meaning in vocabulary.items()]
        if vocabulary is v.MODALITY:
            columns.insert(1, "force")
            for row, term in zip(rows, vocabulary, strict=True):
                row.insert(1, str(v.FORCE.get(term, "–")))
        yield table(columns, rows)


def parameters(_: str) -> Iterator[str]:
    """Every issue with the questions that it owns."""
    catalog = peaceplans.catalog()
    for issue in catalog.issues.values():
        above = f", part of {catalog.issues[issue.part_of].title}" if issue.part_of else ""
        yield f"**{issue.title}** ({code(issue.id)}{above}). {issue.note or ''}".rstrip()
        asked = [p for p in catalog.parameters.values() if p.issue == issue.id]
        if asked:
            rows = ((code(p.id), p.question or p.title, *answers(p)) for p in asked)
            yield table(("parameter", "question", "answers", "silence"), rows)


def answers(parameter: peaceplans.Parameter) -> tuple[str, str]:
    """What can be answered, and which answer silence is."""
    words = list(parameter.choices or parameter.items)
    told = {
        "quantity": f"{parameter.unit}, {parameter.bound or 'no usual bound'}",
        "date": "a date",
        "choice": (" < " if parameter.ordered else ", ").join(map(code, words)),
        "yes-no": "`true`",
        "members": ", ".join(map(code, words)) or f"any of the {parameter.of}",
        "shares": f"shares of {parameter.of}",
    }[parameter.kind]
    off = f"; also {', '.join(map(code, parameter.also))}" if parameter.also else ""
    per = "".join(f"; for each {key}" for key in parameter.per)
    if parameter.kind == "yes-no":
        silence = "false"
    elif parameter.silence == ():
        silence = "[]"
    else:
        silence = "" if parameter.silence is None else str(parameter.silence)
    return told + off + per, silence and code(silence)


def groups(_: str) -> Iterator[str]:
    """The places that stand for several."""
    places = peaceplans.catalog().places
    yield table(
        ("group", "stands for", "note"),
        (
            (code(place.id), ", ".join(map(code, place.members)), place.note or "")
            for place in places.values()
            if place.members
        ),
    )


def texts(_: str) -> Iterator[str]:
    """The texts that there are, in order of their dates."""
    words = {"all": "yes", "part": "in part", "none": "no"}
    yield table(
        ("id", "date", "text", "status", "read"),
        (
            (code(plan.id), plan.date, plan.title, plan.status, words[plan.known])
            for plan in peaceplans.catalog().plans.values()
        ),
    )


def crosswalk(_: str) -> Iterator[str]:
    """Every issue with its terms in other schemes."""
    issues = peaceplans.catalog().issues.values()
    schemes = list(dict.fromkeys(each.scheme for issue in issues for each in issue.codes))

    def told(issue: peaceplans.Issue, scheme: str) -> str:
        found = [each for each in issue.codes if each.scheme == scheme]
        return ", ".join(f"{c.term} ({c.match})" if c.term else "none" for c in found) or "–"

    yield table(
        ("issue", *schemes),
        ((issue.title, *(told(issue, scheme) for scheme in schemes)) for issue in issues),
    )


def corrections(_: str) -> Iterator[str]:
    """The log of corrections, or that it is empty."""
    log = (DOCS.parent / "CORRECTIONS.md").read_text(encoding="utf-8").partition("## Log\n")[2]
    lines = [line for line in log.splitlines() if line.startswith("|")]
    yield "\n".join(lines) if len(lines) > 2 else "No fact has been corrected yet."


def triggers(_: str) -> Iterator[str]:
    """The happenings that conditions name."""
    entries = peaceplans.catalog().triggers.values()
    yield table(
        ("trigger", "when …", "note"),
        ((code(each.id), each.title, each.note or "") for each in entries),
    )


def code(text: str) -> str:
    """Text in the font of code."""
    return f"`{text}`"


TABLES: Mapping[str, Callable[[str], Iterator[str]]] = {
    "reading_rules": reading_rules,
    "change_rules": change_rules,
    "change_examples": change_examples,
    "keys": keys,
    "vocabularies": vocabularies,
    "parameters": parameters,
    "groups": groups,
    "triggers": triggers,
    "texts": texts,
    "crosswalk": crosswalk,
    "corrections": corrections,
}
"""Name of a table → what makes it; `keys` is followed by the name of a class."""


if __name__ == "__main__":
    raise SystemExit(main())
