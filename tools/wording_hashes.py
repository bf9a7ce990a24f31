"""Hash the eight-word runs of published wordings of the plans.

Why: every text in ``plans/`` is in our own words, and a test has to show it. The published wordings
belong to others and are not kept here, so the test compares hashes: this tool reads a folder of
such wordings, kept anywhere outside the repository (one UTF-8 ``.txt`` file per source, in a folder
per plan), and writes the hash of each run of eight consecutive words.

Regenerating replaces the file: give it every wording, not only the new ones.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

LENGTH = 8
"""Words in a run. Shorter ones meet by chance in any two texts on one subject."""

CANARY = "The canary's well-known song, “Ceiling of 600,000 NOTES”, rings out in every new file"
"""A sentence of ours, hashed along with the wordings.

A change of `words` or `digest` without a new file would let copies through unseen; then the canary
is no longer found, and the test says so.
"""

APOSTROPHES = re.compile("['`\u2018\u2019\u02bc]")
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Split a text into words that compare alike however it is printed.

    Compatibility forms and case are folded and apostrophes dropped, so that the curly and the plain
    "Ukraine's" are one word; whatever is neither letter nor digit separates: "600,000" is two.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return WORD.findall(APOSTROPHES.sub("", folded))


def runs(text: str, length: int = LENGTH) -> Iterator[tuple[str, ...]]:
    """Yield every run of `length` consecutive words, in order; none if the text is shorter."""
    found = words(text)
    for start in range(len(found) - length + 1):
        yield tuple(found[start : start + length])


def digest(run: Sequence[str]) -> str:
    """Return the BLAKE2b digest of a run, eight bytes as hex.

    Eight bytes keep the file small; a chance hit among ten thousand runs is out of the question.
    """
    return hashlib.blake2b(" ".join(run).encode(), digest_size=8).hexdigest()


def read_digests(path: Path) -> frozenset[str]:
    """Read a file that this tool wrote."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def render(folder: Path) -> str:
    """Return the file for a folder of wordings: header, then the digests, sorted and unique.

    Raises `ValueError` if the folder holds no ``.txt`` file, or one that is not UTF-8.
    """
    files = sorted(folder.rglob("*.txt"))
    if not files:
        raise ValueError(f"{folder}: no .txt file in it")
    digests = {digest(run) for run in runs(CANARY)}
    for file in files:
        try:
            digests.update(digest(run) for run in runs(file.read_text(encoding="utf-8")))
        except UnicodeDecodeError as error:
            raise ValueError(f"{file}: not UTF-8 ({error.reason} at byte {error.start})") from error
    groups = Counter(file.relative_to(folder).parent.as_posix() for file in files)
    header = [
        f"# Hashes of {LENGTH}-word runs of published wordings; the wordings are not kept here.",
        f"# {len(digests)} different runs from {len(files)} files and one sentence of ours",
        "# by folder: " + ", ".join(f"{name} {count}" for name, count in sorted(groups.items())),
        "# regenerate: python tools/wording_hashes.py FOLDER tests/data/published-wordings.txt",
    ]
    return "\n".join([*header, *sorted(digests)]) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; wrong usage and unreadable input end with exit code 2."""
    parser = argparse.ArgumentParser(
        description=f"Hash the {LENGTH}-word runs of published wordings of the plans."
    )
    parser.add_argument("folder", type=Path, help="wordings: UTF-8 .txt files, searched in depth")
    parser.add_argument("output", type=Path, help="the file of hashes to write")
    arguments = parser.parse_args(argv)
    try:
        text = render(arguments.folder)
        arguments.output.write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
