"""What can be typed: one table of commands with their arguments, help and examples."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NoReturn

from peaceplans._version import VERSION

# The program speaks English; looking for translations of argparse's words costs every start.
argparse._ = str  # type: ignore[attr-defined]  # what it calls gettext by

FORMATS = ("text", "markdown", "json")
WITH_TABLES = (*FORMATS, "html", "csv")

INTRODUCTION = """\
Peace plans as structured, sourced provisions: read them, compare them, cite them.

A plan is named by its id (us-28) or by the path of a YAML file; a point by the plan, # and its
number (us-28#21.d)."""

EXAMPLES = """\
examples:
  peaceplans list                        which texts there are
  peaceplans diff us-28 ua-us-20         what changed between two of them
  peaceplans show us-28#21               one point with everything known about it
  peaceplans unknowns ua-us-20           what is not known of a text
  peaceplans cite us-28#6                a sentence ready to print
  peaceplans validate drafts/            check your own files
  eval "$(peaceplans completion bash)"   complete commands and ids

exit codes: 0 answered, 1 found (validate: faults), 2 could not answer, 130 interrupted"""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors name the nearest right spelling."""

    def error(self, message: str) -> NoReturn:
        """Print one sentence on stderr and exit with 2."""
        import re

        if match := re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message):
            what = message.split(":")[0].removeprefix("argument ").lower()
            choices = re.findall(r"[\w-]+", match[2])
            message = f"no {what} {match[1]!r}; {_hint(match[1], choices)}"
        elif match := re.match(r"unrecognized arguments: (--[\w-]+)", message):
            known = [name for name in self._option_string_actions if name.startswith("--")]
            message = f"no option {match[1]!r}; {_hint(match[1], known)}"
        self.exit(2, f"peaceplans: {message}\n{self.prog} --help tells more\n")


def _hint(word: str, choices: Sequence[str]) -> str:
    from peaceplans.reading.diagnostics import nearest

    near = nearest(word, choices)
    return f"did you mean {near}?" if near else f"there are {', '.join(choices)}"


def parse(arguments: list[str]) -> argparse.Namespace:
    """What was typed. Only the parser of the command is built, unless help is asked for or
    there is no such command. Raises SystemExit with the exit code.
    """
    if arguments and arguments[0] in COMMANDS:
        name = arguments[0]
        only: Parser = _command(name, prog=f"peaceplans {name}")
        return only.parse_args(arguments[1:])
    return parser().parse_args(arguments)


def parser() -> Parser:
    """The parser of the whole command line."""
    top = Parser(
        prog="peaceplans",
        description=INTRODUCTION,
        epilog=EXAMPLES,
        formatter_class=_formatter,
    )
    top.add_argument("-V", "--version", action="version", version=f"peaceplans {VERSION}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (help_, _, _) in COMMANDS.items():
        _command(name, make=partial(commands.add_parser, name, help=help_))
    return top


def _command(name_: str, make: Callable[..., Any] | None = None, **keys: Any) -> Any:
    help_, examples, add = COMMANDS[name_]
    command = (make or Parser)(
        description=help_[0].upper() + help_[1:] + ".",
        epilog="examples:\n" + "\n".join(f"  peaceplans {example}" for example in examples),
        formatter_class=_formatter,
        **keys,
    )
    add(command)
    command.set_defaults(run=_runner(name_))
    return command


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Help as wide as the terminal, at most 100 columns; asking `shutil` would cost every start."""
    try:
        width = os.get_terminal_size().columns
    except OSError:
        width = 80
    return argparse.RawDescriptionHelpFormatter(prog, width=min(width, 100) - 2)


def _runner(name: str) -> Callable[[argparse.Namespace], int]:
    def run(options: argparse.Namespace) -> int:
        from importlib import import_module

        module = import_module(f"peaceplans.cli.{MODULES.get(name, name)}")
        return int(getattr(module, name)(options))

    return run


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
            raise argparse.ArgumentTypeError(f"no format {form!r}; {_hint(form, formats)}")
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
