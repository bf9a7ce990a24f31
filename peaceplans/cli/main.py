"""The program: reads the arguments, hands over to the command, turns faults into exit codes.

0 answered, 1 found (faults, what a gate stops, a patch of another text), 2 could not answer,
130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from peaceplans._version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

ANSWERED, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit code is returned, never raised."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        print(f"peaceplans {VERSION}")
        return ANSWERED
    from peaceplans.cli.arguments import parse

    try:
        options = parse(arguments)
        options.argv = arguments
        return _run(options)
    except SystemExit as stop:
        return int(stop.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough; what Python would still flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED


def _run(options: object) -> int:
    from peaceplans.catalogs.loading import NotFound

    run = options.run  # type: ignore[attr-defined]  # every command sets it
    try:
        code = int(run(options))
        sys.stdout.flush()
        return code
    except NotFound as error:
        return _fail(str(error))
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{error.strerror or error}")
    except ValueError as error:
        diagnostics = getattr(error, "diagnostics", None)
        if diagnostics is None:
            raise
        for diagnostic in diagnostics:
            _say(str(diagnostic))
        count = len(diagnostics)
        return _fail(f"cannot be read: {count} fault{'' if count == 1 else 's'}")


def _fail(message: str) -> int:
    _say(f"peaceplans: {message}")
    return FAILED


def _say(message: str) -> None:
    """Say something on the error stream; what a file or its name holds can command nothing."""
    from peaceplans.reports.safe import in_a_log, printable

    print(in_a_log(printable(message)), file=sys.stderr)


def entry() -> NoReturn:
    """The installed command: run and be gone, without taking ten thousand values apart first."""
    import gc

    gc.disable()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            pass  # nobody reads it any more
    os._exit(code)
