"""Fields that read what offices write of goods: ranges of box numbers, beside counts, days and parties."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from firewood.languages.dates import in_plain_digits
from firewood.registry.forms.fields import CountField, DayField, PartyField, StatedDayField, WordsField

__all__ = [
    "BoxNumbersField",
    "CountField",
    "DayField",
    "PartyField",
    "QuietForm",
    "StatedDayField",
    "WordsField",
    "box_numbers",
    "ranges",
]

MOST_BOXES = 100_000


class QuietForm(forms.Form):
    """A form that can be shown with what was typed, without being judged."""

    def hush(self) -> None:
        """Show what was typed without judging it, as when a row was only added or a question is new."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}


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
