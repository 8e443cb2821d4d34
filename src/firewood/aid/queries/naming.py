"""What things, parties and sources are called in each language of the interface, asked for once for all of them."""

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

from firewood.archive.models import Source
from firewood.languages.choice import base_of, direction_of
from firewood.languages.lists import listed
from firewood.languages.texts import Wording, best_text, best_texts, texts_of
from firewood.registry.models import Party


class Scoped(Protocol):
    """A stated figure, as far as it says whose gifts it covers."""

    @property
    def subject(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def language(self) -> str: ...


def scopes_of(figures: Iterable[Scoped], *, language: str) -> dict[str, Wording]:
    """Whose gifts each figure covers, by its subject: our translation where the reader needs it, else its own words."""
    told = [each for each in figures if each.scope]
    foreign = [each.subject for each in told if base_of(each.language) != base_of(language)]
    ours = best_texts(foreign, "scope", language=language) if foreign else {}
    own = {each.subject: _own_words(each) for each in told}
    return own | {key: said for key, said in ours.items() if base_of(said.language) == base_of(language)}


def _own_words(figure: Scoped) -> Wording:
    return Wording(figure.scope, figure.language, direction_of(figure.language), "original")


class Naming:
    """Names in any language; `subjects` are all things that will be named, `scoped` the stated figures with a scope."""

    def __init__(self, subjects: Iterable[str], *, scoped: Iterable[str] = ()) -> None:
        self._names = texts_of(subjects, "name")
        self._scopes = texts_of(scoped, "scope")

    def name(self, subject: str, own: str, language: str) -> str:
        """A name in a language, else in English, else the own one."""
        known = best_text(self._names.get(subject, ()), language)
        return known.text if known and base_of(known.language) in {base_of(language), "en"} else own

    def scope(self, subject: str, own: str, tongue: str, language: str) -> str:
        """The scope of a stated figure: its own words in their language, our translation in others, else quoted."""
        if not own or base_of(tongue) == base_of(language):
            return own
        known = best_text(self._scopes.get(subject, ()), language)
        return known.text if known and base_of(known.language) == base_of(language) else f"“{own}”"

    def sources(self, letters: Iterable[str], language: str) -> str:
        """Who says a thing, as a language calls them: the publisher, else the title of the document."""
        said = (self._source(letter, language) for letter in letters)
        return listed(dict.fromkeys(name for name in said if name))

    def _source(self, letter: str, language: str) -> str:
        source = self._known_sources.get(letter)
        if source is None:
            return ""
        if not source.publisher:
            return f"“{source.title}”"
        subject = self._publishers.get(source.publisher)
        if subject is None or base_of(source.language) == base_of(language):
            return source.publisher
        known = best_text(self._publisher_names[subject], language)
        return known.text if known and base_of(known.language) == base_of(language) else source.publisher

    @cached_property
    def _known_sources(self) -> dict[str, Source]:
        return {source.key: source for source in Source.objects.all()}

    @cached_property
    def _publishers(self) -> dict[str, str]:
        publishers = {source.publisher for source in self._known_sources.values() if source.publisher}
        return {party.name: party.subject for party in Party.objects.filter(name__in=publishers)}

    @cached_property
    def _publisher_names(self) -> dict[str, list]:  # type: ignore[type-arg]
        return texts_of(self._publishers.values(), "name")
