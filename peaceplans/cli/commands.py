"""The commands: what each is called, its help and examples, its arguments, and where it lives."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from peaceplans.cli.options import (
    FORMATS,
    WITH_TABLES,
    at,
    catalog,
    date,
    issues,
    most,
    output,
    parties,
    period,
    plan,
    rules_version,
)


def _list(command: argparse.ArgumentParser) -> None:
    catalog(command)
    output(command)


def _show(command: argparse.ArgumentParser) -> None:
    command.add_argument("ref", metavar="PLAN[#POINT]", help="us-28, us-28#21 or a file")
    catalog(command)
    output(command)


def _diff(command: argparse.ArgumentParser) -> None:
    plan(command, "old", "the earlier text: an id or a file")
    plan(command, "new", "the later text: an id or a file")
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
        "--rules-version", type=rules_version, metavar="N",
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
    command.add_argument(
        "--fail-on", choices=("red-line",), action="append", default=[], metavar="WHAT",
        help="end 1 where this is found: red-line (a declared red line in force is entered)",
    )  # fmt: skip
    at(command)
    catalog(command)
    output(command, WITH_TABLES)


def _matrix(command: argparse.ArgumentParser) -> None:
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


def _positions(command: argparse.ArgumentParser) -> None:
    parties(command)
    issues(command)
    at(command)
    catalog(command)
    output(command, WITH_TABLES)


def _gap(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "name", nargs="?", metavar="ISSUE|PARAMETER",
        help="an issue, a parameter or a cell such as withdrawal[donetsk-rest] (default: all)",
    )  # fmt: skip
    at(command)
    parties(command, "among these (default: those who negotiate)")
    catalog(command)
    output(command, WITH_TABLES)


def _agreement(command: argparse.ArgumentParser) -> None:
    at(command)
    parties(command)
    issues(command)
    catalog(command)
    output(command, WITH_TABLES)


def _timeline(command: argparse.ArgumentParser) -> None:
    issues(command)
    parties(command)
    period(command)
    catalog(command)
    output(command, WITH_TABLES)


def _shifts(command: argparse.ArgumentParser) -> None:
    command.add_argument("start", type=date, metavar="FROM", help="the first date")
    command.add_argument(
        "end", nargs="?", type=date, metavar="TO", help="the second (default: the newest entry's)"
    )
    parties(command)
    issues(command)
    catalog(command)
    output(command, WITH_TABLES)


def _sequence(command: argparse.ArgumentParser) -> None:
    plan(command, "plan", "an id or a file")
    catalog(command)
    output(command, (*FORMATS, "html", "dot"))


def _what_if(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "answers", nargs="*", metavar="ANSWER",
        help="a parameter or cell with its answer, or an option of a plan (ua-us-20#12/ukraine)",
    )  # fmt: skip
    at(command)
    parties(command)
    catalog(command)
    output(command, WITH_TABLES)


def _search(command: argparse.ArgumentParser) -> None:
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


def _precedents(command: argparse.ArgumentParser) -> None:
    command.add_argument("ref", nargs="?", metavar="PLAN#POINT", help="the point to compare")
    command.add_argument(
        "--issue", action="append", default=[], metavar="ISSUE", help="a whole issue"
    )
    command.add_argument(
        "--parameter", action="append", default=[], metavar="PARAMETER", help="one question"
    )
    catalog(command)
    output(command, WITH_TABLES)


def _coverage(command: argparse.ArgumentParser) -> None:
    period(command)
    command.add_argument(
        "--corpus", action="store_true", help="of the texts instead: what is known of each"
    )
    command.add_argument("--by", choices=("all", "month"), default="all", help="a table for each")
    parties(command)
    issues(command)
    catalog(command)
    output(command, WITH_TABLES)


def _plan_only(command: argparse.ArgumentParser) -> None:
    plan(command, "plan", "an id or a file")
    catalog(command)
    output(command)


def _cite(command: argparse.ArgumentParser) -> None:
    command.add_argument("ref", metavar="PLAN[#POINT]", help="us-28#6, us-28 or a file")
    catalog(command)
    output(command)


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
        "which", nargs="?", default="plan", metavar="KIND",
        choices=("plan", "registry", "positions", "events", "facts", "diff"),
        help="of files of plans, registries, positions, events, facts; of what diff -f json prints",
    )  # fmt: skip
    command.add_argument("-o", "--output", metavar="FILE", help="write to a file")


def _rules(command: argparse.ArgumentParser) -> None:
    output(command, WITH_TABLES)


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("rule", metavar="RULE", help="a rule that `peaceplans rules` lists")
    output(command)


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
            "diff us-28 ua-us-20 --parties --at 2026-01-10",
            "diff us-28 drafts/mine.yaml --fail-on red-line --party ukraine",
        ),
        _diff,
    ),
    "matrix": (
        "say who stands where on each provision of a plan",
        (
            "matrix ua-us-20",
            "matrix ua-us-20 --at 2026-01-10 --party russia,ukraine",
            "matrix us-28 --issue zaporizhzhia-npp",
            "matrix ua-us-20 -f csv=matrix.csv",
        ),
        _matrix,
    ),
    "positions": (
        "say where parties stood on issues at a date, and who says so",
        (
            "positions --party russia --issue foreign-forces --at 2026-01-10",
            "positions --issue territory",
        ),
        _positions,
    ),
    "gap": (
        "say what the stated positions leave for agreement",
        (
            "gap",
            "gap zaporizhzhia-npp",
            "gap armed-forces-ceiling --at 2025-12-24",
            "gap guarantee-duration --parties ukraine,united-states",
        ),
        _gap,
    ),
    "agreement": (
        "count for each two parties the answers that they share or that divide them",
        ("agreement", "agreement --issue territory --party ukraine,russia"),
        _agreement,
    ),
    "timeline": (
        "list plans, statements and events by date",
        ("timeline --from 2026-09", "timeline --issue zaporizhzhia-npp --party russia"),
        _timeline,
    ),
    "shifts": (
        "say which party moved on which issue between two dates, and how",
        ("shifts 2025-11-30 2026-01-31", "shifts 2025-12-24 --party united-states"),
        _shifts,
    ),
    "sequence": (
        "say what must happen before what in a plan, and where that goes in a circle",
        ("sequence ua-us-20", "sequence ua-us-20 -f dot=order.dot"),
        _sequence,
    ),
    "what-if": (
        "hold a package of answers against the stated positions",
        (
            "what-if znpp-operator=us-ukraine-company 'withdrawal[donetsk-rest]=both-equally'",
            "what-if ua-us-20#12/ukraine ua-us-20#14/zone",
        ),
        _what_if,
    ),
    "coverage": (
        "say what the ledger of positions holds, and where nobody has looked",
        ("coverage", "coverage --by month --party ukraine,russia", "coverage --corpus"),
        _coverage,
    ),
    "search": (
        "find words in points, positions, events and facts",
        (
            'search "security guarantees" --issue territory',
            "search police zone --plan ua-us-20",
            "search referendum --party russia --from 2025-12",
        ),
        _search,
    ),
    "precedents": (
        "say what other texts have on the matter of a point, an issue or a parameter",
        (
            "precedents us-28#21",
            "precedents --parameter armed-forces-ceiling",
            "precedents --issue security-guarantees",
        ),
        _precedents,
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
    "matrix": "position_commands",
    "positions": "position_commands",
    "gap": "position_commands",
    "agreement": "position_commands",
    "what-if": "position_commands",
    "coverage": "position_commands",
    "search": "corpus_commands",
    "precedents": "corpus_commands",
    "timeline": "time_commands",
    "shifts": "time_commands",
    "sequence": "time_commands",
    "validate": "writing_commands",
    "new": "writing_commands",
    "schema": "writing_commands",
    "completion": "writing_commands",
}
