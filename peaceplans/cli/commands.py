"""The commands: which module runs each, its help and its examples."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command: the module of `peaceplans.cli` that runs it, what it does, how it is called."""

    module: str
    help: str
    examples: tuple[str, ...]


COMMANDS: dict[str, Command] = {
    "list": Command(
        "reading_commands", "list the plans", ("list", "list --catalog drafts/", "list -f json")
    ),
    "show": Command(
        "reading_commands",
        "show a plan or one of its points",
        ("show us-28", "show us-28#21", "show ua-us-20#12 -f markdown"),
    ),
    "diff": Command(
        "diff_command",
        "say what changed from one plan to another, and stop what must not change",
        (
            "diff us-28 ua-us-20",
            "diff us-28 ua-us-20 --stat",
            "diff us-28 drafts/mine.yaml --all --explain-matching",
            "diff us-28 ua-us-20 -f json=d.json -f html=d.html",
            "diff us-28 ua-us-20 --parties --at 2026-01-10",
            "diff us-28 drafts/mine.yaml --fail-on red-line --party ukraine",
            "diff HEAD:drafts/mine.yaml drafts/mine.yaml --scope 14",
            "diff --since origin/main drafts/ --fail-on substantive -f sarif=found.sarif",
        ),
    ),
    "accept": Command(
        "accept_commands",
        "accept one change that diff stops, with a reason",
        (
            'accept 0f3c5a7788d1e2b4 --plan my-draft --reason "agreed on 12 January"',
            'accept 0f3c5a7788d1e2b4 --since origin/main --reason "…" --until 2027-01-31',
        ),
    ),
    "git-diff-driver": Command(
        "accept_commands",
        "compare plans for git diff, as its external diff command",
        ("git-diff-driver drafts/mine.yaml old.yaml 1a2b 100644 new.yaml 3c4d 100644",),
    ),
    "synopsis": Command(
        "many_commands",
        "lay any number of plans side by side, point by point or issue by issue",
        (
            "synopsis us-28 e3-counter ua-us-20",
            "synopsis us-28 e3-counter ua-us-20 --by issue --issue armed-forces-size",
            "synopsis us-28 e3-counter ua-us-20 -f html=synopsis.html",
        ),
    ),
    "trace": Command(
        "many_commands",
        "tell the life of a parameter or a point through the plans, by date",
        ("trace armed-forces-ceiling", "trace 'control[kherson]'", "trace us-28#19"),
    ),
    "diff3": Command(
        "many_commands",
        "say what two plans changed against a common base, and where they conflict",
        (
            "diff3 us-28 e3-counter ua-us-20",
            "diff3 us-28 drafts/mine.yaml drafts/theirs.yaml --fail-on conflict",
        ),
    ),
    "matrix": Command(
        "position_commands",
        "say who stands where on each provision of a plan",
        (
            "matrix ua-us-20",
            "matrix ua-us-20 --at 2026-01-10 --party russia,ukraine",
            "matrix us-28 --issue zaporizhzhia-npp",
            "matrix ua-us-20 -f csv=matrix.csv",
        ),
    ),
    "positions": Command(
        "position_commands",
        "say where parties stood on issues at a date, and who says so",
        (
            "positions --party russia --issue foreign-forces --at 2026-01-10",
            "positions --issue territory",
        ),
    ),
    "gap": Command(
        "position_commands",
        "say what the stated positions leave for agreement",
        (
            "gap",
            "gap zaporizhzhia-npp",
            "gap armed-forces-ceiling --at 2025-12-24",
            "gap guarantee-duration --parties ukraine,united-states",
        ),
    ),
    "agreement": Command(
        "position_commands",
        "count for each two parties the answers that they share or that divide them",
        ("agreement", "agreement --issue territory --party ukraine,russia"),
    ),
    "timeline": Command(
        "time_commands",
        "list plans, statements and events by date",
        ("timeline --from 2026-09", "timeline --issue zaporizhzhia-npp --party russia"),
    ),
    "shifts": Command(
        "time_commands",
        "say which party moved on which issue between two dates, and how",
        ("shifts 2025-11-30 2026-01-31", "shifts 2025-12-24 --party united-states"),
    ),
    "sequence": Command(
        "time_commands",
        "say what must happen before what in a plan, and where that goes in a circle",
        ("sequence ua-us-20", "sequence ua-us-20 -f dot=order.dot"),
    ),
    "what-if": Command(
        "position_commands",
        "hold a package of answers against the stated positions",
        (
            "what-if znpp-operator=us-ukraine-company 'withdrawal[donetsk-rest]=both-equally'",
            "what-if ua-us-20#12/ukraine ua-us-20#14/zone",
        ),
    ),
    "coverage": Command(
        "position_commands",
        "say what the ledger of positions holds, and where nobody has looked",
        ("coverage", "coverage --by month --party ukraine,russia", "coverage --corpus"),
    ),
    "search": Command(
        "corpus_commands",
        "find words in points, positions, events and facts",
        (
            'search "security guarantees" --issue territory',
            "search police zone --plan ua-us-20",
            "search referendum --party russia --from 2025-12",
        ),
    ),
    "precedents": Command(
        "corpus_commands",
        "say what other texts have on the matter of a point, an issue or a parameter",
        (
            "precedents us-28#21",
            "precedents --parameter armed-forces-ceiling",
            "precedents --issue security-guarantees",
        ),
    ),
    "unknowns": Command(
        "reading_commands",
        "say what is not known of a plan: unread, blank, single-sourced, differing",
        ("unknowns us-28", "unknowns ua-us-20 -f markdown"),
    ),
    "cite": Command(
        "reading_commands", "give a sentence ready to print", ("cite us-28#6", "cite ua-us-20")
    ),
    "validate": Command(
        "writing_commands",
        "check plan files and name every fault with its line",
        ("validate", "validate drafts/mine.yaml", "validate drafts/ --fix"),
    ),
    "new": Command(
        "writing_commands",
        "write the beginning of a plan file that validates",
        ("new my-draft --date 2026-01-31", "new my-draft --date 2026-01 -o drafts/my-draft.yaml"),
    ),
    "apply": Command(
        "patch_commands",
        "apply a saved comparison to the old plan, which gives the new one without comments",
        (
            "apply us-28 d.json",
            "apply drafts/mine.yaml d.json -o drafts/next.yaml",
            "apply main:drafts/mine.yaml -",
        ),
    ),
    "docs": Command(
        "docs_command",
        "build or serve a site of pages about all plans, parties and issues",
        ("docs build -o site", "docs serve", 'docs build --catalog drafts/ --name "Our drafts"'),
    ),
    "schema": Command(
        "writing_commands",
        "print the JSON Schema that editors check plan files with",
        ("schema", "schema registry -o registry.schema.json"),
    ),
    "rules": Command(
        "comparing_commands",
        "list the rules by which changes are named",
        ("rules", "rules -f json"),
    ),
    "explain": Command(
        "comparing_commands",
        "explain a rule with before and after from the plans",
        ("explain parameter-raised", "explain point-dropped"),
    ),
    "completion": Command(
        "writing_commands",
        "print the completion script of a shell",
        (
            "completion bash > ~/.local/share/bash-completion/completions/peaceplans",
            "completion zsh",
        ),
    ),
}
