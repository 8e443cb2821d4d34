"""Everything that the page of one consignment shows, gathered once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.accounts.models import GuestLink
from firewood.aid.models import (
    Box,
    Consignment,
    ConsignmentLine,
    Discrepancy,
    Distribution,
    Handover,
    Receipt,
)
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.lists import parties_of
from firewood.aid.queries.parties import names
from firewood.aid.queries.sayings import gift_sentences
from firewood.aid.queries.settlement import Reckoning, discrepancies, reckoning, unsettled
from firewood.aid.queries.steps import Course, steps_of
from firewood.aid.states import Basis, BoxState, Contents, Direction, DiscrepancyState, ReceiptState
from firewood.archive.models import Attachment, Citation
from firewood.archive.queries import citations_of, source_letters
from firewood.journal.models import Entry
from firewood.journal.queries import history_of
from firewood.journal.refusals import NotFound
from firewood.languages.models import Text
from firewood.languages.texts import Wording, texts_of
from firewood.registry.models import Quotation
from firewood.registry.queries import quotations_about
from firewood.registry.states import QuotationState
from firewood.ui.drawing.steps import Step

MOST_LINES = 300
DRAWN = 60
"""So many boxes are drawn one by one; of more only the figure is shown."""


@dataclass(frozen=True)
class Boxes:
    """The boxes of a consignment in figures, and one by one while they are few."""

    count: int
    unknown: int
    pallets: int
    drawn: list[Box]


class ConsignmentPage:
    """What is shown of a consignment to a reader of a language."""

    def __init__(self, consignment: Consignment, *, language: str) -> None:
        self.consignment, self.language = consignment, language
        self.catalogue = Catalogue(language)

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        stated = [receipt.stated_by for receipt in self.receipts]
        places = [arrival.place for arrival in self.arrivals if arrival.place]
        return names([*parties_of(self.consignment), *stated, *places], self.language)

    @cached_property
    def partner(self) -> Any:
        received = self.consignment.direction == Direction.RECEIVED
        return self.consignment.giver if received else self.consignment.receiver

    @cached_property
    def lines(self) -> list[ConsignmentLine]:
        rows = self.consignment.lines.select_related("item", "box", "lot", "donor").order_by("box__number", "ordinal")
        return list(rows[:MOST_LINES])

    @cached_property
    def more_lines(self) -> int:
        return max(0, self.consignment.lines.count() - MOST_LINES) if len(self.lines) == MOST_LINES else 0

    @cached_property
    def boxes(self) -> Boxes:
        rows = list(self.consignment.boxes.select_related("parent"))
        boxes = [box for box in rows if box.level == "box"]
        unknown = sum(box.contents == Contents.UNKNOWN for box in boxes)
        return Boxes(len(boxes), unknown, len(rows) - len(boxes), rows if len(rows) <= DRAWN else [])

    @cached_property
    def crate(self) -> list[str]:
        """The state of every box as it is drawn."""
        drawn = {BoxState.DAMAGED: "damaged", BoxState.MISSING: "missing"}
        boxes = [box for box in self.boxes.drawn if box.level == "box"]
        known = {str(Contents.DECLARED): "known", str(Contents.VERIFIED): "known"}
        return [drawn.get(BoxState(box.state), known.get(box.contents, "unknown")) for box in boxes]

    @cached_property
    def told_boxes(self) -> list[Box]:
        """The boxes of which something particular is to be told, one by one."""
        if self.consignment.basis == Basis.REPORTED:
            return []
        return self.boxes.drawn

    @property
    def receiver_name(self) -> str:
        """The name of the side whose receipt this is."""
        receiver = self.consignment.receiver
        return str(self.names[receiver.pk]) if receiver else ""

    @property
    def letters(self) -> list[str]:
        return source_letters(self.citations)

    @cached_property
    def sentences(self) -> tuple[Wording, ...]:
        """What is to be said of it to others, in every language; nothing before it has left."""
        return gift_sentences([self.consignment]).get(self.consignment.pk, ())

    @cached_property
    def unknown_boxes(self) -> list[int]:
        """The numbers of the boxes that nobody has opened and counted."""
        rows = self.consignment.boxes.filter(level="box", contents=str(Contents.UNKNOWN))
        return list(rows.values_list("number", flat=True))

    @cached_property
    def batches(self) -> list[Consignment]:
        """All batches of the same gift, when there are several."""
        first = self.consignment.first_batch or self.consignment
        later = list(first.later_batches.order_by("batch_number", "id"))
        return [first, *later] if later else []

    @cached_property
    def arrivals(self) -> list[Any]:
        return list(self.consignment.arrivals.select_related("place"))

    @cached_property
    def handovers(self) -> list[Handover]:
        rows = self.consignment.handovers.select_related("place", "giver_office__person", "taker_office__person")
        return list(rows)

    @cached_property
    def receipts(self) -> list[Receipt]:
        rows = self.consignment.receipts.select_related("stated_by", "corrects").prefetch_related("lines__item")
        return list(rows)

    @cached_property
    def standing_receipts(self) -> list[Receipt]:
        return [receipt for receipt in self.receipts if receipt.state == ReceiptState.ISSUED]

    @cached_property
    def reckoned(self) -> list[Reckoning]:
        return reckoning(self.consignment) if self.receipts else []

    @cached_property
    def differences(self) -> list[Discrepancy]:
        return list(discrepancies(self.consignment))

    @cached_property
    def unanswered(self) -> list[Discrepancy]:
        waiting = {DiscrepancyState.OPEN, DiscrepancyState.DISPUTED}
        return [difference for difference in self.differences if difference.state in waiting]

    @cached_property
    def waits(self) -> list[str]:
        return unsettled(self.consignment) if self.receipts else []

    @cached_property
    def distributions(self) -> list[Distribution]:
        return list(
            self.consignment.distributions.select_related("stated_by", "recipient").prefetch_related("lines__item")
        )

    @cached_property
    def history(self) -> list[Entry]:
        parts: list[Any] = [*self.receipts, *self.differences, *self.handovers, *self.distributions]
        subjects = [self.consignment.subject, *(each.subject for each in parts)]
        return history_of(subjects)

    @cached_property
    def steps(self) -> list[Step]:
        moments = {entry.event: entry.at for entry in self.history}
        return steps_of(
            Course(self.consignment, moments, self.handovers, self.receipts, self.differences, self.distributions)
        )

    @cached_property
    def citations(self) -> list[Citation]:
        return citations_of([self.consignment.subject])[self.consignment.subject]

    @cached_property
    def quotations(self) -> list[Quotation]:
        return list(quotations_about(self.consignment.subject))

    @property
    def on_boxes(self) -> list[Quotation]:
        """The words that stand on the boxes."""
        return [each for each in self.quotations if each.state == QuotationState.WORDS_ON_BOXES]

    @property
    def said_of_it(self) -> list[Quotation]:
        """Other words about it."""
        return [each for each in self.quotations if each.state != QuotationState.WORDS_ON_BOXES]

    @cached_property
    def messages(self) -> list[Text]:
        quoted = {quotation.text for quotation in self.quotations}
        rows = texts_of([self.consignment.subject], "box_message")[self.consignment.subject]
        return [row for row in rows if row.text not in quoted]

    @cached_property
    def links(self) -> list[GuestLink]:
        return list(GuestLink.objects.filter(thread=self.consignment.subject).order_by("-made_at"))

    @cached_property
    def attachments(self) -> list[Attachment]:
        subjects = [self.consignment.subject, *(receipt.subject for receipt in self.receipts)]
        return list(Attachment.objects.filter(subject__in=subjects, awaiting=False))

    def link(self, key: str) -> GuestLink:
        """One of its guest links."""
        found = next((link for link in self.links if str(link.pk) == key), None)
        if found is None:
            raise NotFound("not_found", _("There is no such link."))
        return found
