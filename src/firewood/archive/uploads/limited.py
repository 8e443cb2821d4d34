"""Run one of the readers in a process of its own, with a folder of its own and little of everything."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

READERS = Path(__file__).parent.parent / "readers"
SECONDS = 30
MOST_TOLD = 8 * 1024**2
AT_ONCE = BoundedSemaphore(2)
"""So many files are read at the same time in one process of the web server; the others wait their turn."""
TOO_SLOW, UNSPOKEN = -1, -2


@dataclass(frozen=True)
class Outcome:
    """How a reader ended: its exit code and what it told."""

    code: int
    told: Mapping[str, Any] = field(default_factory=dict)


def read_apart(reader: str, source: Path, folder: Path) -> Outcome:
    """Let a reader read `source` and write into `folder`, which is empty. Never raises for what is in the file."""
    # -I: the process sees neither our settings nor our folders
    command = [sys.executable, "-I", str(READERS / f"{reader}.py"), str(folder)]
    try:
        with AT_ONCE, source.open("rb") as sent:
            done = subprocess.run(  # noqa: S603  our own program, no shell
                command, stdin=sent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS,
                check=False, env={}, cwd=folder,
            )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Outcome(TOO_SLOW)
    if done.returncode != 0:
        return Outcome(done.returncode)
    told = folder / "told.json"
    if not told.is_file() or told.stat().st_size > MOST_TOLD:
        return Outcome(UNSPOKEN)
    return Outcome(0, json.loads(told.read_bytes()))
