"""A small world for stories about aid: two offices, a store, a few things."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.aid import actions
from firewood.aid.drafts import BoxDraft, ConsignmentDraft, CountedLine, LineDraft, Telling
from firewood.aid.models import Consignment
from firewood.aid.states import RejectReason, ShortageAction
from firewood.journal.standing import Status
from firewood.registry.models import Party
from firewood.registry.states import PartyKind
from firewood.supplies import actions as supplies
from firewood.supplies.actions import ItemDraft, Stock
from firewood.supplies.ledger import Entered
from firewood.supplies.models import Item, Lot

AT = datetime(2020, 3, 9, 2, 0, tzinfo=UTC)


def at_work(actor: Actor, at: datetime = AT) -> Actor:
    """A colleague who gave their second factor at this moment; it holds for a shift."""
    return replace(actor, second_factor_at=at)


LIU = at_work(Actor("officer", "liu", "Liu", "Foreign Affairs Office", frozenset({Duty.FOCAL_POINT})))
WANG = at_work(Actor("officer", "wang", "Wang", "Foreign Affairs Office", frozenset({Duty.STORE})))
READER = Actor("officer", "zhao", "Zhao", "Press office", frozenset({Duty.READER}))


@dataclass(frozen=True)
class World:
    """Beijing with its office, Seoul and Cologne beyond, masks, gloves, suits, goggles and face shields."""

    beijing: Party
    seoul: Party
    cologne: Party
    masks: Item
    gloves: Item
    suits: Item
    goggles: Item
    shields: Item

    def guest(self, consignment: Consignment, party: Party | None = None) -> Actor:
        """A colleague of the partner, who came by the link of this consignment."""
        party = party or (
            self.seoul if self.seoul.pk in {consignment.giver_id, consignment.receiver_id} else self.cologne
        )
        return Actor(
            "guest", f"link-{party.key}", f"Guest of {party.name}", party_id=party.pk, thread=consignment.subject
        )


def party(key: str, name: str, kind: PartyKind = PartyKind.CITY, **more: object) -> Party:
    return Party.objects.create(key=key, name=name, sort_name=name.casefold(), kind=str(kind), **more)


def item(key: str, name: str, **more: object) -> Item:
    return supplies.enter_item(ItemDraft(key, name, **more), actor=LIU, at=AT)  # type: ignore[arg-type]


def world() -> World:
    beijing = party("beijing", "Beijing")
    party("office", "Foreign Affairs Office", PartyKind.GOVERNMENT_BODY, parent=beijing, is_node=True)
    gloves = item("gloves", "Gloves", reporting_unit="pair", reporting_factor=2)
    return World(
        beijing,
        party("seoul", "Seoul"),
        party("cologne", "Cologne"),
        item("masks", "Masks"),
        gloves,
        item("suits", "Protective suits"),
        item("goggles", "Goggles"),
        item("face-shields", "Face shields"),
    )


def stocked(here: World, thing: Item, quantity: int, *, lot: Lot | None = None, donor: Party | None = None) -> None:
    """So many base units of a thing in our store."""
    stock = [Stock(thing, donor or here.beijing, Entered(quantity, thing.base_unit), lot)]
    key = f"{thing.key}-{quantity}-{lot.number if lot else ''}"
    supplies.take_opening_stock(actions.our_store(), stock=stock, status=Status.ACTUAL, key=key, actor=WANG, at=AT)


def line(thing: Item, quantity: int, *, unit: str = "piece", factor: int = 1, **more: object) -> LineDraft:
    return LineDraft(thing, Entered(quantity, unit, factor), **more)  # type: ignore[arg-type]


def prepared(here: World, *lines: LineDraft, boxes: int = 0, to: Party | None = None, **more: object) -> Consignment:
    """A consignment from Beijing, still on the packing table."""
    draft = ConsignmentDraft(
        here.beijing,
        to or here.seoul,
        lines,
        [BoxDraft(number) for number in range(1, boxes + 1)],
        **more,  # type: ignore[arg-type]
    )
    return actions.prepare_consignment(draft, actor=LIU, at=AT)


def despatched(here: World, *lines: LineDraft, boxes: int = 0, to: Party | None = None, **more: object) -> Consignment:
    """A consignment from Beijing on its way."""
    consignment = prepared(here, *lines, boxes=boxes, to=to, **more)
    actions.pack_consignment(consignment, actor=WANG, at=AT)
    return actions.despatch_consignment(consignment, key="1", actor=WANG, at=AT)


def announced(
    here: World, *lines: LineDraft, boxes: int = 0, giver: Party | None = None, **more: object
) -> Consignment:
    """A consignment that a partner announced to Beijing."""
    draft = ConsignmentDraft(
        giver or here.seoul,
        here.beijing,
        lines,
        [BoxDraft(number) for number in range(1, boxes + 1)],
        **more,  # type: ignore[arg-type]
    )
    return actions.announce_consignment(draft, actor=LIU, at=AT)


def came(
    consignment: Consignment, thing: Item, received: int, *, short: int = 0, rejected: int = 0, **more: object
) -> CountedLine:
    """What came of the line of one thing."""
    row = consignment.lines.get(item=thing)
    return CountedLine(
        received,
        short,
        rejected,
        line=row,
        shortage_action=ShortageAction.SEARCH if short else None,
        **{"reject_reason": RejectReason.WET if rejected else None, **more},  # type: ignore[arg-type]
    )


EXERCISE = Telling(status=Status.EXERCISE)
DAY = date(2020, 3, 9)
