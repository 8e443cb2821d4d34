"""The form for an old text: pasted words or a dropped file, and the day from which it is."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from firewood.archive.uploads import read_words
from firewood.journal.refusals import Problem, Unreadable
from firewood.languages.dates import NotADay, read_stated_day

MOST_CHARACTERS: Final = 60_000


class OldTextForm(forms.Form):
    """What is held against our figures."""

    text = forms.CharField(
        label=_("The old text"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        help_text=_("In English, German or Chinese. Nothing of it is kept."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("or a file"), required=False, help_text=_("A Word file (.docx) or plain text, up to 2 megabytes."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.txt,text/plain"}),
    )  # fmt: skip
    day = forms.CharField(
        label=_("Day of the text, if you know it"), required=False, max_length=60,
        help_text=_("Then we also say whether a number was right on that day."),
    )  # fmt: skip

    def clean_day(self) -> date | None:
        """The last day that is meant; None when nothing is typed."""
        typed = self.cleaned_data["day"].strip()
        if not typed:
            return None
        try:
            stated = read_stated_day(typed, language=get_language() or "en")
        except NotADay as no:
            raise forms.ValidationError(no.sentence) from no
        return stated.latest or stated.earliest

    def clean(self) -> dict[str, Any]:
        """One text: the file when there is one, else what was pasted."""
        data: dict[str, Any] = super().clean() or {}
        sent = data.get("file")
        try:
            data["text"] = short_enough(read_words(sent) if sent else data.get("text", "").replace("\r\n", "\n"))
        except Unreadable as no:
            for problem in no.problems:
                self.add_error(problem.field, problem.message)
        if not data.get("text", "").strip() and not self.errors:
            self.add_error("text", str(_("Paste a text, or choose a file.")))
        return data


def short_enough(words: str) -> str:
    """The text itself; one that is longer than a page can hold is refused, never cut."""
    if len(words) > MOST_CHARACTERS:
        raise Unreadable([Problem("text", str(_("The text has more than 60,000 characters. Look at it in parts.")))])
    return words
