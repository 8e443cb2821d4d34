"""The door of the program `firewood`: says at once when a node is up already, then loads the rest."""

import os
import sys
from collections.abc import Sequence

from firewood.project.environment import BadSetting, read_environment
from firewood.project.folder import DataFolder, FolderLock, FolderTaken


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; `arguments` as typed, without the name of the program. Gives the exit code."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if typed[:1] == ["up"]:
            refuse_second_up()
    except (BadSetting, FolderTaken) as refused:
        sys.stderr.write(f"firewood: {refused}\n")
        return 1
    from firewood.project.commands import run  # noqa: PLC0415  it loads all apps, which the refusal need not wait for

    return run(typed)


def refuse_second_up() -> None:
    """Raise FolderTaken while a node is up on the data folder."""
    lock = FolderLock(DataFolder(read_environment(os.environ).data))
    holder = lock.holder()
    if holder and holder.kind == "up" and lock.is_taken():
        raise FolderTaken(lock.folder, holder)


if __name__ == "__main__":
    sys.exit(main())
