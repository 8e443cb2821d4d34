"""Everything that must be true, one line each: `make test`. With `--quick` without pytest: `make check`."""

import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
PLACES = [place for place in ("src", "tests", "benchmarks", "hatch_build.py") if Path(place).exists()]
QUICK = {
    "lint": ["ruff", "check", "--quiet", *PLACES],
    "format": ["ruff", "format", "--check", "--quiet", *PLACES],
    "pages": ["djangofmt", "--check", "--quiet", "src"],
    "imports": ["lint-imports"],
    "types": ["mypy"],
}
SIDE_BY_SIDE = ["-n", str(min(len(os.sched_getaffinity(0)), 4)), "--dist", "loadfile", "--no-loadscope-reorder"]
"""As many test processes as there are processors, each with its own PostgreSQL and browser; a file goes to one."""


def run(name: str, command: list[str]) -> bool:
    """Run one tool; print one line, and what it said when it failed."""
    started = time.monotonic()
    done = subprocess.run([str(BIN / command[0]), *command[1:]], check=False, capture_output=True, text=True)
    kept = done.returncode == 0
    if not kept:
        print(done.stdout, done.stderr, sep="", end="")
    print(f"{name:8} {'ok' if kept else 'FAILED'} ({time.monotonic() - started:.1f} s)", flush=True)
    return kept


def main() -> int:
    kept = [run(name, command) for name, command in QUICK.items()]
    if "--quick" not in sys.argv:
        # Last and not captured, so that the closing line of pytest is the last line.
        kept.append(subprocess.run([sys.executable, "-m", "pytest", *SIDE_BY_SIDE], check=False).returncode == 0)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
