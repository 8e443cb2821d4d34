"""Thanks: what we owe and what we wait for; from an owed one straight to a letter that has gone."""

from typing import Any

from django.db.transaction import atomic
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from firewood.accounts.requests import About, OfficeRequest, prove_first, same_standing
from firewood.accounts.writing import Shown
from firewood.aid.addresses import of_consignment
from firewood.aid.models import Consignment
from firewood.aid.queries.lists import consignment_by
from firewood.aid.queries.parties import names
from firewood.aid.states import ConsignmentState, Direction
from firewood.journal.clock import now, today
from firewood.journal.refusals import NotNow, require
from firewood.registry.models import Party
from firewood.solidarity import actions, rules
from firewood.solidarity.forms.steps import AsideForm
from firewood.solidarity.forms.thanks import ThanksForm
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries import answers_to
from firewood.solidarity.queries.polite import Cause, language_of_partner, propose
from firewood.solidarity.queries.thanks_page import ThanksPage
from firewood.solidarity.states import Channel, GestureState
from firewood.solidarity.views.answers import language, write
from firewood.solidarity.wordings import WRITTEN, Polite, written_in


@require_safe
def thanks(request: OfficeRequest) -> HttpResponse:
    """For what we owe thanks, for what we wait for them, and what was set aside."""
    shown = ThanksPage(request.status, today(), language())
    context = {
        "shown": shown, "may_write": rules.may_write(request.actor),
        "may_aside": rules.may_set_thanks_aside(request.actor),
    }  # fmt: skip
    return render(request, "solidarity/thanks.html", context)


def give(request: OfficeRequest, number: str) -> HttpResponse:
    """Thank for a consignment: a text is proposed, and one button says that it has gone."""
    consignment = _received(request, number)
    require(rules.may_write(request.actor), _("thank for this consignment"))
    prove_first(request)
    partner = consignment.giver
    tag = written_in(request.GET.get("language") or language_of_partner(partner))
    cause = Cause(consignment=consignment)
    theirs = propose(Polite.THANKS, partner, language=tag, cause=cause)
    own = written_in(language())
    ours = propose(Polite.THANKS, partner, language=own, cause=cause) if own != tag else None
    form = ThanksForm(request.POST or None, theirs=theirs, ours=ours)
    more = {
        "consignment": consignment, "partner": partner, "name": names([partner], language())[partner.pk],
        "theirs": theirs, "ours": ours, "languages": WRITTEN, "wanted": language_of_partner(partner),
        "given": answers_to(consignment, gone=True),
    }  # fmt: skip
    shown = Shown("solidarity/thanks_form.html", more, draft=f"thanks-{number}-{tag}")
    return write(request, form, shown, lambda: _written(request, form, consignment, partner))


def aside(request: OfficeRequest, number: str) -> HttpResponse:
    """Take thanks off the list, and say why."""
    consignment = _known(request, number)
    require(rules.may_set_thanks_aside(request.actor), _("take thanks off the list"))
    form = AsideForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        actions.set_thanks_aside(consignment, reason=reason, actor=request.actor, at=now())
        return "/letters/thanks/"

    return write(request, form, Shown("solidarity/aside_form.html", {"consignment": consignment}), act)


@require_POST
def again(request: OfficeRequest, number: str) -> HttpResponse:
    """Put thanks back on the list."""
    consignment = _known(request, number)
    same_standing(request)
    actions.take_up_thanks_again(consignment, actor=request.actor, at=now())
    return redirect("thanks")


def _known(request: OfficeRequest, number: str) -> Consignment:
    found = consignment_by(number)
    request.about = About(found.subject, found.number, of_consignment(found))
    return found


def _received(request: OfficeRequest, number: str) -> Consignment:
    found = _known(request, number)
    if found.direction != Direction.RECEIVED:
        raise NotNow("not_received", _("This is a gift of ours: thanks for it are theirs to give."))
    if found.state == ConsignmentState.ANNOUNCED:
        raise NotNow("only_announced", _("This gift is only announced. Thanks are given when it has come."))
    if found.state == ConsignmentState.CANCELLED:
        raise NotNow("cancelled", _("This gift was cancelled: there is nothing to thank for."))
    return found


def _written(request: OfficeRequest, form: ThanksForm, consignment: Consignment, partner: Party) -> Gesture:
    """The letter as a draft of ours, or at once signed and sent, in one transaction."""
    told: dict[str, Any] = {"actor": request.actor, "at": now()}
    draft = form.draft(consignment, partner, status=consignment.status)
    with atomic():
        letter = actions.enter_gesture(draft, key=request.POST.get("key", ""), **told)
        if letter.state != GestureState.DRAFT:
            return letter
        if form.ours and form.own_words():
            actions.write_version(letter, language=form.ours.language, texts=form.own_words(), **told)
        if "gone" not in request.POST:
            return letter
        if draft.signatories and rules.may_sign(request.actor, letter):
            letter = actions.sign_gesture(letter, **told)
        read = form.cleaned_data
        return actions.send_gesture(letter, sent=read["sent"], channel=Channel(read["channel"]), **told)
