"""What each command takes: a function for each, named as the command is."""

from __future__ import annotations

import argparse
from typing import Any

from peaceplans.cli.options import (
    FORMATS,
    OF_A_GATE,
    WITH_TABLES,
    at,
    catalog,
    date,
    day,
    fingerprint,
    issues,
    most,
    output,
    parties,
    period,
    plan,
    policy,
    sides,
    text,
)


def list(command: argparse.ArgumentParser) -> None:
    """Arguments of `list`."""
    catalog(command)
    output(command)


def show(command: argparse.ArgumentParser) -> None:
    """Arguments of `show`."""
    command.add_argument("ref", metavar="PLAN[#POINT]", help="us-28, us-28#21 or a file")
    text(command)
    catalog(command)
    output(command)


def diff(command: argparse.ArgumentParser) -> None:
    """Arguments of `diff`."""
    sides(command)
    command.add_argument("--all", action="store_true", help="also show wording and provenance")
    command.add_argument(
        "--reading", action="append", default=[], metavar="PLAN=EDITION",
        help="compare a text as an edition or source prints it (us-28=reuters)",
    )  # fmt: skip
    text(command)
    command.add_argument(
        "--no-lineage", action="store_true",
        help="match the points by their content only, as if no origin were declared",
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
    command.add_argument(
        "--parties", action="store_true",
        help="also say what the changes mean for each party by its stated positions",
    )  # fmt: skip
    command.add_argument(
        "--party", action="append", default=[], metavar="PARTY",
        help="with --parties or --fail-on: only for these (repeat, or a,b)",
    )  # fmt: skip
    command.add_argument(
        "--silence-as-default", action="store_true",
        help="with these: judge silence by the value that its parameter declares, and mark it",
    )  # fmt: skip
    at(command)
    policy(command)
    output(command, OF_A_GATE)
    command.add_argument(
        "--report-url", default="", metavar="URL",
        help="where the whole report is, for a comment that has no room for it",
    )  # fmt: skip


def accept(command: argparse.ArgumentParser) -> None:
    """Arguments of `accept`."""
    command.add_argument("fingerprint", type=fingerprint, help="of the change, as diff prints it")
    sides(command)
    command.add_argument("--reason", required=True, help="why the change is accepted")
    command.add_argument("--plan", metavar="PLAN", help="accept it in this text only")
    command.add_argument("--until", type=day, metavar="DATE", help="accept it up to this day")
    policy(command)


def git_diff_driver(command: argparse.ArgumentParser) -> None:
    """Arguments of `git-diff-driver`, as git gives them."""
    command.add_argument(
        "given", nargs="+", metavar="PATH",
        help="path, old file, its hash and mode, new file, its hash and mode",
    )  # fmt: skip


def synopsis(command: argparse.ArgumentParser) -> None:
    """Arguments of `synopsis`."""
    texts: Any = command.add_argument(
        "plans", nargs="+", metavar="PLAN", help="ids or files, in the order of the columns"
    )
    texts.complete = {"bash": "_shtab_compgen_files"}
    command.add_argument(
        "--by", choices=("point", "issue"), default="point",
        help="a row for corresponding points (default), or the values by issue",
    )  # fmt: skip
    issues(command)
    catalog(command)
    output(command, WITH_TABLES)


def trace(command: argparse.ArgumentParser) -> None:
    """Arguments of `trace`."""
    command.add_argument(
        "ref", metavar="PARAMETER|PLAN#POINT",
        help="a parameter, a cell such as control[kherson], or a point such as us-28#19",
    )  # fmt: skip
    command.add_argument("--all", action="store_true", help="also texts on other wars")
    catalog(command)
    output(command, WITH_TABLES)


def diff3(command: argparse.ArgumentParser) -> None:
    """Arguments of `diff3`."""
    plan(command, "base", "the text that both others go back to: an id or a file")
    plan(command, "left", "one of the two: an id or a file")
    plan(command, "right", "the other: an id or a file")
    command.add_argument(
        "--fail-on", choices=("conflict",), action="append", default=[], metavar="WHAT",
        help="end 1 where this is found: conflict (both changed the same thing, differently)",
    )  # fmt: skip
    catalog(command)
    output(command, WITH_TABLES)


def matrix(command: argparse.ArgumentParser) -> None:
    """Arguments of `matrix`."""
    plan(command, "plan", "an id or a file")
    at(command)
    parties(command)
    issues(command)
    command.add_argument(
        "--entries", action="store_true",
        help="the statement behind each sign (also where a party or an issue is asked for)",
    )  # fmt: skip
    catalog(command)
    output(command, WITH_TABLES)


def positions(command: argparse.ArgumentParser) -> None:
    """Arguments of `positions`."""
    parties(command)
    issues(command)
    at(command)
    catalog(command)
    output(command, WITH_TABLES)


def gap(command: argparse.ArgumentParser) -> None:
    """Arguments of `gap`."""
    command.add_argument(
        "name", nargs="?", metavar="ISSUE|PARAMETER",
        help="an issue, a parameter or a cell such as withdrawal[donetsk-rest] (default: all)",
    )  # fmt: skip
    at(command)
    parties(command, "among these (default: those who negotiate)")
    catalog(command)
    output(command, WITH_TABLES)


def agreement(command: argparse.ArgumentParser) -> None:
    """Arguments of `agreement`."""
    at(command)
    parties(command)
    issues(command)
    catalog(command)
    output(command, WITH_TABLES)


def timeline(command: argparse.ArgumentParser) -> None:
    """Arguments of `timeline`."""
    issues(command)
    parties(command)
    period(command)
    catalog(command)
    output(command, WITH_TABLES)


def shifts(command: argparse.ArgumentParser) -> None:
    """Arguments of `shifts`."""
    command.add_argument("start", type=date, metavar="FROM", help="the first date")
    command.add_argument(
        "end", nargs="?", type=date, metavar="TO", help="the second (default: the newest entry's)"
    )
    parties(command)
    issues(command)
    catalog(command)
    output(command, WITH_TABLES)


def sequence(command: argparse.ArgumentParser) -> None:
    """Arguments of `sequence`."""
    plan(command, "plan", "an id or a file")
    catalog(command)
    output(command, (*FORMATS, "html", "dot"))


def what_if(command: argparse.ArgumentParser) -> None:
    """Arguments of `what-if`."""
    command.add_argument(
        "answers", nargs="*", metavar="ANSWER",
        help="a parameter or cell with its answer, or an option of a plan (ua-us-20#12/ukraine)",
    )  # fmt: skip
    at(command)
    parties(command)
    catalog(command)
    output(command, WITH_TABLES)


def search(command: argparse.ArgumentParser) -> None:
    """Arguments of `search`."""
    command.add_argument("query", nargs="+", metavar="WORD", help='words, or "a phrase"')
    for name in ("party", "issue", "modality", "plan", "parameter"):
        command.add_argument(
            f"--{name}", action="append", default=[], metavar=name.upper(),
            help="only of these (repeat, or a,b)",
        )  # fmt: skip
    period(command)
    command.add_argument(
        "--most", type=most, default=20, metavar="N", help="show so many (default: 20)"
    )
    catalog(command)
    output(command, WITH_TABLES)


def precedents(command: argparse.ArgumentParser) -> None:
    """Arguments of `precedents`."""
    command.add_argument("ref", nargs="?", metavar="PLAN#POINT", help="the point to compare")
    command.add_argument(
        "--issue", action="append", default=[], metavar="ISSUE", help="a whole issue"
    )
    command.add_argument(
        "--parameter", action="append", default=[], metavar="PARAMETER", help="one question"
    )
    catalog(command)
    output(command, WITH_TABLES)


def coverage(command: argparse.ArgumentParser) -> None:
    """Arguments of `coverage`."""
    period(command)
    command.add_argument(
        "--corpus", action="store_true", help="of the texts instead: what is known of each"
    )
    command.add_argument("--by", choices=("all", "month"), default="all", help="a table for each")
    parties(command)
    issues(command)
    catalog(command)
    output(command, WITH_TABLES)


def unknowns(command: argparse.ArgumentParser) -> None:
    """Arguments of `plan-only`."""
    plan(command, "plan", "an id or a file")
    catalog(command)
    output(command)


def cite(command: argparse.ArgumentParser) -> None:
    """Arguments of `cite`."""
    command.add_argument("ref", metavar="PLAN[#POINT]", help="us-28#6, us-28 or a file")
    catalog(command)
    output(command)


def validate(command: argparse.ArgumentParser) -> None:
    """Arguments of `validate`."""
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders (default: the built-in data)"
    )
    command.add_argument(
        "--fix", action="store_true", help="repair what has one right spelling, keeping the style"
    )
    command.add_argument("-f", "--format", choices=("text", "json"), default="text")


