"""Fields that read what offices write: counts, days as stated, parties, ranges of box numbers."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from firewood.journal.clock import today
from firewood.languages.dates import NotADay, StatedDay, in_plain_digits, read_stated_day
from firewood.languages.numbers import NotAWholeNumber, read_whole_number
from firewood.registry.models import Party

MOST_BOXES = 100_000


class QuietForm(forms.Form):
    """A form that can be shown with what was typed, without being judged."""

    def hush(self) -> None:
        """Show what was typed without judging it, as when a row was only added or a question is new."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}


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


class BoxNumbersField(forms.CharField):
    """Numbers of boxes, such as 1-20, 23; a number written twice stays twice, so that it can be refused by name."""

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value)
        return box_numbers(text) if text else []


def box_numbers(text: str) -> list[int]:
    """Read "1-20, 23" into its numbers; raises ValidationError for anything else."""
    numbers: list[int] = []
    for part in re.split(r"[,;，、；\s]+", in_plain_digits(re.sub(r"\s*[-–—]\s*", "-", text)).strip()):
        if not re.fullmatch(r"\d{1,6}(-\d{1,6})?", part):
            raise forms.ValidationError(
                _("“%(part)s” is no box number. Write numbers and ranges, for example 1-20, 23.") % {"part": part}
            )
        first, _dash, last = part.partition("-")
        numbers += range(int(first), int(last or first) + 1)
        if len(numbers) > MOST_BOXES or int(last or first) < int(first):
            raise forms.ValidationError(_("“%(part)s” is no range of boxes that can be read.") % {"part": part})
    return numbers


def ranges(numbers: Iterable[int]) -> list[str]:
    """1, 2, 3, 7 as "1-3", "7"."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1] = [found[-1][0], number]
        else:
            found.append([number])
    return ["-".join(map(str, span)) for span in found]


class WordsField(forms.CharField):
    """Free words; what is too long is refused, never cut."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **options)
