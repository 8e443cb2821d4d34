"""What a letter may answer, our letters to its sender and our goods for them; and which letter accepts an offer."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from firewood.aid.models import Consignment, Pledge
from firewood.aid.states import ConsignmentState, Direction
from firewood.languages.guess import guess_language
from firewood.registry.models import Party
from firewood.solidarity.actions.problems import is_known_language
from firewood.solidarity.models import Gesture
from firewood.solidarity.states import NOT_GONE, GestureState, Way

MOST: Final = 12


def answerable(partner: Party, *, status: str) -> list[tuple[str, str]]:
    """Our letters to a partner and our goods for them, the newest first, to choose from."""
    letters = Gesture.objects.filter(addressee=partner, way=str(Way.OUT), status=status).exclude(
        state__in=[str(state) for state in NOT_GONE]
    )
    goods = Consignment.objects.filter(receiver=partner, direction=str(Direction.GIVEN), status=status).exclude(
        state__in=[str(ConsignmentState.DRAFT), str(ConsignmentState.CANCELLED)]
    )
    told = [
        (each.subject, _("our letter %(number)s") % {"number": each.number})
        for each in letters.order_by("-number")[:MOST]
    ]
    return told + [
        (each.subject, _("our goods %(number)s") % {"number": each.number}) for each in goods.order_by("-number")[:MOST]
    ]


def answers_of(subjects: Sequence[str]) -> tuple[list[Gesture], list[Consignment]]:
    """The letters and the consignments that were chosen."""
    keys = [subject.partition(":")[2] for subject in subjects]
    return list(Gesture.objects.filter(pk__in=keys)), list(Consignment.objects.filter(pk__in=keys))


def acceptance_of(pledge: Pledge) -> Gesture | None:
    """Our letter that accepts an offer, where one was entered; one that was withdrawn is none."""
    rows = Gesture.objects.filter(accepts=pledge).exclude(state=str(GestureState.WITHDRAWN))
    return rows.order_by("-id").first()


def language_of_words(words: str, *, proposed: str) -> str:
    """In which language words stand that were proposed in one and may have been written anew in another."""
    guessed = guess_language(words)
    return guessed if is_known_language(guessed) else proposed
