"""How many sister cities have sent letters, as one sentence for others in every language of the interface."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from firewood.aid.queries.naming import Naming
from firewood.aid.queries.sayings import in_every_language
from firewood.aid.sentences import basis_in_words, refuse_exercise, with_notes
from firewood.aid.states import Part
from firewood.journal.clock import today
from firewood.journal.standing import Status
from firewood.languages.choice import SHOWN
from firewood.languages.dates import show_day
from firewood.languages.numbers import show_number
from firewood.languages.texts import Wording
from firewood.registry.models import Party
from firewood.registry.ours import our_city
from firewood.solidarity.queries import LettersKnown, letters_known


@dataclass(frozen=True, kw_only=True)
class LettersSaid:
    """How many sister cities wrote: as a source states it with its name, or as we know them by name."""

    city: str
    cities: int
    day: date
    named: int = 0
    organisations: int = 0
    source: str = ""
    stated: bool = False
    status: Status = Status.ACTUAL


def letters_sentence(said: LettersSaid, language: str) -> str:
    """One sentence on the letters. Raises `NotNow` for an exercise."""
    refuse_exercise(said.status)
    with override(language):
        told = {"day": show_day(said.day), "n": show_number(said.cities), "city": said.city}
        if not said.cities:
            return with_notes(_("As of %(day)s, no sister city is known to have sent a letter to %(city)s") % told, [])
        claim = ngettext(
            "As of %(day)s, %(n)s sister city has sent a letter to %(city)s",
            "As of %(day)s, %(n)s sister cities have sent letters to %(city)s", said.cities,
        )  # fmt: skip
        return with_notes(claim % told, _notes(said))


def _notes(said: LettersSaid) -> list[str]:
    others = ngettext(
        "and besides them %(n)s international organisation",
        "and besides them %(n)s international organisations", said.organisations,
    ) % {"n": show_number(said.organisations)}  # fmt: skip
    beside = others if said.organisations else ""
    if not said.stated:
        return [_("known to us by name"), beside]
    known = _("%(n)s of them known to us by name") % {"n": show_number(said.named)}
    return [basis_in_words(Part.STATED, said.source), known, beside]


def letters_as_of(day: date | None = None) -> LettersKnown:
    """Who has written: up to the day of the latest stated count, so that names and count are of one day.

    Without such a count up to the end of `day`, or of today.
    """
    known = letters_known(as_of=day or today(), status=Status.ACTUAL)
    stated = known.stated.as_of if known.stated else None
    return letters_known(as_of=stated, status=Status.ACTUAL) if stated and stated < known.as_of else known


def written_since(known: LettersKnown) -> list[Party]:
    """The sister cities of which a letter is known only after the day of the count."""
    before = {party.pk for party in known.cities}
    return [party for party in letters_known(as_of=today(), status=Status.ACTUAL).cities if party.pk not in before]


def letters_sentences(known: LettersKnown) -> tuple[Wording, ...]:
    """The sentence on the letters in every language."""
    city = our_city()
    naming = Naming([city.subject])

    def said(language: str) -> str:
        source = naming.sources([known.stated.source.key], language) if known.stated else ""
        letters = LettersSaid(
            city=naming.name(city.subject, city.name, language), source=source, named=known.named,
            cities=known.stated.cities if known.stated else len(known.cities),
            day=known.stated.as_of if known.stated else known.as_of, organisations=len(known.organisations),
            stated=known.stated is not None,
        )  # fmt: skip
        return letters_sentence(letters, language)

    return in_every_language({tag: said(tag) for tag in SHOWN})
