"""The stage of the exercise: who plays, what lies in the store, and a clock that moves on with every act."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.aid import actions
from firewood.aid.drafts import BoxDraft, ConsignmentDraft, CountedLine, LineDraft, NeedDraft, PledgeDraft, Telling
from firewood.aid.models import Consignment, Need, Pledge
from firewood.aid.states import RejectReason, ShortageAction
from firewood.journal.clock import day_of
from firewood.journal.refusals import NotNow
from firewood.journal.standing import Status
from firewood.languages.dates import StatedDay
from firewood.registry.models import Party
from firewood.registry.ours import our_city
from firewood.supplies.actions import Stock, take_opening_stock
from firewood.supplies.ledger import Entered
from firewood.supplies.models import Item, Place

# Nobody signs in to play: the program plays them.
OFFICER = Actor("program", "exercise-officer", "Officer of the focal point", "Exercise", frozenset({Duty.FOCAL_POINT}))
CLERK = Actor("program", "exercise-clerk", "Clerk of our store", "Exercise", frozenset({Duty.STORE}))
TOLD = Telling(status=Status.EXERCISE)


@dataclass
class Stage:
    """Where the exercise is played. `now` is the instant of the next act; every act takes a quarter of an hour."""

    now: datetime
    told: Telling = field(default_factory=lambda: TOLD)

    def at(self) -> datetime:
        """The instant of the next act."""
        self.now += timedelta(minutes=15)
        return self.now

    def wait(self, days: int) -> None:
        """Let days pass."""
        self.now += timedelta(days=days)

    def today(self) -> StatedDay:
        """The day on which the stage stands."""
        day = day_of(self.now)
        return StatedDay(day.isoformat(), day, day)

    @cached_property
    def home(self) -> Party:
        return our_city()

    @cached_property
    def store(self) -> Place:
        return actions.our_store()

    def party(self, key: str) -> Party:
        """A partner from the record. The exercise borrows the names, nothing else."""
        found = Party.objects.filter(key=key).first()
        if found is None:
            raise NotNow("no_record", _("Load the record first: the exercise is played by its cities."))
        return found

    def item(self, key: str) -> Item:
        """A kind of goods from the record."""
        found = Item.objects.filter(key=key).first()
        if found is None:
            raise NotNow("no_record", _("Load the record first: the exercise is played with its goods."))
        return found

    def line(self, key: str, quantity: int, *, box: int | None = None) -> LineDraft:
        """So many reporting units of an item, as a clerk would type them."""
        item = self.item(key)
        return LineDraft(item, Entered(quantity, item.reporting_unit, item.reporting_factor), box=box)

    def guest(self, consignment: Consignment) -> Actor:
        """The colleague of the partner, who comes by the link of this consignment."""
        theirs = consignment.giver if consignment.receiver == self.home else consignment.receiver
        if theirs is None:
            raise AssertionError("an exercise has two sides")
        key, name = f"exercise-{theirs.key}", _("Guest of %(party)s") % {"party": theirs.name}
        return Actor("guest", key, name, theirs.name, party_id=theirs.pk, thread=consignment.subject)

    def fill_store(self, *lines: tuple[str, int]) -> None:
        """Take over what the exercise has on its shelves."""
        stock = []
        for key, quantity in lines:
            item = self.item(key)
            stock.append(Stock(item, self.home, Entered(quantity, item.reporting_unit, item.reporting_factor)))
        take_opening_stock(self.store, stock=stock, status=Status.EXERCISE, key="exercise", actor=CLERK, at=self.at())

    def need(self, key: str, *lines: LineDraft) -> Need:
        """A need that a partner stated."""
        return actions.state_need(NeedDraft(self.party(key), lines, telling=self.told), actor=OFFICER, at=self.at())

    def pledge(self, key: str, *lines: LineDraft, need: Need | None = None, due_on: date | None = None) -> Pledge:
        """An offer of ours to a partner."""
        draft = PledgeDraft(self.home, self.party(key), lines, need, due_on, self.told)
        return actions.offer(draft, actor=OFFICER, at=self.at())

    def send(
        self,
        key: str,
        *lines: LineDraft,
        boxes: Sequence[BoxDraft] = (),
        pledge: Pledge | None = None,
        need: Need | None = None,
        messages: Sequence[tuple[str, str]] = (),
        batch: tuple[int, int] | None = None,
    ) -> Consignment:
        """A consignment of ours, on the packing table."""
        number, count = batch or (None, None)
        draft = ConsignmentDraft(
            self.home,
            self.party(key),
            lines,
            boxes,
            self.store,
            need,
            pledge,
            batch_number=number,
            batch_count=count,
            messages=messages,
            telling=self.told,
        )
        return actions.prepare_consignment(draft, actor=OFFICER, at=self.at())

    def despatch(self, consignment: Consignment) -> Consignment:
        """Pack it, and send it on its way."""
        actions.pack_consignment(consignment, actor=CLERK, at=self.at())
        return actions.despatch_consignment(consignment, key="exercise", actor=CLERK, at=self.at())

    def announce(self, key: str, *lines: LineDraft, boxes: int = 0) -> Consignment:
        """Goods that a partner announced to us."""
        draft = ConsignmentDraft(
            self.party(key),
            self.home,
            lines,
            [BoxDraft(number) for number in range(1, boxes + 1)],
            self.store,
            telling=self.told,
        )
        return actions.announce_consignment(draft, actor=OFFICER, at=self.at())

    def came(
        self, consignment: Consignment, key: str, received: int, *, short: int = 0, rejected: int = 0
    ) -> CountedLine:
        """What came of one item, in reporting units."""
        factor = self.item(key).reporting_factor
        return CountedLine(
            received * factor,
            short * factor,
            rejected * factor,
            line=consignment.lines.filter(item__key=key).first(),
            shortage_action=ShortageAction.SEARCH if short else None,
            reject_reason=RejectReason.WET if rejected else None,
        )
