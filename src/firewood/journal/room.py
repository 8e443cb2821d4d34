"""Whether the disk has room for one more act; below the floor nothing new is written down."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from firewood.journal.refusals import TooMuch

MIB = 1024**2


def free_bytes() -> int:
    """What is free on the fullest of the disks that hold the data folder and the built-in database."""
    disks: Iterable[Path] = settings.FIREWOOD_DISKS
    return min(shutil.disk_usage(disk).free for disk in disks if disk.exists())


def refuse_when_full() -> None:
    """Refuse while less is free than must be kept: a database without any room stops for everybody."""
    kept = settings.FIREWOOD_ROOM_KEPT
    if kept and (free := free_bytes()) < kept:
        raise TooMuch(
            "no_room",
            _(
                "The disk of this office is almost full: %(free)s MiB are free, %(kept)s MiB must stay free."
                " Nothing was changed. Whoever looks after the server must make room; then send it again."
            )
            % {"free": free // MIB, "kept": kept // MIB},
            free=free,
            kept=kept,
        )
