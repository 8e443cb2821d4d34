"""The fact sheet for a speech: a few numbers with their sentences, words to quote, and what not to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from firewood.aid.queries.parties import names
from firewood.aid.queries.sayings import said_in
from firewood.aid.queries.shown_totals import RowShown, TotalsShown, shown_totals
from firewood.aid.states import Direction
from firewood.aid.states import Part as PartOfTotal
from firewood.desk.answers.gathered import letters_in, quotation_lines, sources_part
from firewood.desk.answers.letters import letters_as_of, letters_sentences
from firewood.desk.answers.sheets import Line, Paper, Part, Sheet, filled, line, said, with_letters
from firewood.desk.queries.partner import since_of
from firewood.journal.clock import today
from firewood.journal.standing import Status
from firewood.languages.dates import show_day
from firewood.languages.lists import listed
from firewood.registry.models import Quotation
from firewood.registry.ours import our_city, our_office
from firewood.registry.queries import partnerships_of_node
from firewood.registry.states import QuotationState

NUMBERS, WORDS, YEARS = 10, 6, 8
TO_QUOTE = (QuotationState.QUOTATION, QuotationState.MOTTO, QuotationState.WORDS_ON_BOXES)


def speech_sheet(*, languages: Iterable[str], beside: bool) -> Paper:
    """What the mayor may say, and what not; in one language or two."""
    sheets = tuple(_Speech(language).sheet() for language in languages)
    office = our_office()
    shown = str(names([office], sheets[0].language)[office.pk])
    return Paper("speech", sheets, shown, today(), beside)


@dataclass
class _Speech:
    """The fact sheet in one language."""

    language: str

    def sheet(self) -> Sheet:
        with override(self.language):
            parts = filled([
                Part(_("Numbers to say"), self._numbers()), Part(_("Words to quote"), self._words()),
                Part(_("What not to say"), self._unsaid()),
            ])  # fmt: skip
            foot = filled([sources_part(letters_in(parts), language=self.language)])
            city = our_city()
            title = _("Facts for a speech: %(city)s") % {"city": names([city], self.language)[city.pk]}
            return Sheet(self.language, title, _("as of %(day)s") % {"day": show_day(today())}, (*parts, *foot))

    @cached_property
    def totals(self) -> list[TotalsShown]:
        return [shown_totals(way, status=Status.ACTUAL, language=self.language, speaks=True) for way in Direction]

    @cached_property
    def letters(self) -> list[str]:
        known = letters_as_of()
        return [known.stated.source.key] if known.stated else []

    def _numbers(self) -> tuple[Line, ...]:
        told = [
            with_letters([said(said_in(row.sentences, self.language), self.language)], _letters(row), self.language)
            for totals in self.totals for row in totals.rows
            if row.sentences and row.spoken and row.spoken.figure.quantity
        ]  # fmt: skip
        written = said(said_in(letters_sentences(letters_as_of()), self.language), self.language)
        return (*told[:NUMBERS], with_letters([written], self.letters, self.language))

    def _words(self) -> tuple[Line, ...]:
        rows = Quotation.objects.filter(state__in=[str(state) for state in TO_QUOTE])
        shown = rows.select_related("source", "speaker", "voice_of")[:WORDS]
        return tuple(quotation_lines(shown, self.language))

    def _unsaid(self) -> tuple[Line, ...]:
        return tuple(line(said(words, self.language)) for words in [*self._shares(), *self._unknown(), *self._years()])

    def _shares(self) -> Iterable[str]:
        stated = [row for row in self.totals[0].rows if row.spoken and row.spoken.part == PartOfTotal.STATED]
        if stated:
            yield _("Do not say how much of the stated sums came from whom: no source tells.")
        yield _("Do not add up what is counted, reported and stated: they overlap.")
        known = letters_as_of()
        if known.not_named:
            yield ngettext(
                "Do not name all sister cities that wrote: %(n)s is not known by name.",
                "Do not name all sister cities that wrote: %(n)s are not known by name.", known.not_named,
            ) % {"n": known.not_named}  # fmt: skip

    def _unknown(self) -> Iterable[str]:
        for totals in self.totals:
            rows = [row for row in totals.rows if row.spoken is None and row.row.unknown_acts]
            if not rows:
                continue
            told = {"items": listed(str(row.name) for row in rows)}
            if totals.direction == Direction.RECEIVED:
                yield _("Give no number for what came without one: %(items)s.") % told
            else:
                yield _("Give no number for what we gave without one: %(items)s.") % told

    def _years(self) -> Iterable[str]:
        shown = 0
        for partnership in partnerships_of_node():
            since = since_of(partnership)
            years = sorted({each.year for each in since if each.year})
            if len(years) > 1 and not any(each.statement.decided for each in since) and shown < YEARS:
                shown += 1
                name = names([partnership.theirs], self.language)[partnership.theirs_id]
                told = {"partner": name, "years": listed(str(year) for year in years)}
                yield _("Name no first year for %(partner)s: the sources disagree (%(years)s).") % told


def _letters(row: RowShown) -> list[str]:
    if row.spoken and row.spoken.stated:
        return [letter for stated, letter in row.stated if stated.id == row.spoken.stated.id]
    return list(row.letters) if row.spoken and row.spoken.part == PartOfTotal.REPORTED else []
