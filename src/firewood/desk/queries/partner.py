"""Everything on the page of one partner: both sides on one axis, statements, persons, districts, words, open ends."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.accounts.models import GuestLink
from firewood.aid.models import Need, Pledge
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.contents import Contained, contents_of
from firewood.aid.queries.parties import names
from firewood.aid.queries.shown_totals import SourceShown, sources_of
from firewood.archive.models import Citation
from firewood.archive.queries import citations_of, sentences_under, source_letters
from firewood.desk.queries.acts import Happening, happenings, rows_of, side_of, titles_of
from firewood.languages.dates import StatedDay
from firewood.languages.texts import Wording, texts_of
from firewood.registry.models import Office, Partnership, PartnershipStatement, Party, Quotation
from firewood.registry.queries import offices_of, partnerships_of, quotations_of
from firewood.registry.states import Aspect


@dataclass(frozen=True)
class ActShown:
    """One act on the axis."""

    event: Happening
    title: str | Wording
    row: Any
    holds: Contained | None
    letters: list[str]


@dataclass
class Moment:
    """One row of the axis: a day known or not, with what they did and what we did."""

    day: StatedDay
    loose: bool
    left: list[ActShown] = field(default_factory=list)
    right: list[ActShown] = field(default_factory=list)

    @property
    def shows_year(self) -> bool:
        """Whether the year must be told besides the day."""
        return len(self.day.machine) > 4 or not self.day.machine


@dataclass(frozen=True)
class Since:
    """One statement about how long: as stated, and the year it gives."""

    statement: PartnershipStatement
    year: int | None
    years: int | None


class PartnerPage:
    """What is shown of a partner."""

    def __init__(self, party: Party, *, status: str, language: str) -> None:
        self.party, self.status, self.language = party, status, language

    @cached_property
    def side(self) -> list[UUID]:
        return side_of(self.party)

    @cached_property
    def children(self) -> list[Party]:
        return list(self.party.children.all())

    @cached_property
    def events(self) -> list[Happening]:
        return happenings(status=self.status, parties=self.side)

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        keys = {pk for event in self.events for pk in (event.giver, *event.receivers) if pk}
        others = [party for partnership in self.partnerships for party in (partnership.ours, partnership.theirs)]
        return names([*Party.objects.filter(pk__in=keys), self.party, *self.children, *others], self.language)

    @cached_property
    def own_names(self) -> list[Wording]:
        """Its names in other languages than the reader's, each spelling once."""
        rows = texts_of([self.party.subject], "name")[self.party.subject]
        by_text = {row.text: Wording(row.text, row.language, "ltr", row.state) for row in reversed(rows)}
        by_text.pop(self.names[self.party.pk].text, None)
        return list(reversed(by_text.values()))

    @cached_property
    def moments(self) -> list[Moment]:
        """The axis: dated acts in their order, then those of which nobody knows the day."""
        return list(self._moments())

    def _moments(self) -> Iterator[Moment]:
        shown = self._shown(self.events)
        for day, acts in groupby(shown, key=lambda act: (act.event.day.earliest, act.event.day.latest)):
            together = list(acts)
            moment = Moment(together[0].event.day, loose=day[0] is None or day[0] != day[1])
            for act in together:
                (moment.left if act.event.way == "us" else moment.right).append(act)
            yield moment

    @cached_property
    def partnerships(self) -> list[Partnership]:
        return list(partnerships_of(self.party))

    @cached_property
    def since(self) -> list[Since]:
        """Every statement on how long the friendship lasts, side by side."""
        return [since for partnership in self.partnerships for since in since_of(partnership)]

    @cached_property
    def decided(self) -> Since | None:
        return next((since for since in self.since if since.statement.decided), None)

    @property
    def disagree(self) -> bool:
        return len({since.year for since in self.since if since.year}) > 1

    @cached_property
    def statements(self) -> list[PartnershipStatement]:
        """What else is said of the partnership."""
        about_years = {Aspect.SINCE_YEAR, Aspect.YEARS}
        said = [each for partnership in self.partnerships for each in partnership.statements.all()]
        return [each for each in said if each.aspect not in about_years]

    @cached_property
    def branches(self) -> list[tuple[Partnership, list[Since]]]:
        """The partnerships of its districts with ours."""
        rows = [row for child in self.children for row in partnerships_of(child)]
        self.names.update(names([party for row in rows for party in (row.ours, row.theirs)], self.language))
        return [(row, since_of(row)) for row in rows]

    @cached_property
    def offices(self) -> list[Office]:
        return [office for party in [self.party, *self.children] for office in offices_of(party)]

    @cached_property
    def office_letters(self) -> dict[str, list[str]]:
        cited = citations_of(office.subject for office in self.offices)
        return {subject: source_letters(rows) for subject, rows in cited.items()}

    @cached_property
    def quotations(self) -> list[Quotation]:
        return list(quotations_of(self.party))

    @cached_property
    def needs(self) -> list[Need]:
        return list(Need.objects.filter(party__in=self.side, status=self.status))

    @cached_property
    def pledges(self) -> list[Pledge]:
        rows = Pledge.objects.filter(status=self.status)
        return list(rows.filter(giver__in=self.side) | rows.filter(receiver__in=self.side))

    @cached_property
    def links(self) -> list[GuestLink]:
        return list(GuestLink.objects.filter(thread=self.party.subject).order_by("-made_at"))

    @cached_property
    def citations(self) -> list[Citation]:
        """The sentences on which the partner, its partnerships and its persons stand, each once."""
        friends = [*self.partnerships, *(row for row, _said in self.branches)]
        said = [each for row in friends for each in row.statements.all()]
        persons = [office.person for office in self.offices if office.person]
        things: list[Any] = [self.party, *friends, *said, *self.offices, *persons]
        return sentences_under(thing.subject for thing in things)

    @cached_property
    def sources(self) -> list[SourceShown]:
        acts = {letter for moment in self.moments for act in (*moment.left, *moment.right) for letter in act.letters}
        said = {each.source.key for partnership in self.partnerships for each in partnership.statements.all()}
        branches = {each.statement.source.key for _row, many in self.branches for each in many}
        quoted = {quotation.source.key for quotation in self.quotations}
        offices = {letter for letters in self.office_letters.values() for letter in letters}
        return sources_of(acts | said | branches | quoted | offices)

    def _shown(self, events: list[Happening]) -> list[ActShown]:
        catalogue = Catalogue(self.language)
        holds: dict[UUID, Contained] = {}
        for noun in ("consignment", "pledge"):
            acts = [event for event in events if event.noun == noun]
            holds |= contents_of(noun, acts, catalogue) if acts else {}
        cited, rows = citations_of(event.subject for event in events), rows_of(events)
        titles = titles_of(events, self.names, language=self.language)
        return [
            ActShown(event, title, rows[event.pk], holds.get(event.pk), source_letters(cited[event.subject]))
            for event, title in zip(events, titles, strict=True)
        ]


def since_of(partnership: Partnership) -> list[Since]:
    """What is said of the years of a partnership; years before a known day give the year, which we conclude."""
    found = []
    for each in partnership.statements.all():
        if each.aspect == Aspect.SINCE_YEAR:
            found.append(Since(each, each.value_int, None))
        elif each.aspect == Aspect.YEARS:
            year = each.as_of.year - each.value_int if each.as_of and each.value_int is not None else None
            found.append(Since(each, year, each.value_int))
    concluded = {since.year for since in found if since.years}
    return [
        since for since in found if not (since.statement.derived and since.years is None and since.year in concluded)
    ]


def partner_kinds() -> dict[str, str]:
    """The kinds of partnerships in words."""
    return {"sister_city": _("sister city"), "sister_district": _("sister district"), "partner": _("partner")}
