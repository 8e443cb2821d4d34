"""The activity log, and undoing what a line of it tells."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_POST

from firewood.accounts.requests import About, OfficeRequest
from firewood.desk.activity.queries import Asked, activity, entry_by, people, rooms
from firewood.desk.activity.undo import undo_entry
from firewood.desk.queries.subjects import Subject, shown_subjects
from firewood.journal.clock import now
from firewood.journal.models import Entry


class LogFilter(forms.Form):
    """By whom, of what kind, on which day, to which thing."""

    person = forms.ChoiceField(label=later("Who"), required=False)
    room = forms.ChoiceField(label=later("What kind"), required=False)
    day = forms.CharField(label=later("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    thing = forms.CharField(label=later("Number of the thing"), required=False, max_length=120)

    def __init__(self, query: dict[str, str]) -> None:
        super().__init__(initial=query)
        self.fields["person"].choices = [("", _("everybody")), *people()]  # type: ignore[attr-defined]
        self.fields["room"].choices = [("", _("everything")), *rooms()]  # type: ignore[attr-defined]
        self.fields["thing"].widget.attrs |= {"dir": "ltr", "placeholder": "C-2020-001"}


def log(request: OfficeRequest) -> HttpResponse:
    """What was done, newest first."""
    asked = Asked.from_query(request.GET, status=request.status)
    lines, more = activity(asked, actor=request.actor, language=_language())
    form = LogFilter({name: request.GET.get(name, "") for name in ("person", "room", "day", "thing")})
    return render(request, "desk/activity.html", {"lines": lines, "more": more, "form": form})


@require_POST
def undo(request: OfficeRequest, number: int) -> HttpResponse:
    """Take back what a line tells; then the thing is shown as it stands now."""
    entry = entry_by(number, request.actor)
    thing = _thing(entry)
    if thing is not None:
        request.about = About(entry.subject, thing.title, thing.url or "/activity/")
    undo_entry(entry, actor=request.actor, at=now())
    request.session.pop("undo", None)
    return redirect(thing.url if thing is not None and thing.url else "activity")


def _thing(entry: Entry) -> Subject | None:
    return shown_subjects([entry.subject], language=_language()).get(entry.subject)


def _language() -> str:
    return get_language() or "en"
