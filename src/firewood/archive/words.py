"""What the office calls the ways in which a paper came, and the states of a paper."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from firewood.archive.states import Medium, PaperState

MEDIA: dict[str, Promise] = {
    Medium.SCAN: pgettext_lazy("medium", "scan"),
    Medium.MAIL: pgettext_lazy("medium", "e-mail"),
    Medium.PASTED: pgettext_lazy("medium", "pasted text"),
    Medium.CALL: pgettext_lazy("medium", "call"),
    Medium.FILE: pgettext_lazy("medium", "file"),
}
STATES: dict[str, Promise] = {
    PaperState.WAITING: pgettext_lazy("paper", "waits to be filed"),
    PaperState.FILED: pgettext_lazy("paper", "filed"),
    PaperState.SET_ASIDE: pgettext_lazy("paper", "set aside"),
}


def state_words(state: str) -> str:
    """The words for a state of a paper."""
    return str(STATES.get(state, state))
