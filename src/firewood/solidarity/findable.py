"""What the search finds of solidarity: gestures by words, persons, partner and number, and stated counts of letters."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from firewood.aid.findable import Names, Said
from firewood.languages import search
from firewood.languages.indexing import in_languages, index_again, said_once
from firewood.languages.lists import colon
from firewood.languages.models import Text
from firewood.languages.texts import best_text, texts_of
from firewood.registry.models import Office, Party, Person
from firewood.solidarity import addresses
from firewood.solidarity.models import Gesture, StatedLetters
from firewood.solidarity.queries.days import day_of_gesture, four_days
from firewood.solidarity.words import ASIDE, word


class Persons:
    """Whoever signed, was written to or handed something, under all names and titles."""

    def __init__(self, gestures: Sequence[Gesture]) -> None:
        self._people = {gesture.pk: list(_people(gesture)) for gesture in gestures}
        self._offices = {gesture.pk: list(_offices(gesture)) for gesture in gestures}
        people = [each.subject for known in self._people.values() for each in known]
        offices = [each.subject for known in self._offices.values() for each in known]
        self._names, self._titles = texts_of(people, "name"), texts_of(offices, "title")

    def words(self, gesture: Gesture) -> list[str]:
        """Names and titles in every language, as they stand in the gesture and as they are known."""
        signed = [word for each in gesture.signatories.all() for word in (each.name, each.title)]
        names = [word for each in self._people[gesture.pk] for word in (each.name, *_of(self._names, each.subject))]
        titles = [word for each in self._offices[gesture.pk] for word in (each.title, *_of(self._titles, each.subject))]
        return list(dict.fromkeys([*signed, *names, *titles]))


def index_gestures(ids: Iterable[UUID]) -> None:
    """Put letters and other gestures into the search."""
    rows = Gesture.objects.filter(pk__in=list(ids)).select_related(
        "sender", "addressee", "on_behalf_of", "meant_for", "occasion", "to_office__person", "handed_to__person"
    )
    gestures = list(rows.prefetch_related("signatories__person", "signatories__office__person", "quotations"))
    names = Names(thing for gesture in gestures for thing in (*_parties(gesture), gesture.occasion))
    said, persons = Said(gesture.subject for gesture in gestures), Persons(gestures)
    quoted, titles = _quoted(gestures), texts_of((gesture.subject for gesture in gestures), "title")
    search.index(
        search.Entry(
            subject=gesture.subject, kind="gesture", key=gesture.key or gesture.number, language=language,
            status=gesture.status,
            title=_title(gesture, names, titles[gesture.subject], language),
            url=addresses.of_gesture(gesture),
            body=said_once(*said.words(gesture.subject), gesture.words, *quoted[gesture.pk], *persons.words(gesture),
                       gesture.to_words, gesture.handed_to_words, *_days(gesture), gesture.file_number,
                       gesture.aside_reason, gesture.note),
            source=said.sources(gesture.subject), happened_on=day_of_gesture(gesture).earliest or gesture.counts_from,
            aliases=[gesture.number, *names.all([*_parties(gesture), gesture.occasion])],
        )
        for gesture, language in in_languages(gestures)
    )  # fmt: skip


def index_stated_letters(ids: Iterable[UUID]) -> None:
    """Put the counts of letters that sources state into the search."""
    counts = list(StatedLetters.objects.filter(pk__in=list(ids)).select_related("party", "source"))
    names, said = Names(count.party for count in counts), Said(count.subject for count in counts)
    search.index(
        search.Entry(
            subject=count.subject, kind="stated_letters", key=count.key, language=language,
            title=f"{names.best(count.party, language)}{colon()}{count.words}", url=addresses.of_stated_letters(count),
            body=said_once(*said.words(count.subject), str(count.cities), count.note), source=count.source.key,
            happened_on=count.as_of, aliases=names.all([count.party]),
        )
        for count, language in in_languages(counts)
    )  # fmt: skip


INDEXERS: dict[str, Callable[[Iterable[UUID]], None]] = {
    "solidarity.gesture": index_gestures,
    "solidarity.statedletters": index_stated_letters,
}
"""Which function puts what into the search, by the first part of a subject."""
EVERYTHING: dict[str, type[Gesture | StatedLetters]] = {
    "solidarity.gesture": Gesture,
    "solidarity.statedletters": StatedLetters,
}


def index_solidarity() -> None:
    """Put all of solidarity into the search again, a thousand things at a time."""
    index_again(INDEXERS, EVERYTHING)


def _title(gesture: Gesture, names: Names, titles: Sequence[Text], language: str) -> str:
    """Who writes to whom, what it is, and what it is called, if it is called anything."""
    sides = f"{names.best(gesture.sender, language)} → {names.best(gesture.addressee, language)}"
    called = best_text(titles, language)
    what = f"{sides}{colon()}{word('kind', gesture.kind)}"
    parts = [what, str(called or ""), str(ASIDE) if gesture.is_aside else ""]
    return " · ".join(part for part in parts if part)


def _parties(gesture: Gesture) -> list[Party | None]:
    return [gesture.sender, gesture.addressee, gesture.on_behalf_of, gesture.meant_for]


def _people(gesture: Gesture) -> Iterator[Person]:
    """Persons who signed, and those who hold the offices to which it went."""
    yield from (each.person for each in gesture.signatories.all() if each.person)
    yield from (office.person for office in _offices(gesture) if office.person)


def _offices(gesture: Gesture) -> Iterator[Office]:
    yield from (each.office for each in gesture.signatories.all() if each.office)
    yield from (office for office in (gesture.to_office, gesture.handed_to) if office)


def _of(texts: Mapping[str, Sequence[Text]], subject: str) -> list[str]:
    return [text.text for text in texts.get(subject, [])]


def _quoted(gestures: Sequence[Gesture]) -> dict[UUID, list[str]]:
    """The words quoted from each gesture, in every language."""
    texts = texts_of((each.subject for gesture in gestures for each in gesture.quotations.all()), "text")
    return {
        gesture.pk: [
            words for each in gesture.quotations.all() for words in (each.text, *_of(texts, each.subject))
        ]
        for gesture in gestures
    }  # fmt: skip


def _days(gesture: Gesture) -> Iterator[str]:
    """Each day as stated and, when it is one day, in plain words, so that "18 March" is found however it is put."""
    days = four_days(gesture)
    for day in (days.written, days.sent, days.received, days.handed):
        yield day.words
        yield f"{day.exact.day} {day.exact:%B %Y}" if day.exact else ""
