"""Everything on the page of one partner: both sides on one axis, statements, persons, districts, words, open ends."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from firewood.accounts.models import GuestLink
from firewood.aid.models import Need, Pledge
from firewood.aid.queries.parties import names
from firewood.aid.queries.shown_totals import SourceShown, sources_of
from firewood.archive.models import Attachment, Citation
from firewood.archive.queries import citations_of, sentences_under, source_letters
from firewood.desk.queries.acts import side_of
from firewood.desk.queries.open_ends import OpenEnd
from firewood.desk.queries.partner_acts import Axis
from firewood.desk.queries.partner_card import PartnerCard, Since, since_of
from firewood.desk.queries.partner_ends import NextDate, dates_with
from firewood.journal.clock import day_of
from firewood.journal.standing import Status
from firewood.languages.texts import Wording, best_texts
from firewood.registry.models import (
    Agreement,
    Office,
    Partnership,
    PartnershipStatement,
    PartnershipTerm,
    Party,
    Quotation,
)
from firewood.registry.models.partnerships import PARTNERSHIP_KINDS
from firewood.registry.ours import our_city_id, our_side
from firewood.registry.queries import missions_of, quotations_of
from firewood.registry.states import ABOUT_YEARS, PartyKind

__all__ = ["PartnerPage", "Since", "partner_kinds", "since_of"]

FEW: Final = 8
"""So many of a kind stand on the page; the rest behind a link or folded."""


@dataclass(frozen=True)
class Friendship:
    """One partnership with all that is said of its years."""

    row: Partnership
    since: list[Since]

    @property
    def decided(self) -> Since | None:
        """The year our office speaks."""
        return next((since for since in self.since if since.statement.decided), None)

    @property
    def disagree(self) -> bool:
        return len({since.year for since in self.since if since.year}) > 1

    @property
    def terms(self) -> list[PartnershipTerm]:
        return list(self.row.terms.all())


class PartnerPage:
    """What is shown of a partner. `page` is that of the axis."""

    def __init__(self, party: Party, *, status: str, language: str, at: datetime, page: int = 1) -> None:
        self.party, self.status, self.language, self.at, self.asked = party, status, language, at, page

    @cached_property
    def side(self) -> list[UUID]:
        return side_of(self.party)

    @cached_property
    def is_ours(self) -> bool:
        return self.party.pk in our_side()

    @cached_property
    def is_our_city(self) -> bool:
        return self.is_ours and self.party.pk == our_city_id()

    @cached_property
    def axis(self) -> Axis:
        return Axis(self.side, status=self.status, language=self.language, page=self.asked)

    @cached_property
    def card(self) -> PartnerCard:
        return PartnerCard(self.party, status=self.status, language=self.language, at=self.at, axis=self.axis)

    @cached_property
    def children(self) -> list[Party]:
        return list(self.party.children.all())

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        """The names of everybody on the page, in one question."""
        friends = [side for row in (*self.partnerships, *self._below) for side in (row.ours, row.theirs)]
        said = [side for quotation in self.quotations for side in (quotation.voice_of,) if side]
        above = [each for each in (self.party.parent, self.party.country, self.party.seat) if each]
        beside = [*above, *self.children, *friends, *said, *self.missions]
        named = names([self.party, *beside], self.language)
        return named if self.is_our_city else self.axis.names | named

    @cached_property
    def own_names(self) -> list[Wording]:
        """Its names in other languages than the reader's, the first of each language."""
        return self.card.every_name

    @property
    def partnerships(self) -> list[Partnership]:
        return self.card.partnerships

    @cached_property
    def friendships(self) -> list[Friendship]:
        """Each partnership with every statement on how long it lasts, side by side."""
        return [Friendship(row, since_of(row)) for row in self.partnerships]

    @cached_property
    def friends(self) -> list[Friendship]:
        """On a page of our own side: its partnerships and those of what belongs to it, by the partner's name."""
        rows = sorted((*self.partnerships, *self._below), key=lambda row: (row.theirs.sort_name, row.ours.sort_name))
        return [Friendship(row, since_of(row)) for row in rows]

    @cached_property
    def since(self) -> list[Since]:
        """Every statement on how long any of the friendships lasts."""
        return [since for friendship in self.friendships for since in friendship.since]

    @property
    def decided(self) -> Since | None:
        """The year our office speaks."""
        return next((friendship.decided for friendship in self.friendships if friendship.decided), None)

    @cached_property
    def statements(self) -> list[PartnershipStatement]:
        """What else is said of the partnership."""
        said = [each for partnership in self.partnerships for each in partnership.statements.all()]
        return [each for each in said if each.aspect not in ABOUT_YEARS]

    @cached_property
    def loose(self) -> set[UUID]:
        """The statements that can be taken back: no sentence of a source says them, our office does not speak them."""
        said = [each for row in self.partnerships for each in row.statements.all() if not each.decided]
        cited = citations_of(each.subject for each in said)
        return {each.pk for each in said if not cited.get(each.subject)}

    @cached_property
    def agreements(self) -> list[tuple[Agreement, list[Attachment]]]:
        """The agreements with their papers."""
        rows = [agreement for partnership in self.partnerships for agreement in partnership.agreements.all()]
        papers: defaultdict[str, list[Attachment]] = defaultdict(list)
        subjects = [row.subject for row in rows]
        for paper in Attachment.objects.filter(subject__in=subjects, awaiting=False) if rows else ():
            papers[paper.subject].append(paper)
        return [(row, papers[row.subject]) for row in rows]

    @cached_property
    def branches(self) -> list[tuple[Partnership, list[Since]]]:
        """The partnerships of its districts with ours."""
        return [(row, since_of(row)) for row in self._below]

    @cached_property
    def _below(self) -> list[Partnership]:
        below = Q(theirs__in=self.children) | Q(ours__in=self.children)
        rows = Partnership.objects.filter(below).select_related("ours", "theirs")
        return list(rows.prefetch_related("statements__source")) if self.children else []

    @cached_property
    def offices(self) -> list[Office]:
        """Who holds or held an office here or in what belongs here; who leads first, the ended last."""
        rows = Office.objects.filter(party__in=[self.party, *self.children]).select_related("person", "party")
        today = day_of(self.at)
        return sorted(rows, key=lambda row: (_ended(row, today), not row.leads, row.party_id != self.party.pk, row.key))

    @cached_property
    def office_titles(self) -> dict[str, Wording]:
        return best_texts((office.subject for office in self.offices), "title", language=self.language)

    @cached_property
    def office_letters(self) -> dict[str, list[str]]:
        cited = citations_of(office.subject for office in self.offices)
        return {subject: source_letters(rows) for subject, rows in cited.items()}

    @cached_property
    def missions(self) -> list[Party]:
        """The embassies and consulates of its country, and those that sit here."""
        country = self.party if self.party.kind == PartyKind.COUNTRY else self.party.country
        seated = list(self.party.bodies_seated.all()) if self.party.pk else []
        found = [*(missions_of(country) if country and not self.is_ours else ()), *seated]
        return [each for each in dict.fromkeys(found) if each.pk != self.party.pk]

    @cached_property
    def quotations(self) -> list[Quotation]:
        return list(quotations_of(self.party).order_by("-said_earliest", "key")[: FEW + 1])

    @cached_property
    def needs(self) -> list[Need]:
        rows = Need.objects.filter(party__in=self.side, status=self.status)
        return list(rows.order_by("-id")[: FEW + 1])

    @cached_property
    def pledges(self) -> list[Pledge]:
        either = Q(giver__in=self.side) | Q(receiver__in=self.side)
        return list(Pledge.objects.filter(either, status=self.status).order_by("-id")[: FEW + 1])

    @cached_property
    def ends(self) -> list[OpenEnd]:
        return self.card.ends

    @cached_property
    def dates(self) -> list[NextDate]:
        return dates_with(self.side, status=self.status, on=day_of(self.at))

    @cached_property
    def links(self) -> list[GuestLink]:
        return list(GuestLink.objects.filter(thread=self.party.subject).order_by("-made_at")[:FEW])

    @cached_property
    def citations(self) -> list[Citation]:
        """The sentences on which the partner, its partnerships and its persons stand; those of a partnership stand
        with the partner, not with us."""
        friends = [] if self.is_ours else [*self.partnerships, *self._below]
        said = [each for row in friends for each in row.statements.all()]
        persons = [office.person for office in self.offices if office.person]
        things: list[Any] = [self.party, *friends, *said, *self.offices, *persons]
        return sentences_under(thing.subject for thing in things)

    @cached_property
    def sources(self) -> list[SourceShown]:
        friends = [*self.partnerships, *self._below]
        said = {each.source.key for partnership in friends for each in partnership.statements.all()}
        quoted = {quotation.source.key for quotation in self.quotations}
        offices = {letter for letters in self.office_letters.values() for letter in letters}
        return sources_of((set() if self.is_our_city else self.axis.letters) | said | quoted | offices)

    @property
    def is_actual(self) -> bool:
        return self.status == Status.ACTUAL


def _ended(office: Office, today: Any) -> bool:
    return office.until_latest is not None and office.until_latest < today


def partner_kinds() -> dict[str, str]:
    """The kinds of partnerships in words."""
    return {code: str(words) for code, words in PARTNERSHIP_KINDS}
