"""Everything on the overview: the pile of acts, totals, what we gave, open ends, the map, the days."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.contents import Contained, contents_of
from firewood.aid.queries.parties import names
from firewood.aid.queries.shown_totals import TotalsShown, shown_totals
from firewood.aid.states import Direction
from firewood.archive.queries import citations_of, source_letters
from firewood.desk.queries.acts import NOT_GIVEN, Called, Happening, title_of, titles_of
from firewood.desk.queries.friends import Letters, Thanks
from firewood.desk.queries.kept_acts import all_happenings
from firewood.desk.queries.open_letters import ThanksOpen, open_thanks
from firewood.desk.tasks.queries import NextStep, tasks_today
from firewood.journal.clock import today
from firewood.journal.standing import Status
from firewood.languages.lists import listed
from firewood.languages.texts import Wording
from firewood.registry.models import Partnership, Party
from firewood.registry.ours import our_city
from firewood.registry.states import PartyKind
from firewood.solidarity.states import GestureKind
from firewood.solidarity.words import word
from firewood.ui.drawing.woodpile import Act, Pile, stack_of
from firewood.ui.drawing.worldmap import Thread, Town, World, draw

DAYS = 10
GAVE = 8
ENDS = 6
LETTERS = 4 * ENDS
LEGEND = ("goods", "letter", "video", "words", "light", "call", "visit", "thanks", "offer")
"""The icons of the pile in the order of the legend."""


@dataclass(frozen=True)
class Told:
    """One act as a line of the page."""

    event: Happening
    title: Called
    holds: Contained | None
    letters: list[str]
    who: list[Wording]


class Overview:
    """What the overview shows to one reader."""

    def __init__(self, *, status: str, direction: Direction, language: str) -> None:
        self.status, self.direction, self.language = status, direction, language

    @cached_property
    def city(self) -> Party:
        return our_city()

    @cached_property
    def events(self) -> list[Happening]:
        return all_happenings(self.status)

    @cached_property
    def alike(self) -> list[tuple[Happening, int]]:
        """One act for all of one sort between the same sides, and how many they are.

        Acts share the objects of their sides, so these are told apart by identity, which is quick for many;
        sides that are equal without being the same only stand here twice.
        """
        keys = [
            (id(event.giver), id(event.receivers), event.noun, event.way, event.sort, event.offer)
            for event in self.events
        ]
        first = dict(zip(reversed(keys), reversed(self.events), strict=True))
        return [(first[key], number) for key, number in Counter(keys).items()]

    @cached_property
    def parties(self) -> dict[UUID, Party]:
        """Everybody who gave, received or is a partner."""
        partners = Partnership.objects.values_list("theirs", flat=True)
        acting = {party for event, _number in self.alike for party in (event.giver, *event.receivers) if party}
        return Party.objects.select_related("parent", "country").in_bulk([*acting, *partners, self.city.pk])

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        parents = {party.parent.pk: party.parent for party in self.parties.values() if party.parent}
        return names([*self.parties.values(), *parents.values()], self.language)

    @cached_property
    def pile(self) -> Pile:
        return stack_of(self.events, day=lambda event: event.day, act=self._log)

    def _log(self, event: Happening) -> Act:
        return Act(
            label=title_of(event, self.names), url=event.url, way=event.way, kind=event.kind, day=event.day,
            offer=event.offer, exercise=self.status == Status.EXERCISE,
        )  # fmt: skip

    @cached_property
    def totals(self) -> TotalsShown:
        return shown_totals(self.direction, status=self.status, language=self.language)

    @cached_property
    def gave(self) -> list[Told]:
        """The latest gifts of ours, dated or not."""
        given = {event.pk: event for event in self.events if event.way == "them" and event.noun == "consignment"}
        kept = [event for event in given.values() if event.state not in NOT_GIVEN]
        return self.told(list(reversed(kept))[:GAVE])

    @cached_property
    def days(self) -> list[Told]:
        """The latest dated acts, newest first."""
        return self.told([event for event in self.newest_first[:DAYS] if event.day.earliest])

    @cached_property
    def newest_first(self) -> list[Happening]:
        """Every act, newest first, the undated at the end."""
        dated = [event for event in self.events if event.day.earliest]
        return [*reversed(dated), *self.events[len(dated) :]]

    @cached_property
    def waiting(self) -> ThanksOpen:
        """Thanks owed and expected, for the next steps and the list of thanks."""
        return open_thanks(status=self.status, most=LETTERS)

    @cached_property
    def ends(self) -> list[NextStep]:
        return tasks_today(status=self.status, language=self.language, on=today(), letters=LETTERS, thanks=self.waiting)

    @cached_property
    def first_ends(self) -> list[NextStep]:
        return self.ends[:ENDS]

    @cached_property
    def letters(self) -> Letters:
        return Letters(on=today(), status=self.status, language=self.language)

    @cached_property
    def thanks(self) -> Thanks:
        return Thanks(self.waiting, on=today(), status=self.status, language=self.language)

    @cached_property
    def kinds(self) -> list[str]:
        """The icons that stand on the logs, for the legend."""
        used = {event.kind for event in self.events}
        return [kind for kind in LEGEND if kind in used]

    @cached_property
    def all_reported(self) -> bool:
        """Whether nothing of all this was done here."""
        return all(event.reported for event in self.events)

    @cached_property
    def world(self) -> World | None:
        """The map of all partners with what went between them and us; None when nobody knows where we are."""
        if self.city.latitude is None or self.city.longitude is None:
            return None
        ways = self._ways()
        towns = [self._town(self.parties[pk]) for pk in ways if self._is_placed(pk)]
        threads = [
            Thread(town=self.parties[pk].key, way=way, words=words)
            for pk, told in ways.items()
            if self._is_placed(pk)
            for way, words in told.items()
        ]
        return draw(self._town(self.city), towns=towns, threads=threads)

    def letters_of(self, part: str) -> set[str]:
        """The letters of the sources that stand in one part of the page."""
        if part == "totals":
            return {source.letter for source in self.totals.sources}
        if part == "wrote":
            return {self.letters.now.stated.source.key} if self.letters.now.stated else set()
        shown = self.gave if part == "gave" else self.days if part == "days" else []
        return {letter for told in shown for letter in told.letters}

    def _ways(self) -> dict[UUID, dict[str, str]]:
        """For every town on the map the ways in which something went, with words for the list below."""
        counted: Counter[tuple[UUID, str, str]] = Counter()
        for event, number in self.alike:
            if event.noun != "visit" and not (event.offer and event.way == "them"):
                for party in event.partners:
                    counted[party, self._way(event), event.sort] += number
        told: dict[UUID, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for (party, way, sort), number in counted.items():
            town = self._town_of(party)
            if town:
                told[town][way].append(self._brief(sort, number, party, town))
        return {town: {way: listed(briefs) for way, briefs in ways.items()} for town, ways in told.items()}

    def _way(self, event: Happening) -> str:
        """Which of the four lines of the map an act is."""
        if event.noun == "gesture":
            return "gesture"
        return "offer" if event.offer else ("to" if event.way == "us" else "from")

    @cached_property
    def nouns(self) -> dict[str, str]:
        """What the kinds of acts are called, looked up once for all."""
        kinds = {str(kind): word("kind", kind) for kind in GestureKind}
        return {"consignment": _("goods"), "pledge": _("offer"), **kinds}

    def _brief(self, sort: str, number: int, party: UUID, town: UUID) -> str:
        what = self.nouns[sort]
        whose = what if party == town else f"{what} ({self.names[party]})"
        return whose if number == 1 else f"{whose} × {number}"

    def _town_of(self, pk: UUID) -> UUID | None:
        """The town that stands for a party on the map: itself, or the city it belongs to."""
        party = self.parties.get(pk)
        if party and party.parent and party.kind != PartyKind.CITY and party.parent.latitude is not None:
            self.parties.setdefault(party.parent.pk, party.parent)
            return party.parent.pk
        return pk if party else None

    def _is_placed(self, pk: UUID) -> bool:
        party = self.parties[pk]
        return party.latitude is not None and party.longitude is not None and pk != self.city.pk

    def _town(self, party: Party) -> Town:
        name = self.names.get(party.pk)
        return Town(
            key=party.key, name=str(name or party.name), latitude=float(party.latitude or 0),
            longitude=float(party.longitude or 0), language=name.language if name else "en",
            url=f"/partners/{party.key}/",
        )  # fmt: skip

    def told(self, events: Sequence[Happening]) -> list[Told]:
        """A few acts as lines of a page."""
        catalogue = Catalogue(self.language)
        holds: dict[UUID, Contained] = {}
        for noun in ("consignment", "pledge"):
            acts = [event for event in events if event.noun == noun]
            holds |= contents_of(noun, acts, catalogue) if acts else {}
        cited = citations_of(event.subject for event in events)
        titles = titles_of(events, self.names, language=self.language)
        return [
            Told(
                event, title, holds.get(event.pk), source_letters(cited[event.subject]),
                [self.names[party] for party in event.partners if party in self.names],
            )
            for event, title in zip(events, titles, strict=True)
        ]  # fmt: skip
