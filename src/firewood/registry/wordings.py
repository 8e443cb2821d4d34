"""Names, greetings and translations of registry things, written as texts in several languages."""

from collections.abc import Iterator, Mapping, Sequence

from firewood.languages.states import TextState
from firewood.languages.texts import Draft, texts_of, write_texts

Names = Mapping[str, Sequence[str]]
"""Names by language; the first of a language is shown, the others are only found."""


def write_names(subject: str, *, name: str, names: Names) -> None:
    """Write the names of a thing; its own name is the first English one."""
    write_texts(_name_drafts(subject, _with_own(name, names)))


def replace_names(subject: str, *, name: str, names: Names) -> None:
    """Write the names of a thing, and take away those that are not named any more."""
    _replace(subject, "name", _with_own(name, names))


def write_greetings(subject: str, greetings: Mapping[str, str]) -> None:
    """Write how a letter in some languages greets somebody; greetings in other languages stay."""
    write_texts(_drafts(subject, "greeting", {language: [words] for language, words in greetings.items()}))


def replace_greetings(subject: str, greetings: Mapping[str, str]) -> None:
    """Write how a letter in each language greets somebody, and take away the greetings that are not named any more."""
    _replace(subject, "greeting", {language: [words] for language, words in greetings.items()})


def write_original(subject: str, *, field: str, language: str, text: str, translations: Mapping[str, str]) -> None:
    """Write words in the language in which they stand, and our translations, marked as such."""
    write_texts(
        [
            Draft(subject=subject, field=field, language=language, text=text),
            *(
                Draft(subject=subject, field=field, language=tag, text=translated, state=TextState.HUMAN)
                for tag, translated in translations.items()
            ),
        ]
    )


def replace_original(subject: str, *, field: str, language: str, text: str, translations: Mapping[str, str]) -> None:
    """Write words and our translations, and take away the translations that are not named any more."""
    kept = {language, *translations}
    gone = [row.language for row in texts_of([subject], field)[subject] if row.language not in kept]
    write_texts(Draft(subject=subject, field=field, language=tag, text="") for tag in gone)
    write_original(subject, field=field, language=language, text=text, translations=translations)


def _with_own(name: str, names: Names) -> Names:
    return {**names, "en": [name, *(other for other in names.get("en", ()) if other != name)]}


def _replace(subject: str, field: str, wordings: Names) -> None:
    standing = texts_of([subject], field)[subject]
    gone = [row for row in standing if row.ordinal >= len(wordings.get(row.language, ()))]
    write_texts(
        [
            *(Draft(subject=subject, field=field, language=r.language, text="", ordinal=r.ordinal) for r in gone),
            *_drafts(subject, field, wordings),
        ]
    )


def _name_drafts(subject: str, names: Names) -> Iterator[Draft]:
    return _drafts(subject, "name", names)


def _drafts(subject: str, field: str, wordings: Names) -> Iterator[Draft]:
    for language, several in wordings.items():
        for ordinal, wording in enumerate(several):
            yield Draft(subject=subject, field=field, language=language, text=wording, ordinal=ordinal)
