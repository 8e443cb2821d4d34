"""Parts that a brief and a fact sheet share: years, quotations, numbers, sources; each in one language."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from firewood.aid.queries.figures import Share, added
from firewood.aid.queries.shown_totals import RowShown, shown_totals
from firewood.aid.sentences import amount_in_words
from firewood.aid.states import Direction
from firewood.aid.states import Part as PartOfTotal
from firewood.aid.words import word
from firewood.archive.models import Source
from firewood.desk.answers.sheets import Grid, Line, Part, Run, line, said, with_letters
from firewood.desk.queries.partner import Since
from firewood.journal.standing import Status
from firewood.languages.dates import show_day
from firewood.languages.lists import pause
from firewood.registry.models import Quotation
from firewood.supplies.items import BOX


def years_of(since: Sequence[Since], *, decided: Since | None, language: str) -> list[Line]:
    """Every statement on how long the friendship lasts, each with its source; and whether our office has decided."""
    found = [_year(each, language) for each in sorted(since, key=lambda each: (each.year or 9999, each.years is None))]
    years = {each.year for each in since if each.year}
    if decided is None and len(years) > 1:
        found.append(
            line(said(_("The sources disagree; our office has not decided. Name no year."), language, strong=True))
        )
    return found


def _year(since: Since, language: str) -> Line:
    if since.years is not None:
        count = ngettext("%(n)s year", "%(n)s years", since.years) % {"n": since.years}
        begun = _("that is since %(year)s") % {"year": since.year}
        words = f"{count} ({begun})" if since.year else count
    else:
        words = _("since %(year)s") % {"year": since.year}
    marks = [_("our conclusion")] if since.statement.derived else []
    marks += [_("decided by our office")] if since.statement.decided else []
    runs = [said(words, language), said(f" ({pause().join(marks)})" if marks else "", language, quiet=True)]
    return with_letters(runs, [since.statement.source.key], language)


def quotation_lines(quotations: Iterable[Quotation], language: str) -> list[Line]:
    """Words as they were said, in their language, each followed by who said them."""
    found = []
    for quotation in quotations:
        voice = quotation.speaker.name if quotation.speaker else quotation.voice
        voice = voice or (quotation.voice_of.name if quotation.voice_of else "")
        held = quotation.office_held if quotation.office_held not in voice else ""
        who = ", ".join(part for part in (voice, held) if part)
        unnamed = _("voice not named")
        behind = [said(f" {who or unnamed}", quotation.source.language if who else language, quiet=True)]
        words = Run(f"“{quotation.text}”", quotation.language)
        found.append(Line(with_letters([words, *behind], [quotation.source.key], language).runs, quote=True))
    return found


def numbers_of(side: Iterable[object], *, language: str) -> Grid:
    """What one side gave us and got from us, item by item, with how we know and the sources."""
    known = set(side)
    rows: list[tuple[Line, ...]] = []
    for direction in Direction:
        totals = shown_totals(direction, status=Status.ACTUAL, language=language)
        for row in totals.rows:
            shares = row.row.donors if direction == Direction.RECEIVED else row.row.recipients
            theirs = [share for share in shares if share.party in known]
            rows += [_number(row, theirs, direction, language)] if theirs else []
    head = (
        pgettext("heading of a brief", "Number"), pgettext("heading of a brief", "Way"),
        pgettext("heading of a brief", "How we know"),
    )  # fmt: skip
    return Grid(head, tuple(rows))


def _number(row: RowShown, shares: list[Share], direction: Direction, language: str) -> tuple[Line, ...]:
    """What all that belongs to a side gave or got of an item: counted where any of it is counted, else reported."""
    counted = added(share.counted for share in shares)
    part = PartOfTotal.COUNTED if counted.quantity else PartOfTotal.REPORTED
    figure = counted if counted.quantity else added(share.reported for share in shares)
    amount = amount_in_words("" if row.row.item == BOX else str(row.name), row.row.unit, figure)
    letters = row.letters if part == PartOfTotal.REPORTED else ()
    way = _("from them") if direction == Direction.RECEIVED else _("from us")
    return (
        line(said(amount, language)),
        line(said(way, language)),
        with_letters([said(word("part", part), language)], letters, language),
    )


def sources_part(letters: Iterable[str], *, language: str) -> Part:
    """The foot of a sheet: each source with its letter and the day from which it counts."""
    rows = Source.objects.filter(key__in=set(letters)).order_by("key")
    return Part(pgettext("heading of a brief", "Sources"), tuple(_source(row, language) for row in rows))


def _source(row: Source, language: str) -> Line:
    title = said(f"{row.publisher}, {row.title}" if row.publisher else row.title, row.language)
    day = _("as of %(day)s") % {"day": show_day(row.counts_from)} if row.counts_from else _("day not known")
    letter = Run(f"[{row.key}] ", language, strong=True, letter=True)
    return line(letter, title, said(f"{pause()}{day}", language, quiet=True))


def letters_in(parts: Iterable[Part]) -> set[str]:
    """The letters of sources that stand in some parts."""
    lines = [each for part in parts for each in part.lines]
    lines += [cell for part in parts if part.grid for row in part.grid.rows for cell in row]
    return {run.text.strip(" []") for each in lines for run in each.runs if run.letter}
