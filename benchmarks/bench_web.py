"""Pages of an office with 1,000 consignments, 100,000 boxes, 200 partners, against the same pages when empty."""

import gzip
import math
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.node import node, show

GOAL = 300  # milliseconds, 95 of 100
WEIGHT = 60_000  # bytes of the overview, compressed
TIMES = 40
CONSIGNMENTS, BOXES, PARTNERS = 1000, 100, 200
STATES = ("draft", "packed", "despatched", "arrived", "received", "closed", "closed_with_discrepancy")


def main(consignments: int = CONSIGNMENTS) -> int:
    with node():
        browser = _signed_in()
        _office()
        empty = {path: _times(browser, path) for path in ("/", "/aid/consignments/", "/aid/totals/given/")}
        started = time.perf_counter()
        one = _load(consignments)
        print(f"{consignments:,} consignments with {BOXES} boxes each, {PARTNERS} partners: "
              f"loaded in {time.perf_counter() - started:.0f} s")  # fmt: skip
        _something_happens()
        paths = ["/", "/aid/consignments/", "/aid/consignments/?page=15", f"/aid/consignments/{one}/",
                 "/aid/totals/given/", "/partners/bench-7/"]  # fmt: skip
        kept = [_report(browser, path, empty.get(path, empty["/aid/consignments/"])) for path in paths]
        kept += [_report(browser, "/", empty["/"], anew=True), _weigh(browser)]
    return 0 if all(kept) else 1


def _report(browser: Any, path: str, empty: list[float], *, anew: bool = False) -> bool:
    """Measure one page; `anew`: something happened before every look, so nothing drawn before can be shown again."""
    times = _times(browser, path, before=_something_happens if anew else None)
    p50, p95 = statistics.median(times), _p95(times)
    bare = statistics.median(empty)
    name = f"page {path}" + (", after an act each time" if anew else "")
    show(name, measured=f"p95 {p95:.0f} ms, median {p50:.0f} ms", baseline=f"empty office {bare:.0f} ms",
         ratio=p50 / bare, goal=f"p95 < {GOAL} ms", kept=p95 < GOAL)  # fmt: skip
    return p95 < GOAL


def _weigh(browser: Any) -> bool:
    page = browser.get("/").content
    packed = len(gzip.compress(page))
    show("overview, gzipped", measured=f"{packed / 1000:.1f} KB", baseline=f"as it is {len(page) / 1000:.1f} KB",
         ratio=packed / len(page), goal=f"<= {WEIGHT // 1000} KB", kept=packed <= WEIGHT)  # fmt: skip
    return packed <= WEIGHT


def _something_happens() -> None:
    """One line more in the journal."""
    from firewood.aid import actions
    from firewood.aid.drafts import LineDraft, NeedDraft
    from firewood.registry.models import Party
    from tests.aid.world import AT, LIU

    draft = NeedDraft(Party.objects.get(key="seoul"), [LineDraft(words="gauze")])
    actions.state_need(draft, actor=LIU, at=AT)


def _times(browser: Any, path: str, *, before: Callable[[], None] | None = None) -> list[float]:
    for _warm in range(3):
        answer = browser.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
    times = []
    for _time in range(TIMES):
        if before:
            before()
        started = time.perf_counter()
        browser.get(path)
        times.append((time.perf_counter() - started) * 1000)
    return times


def _p95(times: list[float]) -> float:
    return sorted(times)[math.ceil(len(times) * 0.95) - 1]


def _signed_in() -> Any:
    from django.test import Client

    from firewood.accounts.models import Officer

    officer = Officer.objects.create(login="liu", name="Liu", duties=["focal_point", "store"])
    browser = Client(headers={"host": "localhost"})
    browser.force_login(officer)
    return browser


def _office() -> None:
    """Beijing with its office and a store with ten kinds of goods."""
    from tests.aid import world as stories

    here = stories.world()
    more = [stories.item(f"thing-{number}", f"Thing {number}") for number in range(5)]
    for thing in (here.masks, here.gloves, here.suits, here.goggles, here.shields, *more):
        stories.stocked(here, thing, 10**9)


def _load(consignments: int) -> str:
    """The partners around the world and their consignments; gives the number of one of them."""
    from firewood.aid.models import Arrival, Box, Consignment, ConsignmentLine
    from firewood.journal.identity import new_id
    from firewood.registry.models import Partnership, Party
    from firewood.supplies.models import Item, Place

    chance = random.Random(2020)
    beijing, store = Party.objects.get(key="beijing"), Place.objects.get(usage="store")
    partners = Party.objects.bulk_create(
        Party(key=f"bench-{n}", kind="city", name=f"Partner City {n}", sort_name=f"partner city {n}",
              latitude=chance.randrange(-50, 65), longitude=chance.randrange(-170, 170))
        for n in range(PARTNERS)
    )  # fmt: skip
    Partnership.objects.bulk_create(
        Partnership(key=f"bench-{n}", ours=beijing, theirs=partner, kind="sister_city")
        for n, partner in enumerate(partners)
    )
    items = list(Item.objects.exclude(key="box").order_by("key"))
    rows = [
        _consignment(Consignment, n, beijing, partners[n % PARTNERS], store, chance) for n in range(consignments)
    ]  # fmt: skip
    Consignment.objects.bulk_create(rows, batch_size=500)
    for first in range(0, len(rows), 100):
        part = rows[first : first + 100]
        boxes = Box.objects.bulk_create(
            Box(consignment=row, number=n, state="sealed", contents="declared")
            for row in part for n in range(1, BOXES + 1)
        )  # fmt: skip
        ConsignmentLine.objects.bulk_create(
            ConsignmentLine(consignment_id=box.consignment_id, box=box, ordinal=box.number, quantity=50,
                            item=items[box.number % len(items)], entered_quantity=50, entered_unit="piece",
                            entered_factor=1)
            for box in boxes
        )  # fmt: skip
        Arrival.objects.bulk_create(
            Arrival(consignment=row, place=row.receiver, day_words="16 March 2020", day_earliest=date(2020, 3, 16),
                    day_latest=date(2020, 3, 16))
            for row in part if row.state in STATES[3:]
        )  # fmt: skip
    _ledger(rows, items, store, new_id)
    return str(rows[len(rows) // 2].number)


def _consignment(model: Any, n: int, ours: Any, partner: Any, store: Any, chance: random.Random) -> Any:
    day = date(2020, 2, 1) + timedelta(days=chance.randrange(60))
    inbound = n % 3 == 0
    state = "announced" if inbound and n % 2 else STATES[n % len(STATES)]
    return model(
        number=f"C-2020-{n + 5001}", direction="received" if inbound else "given", counts_from=day, store=store,
        giver=partner if inbound else ours, receiver=ours if inbound else partner, state=state,
        despatched_words=day.isoformat(), despatched_earliest=day, despatched_latest=day,
    )  # fmt: skip


def _ledger(rows: list[Any], items: list[Any], store: Any, new_id: Any) -> None:
    """What left the store is in the books: each outbound consignment has its transit or has reached its partner."""
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


if __name__ == "__main__":
    sys.exit(main(*[int(argument) for argument in sys.argv[1:]]))
