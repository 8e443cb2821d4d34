"""A small world for stories about letters: Beijing with a district, sister cities, an organisation, a company."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.archive.models import Source
from firewood.journal.models import Entry
from firewood.languages.dates import StatedDay
from firewood.registry.models import Occasion, Partnership, Party
from firewood.registry.states import PartnershipKind, PartyKind
from firewood.solidarity.actions import StatedCount, enter_gesture, enter_reported_gesture, enter_stated_letters
from firewood.solidarity.drafts import GestureDays, GestureDraft
from firewood.solidarity.models import Gesture, StatedLetters
from firewood.solidarity.states import GestureKind, GestureState
from tests.aid.world import LIU as LIU_ON_THE_NINTH
from tests.aid.world import READER, WANG, at_work, party

__all__ = ["LIU", "READER", "WANG"]
AT = datetime(2020, 3, 25, 4, 0, tzinfo=UTC)
LIU = at_work(LIU_ON_THE_NINTH, AT)
REGISTRAR = Actor("officer", "sun", "Sun", "Foreign Affairs Office", frozenset({Duty.REGISTRAR}))


@dataclass(frozen=True)
class Friends:
    """Whoever writes letters here."""

    beijing: Party
    daxing: Party
    office: Party
    seoul: Party
    cologne: Party
    berlin: Party
    stavanger: Party
    sco: Party

    def of_daxing(self, *duties: Duty) -> Actor:
        """A colleague of the district, who sees what concerns it."""
        return Actor("officer", "chen", "Chen", "Daxing", frozenset(duties or {Duty.FOCAL_POINT}), self.daxing.pk,
                     second_factor_at=AT)  # fmt: skip


def friends() -> Friends:
    beijing = party("beijing", "Beijing")
    found = Friends(
        beijing,
        party("daxing", "Daxing", PartyKind.DISTRICT, parent=beijing),
        party("office", "Foreign Affairs Office", PartyKind.GOVERNMENT_BODY, parent=beijing, is_node=True),
        party("seoul", "Seoul"),
        party("cologne", "Cologne"),
        party("berlin", "Berlin"),
        party("stavanger", "Stavanger"),
        party("sco", "Shanghai Cooperation Organization", PartyKind.INTERNATIONAL_ORGANISATION),
    )
    for theirs in (found.seoul, found.cologne, found.berlin):
        sisters(beijing, theirs)
    sisters(found.daxing, found.stavanger)
    return found


def sisters(ours: Party, theirs: Party) -> Partnership:
    kind = PartnershipKind.SISTER_CITY.value
    return Partnership.objects.create(key=f"{ours.key}-{theirs.key}", ours=ours, theirs=theirs, kind=kind)


def draft(sender: Party, addressee: Party, kind: GestureKind = GestureKind.LETTER, **more: object) -> GestureDraft:
    return GestureDraft(kind=kind, sender=sender, addressee=addressee, **more)  # type: ignore[arg-type]


def letter(sender: Party, addressee: Party, *, on: date | None = None, **more: object) -> Gesture:
    """A letter that came, or a draft of ours, entered by Liu."""
    name = "received" if addressee.key in ("beijing", "daxing", "office") else "written"
    more.setdefault("days", GestureDays(**{name: day(on)}) if on else GestureDays())
    return enter_gesture(draft(sender, addressee, **more), actor=LIU, at=AT)


def reported(sender: Party, addressee: Party, counts_from: date, *, key: str = "", **more: object) -> Gesture:
    """A letter of which a source tells."""
    return enter_reported_gesture(
        draft(sender, addressee, **more),
        key=key or f"{sender.key}-{counts_from}",
        counts_from=counts_from,
        state=GestureState.SENT,
        actor=LIU,
        at=datetime(2020, 12, 1, tzinfo=UTC),
    )


def stated(city: Party, number: int, as_of: date, *, occasion: Occasion | None = None) -> StatedLetters:
    source = Source.objects.create(key=f"S{number}", title="A newspaper", language="en", counts_from=as_of)
    count = StatedCount(
        key=f"stated-{number}", party=city, cities=number, words=f"{number} sister cities", language="en",
        source=source, as_of=as_of, occasion=occasion,
    )  # fmt: skip
    return enter_stated_letters(count, actor=LIU, at=AT)


def day(on: date) -> StatedDay:
    return StatedDay(on.isoformat(), on, on)


def lines() -> int:
    """How many lines the journal has."""
    return Entry.objects.count()
