"""Run the notebooks of the documentation, keep what they show, and write the page of each.

python tools/notebook.py             bring `docs/notebooks/` and the pages up to date
python tools/notebook.py --check     write nothing; end with 1 if one is not up to date

A notebook is kept with its outputs and without counts of runs, times or names of machines, so
that it changes only where what it shows does. The page beside the others shows the same cells as
Python at the prompt.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {DOCS / "notebooks" / "first-look.ipynb": DOCS / "notebook.md"}
"""Notebook → the page that shows it."""

LEAD = """\
*This page shows [the notebook]({file}). To run it, open the file in a program for notebooks, such \
as JupyterLab, in an environment where `peaceplans` is installed. Below, `>>>` begins what is \
typed, and the lines without it are the answer.*"""


def main(argv: Sequence[str] | None = None) -> int:
    """Write every notebook and page anew, or with `--check` name those not up to date."""
    parser = argparse.ArgumentParser(description="Run the notebooks of docs/.")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if one is stale")
    options = parser.parse_args(argv)
    stale = list(outdated())
    for path, text in stale:
        print(f"{path.name}: {'not up to date' if options.check else 'written'}")
        if not options.check:
            path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if stale and options.check else 0


def outdated() -> Iterator[tuple[Path, str]]:
    """Each file that differs from what it would be now, with what it would be."""
    for path, page in PAGES.items():
        notebook = json.loads(path.read_text(encoding="utf-8"))
        shown = page_of(notebook, path.relative_to(DOCS).as_posix())
        for file, text in ((path, written(notebook)), (page, shown)):
            if not file.is_file() or file.read_text(encoding="utf-8") != text:
                yield file, text


def page_of(notebook: dict[str, Any], name: str) -> str:
    """The page that shows a notebook. Its cells are run from the first to the last in one place,
    and what they print is kept in them.
    """
    first, *cells = notebook["cells"]
    blocks = [code_of(first), LEAD.format(file=name)]
    names: dict[str, Any] = {}
    for cell in cells:
        if cell["cell_type"] == "markdown":
            blocks.append(code_of(cell))
            continue
        done = [(typed, said(typed, names)) for typed in statements(code_of(cell))]
        printed = "".join(answer for _, answer in done)
        cell["execution_count"] = None
        cell["outputs"] = [stream(printed)] if printed else []
        session = "".join(prompted(typed) + answer for typed, answer in done)
        blocks.append(f"```pycon\n{session}\n```")
    return "\n\n".join(blocks) + "\n"


def statements(code: str) -> Iterator[str]:
    """The statements of a cell. Raises ValueError for a bare expression: programs show such a
    value each in their own way, and a notebook that prints looks alike in all of them.
    """
    for statement in ast.parse(code).body:
        if isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Call):
            raise ValueError(f"a value that is not printed:\n{code}")
        yield "\n".join(code.splitlines()[statement.lineno - 1 : statement.end_lineno])


def said(statement: str, names: dict[str, Any]) -> str:
    """What a statement prints."""
    with redirect_stdout(io.StringIO()) as out:
        exec(compile(statement, "<cell>", "exec"), names)
    return out.getvalue()


def prompted(statement: str) -> str:
    """A statement as it is typed at the prompt."""
    first, *others = statement.splitlines()
    return "".join(f"{line}\n" for line in (f">>> {first}", *(f"... {line}" for line in others)))


def stream(text: str) -> dict[str, Any]:
    """What a cell prints, as notebooks keep it."""
    return {"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)}


def code_of(cell: dict[str, Any]) -> str:
    """The source of a cell as one text."""
    return "".join(cell["source"])


def written(notebook: dict[str, Any]) -> str:
    """The file of a notebook."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
