"""Fields that read what offices write of their partners: names by language, languages, days as stated, degrees."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from firewood.journal.clock import today
from firewood.languages.choice import KNOWN, base_of, is_tag, tidy_tag
from firewood.languages.dates import NotADay, StatedDay, in_plain_digits, read_stated_day
from firewood.languages.numbers import NotAWholeNumber, read_whole_number
from firewood.registry.models import Party

_PARTS = re.compile(r"[,;，、；]+")


class CountField(forms.CharField):
    """A whole number as people type it in the language of the page; None when nothing was typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=options.pop("widget", None)
            or forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            **options,
        )

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_whole_number(text, language=get_language() or "en")
        except NotAWholeNumber as error:
            raise forms.ValidationError(error.sentence) from error


class StatedDayField(forms.CharField):
    """A day as stated, such as 9 March 2020, early March 2020 or 2020-03-09; nothing typed is a day not known."""

    def clean(self, value: Any) -> StatedDay:
        text = super().clean(value)
        try:
            return read_stated_day(text, language=get_language() or "en", year=today().year) if text else StatedDay()
        except NotADay as error:
            raise forms.ValidationError(error.sentence) from error


class DayField(StatedDayField):
    """One day of the calendar, or None."""

    def clean(self, value: Any) -> date | None:  # type: ignore[override]
        stated = super().clean(value)
        if stated.is_known and stated.exact is None:
            raise forms.ValidationError(_("Give one day, for example 9 March 2020."))
        return stated.exact


class PartyField(forms.TypedChoiceField):
    """A party chosen from a list by its key; None when none was chosen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=_party, empty_value=None, **options)


def _party(key: str) -> Party:
    return Party.objects.get(key=key)


class WordsField(forms.CharField):
    """Free words; what is too long is refused, never cut."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **options)


class LinesField(WordsField):
    """Several things, one a line."""

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class LanguagesField(forms.CharField):
    """Languages in a row, by their names or tags: "Korean, en"; a list of tags."""

    def clean(self, value: Any) -> list[str]:
        parts = [part.strip() for part in _PARTS.split(super().clean(value) or "") if part.strip()]
        return list(dict.fromkeys(read_language(part) for part in parts))


class LanguageField(forms.CharField):
    """One language, by its name or tag."""

    def clean(self, value: Any) -> str:
        text = (super().clean(value) or "").strip()
        return read_language(text) if text else ""


class ByLanguageField(WordsField):
    """Wordings by language, one a line: "ko: 서울". Several lines of one language stay in their order."""

    def clean(self, value: Any) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        wrong: list[str] = []
        for line in (line.strip() for line in super().clean(value).splitlines()):
            language, _colon, words = line.replace("：", ":").partition(":")
            if line and not words.strip():
                wrong.append(
                    _("“%(line)s” lacks its language. Write the language, a colon, the words.") % {"line": line}
                )
            elif line:
                try:
                    found.setdefault(read_language(language.strip()), []).append(words.strip())
                except forms.ValidationError as error:
                    wrong += error.messages
        if wrong:
            raise forms.ValidationError(wrong)
        return found


class OnceByLanguageField(ByLanguageField):
    """One wording for each language, one a line."""

    def clean(self, value: Any) -> dict[str, str]:  # type: ignore[override]
        found = super().clean(value)
        twice = [tag for tag, several in found.items() if len(several) > 1]
        if twice:
            raise forms.ValidationError(
                [_("There are two lines for “%(language)s”; one is enough.") % {"language": tag} for tag in twice]
            )
        return {tag: several[0] for tag, several in found.items()}


class DegreesField(forms.CharField):
    """Degrees with up to four decimals; a comma may stand for the point. None when nothing was typed."""

    def clean(self, value: Any) -> Decimal | None:
        text = in_plain_digits((super().clean(value) or "").strip()).replace(",", ".").replace("−", "-")
        if not text:
            return None
        if not re.fullmatch(r"[-+]?\d{1,3}(\.\d{1,10})?", text):
            raise forms.ValidationError(_("Write degrees as a number, for example 37.5665 or -34.6."))
        return round(Decimal(text), 4)


def read_language(words: str) -> str:
    """The tag of a language that was named in the reader's language, in its own, or by its tag."""
    named = _names(base_of(get_language() or "en")).get(words.casefold())
    if named:
        return named
    if is_tag(words) and (base_of(words) in _names("en").values()):
        return tidy_tag(words)
    raise forms.ValidationError(
        _("“%(words)s” is no language. Write a name such as Korean, or a tag such as ko.") % {"words": words}
    )


@cache
def _names(reader: str) -> Mapping[str, str]:
    try:
        shown = Locale.parse(reader, sep="-").languages
    except (UnknownLocaleError, ValueError):
        shown = Locale.parse("en").languages
    named = {str(name).casefold(): tidy_tag(tag) for tag, name in shown.items()}
    return named | {name.casefold(): tag for tag, name in KNOWN.items()}


def as_lines(wordings: Mapping[str, str | Sequence[str]]) -> str:
    """Wordings by language as they are typed, one a line."""
    rows = [(tag, [words] if isinstance(words, str) else words) for tag, words in wordings.items()]
    return "\n".join(f"{tag}: {each}" for tag, several in rows for each in several)
