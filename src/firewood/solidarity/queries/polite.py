"""Proposals of polite texts: what we know of a partner and of a gift, in the words of the partner's language."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from firewood.accounts.models import GuestLink
from firewood.aid.models import Consignment, Pledge, Receipt
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.contents import Contained, contents_of
from firewood.aid.queries.parties import names
from firewood.aid.states import ReceiptState
from firewood.journal.clock import day_of, today
from firewood.languages.choice import base_of, name_of, tidy_tag
from firewood.languages.dates import StatedDay, show_day
from firewood.languages.lists import listed
from firewood.registry.models import Office, Party
from firewood.registry.ours import our_city, our_office
from firewood.registry.queries import greeting_of, leader_of
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries.register import NOT_GONE_CODES
from firewood.solidarity.states import Way
from firewood.solidarity.wordings import Facts, Polite, polite, title_of, written_in
from firewood.supplies.items import BOX
from firewood.supplies.words import measured


@dataclass(frozen=True)
class Proposal:
    """A text that is proposed, in one language; `wanted` is the partner's language when we have no text in it."""

    kind: Polite
    title: str
    text: str
    language: str
    wanted: str = ""

    def name(self, reader: str) -> str:
        """What its language is called."""
        return name_of(self.language, reader=reader)


@dataclass(frozen=True)
class Cause:
    """What a text is about: a gift that came, an offer, or a letter; to whom there it goes, and in whose name."""

    consignment: Consignment | None = None
    pledge: Pledge | None = None
    gesture: Gesture | None = None
    to_office: Office | None = None
    ours: Party | None = None


NOTHING = Cause()


def propose(kind: Polite, partner: Party, *, language: str, cause: Cause = NOTHING) -> Proposal:
    """A polite text for a partner in the language nearest to the one asked for."""
    tag = written_in(language)
    with override(tag):
        facts = _facts(partner, tag, cause)
    wanted = "" if tidy_tag(language).startswith(tag.split("-")[0]) else tidy_tag(language)
    return Proposal(kind, title_of(kind, language=tag), polite(kind, language=tag, facts=facts), tag, wanted)


def language_of_partner(party: Party) -> str:
    """The language a partner likes to read: as the registry says, else as it wrote to us last; else English."""
    here: Party | None = party
    while here is not None:
        known = here.languages
        if known:
            return str(known[0])
        here = here.parent
    wrote = Gesture.objects.filter(sender=party, way=str(Way.IN), basis="done").exclude(language="")
    wrote = wrote.exclude(state__in=NOT_GONE_CODES)
    last = wrote.order_by("-id").values_list("language", flat=True).first()
    link = GuestLink.objects.filter(party_id=party.pk).order_by("-made_at").values_list("language", flat=True).first()
    return last or link or "en"


def goods_in_words(consignment: Consignment, language: str) -> str:
    """What came of a consignment as it was counted; what was announced where nothing is counted by kind."""
    counted = _counted(consignment, Catalogue(language))
    return listed(counted) if counted else _contained(contents_of_one("consignment", consignment, language))


def contents_of_one(noun: str, act: Consignment | Pledge, language: str) -> Contained:
    """What one act holds."""
    return contents_of(noun, [act], Catalogue(language)).get(act.pk) or Contained()


def _facts(partner: Party, tag: str, cause: Cause) -> Facts:
    city, office = our_city(), our_office()
    ours = cause.ours or city
    named = names([partner, city, office, ours], tag)
    receipt = _receipt_of(cause.consignment) if cause.consignment else None
    day = _day(cause, receipt)
    return Facts(
        partner=str(named[partner.pk]), city=str(named[ours.pk]), goods=_goods(cause, tag),
        day=show_day(day, language=tag) if day and day.is_known else "",
        receipt=receipt.number if receipt else "",
        letter=cause.gesture.number if cause.gesture else "",
        greeting=_greeting(partner, tag, cause),
        signed=str(named[office.pk if ours.pk == city.pk else ours.pk]),
    )  # fmt: skip


def _goods(cause: Cause, tag: str) -> str:
    if cause.consignment:
        return goods_in_words(cause.consignment, tag)
    return _contained(contents_of_one("pledge", cause.pledge, tag)) if cause.pledge else ""


def _day(cause: Cause, receipt: Receipt | None) -> StatedDay | None:
    if receipt:
        day = day_of(receipt.received_at)
        return StatedDay("", day, day)
    if cause.gesture:
        gesture = cause.gesture
        return StatedDay(gesture.written_words, gesture.written_earliest, gesture.written_latest)
    return None


def _receipt_of(consignment: Consignment) -> Receipt | None:
    standing = consignment.receipts.exclude(state=str(ReceiptState.REVERSED))
    return standing.order_by("received_at", "id").first()


def _counted(consignment: Consignment, catalogue: Catalogue) -> list[str]:
    """Each item that came with its count, over all receipts that stand; who gave it is thanked for the damaged, too."""
    sums: dict[UUID, int] = {}
    items = {}
    for receipt in consignment.receipts.exclude(state=str(ReceiptState.REVERSED)).prefetch_related("lines__item"):
        for line in receipt.lines.all():
            items[line.item_id] = line.item
            sums[line.item_id] = sums.get(line.item_id, 0) + line.received_quantity
    return [
        measured(quantity, items[pk])
        if items[pk].key == BOX
        else _("%(item)s (%(quantity)s)")
        % {"quantity": measured(quantity, items[pk]), "item": catalogue.name(items[pk])}
        for pk, quantity in sums.items()
        if quantity > 0
    ]


def _contained(holds: Contained) -> str:
    said = [
        _("%(item)s (%(quantity)s)") % {"quantity": part.how_many, "item": part.name or part.words}
        if part.how_many
        else str(part.name or part.words)
        for part in holds.parts
    ]
    return listed(said)


def _greeting(partner: Party, tag: str, cause: Cause) -> str:
    """How a letter in this language greets whom it goes to, where the registry knows it."""
    office = cause.to_office or _wrote(cause.gesture) or leader_of(partner, on=today())
    known = greeting_of(office, tag) if office else None
    return str(known) if known and base_of(known.language) == base_of(tag) else ""


def _wrote(gesture: Gesture | None) -> Office | None:
    """Who signed the letter that is answered, in the office held."""
    rows = gesture.signatories.select_related("office__person").order_by("ordinal") if gesture else ()
    return next((row.office for row in rows if row.office), None)
