"""`python -m peaceplans` is the program `peaceplans`."""

from peaceplans.cli.main import entry

entry()
