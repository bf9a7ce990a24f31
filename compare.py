"""Print what changed from one plan to another; the first run sets everything up in `.venv`.

python3 compare.py                        the 28-point plan and the 20-point framework
python3 compare.py OLD NEW [OPTION ...]   any other two, as `peaceplans diff` takes them
"""

import sys

from tools.environment import RUN, run

if __name__ == "__main__":
    raise SystemExit(run(RUN, "peaceplans", "diff", *(sys.argv[1:] or ["us-28", "ua-us-20"])))
