"""Where data files lie: in a folder on disk, or in the same folder of a git revision."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Protocol

import attrs

from peaceplans.catalogs.revisions import Revision, within
from peaceplans.reading.document import Document, parse, read

ENDINGS = (".yaml", ".yml")


class Tree(Protocol):
    """A folder of files, by their paths from it."""

    @property
    def name(self) -> str:
        """The folder as it was asked for."""

    def files(self) -> list[PurePosixPath]:
        """The YAML files, by name; hidden ones are none of ours."""

    def read(self, path: PurePosixPath) -> Document:
        """One of them. Raises Invalid if it cannot be read as a document."""


@attrs.frozen
class OnDisk:
    """A folder of the file system."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder as it was asked for."""
        return str(self.folder)

    def files(self) -> list[PurePosixPath]:
        """The YAML files, by name."""
        found = (path for ending in ENDINGS for path in self.folder.rglob(f"*{ending}"))
        return _shown(PurePosixPath(path.relative_to(self.folder).as_posix()) for path in found)

    def read(self, path: PurePosixPath) -> Document:
        """One of them. Raises Invalid if it cannot be read as a document."""
        return read(self.folder / path)


@attrs.frozen
class Committed:
    """A folder as a revision has it; `folder` counts from the top of the repository."""

    revision: Revision
    folder: PurePosixPath

    @property
    def name(self) -> str:
        """The folder as git writes it."""
        return f"{self.revision.name}:{self._inside}"

    def files(self) -> list[PurePosixPath]:
        """The YAML files, by name."""
        found = (path.relative_to(self.folder) for path in self.revision.files(self._inside))
        return _shown(path for path in found if path.suffix in ENDINGS)

    def read(self, path: PurePosixPath) -> Document:
        """One of them. Raises Invalid if it cannot be read as a document."""
        whole = self.folder / path
        return parse(self.revision.read(whole), f"{self.revision.name}:{whole}")

    @property
    def _inside(self) -> str:
        return "" if self.folder == PurePosixPath(".") else self.folder.as_posix()


def committed(found: Revision, folder: str | os.PathLike[str]) -> Committed:
    """A folder on disk as a revision has it. Raises NotFound if it is not in the repository."""
    return Committed(found, within(found, Path(folder)))


def _shown(paths: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """Without what is hidden, by name."""
    return sorted(p for p in paths if not any(part.startswith(".") for part in p.parts))
