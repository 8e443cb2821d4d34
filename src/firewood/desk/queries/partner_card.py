"""The partner card: what somebody must know who writes to a partner, on one small sheet."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firewood.aid.queries.parties import names
from firewood.desk.queries.acts import Called, Happening, side_of
from firewood.desk.queries.open_ends import OpenEnd
from firewood.desk.queries.partner_acts import Axis
from firewood.desk.queries.partner_ends import ends_with
from firewood.journal.clock import day_of, node_zone
from firewood.languages.choice import base_of, direction_of, name_of
from firewood.languages.numbers import show_number
from firewood.languages.texts import Wording, texts_of
from firewood.registry.models import Office, Partnership, PartnershipStatement, Party
from firewood.registry.ours import our_city
from firewood.registry.queries import greetings_of, leader_of, partnerships_of
from firewood.registry.states import ABOUT_YEARS, Aspect


@dataclass(frozen=True)
class Since:
    """One statement about how long: as stated, and the year it gives."""

    statement: PartnershipStatement
    year: int | None
    years: int | None


@dataclass(frozen=True)
class LastAct:
    """The newest act of one side: what it was, and when."""

    event: Happening
    title: Called


class PartnerCard:
    """What the card of a partner says. `axis` and `ends` are taken over where a page has read them already."""

    def __init__(self, party: Party, *, status: str, language: str, at: datetime, axis: Axis | None = None) -> None:
        self.party, self.status, self.language, self.at = party, status, language, at
        self._axis = axis

    @cached_property
    def side(self) -> list[UUID]:
        return self._axis.side if self._axis else side_of(self.party)

    @cached_property
    def home(self) -> Party:
        """Our city."""
        return our_city()

    @cached_property
    def name(self) -> Wording:
        return names([self.party], self.language)[self.party.pk]

    @cached_property
    def own_names(self) -> list[Wording]:
        """Its names in its own languages; where none are entered, in all that are not the reader's."""
        every = self.every_name
        own = {base_of(tag) for tag in self.party.languages}
        return [each for each in every if base_of(each.language) in own] or every

    @cached_property
    def every_name(self) -> list[Wording]:
        """Its names in all languages but that of the reader, its own first."""
        return other_names(self.party, self.name, home=self.home)

    @property
    def first_names(self) -> list[Wording]:
        """Its names in its own languages and in those of our city, as they stand beside the heading."""
        near = {base_of(tag) for tag in (*self.party.languages, *self.home.languages)}
        return [each for each in self.every_name if base_of(each.language) in near]

    @cached_property
    def partnerships(self) -> list[Partnership]:
        return list(partnerships_of(self.party))

    @cached_property
    def since(self) -> list[Since]:
        """Every statement on how long the friendship lasts; the one our office speaks alone when it is decided."""
        said = [since for partnership in self.partnerships for since in since_of(partnership)]
        return [since for since in said if since.statement.decided] or said

    @cached_property
    def leader(self) -> Office | None:
        return leader_of(self.party, on=day_of(self.at))

    @cached_property
    def greetings(self) -> list[Wording]:
        return greetings_of(self.leader) if self.leader else []

    @property
    def write_in(self) -> list[str]:
        """The languages to write in, the best first, by their names."""
        reads = self.leader.person.reads if self.leader and self.leader.person else []
        return [name_of(tag, reader=self.language) for tag in dict.fromkeys([*reads, *self.party.languages])]

    @cached_property
    def there(self) -> datetime | None:
        """What time it is there."""
        return self.at.astimezone(ZoneInfo(self.party.zone)) if self.party.zone else None

    @cached_property
    def distance(self) -> str:
        """How far their clock is from ours, in words: "One hour ahead of Beijing"."""
        return clock_distance(self.party, self.home, at=self.at, language=self.language) if self.party.zone else ""

    @cached_property
    def axis(self) -> Axis:
        return self._axis or Axis(self.side, status=self.status, language=self.language)

    @cached_property
    def from_them(self) -> LastAct | None:
        return self._last("us")

    @cached_property
    def from_us(self) -> LastAct | None:
        return self._last("them")

    @cached_property
    def ends(self) -> list[OpenEnd]:
        return ends_with(self.side, status=self.status, language=self.language, on=day_of(self.at))

    def _last(self, way: str) -> LastAct | None:
        event = self.axis.newest(way)
        return LastAct(event, self.axis.told(event)) if event else None


def other_names(party: Party, shown: Wording, *, home: Party) -> list[Wording]:
    """The names of a party beside the one that is shown: its own languages first, then ours; each spelling once."""
    rows = [row for row in texts_of([party.subject], "name")[party.subject] if row.ordinal == 0]
    first = [base_of(tag) for tag in (*party.languages, *home.languages)]
    ranked = sorted(rows, key=lambda row: first.index(base_of(row.language)) if base_of(row.language) in first else 99)
    by_text: dict[str, Wording] = {}
    for row in ranked:
        by_text.setdefault(row.text, Wording(row.text, row.language, direction_of(row.language), row.state))
    by_text.pop(shown.text, None)
    return list(by_text.values())


def clock_distance(party: Party, city: Party, *, at: datetime, language: str) -> str:
    """How far the clock of a party is from that of our city at a moment."""
    ours = at.astimezone(ZoneInfo(city.zone) if city.zone else node_zone()).utcoffset()
    theirs = at.astimezone(ZoneInfo(party.zone)).utcoffset()
    minutes = int((theirs - ours).total_seconds() // 60) if theirs is not None and ours is not None else 0
    told = {"city": names([city], language)[city.pk], "hours": _hours(abs(minutes))}
    if not minutes:
        return _("Same time as %(city)s") % told
    whole = abs(minutes) // 60 if abs(minutes) % 60 == 0 else 2
    if minutes > 0:
        return ngettext("One hour ahead of %(city)s", "%(hours)s hours ahead of %(city)s", whole) % told
    return ngettext("One hour behind %(city)s", "%(hours)s hours behind %(city)s", whole) % told


def _hours(minutes: int) -> str:
    """Hours with the quarter, half or three quarters that some zones have."""
    rest = {0: "", 15: "¼", 30: "½", 45: "¾"}.get(minutes % 60, f":{minutes % 60:02}")
    return f"{show_number(minutes // 60) if minutes >= 60 else ''}{rest}"


def since_of(partnership: Partnership) -> list[Since]:
    """What is said of the years of a partnership; years before a known day give the year, which we conclude.

    A derived year is not told again beside the years from which it was concluded.
    """
    said = [each for each in partnership.statements.all() if each.aspect in ABOUT_YEARS]
    found = [Since(each, each.year, each.value_int if each.aspect == Aspect.YEARS else None) for each in said]
    found.sort(key=lambda since: since.years is None)
    concluded = {since.year for since in found if since.years}
    return [
        since
        for since in found
        if not (since.statement.derived and since.years is None and since.year in concluded) or since.statement.decided
    ]
