"""The sentences for others about totals and gifts, in every language of the interface at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db.models import Count

from firewood.aid.models import Box, Consignment, ConsignmentLine, ReceiptLine
from firewood.aid.queries.days import NOT_YET, shown_days
from firewood.aid.queries.figures import NOTHING, UNKNOWN, Figure, Row, Share, Spoken, Stated, Totals, added
from firewood.aid.queries.naming import Naming
from firewood.aid.sentences import BOX, FigureSaid, GiftSaid, GoodsSaid, figure_sentence, gift_sentence
from firewood.aid.states import Basis, ConsignmentState, Contents, Part, ReceiptState
from firewood.archive.queries import citations_of, source_letters
from firewood.journal.clock import today
from firewood.journal.standing import Status
from firewood.languages.choice import SHOWN, direction_of
from firewood.languages.dates import StatedDay
from firewood.languages.texts import Wording
from firewood.registry.models import Party
from firewood.registry.ours import our_city
from firewood.supplies.items import BOX as BOXES
from firewood.supplies.models import Item
from firewood.supplies.states import Quality
from firewood.supplies.words import in_units

UNTOLD = (*NOT_YET, ConsignmentState.ANNOUNCED, ConsignmentState.LOST, ConsignmentState.RETURNED)
"""Of what has not come to pass there is nothing to be said to others."""


def in_every_language(sentences: Mapping[str, str]) -> tuple[Wording, ...]:
    """Sentences by their language, as they are shown."""
    return tuple(Wording(text, tag, direction_of(tag), "original") for tag, text in sentences.items())


# ---------- totals ----------


@dataclass(frozen=True)
class Chosen:
    """What is said of a row: the figure, the part of the total it is, its sources, and of which partner alone."""

    figure: Figure
    part: Part
    letters: Sequence[str] = ()
    stated: Stated | None = None
    partner: UUID | None = None
    unknown_gifts: int = 0


class Sayings:
    """The sentences for the rows of one total; a few queries, however many rows. `letters`: source of each figure."""

    def __init__(self, found: Totals, *, letters: Mapping[UUID, str]) -> None:
        self.found, self.letters = found, letters

    def of(self, row: Row, spoken: Spoken | None, reported_by: Sequence[str] = ()) -> tuple[Wording, ...]:
        """The sentence for a row in each language; none in an exercise, and none when nothing is known to have come."""
        if not (spoken or row.unknown_acts):
            return ()
        figure, part = (spoken.figure, spoken.part) if spoken else (UNKNOWN, Part.REPORTED)
        stated = spoken.stated if spoken else None
        letters = [self.letters[stated.id]] if stated and stated.id in self.letters else reported_by
        more = 0 if row.item == BOXES else row.unknown_acts
        return self._said(row, Chosen(figure, part, letters, stated, unknown_gifts=more))

    def of_share(self, row: Row, share: Share, reported_by: Sequence[str] = ()) -> tuple[Wording, ...]:
        """The sentence for what one side gave or got of an item: counted where it is counted, else reported."""
        if not share.party:
            return ()
        counted = share.reported == NOTHING or bool(share.counted.quantity)
        part, figure = (Part.COUNTED, share.counted) if counted else (Part.REPORTED, share.reported)
        return self._said(row, Chosen(figure, part, reported_by, partner=share.party))

    def _said(self, row: Row, chosen: Chosen) -> tuple[Wording, ...]:
        if self.found.status != Status.ACTUAL:
            return ()
        return in_every_language({tag: figure_sentence(self._figure(row, chosen, tag), tag) for tag in SHOWN})

    def _figure(self, row: Row, chosen: Chosen, language: str) -> FigureSaid:
        stated = chosen.stated if chosen.part == Part.STATED else None
        day = stated.as_of if stated else self.found.as_of
        partner = self._parties.get(chosen.partner) if chosen.partner else None
        named = self._naming.name
        return FigureSaid(
            direction=self.found.direction, city=named(self._city.subject, self._city.name, language),
            item="" if row.item == BOXES else named(row.subject, row.name, language), unit=row.unit,
            figure=chosen.figure, part=chosen.part, day=day, so_far=stated is None and day >= today(),
            scope=self._naming.scope(stated.subject, stated.scope, stated.language, language) if stated else "",
            source=self._naming.sources(chosen.letters, language),
            partner=named(partner.subject, partner.name, language) if partner else "",
            unknown_gifts=chosen.unknown_gifts, status=Status(self.found.status),
        )  # fmt: skip

    @cached_property
    def _city(self) -> Party:
        return our_city()

    @cached_property
    def _parties(self) -> dict[UUID, Party]:
        shares = (share for row in self.found.rows for share in (*row.donors, *row.recipients))
        return Party.objects.in_bulk([share.party for share in shares if share.party])

    @cached_property
    def _naming(self) -> Naming:
        items = [row.subject for row in self.found.rows if row.subject]
        parties = [self._city.subject, *(party.subject for party in self._parties.values())]
        return Naming([*items, *parties], scoped=(s.subject for row in self.found.rows for s in row.stated))


# ---------- gifts ----------


@dataclass
class Inside:
    """What is in one gift: the figures of each item, in base units, and how many boxes nobody has looked into."""

    figures: dict[Item, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    boxes: int = 0


def gift_sentences(gifts: Iterable[Consignment]) -> dict[UUID, tuple[Wording, ...]]:
    """The sentence for each gift in every language; none for one that has not left, was lost, or is an exercise."""
    told = [each for each in gifts if each.status == Status.ACTUAL and each.state not in UNTOLD]
    books = _Gifts(told)
    return {each.pk: in_every_language({tag: books.sentence(each, tag) for tag in SHOWN}) for each in told}


class _Gifts:
    """What must be known of several gifts to speak of them, asked for once."""

    def __init__(self, gifts: Sequence[Consignment]) -> None:
        self.inside, self.days = _insides(gifts), shown_days(list(gifts))
        self.letters = citations_of(each.subject for each in gifts)
        self.sides = {each.pk: _sides(each) for each in gifts}
        things = [item.subject for each in self.inside.values() for item in each.figures]
        self.naming = Naming([*things, *(party.subject for sides in self.sides.values() for party in sides)])

    def sentence(self, gift: Consignment, language: str) -> str:
        inside, reported = self.inside[gift.pk], gift.basis == Basis.REPORTED
        named = [self.naming.name(party.subject, party.name, language) for party in self.sides[gift.pk]]
        arrived = gift.state == ConsignmentState.ARRIVED and not reported
        said = GiftSaid(
            giver=named[0], receivers=tuple(named[1:]), goods=tuple(_goods(inside, self.naming, language)),
            days=tuple(self.days.get(gift.pk) or [StatedDay()]), part=Part.REPORTED if reported else Part.COUNTED,
            source=self.naming.sources(source_letters(self.letters[gift.subject]), language),
            on_the_way=arrived or gift.state == ConsignmentState.DESPATCHED, open=gift.contents_open,
        )  # fmt: skip
        return gift_sentence(said, language)


def _sides(gift: Consignment) -> list[Party]:
    """The giver, then those for whom it is."""
    return [gift.giver, *([gift.receiver] if gift.receiver else []), *gift.shared_with.all()]


def _insides(gifts: Sequence[Consignment]) -> dict[UUID, Inside]:
    """What the receipts say where they are confirmed, else what was sent or reported."""
    found: dict[UUID, Inside] = {gift.pk: Inside() for gift in gifts}
    receipts = ReceiptLine.objects.filter(
        receipt__consignment__in=list(found), receipt__state=str(ReceiptState.ISSUED), received_quantity__gt=0
    ).select_related("item", "receipt")
    for row in receipts.order_by("pk"):
        found[row.receipt.consignment_id].figures[row.item].append(Figure(row.received_quantity, Quality(row.quality)))
    received = {pk for pk, inside in found.items() if inside.figures}
    lines = ConsignmentLine.objects.filter(consignment__in=set(found) - received).select_related("item")
    for line in lines.order_by("ordinal", "pk"):
        if line.item:
            found[line.consignment_id].figures[line.item].append(Figure(line.quantity, Quality(line.quality)))
    boxes = Box.objects.filter(consignment__in=set(found) - received, level="box", contents=str(Contents.UNKNOWN))
    for consignment, number in boxes.order_by().values_list("consignment").annotate(number=Count("pk")):
        found[consignment].boxes = number
    return found


def _goods(inside: Inside, naming: Naming, language: str) -> Iterable[GoodsSaid]:
    for item, figures in inside.figures.items():
        total = added(figures)
        if total.quantity is not None and any(figure.quantity is None for figure in figures):
            total = Figure(total.quantity, Quality.AT_LEAST)
        number, unit = in_units(total.quantity, item) if total.quantity is not None else (None, item.reporting_unit)
        name = "" if item.key == BOXES else naming.name(item.subject, item.name, language)
        yield GoodsSaid(item=name, unit=unit, figure=Figure(number, total.quality))
    if inside.boxes:
        yield GoodsSaid(item="", unit=BOX, figure=Figure(inside.boxes))


def said_in(sentences: Iterable[Wording], language: str) -> str:
    """Of a sentence in several languages the one that a reader reads; English where there is no other."""
    known = {each.language: each.text for each in sentences}
    return known.get(language) or known.get("en", "")
