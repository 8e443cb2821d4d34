"""Pages of consignments: show, prepare, announce, change, and every step on the way."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.transaction import atomic
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_POST

from firewood.accounts.actions import Guest, invite_guest, revoke_guest_link
from firewood.accounts.actor import Actor
from firewood.accounts.requests import OfficeRequest, key_of, same_standing
from firewood.accounts.states import Duty
from firewood.accounts.writing import Shown
from firewood.aid import actions, rules
from firewood.aid.forms.acts import ConsignmentSheet, begin_again, begin_from
from firewood.aid.forms.steps import ArrivalForm, GuestForm, HandoverForm, ReasonForm
from firewood.aid.models import Consignment
from firewood.aid.queries import lists
from firewood.aid.queries.consignment_page import ConsignmentPage
from firewood.aid.queries.parties import names
from firewood.aid.queries.possible import possible_steps
from firewood.aid.queries.shown_totals import sources_of
from firewood.aid.states import Direction
from firewood.aid.views.answers import about, language, write
from firewood.journal.clock import now
from firewood.journal.paging import whole_number
from firewood.journal.refusals import NotFound, require

Act = Callable[..., Any]
PLAIN: dict[str, Act] = {
    "pack": actions.pack_consignment,
    "unpack": actions.unpack_consignment,
    "despatch": actions.despatch_consignment,
    "close": actions.close_consignment,
}
WITH_REASON: dict[str, Act] = {
    "cancel": actions.cancel_consignment,
    "lost": actions.mark_lost,
    "return": actions.return_consignment,
}
MAY: dict[str, tuple[Callable[[Actor], bool], str | Promise]] = {
    "cancel": (rules.may_prepare, later("cancel a consignment")),
    "lost": (rules.may_despatch, later("write off a consignment")),
    "return": (rules.may_despatch, later("take a consignment back")),
}


def consignment(request: OfficeRequest, number: str) -> HttpResponse:
    """One consignment, with everything that is known of it and the steps that can be taken next."""
    return show(request, lists.consignment_by(number))


def new_consignment(request: OfficeRequest, direction: str) -> HttpResponse:
    """Prepare a consignment of ours, or note one that a partner announced."""
    way = _way(direction)
    require(rules.may_prepare(request.actor), _("prepare a consignment"))
    begins = _begins(request)
    form = ConsignmentSheet(request.POST or None, language=language(), direction=way, begins=begins)
    act = actions.prepare_consignment if way == Direction.GIVEN else actions.announce_consignment
    shown = Shown("aid/consignment_form.html", {"direction": way, "begins": begins}, draft=f"consignment-{way}")
    return write(
        request, form, shown,
        lambda: act(
            form.draft(status=request.status), confirm_over="confirm_over" in request.POST,
            actor=request.actor, at=now(),
        ),
    )  # fmt: skip


def revise(request: OfficeRequest, number: str) -> HttpResponse:
    """Change what is in a consignment that has not left yet."""
    found = lists.consignment_by(number)
    about(request, found)
    require(rules.may_prepare(request.actor), _("change a consignment"))
    begins = begin_again(found)
    way = Direction(found.direction)
    form = ConsignmentSheet(request.POST or None, language=language(), direction=way, begins=begins)
    version = request.POST.get("version", "")
    more = {"direction": way, "revised": found, "version": version or found.version}
    return write(
        request, form, Shown("aid/consignment_form.html", more),
        lambda: _revised(request, found, form, version),
    )  # fmt: skip


@require_POST
def step(request: OfficeRequest, number: str, step: str) -> HttpResponse:
    """Take a step that asks for nothing more."""
    found = lists.consignment_by(number)
    about(request, found)
    same_standing(request)
    if step not in {*PLAIN, "adopt"}:
        raise NotFound("not_found", step)
    if step == "adopt":
        actions.adopt_reported_consignment(found, store=actions.our_store(), actor=request.actor, at=now())
        return redirect("consignment", number)
    key = {"key": request.POST.get("key", "")} if step == "despatch" else {}
    PLAIN[step](found, **key, actor=request.actor, at=now())
    return redirect("consignment", number)


def step_with_reason(request: OfficeRequest, number: str, step: str) -> HttpResponse:
    """Take a step for which a reason is kept: cancel, lost, returned."""
    found = lists.consignment_by(number)
    about(request, found)
    if step not in WITH_REASON:
        raise NotFound("not_found", step)
    may, doing = MAY[step]
    require(may(request.actor), str(doing))
    form = ReasonForm(request.POST or None)
    return write(
        request, form, Shown("aid/step_form.html", {"act": found, "step": step}),
        lambda: WITH_REASON[step](found, reason=form.cleaned_data["reason"], actor=request.actor, at=now()),
    )  # fmt: skip


def arrival(request: OfficeRequest, number: str) -> HttpResponse:
    """Note that the goods, or a batch of them, reached a place."""
    found = lists.consignment_by(number)
    about(request, found)
    require(rules.may_prepare(request.actor) or rules.may_receive(request.actor, found), _("note an arrival"))
    form = ArrivalForm(request.POST or None)
    return write(
        request, form, Shown("aid/step_form.html", {"act": found, "step": "arrival"}),
        lambda: actions.note_arrival(found, **form.cleaned_data, actor=request.actor, at=now()),
    )  # fmt: skip


def plan_handover(request: OfficeRequest, number: str) -> HttpResponse:
    """Plan a meeting at which something is handed over; "held" says that it was held already."""
    found = lists.consignment_by(number)
    about(request, found)
    require(rules.may_hold_handover(request.actor), _("plan a handover"))
    form = HandoverForm(request.POST or None)

    def act() -> Consignment:
        with atomic():
            planned = actions.plan_handover(found, draft=form.draft(), actor=request.actor, at=now())
            if "held" in request.POST:
                actions.hold_handover(planned, draft=form.draft(), actor=request.actor, at=now())
        return found

    return write(request, form, Shown("aid/step_form.html", {"act": found, "step": "handover"}), act)


@require_POST
def handover_step(request: OfficeRequest, number: str, handover: str, step: str) -> HttpResponse:
    """Say that a planned handover was held, or call it off."""
    found = lists.consignment_by(number)
    about(request, found)
    planned = found.handovers.filter(pk=handover).first()
    if planned is None:
        raise NotFound("not_found", handover)
    act: Act = actions.hold_handover if step == "hold" else actions.cancel_handover
    act(planned, actor=request.actor, at=now())
    return redirect("consignment", number)


@require_POST
def invite(request: OfficeRequest, number: str) -> HttpResponse:
    """Make a guest link for the other side; its address is shown once, on this answer only."""
    found = lists.consignment_by(number)
    about(request, found)
    form = _guest_form(request, found)
    if not form.is_valid():
        return show(request, found, status=422, guest_form=form)
    party = form.cleaned_data["party"]
    shown_name = str(names([party], form.cleaned_data["language"])[party.pk])
    guest = Guest(party.pk, shown_name, form.cleaned_data["language"], form.cleaned_data["name"])
    made = invite_guest(guest, thread=found.subject, status=found.status, actor=request.actor, at=now())
    address = settings.FIREWOOD_PUBLIC_URL + reverse("guest", args=[made.secret])
    return show(request, found, invitation=made.link, address=address)


@require_POST
def revoke(request: OfficeRequest, number: str, link: str) -> HttpResponse:
    """Close a guest link before its days are over."""
    found = lists.consignment_by(number)
    about(request, found)
    guest_link = ConsignmentPage(found, language=language()).link(link)
    revoke_guest_link(guest_link, actor=request.actor, at=now())
    return redirect(reverse("consignment", args=[number]) + "#guests")


def _way(direction: str) -> Direction:
    if direction not in set(Direction):
        raise NotFound("not_found", direction)
    return Direction(direction)


def show(request: OfficeRequest, found: Consignment, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a consignment, with what a form on it has to say."""
    shown = ConsignmentPage(found, language=language())
    context = {
        "shown": shown, "consignment": found, "may": possible_steps(found, request.actor),
        "may_invite": request.actor.has(Duty.FOCAL_POINT), "drill": found.status == "exercise", "now": now(),
        "send_key": key_of(request),
        "letters": shown.letters, "sources": sources_of([*shown.letters, *(q.source.key for q in shown.quotations)]),
        "guest_form": _guest_form(request, found) if found.partner_id else None, **more,
    }  # fmt: skip
    return render(request, "aid/consignment.html", context, status=status)


