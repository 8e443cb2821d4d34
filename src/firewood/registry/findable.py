"""What the search finds in the registry, in every language: parties, persons, partnerships, occasions, words."""

from collections.abc import Iterable, Mapping, Sequence

from firewood.archive.addresses import of_first_sentence
from firewood.archive.models import Citation
from firewood.archive.queries import citations_of, source_letters
from firewood.languages import search
from firewood.languages.models import Text
from firewood.languages.texts import best_text, texts_of
from firewood.registry import addresses
from firewood.registry.models import Occasion, Partnership, Party, Person, Quotation, Visit

Texts = Mapping[str, Sequence[Text]]


def index_parties(parties: Iterable[Party]) -> None:
    """Put places and bodies into the search under all their names."""
    asked = list(parties)
    subjects = [party.subject for party in asked]
    names, letters = texts_of(subjects, "name"), _letters(subjects)
    search.index(
        search.Entry(
            subject=party.subject, kind="party", key=party.key, title=name, url=addresses.of_party(party),
            language=language, body=_described(party.get_kind_display(), party.note), source=letters[party.subject],
            aliases=others,
        )
        for party in asked
        for language, name, others in _by_language(party.name, names[party.subject])
    )  # fmt: skip


def index_persons(persons: Iterable[Person]) -> None:
    """Put persons into the search under all their names, with the offices they held."""
    asked = list(Person.objects.filter(pk__in=[person.pk for person in persons]).prefetch_related("offices__party"))
    subjects = [person.subject for person in asked]
    offices = {office.subject: office for person in asked for office in person.offices.all()}
    names, titles, cited = texts_of(subjects, "name"), texts_of(offices, "title"), citations_of(subjects)
    search.index(
        search.Entry(
            subject=person.subject, kind="person", key=person.key, title=name,
            url=_person_address(person, cited[person.subject]), language=language,
            body=_described(*_titles(person, titles, language), person.note),
            source=_letters_of(cited[person.subject]), aliases=others,
        )
        for person in asked
        for language, name, others in _by_language(person.name, names[person.subject])
    )  # fmt: skip


def index_partnerships(partnerships: Iterable[Partnership]) -> None:
    """Put partnerships into the search under the names of both sides, with everything said of them."""
    keys = [partnership.pk for partnership in partnerships]
    asked = list(
        Partnership.objects.filter(pk__in=keys)
        .select_related("ours", "theirs")
        .prefetch_related("statements__source", "agreements")
    )
    subjects = [partnership.subject for partnership in asked]
    statements = {each.subject: each for partnership in asked for each in partnership.statements.all()}
    names = texts_of({side.subject for each in asked for side in (each.ours, each.theirs)}, "name")
    words, letters = texts_of(statements, "words"), _letters(subjects)
    search.index(
        search.Entry(
            subject=each.subject, kind="partnership", key=each.key, title=_pair(each, names, language),
            url=addresses.of_partnership(each), language=language,
            body=_described(each.get_kind_display(), *_said(each, words)), source=letters[each.subject],
        )
        for each in asked
        for language in _languages_of(each, names)
    )  # fmt: skip


def index_visits(visits: Iterable[Visit]) -> None:
    """Put visits into the search by their number, who came, where and why."""
    keys = [visit.pk for visit in visits]
    rows = Visit.objects.filter(pk__in=keys).select_related("ours", "theirs", "source").prefetch_related("visitors")
    search.index(
        search.Entry(
            subject=each.subject, kind="visit", key=each.number, title=f"{each.ours.name} – {each.theirs.name}",
            url=addresses.of_visit(each), language=each.language, status=each.status,
            body=_described(each.purpose, each.place, *(who.words for who in each.visitors.all()), each.note),
            happened_on=each.day_earliest, source=each.source.key if each.source else "",
        )
        for each in rows
    )  # fmt: skip


def index_occasions(occasions: Iterable[Occasion]) -> None:
    """Put occasions into the search under all their names."""
    asked = list(occasions)
    subjects = [occasion.subject for occasion in asked]
    names, cited = texts_of(subjects, "name"), citations_of(subjects)
    search.index(
        search.Entry(
            subject=occasion.subject, kind="occasion", key=occasion.key, title=name,
            url=of_first_sentence(cited[occasion.subject]), language=language,
            body=_described(occasion.started_words, occasion.note), aliases=others,
            source=_letters_of(cited[occasion.subject]),
            happened_on=occasion.started_earliest,
        )
        for occasion in asked
        for language, name, others in _by_language(occasion.name, names[occasion.subject])
    )  # fmt: skip


