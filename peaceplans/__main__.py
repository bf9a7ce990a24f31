"""`python -m peaceplans` is the program `peaceplans`."""

import sys

from peaceplans.cli.main import main

sys.exit(main())