def _guest_form(request: OfficeRequest, found: Consignment) -> GuestForm:
    received = found.direction == Direction.RECEIVED
    sides = [found.giver] if received else [found.receiver, *found.shared_with.all()]
    parties = [party for party in sides if party is not None]
    named = names(parties, language())
    sent = request.POST if request.resolver_match and request.resolver_match.url_name == "invite" else None
    return GuestForm(
        sent, languages=settings.LANGUAGES, parties=[(party.key, str(named[party.pk])) for party in parties]
    )


def _begins(request: OfficeRequest) -> dict[str, Any]:
    asked = {name: request.GET.get(name) for name in ("pledge", "need", "batch_of")}
    begins = begin_from(
        pledge=lists.pledge_by(asked["pledge"]) if asked["pledge"] else None,
        need=lists.need_by(asked["need"]) if asked["need"] else None,
        batch=lists.consignment_by(asked["batch_of"]) if asked["batch_of"] else None,
    )
    sides = {name: request.GET[name] for name in ("giver", "receiver") if name in request.GET}
    return {"head": sides, **begins}


def _revised(request: OfficeRequest, found: Consignment, form: ConsignmentSheet, version: str) -> Consignment:
    seen = whole_number(version, otherwise=-1)  # which no version has: whoever does not say what was seen is too late
    return actions.revise_consignment(
        found, draft=form.draft(status=found.status), version=seen, actor=request.actor, at=now()
    )
