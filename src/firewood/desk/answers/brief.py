"""The brief before a call: one page on one partner, in one language or two."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from firewood.aid.queries.parties import names
from firewood.desk.answers.gathered import letters_in, numbers_of, quotation_lines, sources_part, years_of
from firewood.desk.answers.sheets import Grid, Line, Paper, Part, Sheet, filled, line, said, with_letters
from firewood.desk.queries.partner import PartnerPage, partner_kinds
from firewood.desk.queries.partner_acts import ActShown
from firewood.journal.clock import now, today
from firewood.journal.standing import Status
from firewood.languages.dates import show_day
from firewood.languages.lists import listed
from firewood.languages.texts import best_texts
from firewood.registry.models import Office, Party
from firewood.registry.ours import our_office
from firewood.solidarity.queries import replies_due, thanks_expected, thanks_owed
from firewood.solidarity.states import Way

PERSONS, ACTS, ENDS, WORDS, NUMBERS = 5, 4, 5, 2, 6
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
            Part(pgettext("heading of a brief", "Words"), self._words()),
            self._numbers(),
        )

    def _who(self) -> tuple[Line, ...]:
        kinds = [partner_kinds().get(row.kind, row.kind) for row in self.page.partnerships]
        country = self.party.country
        where = names([country], self.language)[country.pk] if country else None
        first = [said(listed([str(self.party.get_kind_display()), *dict.fromkeys(kinds)]), self.language)]
        found = [line(*first, *([said(", ", self.language), said(where, self.language)] if where else []))]
        others = [said(name, self.language) for name in self.page.own_names]
        called = [run for each in others for run in (each, said("  ", self.language))]
        return (
            (*found, line(said(_("Other names:") + " ", self.language, quiet=True), *called))
            if others
            else tuple(found)
        )

    def _years(self) -> tuple[Line, ...]:
        found = years_of(self.page.since, decided=self.page.decided, language=self.language)
        return tuple(found or [line(said(_("not known"), self.language, quiet=True))])

    def _persons(self) -> Part:
        offices = self.page.offices[:PERSONS]
        greetings = best_texts(
            [subject for office in offices for subject in _greeted(office)], "greeting", language=self.language
        )
        named = best_texts([each.person.subject for each in offices if each.person], "name", language=self.language)
        rows = []
        for office in offices:
            person = named.get(office.person.subject) or office.person.name if office.person else _("name not known")
            greeting = next((greetings[subject] for subject in _greeted(office) if subject in greetings), None)
            letters = self.page.office_letters.get(office.subject, [])
            rows.append((
                line(said(person, self.language, strong=True)),
                with_letters([said(office.title, office.language)], letters, self.language),
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
        acts = [act for moment in self.page.axis.moments for act in (moment.left if way == "us" else moment.right)]
        dated = sorted((act for act in acts if act.event.day.earliest), key=lambda act: str(act.event.day.earliest))
        latest = [*reversed(dated), *(act for act in acts if not act.event.day.earliest)]
        return (*(self._act(act) for act in latest[:ACTS]), *self._more(len(latest), ACTS))

    def _act(self, act: ActShown) -> Line:
        day = show_day(act.event.day)
        holds = [str(part.name or part.words) for part in act.holds.first] if act.holds else []
        inside = f": {listed(holds)}" if holds else ""
        runs = [
            said(act.title, self.language),
            said(inside, self.language),
            said(f", {day}", self.language, quiet=True),
        ]
        return with_letters(runs, act.letters, self.language)

    def _open(self) -> tuple[Line, ...]:
        ends = [*self._thanks(), *self._replies(), *self._pledges()]
        if not ends:
            return (line(said(_("Nothing is open between us that we know of."), self.language, quiet=True)),)
        shown = tuple(line(said(end, self.language)) for end in ends[:ENDS])
        return (*shown, *self._more(len(ends), ENDS))

    def _thanks(self) -> Iterable[str]:
        told = (
            (thanks_owed, _("We owe thanks for %(number)s since %(day)s.")),
            (thanks_expected, _("We wait for thanks for %(number)s since %(day)s.")),
        )
        for asked, words in told:
            for each in asked(status=Status.ACTUAL, on=today()):
                if each.partner.pk in self.page.side:
                    yield words % {"number": each.consignment.number, "day": show_day(each.since)}

    def _replies(self) -> Iterable[str]:
        for gesture in replies_due(status=Status.ACTUAL, on=today()):
            if gesture.way == Way.IN and gesture.sender_id in self.page.side:
                yield _("We owe a reply to %(number)s.") % {"number": gesture.number}
            if gesture.way == Way.OUT and gesture.addressee_id in self.page.side:
                yield _("Their reply to %(number)s is late.") % {"number": gesture.number}

    def _pledges(self) -> Iterable[str]:
        for pledge in self.page.pledges:
            if pledge.state == "offered":
                yield _("What became of offer %(number)s is not known.") % {"number": pledge.number}
            if pledge.state in {"accepted", "part_fulfilled"}:
                yield _("Pledge %(number)s is not fulfilled yet.") % {"number": pledge.number}

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


def _greeted(office: Office) -> list[str]:
    """Whose form of address is taken: that of the office first, then that of the person."""
    return [office.subject, *([office.person.subject] if office.person else [])]