def index_quotations(quotations: Iterable[Quotation]) -> None:
    """Put words into the search, in the language of their source and in our translations."""
    keys = [quotation.pk for quotation in quotations]
    asked = list(Quotation.objects.filter(pk__in=keys).select_related("speaker", "voice_of", "source"))
    subjects = [quotation.subject for quotation in asked]
    texts, cited = texts_of(subjects, "text"), citations_of(subjects)
    search.index(
        search.Entry(
            subject=quotation.subject, kind="quotation", key=quotation.key, title=_voice(quotation),
            url=of_first_sentence(_said_in(quotation, cited[quotation.subject])), language=text.language,
            body=_described(text.text, quotation.office_held, quotation.note), source=quotation.source.key,
            happened_on=quotation.said_earliest or quotation.source.counts_from,
        )
        for quotation in asked
        for text in texts[quotation.subject]
    )  # fmt: skip


def index_registry() -> None:
    """Put the whole registry into the search again."""
    index_parties(Party.objects.all())
    index_persons(Person.objects.all())
    index_partnerships(Partnership.objects.all())
    index_visits(Visit.objects.all())
    index_occasions(Occasion.objects.all())
    index_quotations(Quotation.objects.all())


def _by_language(name: str, texts: Sequence[Text]) -> Iterable[tuple[str, str, list[str]]]:
    """For each language the first name and the others of that language; the own name when there are no texts."""
    found: dict[str, list[str]] = {}
    for text in texts:
        found.setdefault(text.language, []).append(text.text)
    return [(language, names[0], names[1:]) for language, names in (found or {"en": [name]}).items()]


def _letters(subjects: Iterable[str]) -> dict[str, str]:
    """The letters of the sources of each thing: "A, B"."""
    return {subject: _letters_of(cited) for subject, cited in citations_of(subjects).items()}


def _letters_of(citations: Sequence[Citation]) -> str:
    return ", ".join(source_letters(citations))


def _person_address(person: Person, citations: Sequence[Citation]) -> str:
    """With the first office held; one who held none is read where the source speaks of them."""
    office = next(iter(person.offices.all()), None)
    return addresses.of_office(office) if office else of_first_sentence(citations)


def _described(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _titles(person: Person, titles: Texts, language: str) -> list[str]:
    """The offices of a person: as the reader would like to read them, and as the source says."""
    shown = [best_text(titles[office.subject], language) for office in person.offices.all()]
    said = [f"{office.title}, {office.party.name}" for office in person.offices.all()]
    return list(dict.fromkeys([str(wording) for wording in shown if wording] + said))


def _pair(partnership: Partnership, names: Texts, language: str) -> str:
    sides = (partnership.ours, partnership.theirs)
    return " – ".join(str(best_text(names[side.subject], language) or side.name) for side in sides)


def _languages_of(partnership: Partnership, names: Texts) -> list[str]:
    """English, and each language in which both sides have a name."""
    ours = {text.language for text in names[partnership.ours.subject]}
    theirs = {text.language for text in names[partnership.theirs.subject]}
    return sorted({"en"} | (ours & theirs))


def _said(partnership: Partnership, words: Texts) -> list[str]:
    """All that is said of a partnership, with its number and source, and our translations."""
    return [
        part
        for statement in partnership.statements.all()
        for part in (
            _described(statement.value_int if statement.derived else "", f"{statement.words} ({statement.source.key})"),
            *(text.text for text in words[statement.subject] if text.text != statement.words),
        )
    ] + [agreement.title for agreement in partnership.agreements.all()]


def _voice(quotation: Quotation) -> str:
    """Who speaks: the person, whoever the source says, the party, or what kind of words these are."""
    speaker = quotation.speaker.name if quotation.speaker else ""
    party = quotation.voice_of.name if quotation.voice_of else ""
    return speaker or quotation.voice or party or str(quotation.get_state_display())


def _said_in(quotation: Quotation, citations: Sequence[Citation]) -> Sequence[Citation]:
    """The cited sentences that hold the words themselves, before those that tell who said them."""
    holding = [each for each in citations if each.sentence and _overlap(each.sentence.text, quotation.text)]
    return holding or citations


def _overlap(sentence: str, words: str) -> bool:
    return words in sentence or sentence.strip("“” ") in words