def new(command: argparse.ArgumentParser) -> None:
    """Arguments of `new`."""
    command.add_argument("id", metavar="ID", help="lower-case words with dashes, such as my-draft")
    command.add_argument("--title", help="the title of the text (default: made of the id)")
    command.add_argument("--date", help="the date of the text, such as 2025-11-20", required=True)
    command.add_argument("-o", "--output", metavar="FILE", help="write to a new file")


def apply(command: argparse.ArgumentParser) -> None:
    """Arguments of `apply`."""
    plan(command, "old", "the text that the patch was made of: an id or a file")
    plan(command, "patch", "what diff -f json saved, or its patch alone; - reads standard input")
    catalog(command)
    command.add_argument(
        "-o", "--output", metavar="FILE", help="write the new plan's YAML to a file"
    )


def docs(command: argparse.ArgumentParser) -> None:
    """Arguments of `docs`."""
    command.add_argument("action", choices=("build", "serve"), help="into a folder, or to look at")
    command.add_argument(
        "-o", "--output", metavar="FOLDER", default="site", help="where to build (default: site)"
    )
    command.add_argument(
        "--address", metavar="HOST:PORT", default="127.0.0.1:8000",
        help="where to serve (default: 127.0.0.1:8000)",
    )  # fmt: skip
    command.add_argument("--name", default="peaceplans", help="what the site is called")
    command.add_argument(
        "--theme", choices=("material", "mkdocs"), default="material", help="its looks"
    )
    at(command)
    catalog(command)


def schema(command: argparse.ArgumentParser) -> None:
    """Arguments of `schema`."""
    command.add_argument(
        "which", nargs="?", default="plan", metavar="KIND",
        choices=("plan", "registry", "positions", "events", "facts", "diff", "diffs"),
        help="of files of plans, registries, positions, events, facts; of what diff -f json prints",
    )  # fmt: skip
    command.add_argument("-o", "--output", metavar="FILE", help="write to a file")


def rules(command: argparse.ArgumentParser) -> None:
    """Arguments of `rules`."""
    output(command, WITH_TABLES)


def explain(command: argparse.ArgumentParser) -> None:
    """Arguments of `explain`."""
    command.add_argument("rule", metavar="RULE", help="a rule that `peaceplans rules` lists")
    output(command)


def completion(command: argparse.ArgumentParser) -> None:
    """Arguments of `completion`."""
    command.add_argument("shell", choices=("bash", "zsh", "tcsh"))
