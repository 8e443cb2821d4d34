"""What must never be false of kept files: something names them, or they are gone after a day."""

from datetime import timedelta

from firewood.archive.models import Attachment
from firewood.archive.uploads.left import files_left
from firewood.journal.checks import Check
from firewood.journal.clock import real_now

LATE = timedelta(days=3)
SHOWN = 5


def files_are_named() -> tuple[bool, str]:
    """No file that nothing names lies there for long; what is removed in the night, and what waits, is told."""
    left, waiting = files_left(), Attachment.objects.filter(awaiting=True).count()
    late = [each.place for each in left if real_now() - each.since > LATE]
    if late:
        shown = ", ".join(late[:SHOWN]) + (f" and {len(late) - SHOWN} more" if len(late) > SHOWN else "")
        return False, f"for days nothing has named {shown}; `firewood sweep files` removes what is older than a day"
    told = [f"{len(left)} named by nothing, removed in the night after a day"] if left else ["every file is named"]
    told += [f"{waiting} sent with a statement that is not made yet"] if waiting else []
    return True, "; ".join(told)


CHECKS = [Check("files without a name", files_are_named)]
