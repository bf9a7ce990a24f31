"""Adds the compiled form of the built-in data to wheels, so that a command need not read YAML."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledData(BuildHookInterface[Any]):
    """Compiles `plans/` into the ignored `build/` and ships that as `peaceplans/_compiled`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make it for a wheel; an editable installation keeps its own and needs none."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from peaceplans.catalogs.builtin import compile_to, from_yaml
        finally:
            sys.path.remove(self.root)
        folder = Path(self.root, "build", "wheel")
        shutil.rmtree(folder, ignore_errors=True)
        compile_to(folder, from_yaml(), "")
        build_data["force_include"][str(folder)] = "peaceplans/_compiled"
