"""README and documentation say what is so: their examples run, their links lead somewhere.

In a page, `console` blocks show commands as they are typed and `pycon` blocks Python at the
prompt; a `yaml` block begins with a comment that names the file it stands for; `text` is not run.
A page is one story: its blocks run in order, in an empty folder of its own.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

import peaceplans
from peaceplans.cli.commands import COMMANDS
from peaceplans.cli.main import main
from tools import doc_tables

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FILE = re.compile(r"# ([\w./-]+\.(?:ya?ml|toml))\n")
BESIDE = ("git", "mkdir", "sed")
VARIABLE = re.compile(r"([A-Z_]+)=(\S+)")
OF_THE_CHECKOUT = re.compile(r"python3? ([\w/]+\.py)( |$)")
SETTING_UP = ("python3 -m pip install .", ". .venv/bin/activate")
"""What a reader types and a test has done already."""
LAST_CODE = "echo $?"
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "a team",
    "GIT_AUTHOR_EMAIL": "team@example.org",
    "GIT_COMMITTER_NAME": "a team",
    "GIT_COMMITTER_EMAIL": "team@example.org",
}

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


class Story:
    """The blocks of one page, run one after the other."""

    def __init__(self, page: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.page = page
        self.folder = folder
        self.capsys = capsys
        self.names: dict[str, object] = {}

    def run(self) -> None:
        """Run every block in its language; one of an unknown language is an error."""
        for language, block in FENCE.findall(self.page.read_text(encoding="utf-8")):
            getattr(self, language or "without_language")(block)

    def console(self, block: str) -> None:
        """Each command ends with 0, or with the code that `echo $?` shows after it."""
        commands = list(typed(block))
        for number, (command, shown) in enumerate(commands):
            if command == LAST_CODE:
                continue
            following = commands[number + 1 :][:1]
            expected = int(following[0][1]) if following and following[0][0] == LAST_CODE else 0
            if match := OF_THE_CHECKOUT.match(command):
                assert (ROOT / match[1]).is_file(), f"no {match[1]} to run"
            elif command not in SETTING_UP:
                self.command(command, shown, expected)

    def command(self, command: str, shown: str, expected: int) -> None:
        """A command ends with the code and, where output is shown, prints that."""
        program, *arguments = shlex.split(command)
        with pytest.MonkeyPatch.context() as patch:
            while match := VARIABLE.fullmatch(program):
                patch.setenv(*match.groups())
                program, *arguments = arguments
            if program in BESIDE:
                done = subprocess.run(
                    [program, *arguments], env={**os.environ, **NOBODY}, check=False
                )
                assert done.returncode == expected, command
                return
            assert program == "peaceplans", f"{command!r} is nothing that a page may tell to run"
            code = main(arguments)
        printed = "".join(self.capsys.readouterr())
        assert code == expected, f"{command} ended with {code}:\n{printed}"
        if shown:
            alike = doctest.OutputChecker().check_output(shown, printed, OPTIONS)
            assert alike, f"{command} prints\n{printed}\nand the page shows\n{shown}"

    def pycon(self, block: str) -> None:
        """Python answers as shown; names stay for the next block."""
        test = doctest.DocTestParser().get_doctest(block, self.names, self.page.name, None, 0)
        told: list[str] = []
        outcome = doctest.DocTestRunner(optionflags=OPTIONS).run(
            test, out=told.append, clear_globs=False
        )
        self.names = test.globs
        assert outcome.attempted
        assert not outcome.failed, "".join(told)

    def yaml(self, block: str) -> None:
        """A file that later commands read."""
        named = FILE.match(block)
        assert named, f"a yaml block that names no file:\n{block}"
        path = self.folder / named[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")

    def toml(self, block: str) -> None:
        """A file of settings."""
        self.yaml(block)

    def text(self, _: str) -> None:
        """A diagram or a line to look at."""

    def sh(self, _: str) -> None:
        """A recipe; tests/test_recipes.py runs it."""


def typed(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with the output that is shown for it, which may be empty."""
    first, *commands = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert not first, f"a console block that begins with no command:\n{block}"
    for each in commands:
        command, _, shown = each.partition("\n")
        yield command, shown


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """The anchors that the headings of a page make."""
    return {slugify(heading, "-") for heading in HEADING.findall(prose(page))}


@every_page
def test_examples_are_real(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every command ends and prints, and every line of Python answers, as the page shows."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    (tmp_path / "drafts").mkdir()
    Story(page, tmp_path, capsys).run()


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    """Every link inside the repository has a file, and its anchor a heading there."""
    for target in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        to = (page.parent / path) if path else page
        assert to.is_file(), f"{target} leads nowhere"
        assert not anchor or anchor in anchors(to), f"{target} names no heading"


@every_page
def test_a_page_has_one_title(page: Path) -> None:
    """Each page has one heading of the first level, its first line, and none of the same name."""
    headings = re.findall(r"^(#+) (.+)$", prose(page), flags=re.MULTILINE)
    assert [depth for depth, _ in headings].count("#") == 1
    assert page.read_text(encoding="utf-8").startswith("# ")
    slugs = [slugify(heading, "-") for _, heading in headings]
    assert sorted(slugs) == sorted(set(slugs))


def test_generated_tables_are_up_to_date() -> None:
    """The tables in the pages are those that code and data give now."""
    stale = [
        page.name
        for page in doc_tables.pages()
        if doc_tables.filled(page) != page.read_text(encoding="utf-8")
    ]
    assert not stale, f"run python tools/doc_tables.py for {', '.join(stale)}"


def test_every_key_has_a_meaning() -> None:
    """The codebook has the table of every class, and tells of no class that there is not."""
    told = {
        name.removeprefix("keys ")
        for name in re.findall(
            r"<!-- table: (keys \w+) -->",
            (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8"),
        )
    }
    assert told == set(doc_tables.MEANINGS) == {*doc_tables.CLASSES, "Setting"}


def test_every_command_is_in_the_readme() -> None:
    """Whoever reads the README knows of every command that there is."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if not re.search(rf"`(peaceplans )?{name}\b", readme)] == []


def test_every_floor_is_in_the_architecture() -> None:
    """The page has each module of the package that the floors are made of."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = {path.stem for path in Path(peaceplans.__file__).parent.iterdir()}
    public = {name for name in modules if re.fullmatch("[a-z]+", name)} - {"py"}
    assert [name for name in sorted(public) if f"`{name}`" not in page] == []


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    """`mkdocs build --strict` succeeds: pages, navigation, links and anchors fit together."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = ("index.html", "guide.html", "points/us-28/19.html")  # ours, and the generated ones
    assert [page for page in pages if not (tmp_path / page).is_file()] == []
