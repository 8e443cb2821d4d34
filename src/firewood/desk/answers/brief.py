"""The brief before a call: one page on one partner, in one language or two."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from firewood.aid.queries.parties import names
from firewood.desk.answers.gathered import letters_in, numbers_of, quotation_lines, sources_part, years_of
from firewood.desk.answers.sheets import Grid, Line, Paper, Part, Run, Sheet, filled, line, said, with_letters
from firewood.desk.queries.partner import PartnerPage, partner_kinds
from firewood.desk.queries.partner_acts import ActShown
from firewood.journal.clock import now, today
from firewood.journal.standing import Status
from firewood.languages.dates import show_day
from firewood.languages.lists import colon, listed, pause
from firewood.languages.texts import best_texts
from firewood.registry.models import Party
from firewood.registry.ours import our_office
from firewood.registry.queries import greeting_of

PERSONS, ACTS, ENDS, DATES, WORDS, NUMBERS = 5, 4, 5, 3, 2, 6
"""So many of each stand on the page; of more it is said how many."""


def brief_of(party: Party, *, languages: Iterable[str], beside: bool) -> Paper:
    """One page on a partner for whoever speaks with it next."""
    sheets = tuple(_Brief(party, language).sheet() for language in languages)
    office = our_office()
    shown = str(names([office], sheets[0].language)[office.pk])
    return Paper(f"brief-{party.key}", sheets, shown, today(), beside)


@dataclass
class _Brief:
    """The brief on one partner in one language."""

    party: Party
    language: str

    def sheet(self) -> Sheet:
        with override(self.language):
            self.page = PartnerPage(self.party, status=Status.ACTUAL, language=self.language, at=now())
            name = self.page.names[self.party.pk]
            parts = filled(self._parts())
            foot = filled([sources_part(letters_in(parts), language=self.language)])
            under = _("Brief before a call, as of %(day)s") % {"day": show_day(today())}
            return Sheet(self.language, str(name), under, (*parts, *foot))

    def _parts(self) -> tuple[Part, ...]:
        return (
            Part(pgettext("heading of a brief", "Who"), self._who()),
            Part(pgettext("heading of a brief", "Friends since"), self._years()),
            self._persons(),
            Part(pgettext("heading of a brief", "Last from them"), self._acts("us")),
            Part(pgettext("heading of a brief", "Last from us"), self._acts("them")),
            Part(pgettext("heading of a brief", "Open"), self._open()),
            Part(pgettext("heading of a brief", "Next dates"), self._next()),
            Part(pgettext("heading of a brief", "Words"), self._words()),
            self._numbers(),
        )

    def _who(self) -> tuple[Line, ...]:
        kinds = [partner_kinds().get(row.kind, row.kind) for row in self.page.partnerships]
        country = self.party.country
        where = names([country], self.language)[country.pk] if country else None
        first = [said(listed([str(self.party.get_kind_display()), *dict.fromkeys(kinds)]), self.language)]
        found = [line(*first, *([said(pause(), self.language), said(where, self.language)] if where else []))]
        others = [said(name, self.language) for name in self.page.own_names]
        called = [run for each in others for run in (each, said("  ", self.language))]
        return (
            (*found, line(said(_("Other names:") + " ", self.language, quiet=True), *called))
            if others
            else tuple(found)
        )

    def _years(self) -> tuple[Line, ...]:
        pairs = [(friends.since, friends.decided) for friends in self.page.friendships]
        found = [each for since, decided in pairs for each in years_of(since, decided=decided, language=self.language)]
        return tuple(found or [line(said(_("not known"), self.language, quiet=True))])

    def _persons(self) -> Part:
        offices = self.page.offices[:PERSONS]
        named = best_texts([each.person.subject for each in offices if each.person], "name", language=self.language)
        rows = []
        for office in offices:
            person = named.get(office.person.subject) or office.person.name if office.person else _("name not known")
            greeting = greeting_of(office, self.language)
            title = self.page.office_titles.get(office.subject) or said(office.title, office.language)
            letters = self.page.office_letters.get(office.subject, [])
            rows.append((
                line(said(person, self.language, strong=True)),
                with_letters([title if isinstance(title, Run) else said(title, self.language)], letters, self.language),
                line(said(greeting or _("not known"), self.language, quiet=greeting is None)),
            ))  # fmt: skip
        head = (
            pgettext("heading of a brief", "Person"),
            pgettext("heading of a brief", "Office"),
            pgettext("heading of a brief", "Form of address"),
        )
        return Part(
            pgettext("heading of a brief", "Persons"),
            self._more(len(self.page.offices), PERSONS),
            Grid(head, tuple(rows)),
        )

    def _acts(self, way: str) -> tuple[Line, ...]:
        rows = [moment.right if way == "them" else moment.left for moment in self.page.axis.moments]
        acts = [act for row in rows for act in row if act.event.way == way]
        known = (act for act in acts if act.event.day.earliest)
        dated = sorted(known, key=lambda act: act.event.day.earliest or date.min, reverse=True)
        latest = [*dated, *(act for act in acts if not act.event.day.earliest)]
        return (*(self._act(act) for act in latest[:ACTS]), *self._more(len(latest), ACTS))

    def _act(self, act: ActShown) -> Line:
        day = show_day(act.event.day)
        holds = [str(part.name or part.words) for part in act.holds.first] if act.holds else []
        inside = f"{colon()}{listed(holds)}" if holds else ""
        runs = [
            said(act.title, self.language),
            said(inside, self.language),
            said(f"{pause()}{day}", self.language, quiet=True),
        ]
        return with_letters(runs, act.letters, self.language)

    def _open(self) -> tuple[Line, ...]:
        ends = self.page.ends
        if not ends:
            return (line(said(_("Nothing is open between us that we know of."), self.language, quiet=True)),)
        shown = [
            line(
                said(end.question, self.language),
                said(f" {end.reason}" if end.reason else "", self.language, quiet=True),
            )
            for end in ends[:ENDS]
        ]
        return (*shown, *self._more(len(ends), ENDS))

    def _next(self) -> tuple[Line, ...]:
        dates = self.page.dates
        shown = [
            line(said(f"{show_day(each.day)}{colon()}", self.language, quiet=True), said(each.words, self.language))
            for each in dates[:DATES]
        ]
        return (*shown, *self._more(len(dates), DATES))

    def _words(self) -> tuple[Line, ...]:
        rows = self.page.quotations
        return (*quotation_lines(rows[:WORDS], self.language), *self._more(len(rows), WORDS))

    def _numbers(self) -> Part:
        grid = numbers_of(self.page.side, language=self.language)
        more = self._more(len(grid.rows), NUMBERS)
        note = _("Sums that sources state are not known by giver: name no share of them.")
        lines = (*more, line(said(note, self.language, quiet=True)))
        return Part(pgettext("heading of a brief", "Numbers"), lines, Grid(grid.head, grid.rows[:NUMBERS]))

    def _more(self, count: int, shown: int) -> tuple[Line, ...]:
        if count <= shown:
            return ()
        rest = ngettext("and %(n)s more", "and %(n)s more", count - shown) % {"n": count - shown}
        return (line(said(rest, self.language, quiet=True)),)
