"""The commands: what each is called, its help and examples, its arguments, and where it lives."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

FORMATS = ("text", "markdown", "json")
WITH_TABLES = (*FORMATS, "html", "csv")


def hint(word: str, choices: Sequence[str]) -> str:
    """The nearest right spelling, or all there are."""
    from peaceplans.reading.diagnostics import nearest

    near = nearest(word, choices)
    return f"did you mean {near}?" if near else f"there are {', '.join(choices)}"


def _output(command: argparse.ArgumentParser, formats: Sequence[str] = FORMATS) -> None:
    command.add_argument(
        "-f", "--format", action="append", type=_format(formats), metavar="FORMAT[=FILE]",
        help=f"{', '.join(formats)} (default: text); with =FILE into a file, several at once",
    )  # fmt: skip
    command.add_argument(
        "-o", "--output", metavar="FILE", help="write to a file instead of the screen"
    )
    command.add_argument(
        "--width", type=_width, metavar="N",
        help="columns of text (default: the terminal's, 80 in a pipe)",
    )  # fmt: skip


def _format(formats: Sequence[str]) -> Callable[[str], tuple[str, str | None]]:
    def read(text: str) -> tuple[str, str | None]:
        form, _, path = text.partition("=")
        if form not in formats:
            raise argparse.ArgumentTypeError(f"no format {form!r}; {hint(form, formats)}")
        return form, path or None

    return read


def _width(text: str) -> int:
    if not text.isdecimal() or not 40 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of columns from 40 to 1000")
    return int(text)


def _rules_version(text: str) -> int:
    from peaceplans.comparison.rules import KNOWN_VERSIONS

    if not text.isdecimal() or int(text) not in KNOWN_VERSIONS:
        known = ", ".join(map(str, KNOWN_VERSIONS))
        raise argparse.ArgumentTypeError(f"no version {text!r} of the rules; there are {known}")
    return int(text)


def _catalog(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--catalog", metavar="FOLDER", help="lay a folder of your own plans over the built-in ones"
    )


def _plan(command: argparse.ArgumentParser, name: str, help_: str) -> None:
    argument: Any = command.add_argument(name, metavar=name.upper(), help=help_)
    argument.complete = {"bash": "_shtab_compgen_files"}


def _list(command: argparse.ArgumentParser) -> None:
    _catalog(command)
    _output(command)


def _show(command: argparse.ArgumentParser) -> None:
    command.add_argument("ref", metavar="PLAN[#POINT]", help="us-28, us-28#21 or a file")
    _catalog(command)
    _output(command)


def _diff(command: argparse.ArgumentParser) -> None:
    _plan(command, "old", "the earlier text: an id or a file")
    _plan(command, "new", "the later text: an id or a file")
    command.add_argument("--all", action="store_true", help="also show wording and provenance")
    command.add_argument(
        "--reading", action="append", default=[], metavar="PLAN=EDITION",
        help="compare a text as an edition or source prints it (us-28=reuters)",
    )  # fmt: skip
    command.add_argument(
        "--no-lineage", action="store_true",
        help="match the points by their content only, as if no origin were declared",
    )  # fmt: skip
    command.add_argument(
        "--rules-version", type=_rules_version, metavar="N",
        help="apply this version of the rules, or fail: an upgrade then changes no outcome",
    )  # fmt: skip
    command.add_argument(
        "--audit", action="store_true",
        help="let DeepDiff check that every difference is named, and fail if one is not",
    )  # fmt: skip
    command.add_argument("--stat", action="store_true", help="only counts, by level and by issue")
    command.add_argument(
        "--fields", action="store_true",
        help="every change on a row of its own, with its rule and both values",
    )  # fmt: skip
    command.add_argument(
        "--explain-matching", action="store_true",
        help="also say for every point why it was matched, and how surely",
    )  # fmt: skip
    _catalog(command)
    _output(command, WITH_TABLES)


def _plan_only(command: argparse.ArgumentParser) -> None:
    _plan(command, "plan", "an id or a file")
    _catalog(command)
    _output(command)


def _cite(command: argparse.ArgumentParser) -> None:
    command.add_argument("ref", metavar="PLAN[#POINT]", help="us-28#6, us-28 or a file")
    _catalog(command)
    _output(command)


def _validate(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders (default: the built-in data)"
    )
    command.add_argument(
        "--fix", action="store_true", help="repair what has one right spelling, keeping the style"
    )
    command.add_argument("-f", "--format", choices=("text", "json"), default="text")


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="lower-case words with dashes, such as my-draft")
    command.add_argument("--title", help="the title of the text (default: made of the id)")
    command.add_argument("--date", help="the date of the text, such as 2025-11-20", required=True)
    command.add_argument("-o", "--output", metavar="FILE", help="write to a new file")


def _schema(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "which", nargs="?", choices=("plan", "registry", "diff"), default="plan", metavar="KIND",
        help="of plan files, of registry files, or of what diff -f json prints (default: plan)",
    )  # fmt: skip
    command.add_argument("-o", "--output", metavar="FILE", help="write to a file")


def _rules(command: argparse.ArgumentParser) -> None:
    _output(command, WITH_TABLES)


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("rule", metavar="RULE", help="a rule that `peaceplans rules` lists")
    _output(command)


def _completion(command: argparse.ArgumentParser) -> None:
    command.add_argument("shell", choices=("bash", "zsh", "tcsh"))


Add = Callable[[argparse.ArgumentParser], None]

COMMANDS: dict[str, tuple[str, tuple[str, ...], Add]] = {
    "list": ("list the plans", ("list", "list --catalog drafts/", "list -f json"), _list),
    "show": (
        "show a plan or one of its points",
        ("show us-28", "show us-28#21", "show ua-us-20#12 -f markdown"),
        _show,
    ),
    "diff": (
        "say what changed from one plan to another",
        (
            "diff us-28 ua-us-20",
            "diff us-28 ua-us-20 --stat",
            "diff us-28 drafts/mine.yaml --all --explain-matching",
            "diff us-28 ua-us-20 -f json=d.json -f html=d.html",
        ),
        _diff,
    ),
    "unknowns": (
        "say what is not known of a plan: unread, blank, single-sourced, differing",
        ("unknowns us-28", "unknowns ua-us-20 -f markdown"),
        _plan_only,
    ),
    "cite": ("give a sentence ready to print", ("cite us-28#6", "cite ua-us-20"), _cite),
    "validate": (
        "check plan files and name every fault with its line",
        ("validate", "validate drafts/mine.yaml", "validate drafts/ --fix"),
        _validate,
    ),
    "new": (
        "write the beginning of a plan file that validates",
        ("new my-draft --date 2026-01-31", "new my-draft --date 2026-01 -o drafts/my-draft.yaml"),
        _new,
    ),
    "schema": (
        "print the JSON Schema that editors check plan files with",
        ("schema", "schema registry -o registry.schema.json"),
        _schema,
    ),
    "rules": ("list the rules by which changes are named", ("rules", "rules -f json"), _rules),
    "explain": (
        "explain a rule with before and after from the plans",
        ("explain parameter-raised", "explain point-dropped"),
        _explain,
    ),
    "completion": (
        "print the completion script of a shell",
        (
            "completion bash > ~/.local/share/bash-completion/completions/peaceplans",
            "completion zsh",
        ),
        _completion,
    ),
}

MODULES = {
    "list": "reading_commands",
    "show": "reading_commands",
    "unknowns": "reading_commands",
    "cite": "reading_commands",
    "diff": "comparing_commands",
    "rules": "comparing_commands",
    "explain": "comparing_commands",
    "validate": "writing_commands",
    "new": "writing_commands",
    "schema": "writing_commands",
    "completion": "writing_commands",
}
