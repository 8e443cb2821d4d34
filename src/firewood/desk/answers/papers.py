"""Pages of the brief and of the fact sheet: to read, to print on A4, to take along as a Word file."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from firewood.accounts.requests import OfficeRequest
from firewood.aid.sentences import refuse_exercise
from firewood.desk.answers.brief import brief_of
from firewood.desk.answers.sheets import Paper
from firewood.desk.answers.speech import speech_sheet
from firewood.desk.answers.word import MEDIA_TYPE, word_file
from firewood.languages.choice import SHOWN, closest
from firewood.registry.queries import party_by_key

ALONE, AFTER, BESIDE = "", "after", "beside"


class PaperForm(forms.Form):
    """In which languages a paper is made, and how two of them stand."""

    first = forms.ChoiceField(label=_("Language"), choices=list(SHOWN.items()), required=False)
    second = forms.ChoiceField(label=_("Second language"), choices=[("", _("none")), *SHOWN.items()], required=False)
    layout = forms.ChoiceField(
        label=_("Two languages"), required=False,
        choices=[(BESIDE, _("side by side")), (AFTER, _("one after the other"))],
    )  # fmt: skip

    def made(self) -> dict[str, Any]:
        """What was chosen; what cannot be read is as if nothing had been chosen."""
        chosen = self.cleaned_data if self.is_valid() else {}
        first = chosen.get("first") or closest(get_language() or "en")
        second = chosen.get("second") or ""
        languages = [first, second] if second and second != first else [first]
        return {"languages": languages, "beside": chosen.get("layout") != AFTER}


Maker = Callable[[dict[str, Any]], Paper]


@require_safe
def brief(request: OfficeRequest, key: str) -> HttpResponse:
    """One page on a partner before a call."""
    party = party_by_key(key)
    return _shown(request, lambda made: brief_of(party, **made), party=party)


@require_safe
def speech(request: OfficeRequest) -> HttpResponse:
    """Facts for a speech: numbers with their sentences, words to quote, what not to say."""
    return _shown(request, lambda made: speech_sheet(**made))


def _shown(request: OfficeRequest, make: Maker, **more: object) -> HttpResponse:
    refuse_exercise(request.status)
    asked = {"first": closest(get_language() or "en"), "layout": BESIDE, **request.GET.dict()}
    form = PaperForm(asked)
    paper = make(form.made())
    if request.GET.get("as") == "docx":
        answer = HttpResponse(word_file(paper), content_type=MEDIA_TYPE)
        answer["Content-Disposition"] = f'attachment; filename="{paper.name}-{paper.day}.docx"'
        answer["Cache-Control"] = "private, no-store"
        return answer
    query = request.GET.copy()
    query["as"] = "docx"
    context = {"paper": paper, "form": form, "docx": f"?{query.urlencode()}", **more}
    return render(request, "desk/answers/paper.html", context)
