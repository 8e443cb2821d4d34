"""What can be chosen in the forms of letters: languages, parties, offices, occasions."""

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid.queries.parties import names, party_choices
from firewood.languages.choice import name_of, tidy_tag
from firewood.languages.models import Text
from firewood.languages.texts import best_texts
from firewood.registry.models import Occasion, Office, Party
from firewood.registry.ours import side_of

Choices = list[tuple[str, str]]
LANGUAGES = (
    "ar", "cs", "da", "de", "en", "es", "et", "fa", "fi", "fr", "he", "hu", "it", "ja", "ko", "nb", "nl", "pl", "pt",
    "ru", "sk", "sq", "sv", "tr", "uk", "vi", "zh-hans", "zh-hant",
)  # fmt: skip
"""Offered in a list; any other may be written as its tag."""


def reader() -> str:
    """The language of the page."""
    return get_language() or "en"


def language_choices(*more: str) -> Choices:
    """Languages by the names they have for the reader, in the order of these names; `more` are offered, too."""
    used = Text.objects.filter(subject__startswith="solidarity.gesture:").values_list("language", flat=True).distinct()
    tags = {tidy_tag(tag) for tag in (*LANGUAGES, *more, *used) if tag}
    named = sorted(((tag, name_of(tag, reader=reader())) for tag in tags), key=lambda each: each[1].casefold())
    return [("", _("not known")), *named]


def partners_and_ours(*, ours: bool, only: Iterable[str] = ()) -> Choices:
    """The parties of one side by key and name; `only` leaves those with these keys."""
    kept = frozenset(only)
    return [each for each in party_choices(reader(), ours=ours) if not kept or each[0] in kept]


def every_party() -> Choices:
    """All parties of both sides, to choose for whom something was meant."""
    both = [*party_choices(reader(), ours=True), *party_choices(reader(), ours=False)]
    return [("", _("nobody else")), *sorted(both, key=lambda each: each[1].casefold())]


def office_choices(offices: Iterable[Office], nobody: str) -> Choices:
    """Offices with who holds them and where: "Chen Jining, Mayor (Beijing)"."""
    rows = list(offices)
    named = names((row.party for row in rows), reader())
    persons = best_texts((row.person.subject for row in rows if row.person), "name", language=reader())
    shown = [(str(row.pk), _office(row, str(named[row.party_id]), persons)) for row in rows]
    return [("", nobody), *sorted(shown, key=lambda each: each[1].casefold())]


def occasion_choices(nothing: str) -> Choices:
    """Occasions by key and name."""
    occasions = list(Occasion.objects.all())
    named = best_texts((each.subject for each in occasions), "name", language=reader())
    return [("", nothing), *((each.key, str(named.get(each.subject, each.name))) for each in occasions)]


def choose(parties: Choices) -> Choices:
    """Nobody is chosen beforehand when there are several."""
    return parties if len(parties) == 1 else [("", _("choose")), *parties]


def party_of(key: str) -> Party | None:
    """A party by its key, None without one."""
    return Party.objects.filter(key=key).first() if key else None


def own_keys(actor: Actor) -> tuple[str, ...]:
    """The keys of the parties in whose name a colleague writes; none when that is not restricted."""
    if actor.party_id is None:
        return ()
    return tuple(Party.objects.filter(pk__in=side_of(actor.party_id)).values_list("key", flat=True))


def _office(row: Office, where: str, persons: Mapping[str, object]) -> str:
    who = str(persons.get(row.person.subject, row.person.name)) if row.person else ""
    return f"{who}, {row.title} ({where})" if who else f"{row.title} ({where})"
