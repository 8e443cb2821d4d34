"""Words in several languages: translations side by side, passages to quote, polite texts to copy."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from firewood.accounts.requests import OfficeRequest, open_to_districts
from firewood.accounts.writing import Shown
from firewood.journal.clock import now
from firewood.journal.refusals import require
from firewood.languages.choice import is_tag, tidy_tag
from firewood.solidarity import actions, rules
from firewood.solidarity.forms.beginnings import Beginning
from firewood.solidarity.forms.steps import QuoteForm, VersionForm
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries.gesture_page import GesturePage, Version
from firewood.solidarity.queries.polite import Proposal
from firewood.solidarity.views.answers import language, the_gesture, write
from firewood.solidarity.wordings import WRITTEN


@open_to_districts
def version(request: OfficeRequest, number: str) -> HttpResponse:
    """Write a translation beside the original."""
    found = the_gesture(request, number)
    require(rules.may_keep(request.actor, found), _("translate this letter"))
    shown = GesturePage(found, language=language(), actor=request.actor)
    tag = tidy_tag(request.GET.get("language", ""))
    known = next((each for each in shown.translations if each.language == tag), None)
    original = shown.original
    form = VersionForm(
        request.POST or None, fields=list(original.texts) if original else ["title", "body"],
        initial=_begin(known, tag if is_tag(tag) else ""),
    )  # fmt: skip

    def act() -> Gesture:
        return actions.write_version(
            found, language=form.tag, texts=form.written(), machine=form.cleaned_data["machine"],
            actor=request.actor, at=now(),
        )  # fmt: skip

    more = {"gesture": found, "original": original, "known": known}
    return write(request, form, Shown("solidarity/version_form.html", more, draft=f"version-{number}-{tag}"), act)


@open_to_districts
def quotation(request: OfficeRequest, number: str) -> HttpResponse:
    """Quote a passage of it as a thing of its own."""
    found = the_gesture(request, number)
    require(rules.may_keep(request.actor, found), _("quote from this letter"))
    form = QuoteForm(request.POST or None, initial={"language": found.language})

    def act() -> Gesture:
        read = form.cleaned_data
        actions.quote(found, text=read["text"], language=read["language"], actor=request.actor, at=now())
        return found

    more = {
        "gesture": found,
        "step": "quotation",
        "original": GesturePage(found, language=language(), actor=request.actor).original,
    }
    return write(request, form, Shown("solidarity/step_form.html", more), act)


@open_to_districts
@require_safe
def words(request: OfficeRequest) -> HttpResponse:
    """A polite text to copy, in the partner's language and in ours."""
    require(rules.may_write(request.actor), _("write a letter"))
    asked = request.GET.copy()
    asked["way"] = "out"
    begins = Beginning(asked, request.actor)
    found = {each.language: each for tag in ("", language(), *WRITTEN) if (each := _in(asked, tag, request))}
    return render(request, "solidarity/words.html", {"proposals": list(found.values()), "begins": begins})


def _in(asked: QueryDict, tag: str, request: OfficeRequest) -> Proposal | None:
    query = asked.copy()
    query["language"] = tag
    return Beginning(query, request.actor).proposal


def _begin(known: Version | None, tag: str) -> dict[str, object]:
    texts = {name: row.text for name, row in known.texts.items()} if known else {}
    return {"language": tag, "machine": bool(known and known.state == "machine"), **texts}
