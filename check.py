"""Run every check and test of the project; the first run sets everything up in `.venv`.

python3 check.py                  style, types, floors, generated files and all tests
python3 check.py -k lineage -x    the same, with options for pytest
"""

import sys

from tools.environment import DEV, ROOT, run

if __name__ == "__main__":
    raise SystemExit(run(DEV, "python", str(ROOT / "tools" / "checks.py"), *sys.argv[1:]))
