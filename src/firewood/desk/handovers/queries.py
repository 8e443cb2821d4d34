"""What the print folder of a handover holds: programme, persons, notes, contents, letters, the sheet to sign."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.aid.actions.arrivals import NOTES
from firewood.aid.models import Consignment, Handover, HandoverPerson, ProgrammePoint
from firewood.aid.queries.consignment_page import ConsignmentPage
from firewood.aid.queries.parties import names
from firewood.aid.states import Basis, ConsignmentState, HandoverRole, HandoverState
from firewood.journal.refusals import NotFound
from firewood.languages.models import Text
from firewood.languages.texts import Wording, texts_of
from firewood.registry.models import Party
from firewood.registry.queries import greetings_of
from firewood.solidarity.models import Gesture
from firewood.solidarity.states import GestureState

S = ConsignmentState
BEFORE_THE_END = [str(state) for state in (S.DRAFT, S.PACKED, S.ANNOUNCED, S.DESPATCHED, S.ARRIVED, S.RECEIVED)]
LIKELY = [str(state) for state in (S.ARRIVED, S.PACKED, S.DESPATCHED)]
MOST = 200


def handover_by(pk: UUID) -> Handover:
    """A handover with its consignment and place."""
    rows = Handover.objects.select_related("consignment__giver", "consignment__receiver", "place")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound("not_found", _("There is no such handover."))
    return found


def can_be_handed_over(status: str) -> list[Consignment]:
    """The consignments for which a handover can be planned, the likeliest first: here or packed, none planned yet."""
    rows = Consignment.objects.filter(status=status, basis=str(Basis.DONE), state__in=BEFORE_THE_END)
    found = list(rows.select_related("giver", "receiver").prefetch_related("handovers").order_by("-id")[:MOST])
    return sorted(found, key=lambda row: (_has_one(row), row.state not in LIKELY))


def _has_one(consignment: Consignment) -> bool:
    return any(each.state == HandoverState.PLANNED for each in consignment.handovers.all())


def titled(handover: Handover, named: dict[UUID, Wording]) -> str:
    """From whom to whom: “Seoul → Beijing”."""
    sides = (handover.consignment.giver, handover.consignment.receiver)
    return " → ".join(str(named[side.pk]) for side in sides if side)


@dataclass(frozen=True)
class Letter:
    """A letter that goes with the goods: its wordings, the original first."""

    gesture: Gesture
    title: str
    texts: list[Text]


class Folder:
    """Everything for one handover, on one page to print."""

    def __init__(self, handover: Handover, *, language: str) -> None:
        self.handover, self.language = handover, language
        self.consignment = handover.consignment
        self.goods = ConsignmentPage(self.consignment, language=language)

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        sides = [self.consignment.giver, self.consignment.receiver, self.handover.place, *self._employers]
        return names([party for party in sides if party], self.language)

    @cached_property
    def title(self) -> str:
        return titled(self.handover, self.names)

    @cached_property
    def people(self) -> list[HandoverPerson]:
        return list(self.handover.people.select_related("office__person", "office__party"))

    @cached_property
    def greetings(self) -> dict[int, list[Wording]]:
        """How each person whom the registry knows is greeted, in the languages in which it is known."""
        return {each.pk: greetings_of(each.office) for each in self.people if each.office}

    @cached_property
    def signing(self) -> list[tuple[str, HandoverPerson | None]]:
        """Who signs the receipt: every giver and taker; a kept place for a side that nobody named yet."""
        rows: list[tuple[str, HandoverPerson | None]] = []
        for role in (HandoverRole.GIVER, HandoverRole.TAKER, HandoverRole.WITNESS):
            there: list[HandoverPerson | None] = [each for each in self.people if each.role == role]
            kept: list[HandoverPerson | None] = [] if role == HandoverRole.WITNESS else [None]
            rows += [(role.value, each) for each in there or kept]
        return rows

    @cached_property
    def programme(self) -> list[ProgrammePoint]:
        return list(self.handover.programme.all())

    @cached_property
    def notes(self) -> list[Text]:
        return texts_of([self.handover.subject], NOTES)[self.handover.subject]

    @cached_property
    def letters(self) -> list[Letter]:
        """The letters and messages that go with the goods, with their translations."""
        found = Gesture.objects.filter(with_goods=self.consignment, status=self.consignment.status)
        rows = list(found.exclude(state=str(GestureState.WITHDRAWN)).order_by("id"))
        bodies, titles = (texts_of([row.subject for row in rows], field) for field in ("body", "title"))
        return [Letter(row, _title(titles[row.subject]), _original_first(bodies[row.subject])) for row in rows]

    @property
    def _employers(self) -> list[Party]:
        return [each.office.party for each in self.people if each.office]


def _title(rows: list[Text]) -> str:
    return _original_first(rows)[0].text if rows else ""


def _original_first(rows: list[Text]) -> list[Text]:
    return sorted(rows, key=lambda row: (row.state != "original", row.language))
