"""The reference of the command line: every command, from the parsers that read it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

import htpy as h

from peaceplans.cli.arguments import EXAMPLES, INTRODUCTION, parser
from peaceplans.cli.commands import COMMANDS
from peaceplans.cli.settings import PREFIX, SETTINGS
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.site.page import Page, Part, table, when

EXAMPLE = re.compile(r"^  (\S.*?) {2,}(\S.*)$", re.MULTILINE)
CODE = re.compile(r"(\d+) (.+?)(?=, \d|$)")
HELP = ("-h", "--help")

ENVIRONMENT = (
    ("NO_COLOR", "Headings are plain, on a terminal too."),
    ("FORCE_COLOR", "Headings are bold, in a file or pipe too."),
    ("COLUMNS", "How many columns text has, where --width does not say."),
    (
        "SOURCE_DATE_EPOCH",
        "The day by which acceptances are over, in seconds since 1970; --today comes before it.",
    ),
)
"""Variables that programs share; our own are those of the settings."""


def command_line(_: Site) -> Iterator[Page]:
    """The page of commands. It is about the program, whatever the catalog."""
    yield Page(
        "reference/command-line.md",
        "Command-line reference",
        [
            [h.p[block.replace("\n", " ")] for block in INTRODUCTION.split("\n\n")],
            h.p[
                "Each command tells the same in the terminal with ",
                h.code["--help"],
                ", for instance ",
                h.code["peaceplans diff --help"],
                ".",
            ],
        ],
        (
            Part("All commands", "all-commands", _all()),
            *(_command(name, each) for name, each in _parsers().items()),
            Part("Exit codes", "exit-codes", _exit_codes()),
            Part("Settings and environment", "settings", _settings()),
        ),
        described="Every command and option of the program, with examples and exit codes.",
    )


def _parsers() -> dict[str, argparse.ArgumentParser]:
    """Command → its parser. Help texts are never printed here: their lines depend on the width."""
    (commands,) = (
        action
        for action in parser()._actions
        if isinstance(action, argparse._SubParsersAction)  # argparse has no public way to ask
    )
    return dict(commands.choices)


def _all() -> h.Node:
    return [
        table(
            ("command", "what it does"),
            [
                (h.a(href=f"#{places.anchor(name)}")[name], _sentence(command.help))
                for name, command in COMMANDS.items()
            ],
            caption="All commands",
        ),
        table(
            ("typed", "answers"),
            [(h.code[typed], answers) for typed, answers in EXAMPLE.findall(EXAMPLES)],
            caption="Where to begin",
        ),
    ]


def _command(name: str, command: argparse.ArgumentParser) -> Part:
    actions = [each for each in command._actions if HELP[0] not in each.option_strings]
    return Part(
        name,
        places.anchor(name),
        [
            h.p[_sentence(COMMANDS[name].help)],
            h.pre[h.code[_usage(name, actions)]],
            when(
                actions,
                table(
                    ("argument", "what it is"),
                    [(h.code[_spelt(each)], _meaning(each)) for each in actions],
                    caption=f"Arguments and options of {name}",
                ),
            ),
            h.p["For example:"],
            h.pre[
                h.code["\n".join(f"peaceplans {example}" for example in COMMANDS[name].examples)]
            ],
        ],
    )


def _usage(name: str, actions: list[argparse.Action]) -> str:
    """One line: what must be given, in order, and whether there are options."""
    optional = any(each.option_strings and not each.required for each in actions)
    return " ".join(
        [
            *("peaceplans", name),
            *(_spelt(each) for each in actions if not each.option_strings or each.required),
            *(["[OPTION …]"] if optional else []),
        ]
    )


def _spelt(action: argparse.Action) -> str:
    """An argument as it is typed: `-o FILE, --output FILE`, `TEXT …`, `[TO]`."""
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if action.option_strings:
        ending = "" if action.nargs == 0 else f" {value}"
        return ", ".join(name + ending for name in action.option_strings)
    return {"*": f"[{value} …]", "+": f"{value} …", "?": f"[{value}]"}.get(str(action.nargs), value)


def _meaning(action: argparse.Action) -> str:
    """The help of an argument, with what the parser knows beside it."""
    told = action.help or ""
    beside = []
    if action.option_strings and action.required:
        beside.append("must be given")
    if action.choices is not None:
        beside.append(f"one of {', '.join(map(str, action.choices))}")
    if "default" not in told and isinstance(action.default, str) and action.default:
        beside.append(f"default: {action.default}")
    return " ".join([*([told] if told else []), *([f"({'; '.join(beside)})"] if beside else [])])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _exit_codes() -> h.Node:
    told = " ".join(EXAMPLES.partition("exit codes: ")[2].split())
    return [
        h.p["What a command ends with, for scripts and CI."],
        table(("code", "meaning"), CODE.findall(told), caption="Exit codes"),
    ]


def _settings() -> h.Node:
    ours = [
        (h.code[key], h.code[PREFIX + key.upper().replace("-", "_")], takes)
        for key, takes in SETTINGS.items()
    ]
    return [
        h.p[
            "What a team has settled once stands in ",
            h.code["peaceplans.toml"],
            ", or in ",
            h.code["pyproject.toml"],
            " under ",
            h.code["[tool.peaceplans]"],
            ". A flag comes before the environment, and that before the file. A list in a "
            "variable has commas between its members.",
        ],
        table(("key", "variable", "takes"), ours, caption="Settings"),
        table(
            ("variable", "what it does"),
            [(h.code[name], told) for name, told in ENVIRONMENT],
            caption="Other variables",
        ),
    ]
