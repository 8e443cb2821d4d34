"""Pages of one letter or other gesture: show, enter, write, rewrite, correct."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from firewood.accounts.requests import OfficeRequest, key_of, open_to_districts
from firewood.accounts.writing import Shown
from firewood.aid.forms.merging import Merging
from firewood.aid.queries.shown_totals import sources_of
from firewood.journal.clock import now
from firewood.journal.queries import latest_about
from firewood.journal.refusals import NotNow, require
from firewood.solidarity import actions, rules
from firewood.solidarity.forms.beginnings import Beginning
from firewood.solidarity.forms.gestures import GestureForm, begin_again
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries import newest_line, partner_of
from firewood.solidarity.queries.gesture_page import GesturePage
from firewood.solidarity.states import GestureState, Way
from firewood.solidarity.views.answers import language, the_gesture, write


@open_to_districts
def gesture(request: OfficeRequest, number: str) -> HttpResponse:
    """One letter with its words, languages, days, answers, and where it rests."""
    found = the_gesture(request, number)
    shown = GesturePage(found, language=language(), actor=request.actor)
    context = {
        "shown": shown, "gesture": found, "sources": sources_of(shown.letters), "drill": shown.is_drill,
        "may_keep": rules.may_keep(request.actor, found), "may_sign": rules.may_sign(request.actor, found),
        "may_set_aside": rules.may_set_aside(request.actor, found),
        "may_report": rules.may_report(request.actor), "is_office": not request.actor.is_of_district,
    }  # fmt: skip
    return render(request, "solidarity/gesture.html", context)


@open_to_districts
def new(request: OfficeRequest) -> HttpResponse:
    """Enter a letter that came, or write one of ours; the address says how it begins."""
    require(rules.may_write(request.actor), _("enter this letter"))
    begins = Beginning(request.GET, request.actor)
    form = GestureForm(request.POST or None, way=begins.way, initial=begins.initial, actor=request.actor)
    shown = Shown("solidarity/gesture_form.html", {"way": str(begins.way), "begins": begins}, draft=begins.draft)
    return write(
        request, form, shown,
        lambda: actions.enter_gesture(
            form.draft(status=request.status), key=request.POST.get("key", ""), actor=request.actor, at=now()
        ),
    )  # fmt: skip


@open_to_districts
def change(request: OfficeRequest, number: str) -> HttpResponse:
    """Rewrite a draft of ours, or correct what was entered; what somebody else wrote meanwhile is not overwritten."""
    found = the_gesture(request, number)
    require(rules.may_keep(request.actor, found), _("correct this letter"))
    line = newest_line(found)
    found.refresh_from_db()
    stands = begin_again(found)
    merging = Merging(request.POST, stands)
    if request.method == "POST" and merging.needed:
        return _side_by_side(request, found, merging)
    form = _form(request, found, request.POST or None)
    base = request.POST.get("base") or json.dumps(stands)
    shown = Shown(
        "solidarity/gesture_form.html",
        {"way": found.way, "changed": found, "base": base, "card_of": partner_of(found)},
        f"gesture-{number}",
    )
    try:
        return write(request, form, shown, lambda: _changed(request, found, form, line))
    except actions.WrittenMeanwhile:
        return change(request, number)


def _form(request: OfficeRequest, found: Gesture, data: Any) -> GestureForm:
    return GestureForm(data, way=Way(found.way), initial=begin_again(found), actor=request.actor, standing=found)


def _changed(request: OfficeRequest, found: Gesture, form: GestureForm, line: int) -> Gesture:
    act = actions.rewrite_gesture if found.state == GestureState.DRAFT else actions.amend_gesture
    return act(found, form.draft(status=found.status), seen=line, actor=request.actor, at=now())


def _side_by_side(request: OfficeRequest, found: Gesture, merging: Merging) -> HttpResponse:
    """The page on which two editors of one letter are brought together; nothing was changed yet."""
    form = _form(request, found, merging.data)
    form.hush()
    context = {
        "changed": found, "form": form, "clashes": merging.clashes(form), "taken": merging.taken_over(form),
        "quiet": merging.quiet(form), "base": merging.data["base"], "key": key_of(request),
        "last": next(iter(latest_about([found.subject], limit=1)), None), "draft": f"gesture-{found.number}",
    }  # fmt: skip
    return render(request, "solidarity/merge.html", context, status=NotNow.status)
