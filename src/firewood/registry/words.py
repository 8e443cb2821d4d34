"""What the office calls the ways and states of visits."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from firewood.registry.states import VisitState, VisitWay

VISIT_WAYS: Final[Mapping[str, Promise]] = {
    VisitWay.TO_US: pgettext_lazy("way of a visit", "they came to us"),
    VisitWay.TO_THEM: pgettext_lazy("way of a visit", "we went to them"),
    VisitWay.ELSEWHERE: pgettext_lazy("way of a visit", "we met elsewhere"),
}
VISIT_STATES: Final[Mapping[str, Promise]] = {
    VisitState.PLANNED: pgettext_lazy("state of a visit", "planned"),
    VisitState.HELD: pgettext_lazy("state of a visit", "held"),
    VisitState.CALLED_OFF: pgettext_lazy("state of a visit", "called off"),
}


def visit_state(code: str) -> str:
    """The words for the state of a visit."""
    return str(VISIT_STATES.get(code, code))
