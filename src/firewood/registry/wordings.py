"""Names and translations of registry things, written as texts in several languages."""

from collections.abc import Iterator, Mapping, Sequence

from firewood.languages.states import TextState
from firewood.languages.texts import Draft, write_texts

Names = Mapping[str, Sequence[str]]
"""Names by language; the first of a language is shown, the others are only found."""


def write_names(subject: str, *, name: str, names: Names) -> None:
    """Write the names of a thing; its own name is the first English one."""
    english = [name, *(other for other in names.get("en", ()) if other != name)]
    write_texts(_name_drafts(subject, {**names, "en": english}))


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


def _name_drafts(subject: str, names: Names) -> Iterator[Draft]:
    for language, wordings in names.items():
        for ordinal, wording in enumerate(wordings):
            yield Draft(subject=subject, field="name", language=language, text=wording, ordinal=ordinal)
