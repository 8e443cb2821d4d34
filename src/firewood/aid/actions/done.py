"""What is only reported cannot be done anything with here: it has no papers, no goods of ours, no end."""

from typing import TypeVar

from django.utils.translation import gettext as _

from firewood.aid.models import Act
from firewood.aid.states import Basis
from firewood.journal.refusals import NotNow
from firewood.journal.steps import lock

A = TypeVar("A", bound=Act)


def lock_done(act: A) -> A:
    """The act as it is now, held until the transaction ends; refused when only a source tells of it."""
    locked = lock(act)
    if locked.basis != Basis.DONE:
        raise NotNow(
            "only_reported",
            _("This is only reported by a source. Take it into our books first, when the papers are here."),
            basis=locked.basis,
        )
    return locked
