"""Arguments that several commands share, and what reads their values."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

FORMATS = ("text", "markdown", "json")
WITH_TABLES = (*FORMATS, "html", "csv")
OF_A_GATE = (
    *WITH_TABLES,
    *("sarif", "junit", "annotations", "outputs", "codequality", "comment", "summary"),
)


def hint(word: str, choices: Sequence[str]) -> str:
    """The nearest right spelling, or all there are."""
    from peaceplans.reading.diagnostics import nearest

    near = nearest(word, choices)
    return f"did you mean {near}?" if near else f"there are {', '.join(choices)}"


def output(command: argparse.ArgumentParser, formats: Sequence[str] = FORMATS) -> None:
    """Format, file and width of a report."""
    command.add_argument(
        "-f", "--format", action="append", type=format_of(formats), metavar="FORMAT[=FILE]",
        help=f"{', '.join(formats)} (default: text); with =FILE into a file, several at once",
    )  # fmt: skip
    command.add_argument(
        "-o", "--output", metavar="FILE", help="write to a file instead of the screen"
    )
    command.add_argument(
        "--width", type=width, metavar="N",
        help="columns of text (default: the terminal's, 80 in a pipe)",
    )  # fmt: skip


def format_of(formats: Sequence[str]) -> Callable[[str], tuple[str, str | None]]:
    """Reads `FORMAT[=FILE]`."""

    def read(text: str) -> tuple[str, str | None]:
        form, _, path = text.partition("=")
        if form not in formats:
            raise argparse.ArgumentTypeError(f"no format {form!r}; {hint(form, formats)}")
        return form, path or None

    return read


def width(text: str) -> int:
    """Reads a number of columns."""
    if not text.isdecimal() or not 40 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of columns from 40 to 1000")
    return int(text)


def rules_version(text: str) -> int:
    """Reads a version of the rules."""
    from peaceplans.comparison.rules import KNOWN_VERSIONS

    if not text.isdecimal() or int(text) not in KNOWN_VERSIONS:
        known = ", ".join(map(str, KNOWN_VERSIONS))
        raise argparse.ArgumentTypeError(f"no version {text!r} of the rules; there are {known}")
    return int(text)


def catalog(command: argparse.ArgumentParser) -> None:
    """A folder of one's own plans."""
    command.add_argument(
        "--catalog", metavar="FOLDER", help="lay a folder of your own plans over the built-in ones"
    )


def plan(command: argparse.ArgumentParser, name: str, help_: str) -> None:
    """A plan by its id or file."""
    argument: Any = command.add_argument(name, metavar=name.upper(), help=help_)
    argument.complete = {"bash": "_shtab_compgen_files"}


def text(command: argparse.ArgumentParser) -> None:
    """The wording of a text that the user holds."""
    command.add_argument(
        "--text", action="append", default=[], metavar="PLAN=FILE",
        help="bind your own copy of a text to its points by their numbers (us-28=copy.txt)",
    )  # fmt: skip


def date(text: str) -> str:
    """Reads a date."""
    from peaceplans.ledger.days import day_of

    try:
        day_of(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None
    return text


def at(command: argparse.ArgumentParser) -> None:
    """The date of a question."""
    command.add_argument(
        "--at", type=date, metavar="DATE", help="ask at this date (default: the newest entry's)"
    )


def parties(command: argparse.ArgumentParser, help_: str = "only these (repeat, or a,b)") -> None:
    """Only some parties."""
    command.add_argument(
        "--party", "--parties", action="append", default=[], metavar="PARTY", help=help_
    )


def issues(command: argparse.ArgumentParser) -> None:
    """Only some issues."""
    command.add_argument(
        "--issue", "--issues", action="append", default=[], metavar="ISSUE",
        help="only these, with their parts (repeat, or a,b)",
    )  # fmt: skip


def period(command: argparse.ArgumentParser) -> None:
    """From one date to another."""
    command.add_argument("--from", dest="start", type=date, metavar="DATE", help="not before")
    command.add_argument("--to", dest="end", type=date, metavar="DATE", help="not after")


def most(text: str) -> int:
    """Reads how many to show."""
    if not text.isdecimal() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 100000")
    return int(text)


def sides(command: argparse.ArgumentParser) -> None:
    """What is compared with what."""
    texts: Any = command.add_argument(
        "texts", nargs="*", metavar="TEXT",
        help="the earlier and the later text or folder: an id, a file, - (standard input), or a"
        " file of a git revision (main:plans/mine.yaml); with --base or --since the files and"
        " folders to look at",
    )  # fmt: skip
    texts.complete = {"bash": "_shtab_compgen_files"}
    command.add_argument(
        "--base", metavar="REVISION", help="compare plans as they are with those of a git revision"
    )
    command.add_argument(
        "--since", metavar="REVISION",
        help="the same with where this branch left that revision: what it alone introduced",
    )  # fmt: skip
    command.add_argument(
        "--allow-empty", action="store_true", help="let it pass that there is nothing to compare"
    )
    catalog(command)


def policy(command: argparse.ArgumentParser) -> None:
    """What is stopped, and what was accepted."""
    command.add_argument(
        "--fail-on", action="append", default=[], metavar="WHAT",
        help="end 1 at a change of this level or above (substantive, structural, editorial), or"
        " where a declared red line in force is entered (red-line)",
    )  # fmt: skip
    command.add_argument(
        "--fail-on-rule", action="append", default=[], metavar="RULE", help="end 1 at this rule"
    )
    command.add_argument(
        "--scope", action="append", default=[], metavar="POINT",
        help="end 1 at any change outside these points (14, my-draft#14, text)",
    )  # fmt: skip
    command.add_argument(
        "--fail-on-lost-source", action=argparse.BooleanOptionalAction,
        help="end 1 where a source is lost",
    )  # fmt: skip
    command.add_argument(
        "--strict-acceptances", action=argparse.BooleanOptionalAction,
        help="end 1 where an acceptance is over or stale",
    )  # fmt: skip
    command.add_argument(
        "--rules-version", type=rules_version, metavar="N",
        help="apply this version of the rules, or fail: an upgrade then changes no outcome",
    )  # fmt: skip
    command.add_argument(
        "--accepted", metavar="FILE", help="accepted changes (default: peaceplans-accepted.yaml)"
    )
    command.add_argument(
        "--today", type=day, metavar="DATE", help="the day by which acceptances are over"
    )
    command.add_argument(
        "--config", metavar="FILE",
        help="settings (default: the nearest peaceplans.toml, or pyproject.toml)",
    )  # fmt: skip


def day(text: str) -> str:
    """Reads a day of the calendar."""
    from datetime import date as calendar

    try:
        return calendar.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2027-01-31") from None


def fingerprint(text: str) -> str:
    """Reads a fingerprint."""
    from peaceplans.vocabulary import FINGERPRINT

    if not FINGERPRINT.matches(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no fingerprint; expected {FINGERPRINT.meaning}"
        )
    return text
