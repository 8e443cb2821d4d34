"""The steps of a letter: signed, sent, delivered, handed over, withdrawn; what it answers, and the reply."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from firewood.accounts.actor import Actor
from firewood.accounts.requests import OfficeRequest, open_to_districts, prove_first, same_standing
from firewood.accounts.writing import Shown
from firewood.journal.clock import now
from firewood.journal.refusals import NotFound, require
from firewood.solidarity import actions, rules
from firewood.solidarity.addresses import of_gesture
from firewood.solidarity.forms import steps as forms
from firewood.solidarity.forms.gestures import answered_by_number
from firewood.solidarity.models import Gesture
from firewood.solidarity.states import Channel, GestureState, Reply
from firewood.solidarity.views.answers import the_gesture, write

Made = Callable[[OfficeRequest, Gesture, Any], Gesture]


@open_to_districts
def step(request: OfficeRequest, number: str, step: str) -> HttpResponse:
    """Take one step of a letter, with the day or the words it asks for."""
    found = the_gesture(request, number)
    if step not in STEPS:
        raise NotFound("not_found", step)
    may, make, act = STEPS[step]
    require(may(request.actor, found), _("note this of the letter"))
    if step == "sign" or (step == "send" and found.state == GestureState.DRAFT):
        prove_first(request)
    form = make(request, found)
    return write(
        request, form, Shown("solidarity/step_form.html", {"gesture": found, "step": step}),
        lambda: act(request, found, form),
    )  # fmt: skip


@open_to_districts
def answers(request: OfficeRequest, number: str) -> HttpResponse:
    """Say which letter or consignment it answers."""
    found = the_gesture(request, number)
    require(rules.may_keep(request.actor, found), _("say what this letter answers"))
    form = forms.AnswerForm(request.POST or None, actor=request.actor)

    def act() -> Gesture:
        actions.link_answer(found, to=form.cleaned_data["number"], actor=request.actor, at=now())
        return found

    return write(request, form, Shown("solidarity/step_form.html", {"gesture": found, "step": "answers"}), act)


@open_to_districts
@require_POST
def unlink(request: OfficeRequest, number: str, other: str) -> HttpResponse:
    """Take back that it answers something."""
    found = the_gesture(request, number)
    same_standing(request)
    try:
        to = answered_by_number(other, actor=request.actor)
    except ValidationError as unknown:
        raise NotFound("not_found", other) from unknown
    actions.unlink_answer(found, to=to, actor=request.actor, at=now())
    return redirect(of_gesture(found))


@require_POST
def adopt(request: OfficeRequest, number: str) -> HttpResponse:
    """Take a reported letter into our own books."""
    found = the_gesture(request, number)
    same_standing(request)
    actions.adopt_reported_gesture(found, actor=request.actor, at=now())
    return redirect(of_gesture(found))


@open_to_districts
@require_POST
def bring_back(request: OfficeRequest, number: str) -> HttpResponse:
    """Bring a letter back that was set aside."""
    found = the_gesture(request, number)
    same_standing(request)
    actions.bring_entry_back(found, actor=request.actor, at=now())
    return redirect(of_gesture(found))


def _sign(request: OfficeRequest, found: Gesture, form: forms.SignForm) -> Gesture:
    more = form.signatories()
    return actions.sign_gesture(found, more, actor=request.actor, at=now())


def _send(request: OfficeRequest, found: Gesture, form: forms.SendForm) -> Gesture:
    read = form.cleaned_data
    return actions.send_gesture(
        found, sent=read["sent"], channel=Channel(read["channel"]), actor=request.actor, at=now()
    )


def _delivery(request: OfficeRequest, found: Gesture, form: forms.DeliveryForm) -> Gesture:
    return actions.note_delivery(found, day=form.cleaned_data["day"], actor=request.actor, at=now())


def _handover(request: OfficeRequest, found: Gesture, form: forms.HandoverForm) -> Gesture:
    return actions.note_handover_of_gesture(found, **form.cleaned_data, actor=request.actor, at=now())


def _withdraw(request: OfficeRequest, found: Gesture, form: forms.WithdrawForm) -> Gesture:
    return actions.withdraw_gesture(found, words=form.cleaned_data["words"], actor=request.actor, at=now())


def _aside_form(request: OfficeRequest, _found: Gesture) -> forms.EntryAsideForm:
    return forms.EntryAsideForm(request.POST or None, actor=request.actor)


def _aside(request: OfficeRequest, found: Gesture, form: forms.EntryAsideForm) -> Gesture:
    return actions.take_entry_back(found, **form.cleaned_data, actor=request.actor, at=now())


def _reply(request: OfficeRequest, found: Gesture, form: forms.ReplyForm) -> Gesture:
    chosen: str = form.cleaned_data["reply"]
    told: dict[str, Any] = {"actor": request.actor, "at": now()}
    if chosen == Reply.EXPECTED:
        return actions.expect_reply(found, due=form.cleaned_data["due"], **told)
    act = actions.expect_no_reply if chosen == Reply.NOT_EXPECTED else actions.leave_reply_unknown
    return act(found, **told)


def _sign_form(request: OfficeRequest, found: Gesture) -> forms.SignForm:
    return forms.SignForm(request.POST or None, needed=not found.signatories.exists())


def _reply_form(request: OfficeRequest, found: Gesture) -> forms.ReplyForm:
    return forms.ReplyForm(request.POST or None, initial={"reply": found.reply})


def _plain(form: Callable[..., Any]) -> Callable[[OfficeRequest, Gesture], Any]:
    return lambda request, _found: form(request.POST or None)


May = Callable[[Actor, Gesture], bool]
STEPS: dict[str, tuple[May, Callable[[OfficeRequest, Gesture], Any], Made]] = {
    "sign": (rules.may_sign, _sign_form, _sign),
    "send": (rules.may_send, _plain(forms.SendForm), _send),
    "delivery": (rules.may_send, _plain(forms.DeliveryForm), _delivery),
    "handover": (rules.may_send, _plain(forms.HandoverForm), _handover),
    "withdraw": (rules.may_sign, _plain(forms.WithdrawForm), _withdraw),
    "aside": (rules.may_set_aside, _aside_form, _aside),
    "reply": (rules.may_keep, _reply_form, _reply),
}
