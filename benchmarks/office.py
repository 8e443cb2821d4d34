"""A large office: partners around the world, consignments with boxes and goods in the books, letters and gestures."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

STATES = ("draft", "packed", "despatched", "arrived", "received", "closed", "closed_with_discrepancy")
SENT = ("despatched_words", "despatched_earliest", "despatched_latest")
FIRST = date(2020, 2, 1)
KINDS = ("letter", "letter", "letter", "video", "social_post", "illumination", "statement", "call", "thanks")


def open_office() -> None:
    """Beijing with its office and a store with ten kinds of goods."""
    from tests.aid import world as stories

    here = stories.world()
    for city, latitude, longitude in ((here.beijing, 39.9, 116.4), (here.seoul, 37.57, 126.98)):
        city.latitude, city.longitude = latitude, longitude
        city.save()
    more = [stories.item(f"thing-{number}", f"Thing {number}") for number in range(5)]
    for thing in (here.masks, here.gloves, here.suits, here.goggles, here.shields, *more):
        stories.stocked(here, thing, 10**9)


def load_partners(many: int) -> list[Any]:
    """So many sister cities around the world."""
    from firewood.registry.models import Partnership, Party

    chance = random.Random(2020)
    beijing = Party.objects.get(key="beijing")
    partners = Party.objects.bulk_create(
        Party(key=f"bench-{n}", kind="city", name=f"Partner City {n}", sort_name=f"partner city {n}",
              latitude=chance.randrange(-50, 65), longitude=chance.randrange(-170, 170))
        for n in range(many)
    )  # fmt: skip
    Partnership.objects.bulk_create(
        Partnership(key=f"bench-{n}", ours=beijing, theirs=partner, kind="sister_city")
        for n, partner in enumerate(partners)
    )
    return list(partners)


def load_consignments(many: int, partners: list[Any], *, boxes: int, days: int = 60, first: int = 5001) -> str:
    """Consignments with boxes, lines, arrivals and receipts, and their goods in the books; gives one's number."""
    from firewood.aid.models import Arrival, Consignment
    from firewood.registry.models import Party
    from firewood.supplies.models import Item, Place

    chance = random.Random(2021)
    beijing, store = Party.objects.get(key="beijing"), Place.objects.get(usage="store")
    items = list(Item.objects.exclude(key="box").order_by("key"))
    rows = [
        _consignment(Consignment, n, beijing, partners[n % len(partners)], store, chance.randrange(days))
        for n in range(first, first + many)
    ]
    Consignment.objects.bulk_create(rows, batch_size=500)
    for start in range(0, len(rows), 100):
        part = rows[start : start + 100]
        _fill(part, items, boxes)
        arrived = [row for row in part if row.state in STATES[3:]]
        days_of = {row.pk: row.despatched_earliest + timedelta(days=7) for row in arrived}
        Arrival.objects.bulk_create(
            Arrival(consignment=row, place=row.receiver, day_words=days_of[row.pk].isoformat(),
                    day_earliest=days_of[row.pk], day_latest=days_of[row.pk])
            for row in arrived
        )  # fmt: skip
    _receipts(rows)
    _ledger(rows, items, store)
    return str(rows[len(rows) // 2].number)


def load_gestures(many: int, partners: list[Any], *, days: int, first: int = 5001) -> str:
    """Letters and gestures, two of three to us; half of them with a title, some answered; gives one's number."""
    from firewood.languages.models import Text
    from firewood.registry.models import Party
    from firewood.solidarity.models import Answer, Gesture, Signatory

    chance = random.Random(2022)
    beijing = Party.objects.get(key="beijing")
    numbers = range(first, first + many)
    rows = [_gesture(Gesture, n, beijing, partners[n % len(partners)], chance.randrange(days)) for n in numbers]
    Gesture.objects.bulk_create(rows, batch_size=1000)
    Signatory.objects.bulk_create(
        [Signatory(gesture=row, name=f"Mayor {n % 200}", title="Mayor") for n, row in enumerate(rows)], batch_size=1000
    )
    titled = rows[::2]
    Text.objects.bulk_create(
        [Text(subject=row.subject, field="title", language="en", text=f"Words of comfort {row.number}")
         for row in titled],
        batch_size=1000,
    )  # fmt: skip
    ours = [row for row in rows if row.way == "out"]
    theirs = [row for row in rows if row.way == "in"]
    Answer.objects.bulk_create(
        [Answer(gesture=one, to_gesture=other) for one, other in zip(ours, theirs, strict=False)], batch_size=1000
    )
    return str(rows[many // 2].number)


def _consignment(model: Any, n: int, ours: Any, partner: Any, store: Any, after: int) -> Any:
    day = FIRST + timedelta(days=after)
    inbound = n % 3 == 0
    state = "announced" if inbound and n % 2 else STATES[n % len(STATES)]
    return model(
        number=f"C-2020-{n}", direction="received" if inbound else "given", counts_from=day, store=store,
        giver=partner if inbound else ours, receiver=ours if inbound else partner, state=state,
        **dict(zip(SENT, (day.isoformat(), day, day), strict=True)),
    )  # fmt: skip


def _fill(rows: list[Any], items: list[Any], boxes: int) -> None:
    from firewood.aid.models import Box, ConsignmentLine

    made = Box.objects.bulk_create(
        Box(consignment=row, number=n, state="sealed", contents="declared")
        for row in rows for n in range(1, boxes + 1)
    )  # fmt: skip
    ConsignmentLine.objects.bulk_create(
        ConsignmentLine(consignment_id=box.consignment_id, box=box, ordinal=box.number, quantity=50,
                        item=items[box.number % len(items)], entered_quantity=50, entered_unit="piece",
                        entered_factor=1)
        for box in made
    )  # fmt: skip


def _receipts(rows: list[Any]) -> None:
    """Whatever was received or closed has its receipt, which the other side has acknowledged when it is closed."""
    from firewood.aid.models import Receipt

    Receipt.objects.bulk_create(
        [
            Receipt(number=row.number.replace("C", "R", 1), consignment=row, status="actual", stated_by=row.receiver,
                    assurance="guest_link", received_at=_noon(row.despatched_earliest + timedelta(days=8)),
                    idempotency_key=f"bench-{row.number}",
                    acknowledged_at=_noon(row.despatched_earliest + timedelta(days=9))
                    if row.state in STATES[5:] else None)
            for row in rows if row.state in STATES[4:]
        ],
        batch_size=1000,
    )  # fmt: skip


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _ledger(rows: list[Any], items: list[Any], store: Any) -> None:
    """What left the store is in the books: each outbound consignment has its transit or has reached its partner."""
    from firewood.journal.identity import new_id
    from firewood.supplies.ledger import Event, Goods, Move, place_of, post
    from firewood.supplies.states import EntryKind, Usage
    from tests.aid.world import WANG

    at = datetime(2020, 3, 9, tzinfo=UTC)
    for row in rows:
        if row.direction == "given" and row.state in STATES[2:]:
            arrived = row.state in STATES[4:]
            target = (
                place_of(row.receiver_id, Usage.PARTNER)
                if arrived
                else place_of(row.giver_id, Usage.TRANSIT, reference=row.subject, name=row.number)
            )
            event = Event(EntryKind.DESPATCH, row.subject, row.status, f"bench:{new_id()}", WANG, at)
            post(event, [Move(Goods(item.pk, row.giver_id, 500), store, target) for item in items])


def _gesture(model: Any, n: int, ours: Any, partner: Any, after: int) -> Any:
    day, came = FIRST + timedelta(days=after), n % 3 != 0
    known = dict(zip(("words", "earliest", "latest"), (day.isoformat(), day, day), strict=True))
    when = "received" if came else "sent"
    days = {} if n % 10 == 9 else {f"{when}_{name}": value for name, value in known.items()}
    return model(
        number=f"{'IN' if came else 'OUT'}-2020-{n}", kind=KINDS[n % len(KINDS)], way="in" if came else "out",
        state="received" if came else "sent", sender=partner if came else ours, addressee=ours if came else partner,
        counts_from=day, language="en", reply=("unknown", "expected", "not_expected")[n % 3 if came else 0], **days,
    )  # fmt: skip
