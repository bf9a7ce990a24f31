"""What was typed: parsers made of the table of commands, with errors that help."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

from peaceplans._version import VERSION
from peaceplans.cli import takes
from peaceplans.cli.commands import COMMANDS
from peaceplans.cli.options import hint

# The program speaks English; looking for translations of argparse's words costs every start.
argparse._ = str  # type: ignore[attr-defined]  # what it calls gettext by

INTRODUCTION = """\
Peace plans as structured, sourced provisions: read them, compare them, cite them.

A plan is named by its id (us-28) or by the path of a YAML file; a point by the plan, # and its
number (us-28#21.d)."""

EXAMPLES = """\
examples:
  peaceplans list                        which texts there are
  peaceplans diff us-28 ua-us-20         what changed between two of them
  peaceplans show us-28#21               one point with everything known about it
  peaceplans matrix ua-us-20             who stands where on each of its points
  peaceplans gap territory               what the stated positions leave for agreement
  peaceplans unknowns ua-us-20           what is not known of a text
  peaceplans cite us-28#6                a sentence ready to print
  peaceplans validate drafts/            check your own files
  peaceplans diff --since main drafts/   what a branch changed in them
  eval "$(peaceplans completion bash)"   complete commands and ids

exit codes: 0 answered, 1 found (faults, what a gate stops, a patch of
another text), 2 could not answer, 130 interrupted"""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors name the nearest right spelling."""

    def error(self, message: str) -> NoReturn:
        """Print one sentence on stderr and exit with 2."""
        import re

        if match := re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message):
            what = message.split(":")[0].removeprefix("argument ").lower()
            choices = re.findall(r"[\w-]+", match[2])
            message = f"no {what} {match[1]!r}; {hint(match[1], choices)}"
        elif match := re.match(r"unrecognized arguments: (--[\w-]+)", message):
            known = [name for name in self._option_string_actions if name.startswith("--")]
            message = f"no option {match[1]!r}; {hint(match[1], known)}"
        self.exit(2, f"peaceplans: {message}\n{self.prog} --help tells more\n")


def parse(arguments: list[str]) -> argparse.Namespace:
    """What was typed. Only the parser of the command is built, unless help is asked for or
    there is no such command. Raises SystemExit with the exit code.
    """
    if arguments and arguments[0] in COMMANDS:
        name = arguments[0]
        only: Parser = _command(name, prog=f"peaceplans {name}")
        return only.parse_intermixed_args(arguments[1:])
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
    for name, command in COMMANDS.items():
        _command(name, make=partial(commands.add_parser, name, help=command.help))
    return top


def _command(name_: str, make: Callable[..., Any] | None = None, **keys: Any) -> Any:
    _, help_, examples = COMMANDS[name_]
    command = (make or Parser)(
        description=help_[0].upper() + help_[1:] + ".",
        epilog="examples:\n" + "\n".join(f"  peaceplans {example}" for example in examples),
        formatter_class=_formatter,
        **keys,
    )
    getattr(takes, name_.replace("-", "_"))(command)
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

        module = import_module(f"peaceplans.cli.{COMMANDS[name].module}")
        return int(getattr(module, name.replace("-", "_"))(options))

    return run
