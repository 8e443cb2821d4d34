"""Planning a handover, changing the plan, and the folder that is printed for it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from firewood.accounts.requests import About, OfficeRequest
from firewood.accounts.writing import Shown, write
from firewood.aid import actions, rules
from firewood.aid.actions import done
from firewood.aid.models import Consignment, Handover
from firewood.aid.queries.lists import consignment_by
from firewood.aid.queries.parties import names
from firewood.aid.states import Basis
from firewood.aid.words import word
from firewood.desk.handovers.forms import HandoverPlanForm
from firewood.desk.handovers.queries import Folder, can_be_handed_over, handover_by
from firewood.journal.clock import now
from firewood.journal.paging import whole_number
from firewood.journal.refusals import NotFound, NotNow, require


def new_handover(request: OfficeRequest) -> HttpResponse:
    """Plan a handover; the day is tomorrow unless another is typed."""
    require(rules.may_hold_handover(request.actor), _("plan a handover"))
    asked = request.POST.get("consignment") or request.GET.get("consignment") or ""
    choices = can_be_handed_over(request.status)
    chosen = consignment_by(asked) if asked else next(iter(choices), None)
    form = HandoverPlanForm(request.POST or None, languages=_languages(chosen))

    def act() -> Handover:
        if chosen is None:
            raise NotNow("nothing", _("There is no consignment to hand over."))
        done.lock_done(chosen)
        return actions.plan_handover(chosen, draft=form.draft(), actor=request.actor, at=now())

    more = {"choices": _told(choices, chosen), "chosen": chosen, "may_prepare": rules.may_prepare(request.actor)}
    return _write(request, form, more, act)


def change_handover(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Change what is planned."""
    found = handover_by(pk)
    request.about = About(found.consignment.subject, found.consignment.number, f"/handovers/{pk}/")
    require(rules.may_hold_handover(request.actor), _("change a handover"))
    form = HandoverPlanForm(request.POST or None, handover=found, languages=_languages(found.consignment))
    seen = whole_number(request.POST.get("version", ""), otherwise=found.version)

    def act() -> Handover:
        return actions.revise_handover(found, draft=form.draft(), version=seen, actor=request.actor, at=now())

    return _write(request, form, {"handover": found, "version": seen, "chosen": found.consignment}, act)


def folder(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """The folder of a handover: one page that is printed and taken along."""
    found = handover_by(pk)
    context = {
        "folder": Folder(found, language=_language()), "handover": found, "consignment": found.consignment,
        "may_plan": rules.may_hold_handover(request.actor) and found.consignment.basis == Basis.DONE,
        "drill": found.consignment.status == "exercise",
    }  # fmt: skip
    return render(request, "desk/handover_folder.html", context)


@require_POST
def step(request: OfficeRequest, pk: UUID, step: str) -> HttpResponse:
    """Say that a handover was held, call it off, or plan it again."""
    plain: dict[str, Callable[..., Handover]] = {
        "hold": actions.hold_handover, "cancel": actions.cancel_handover, "again": actions.plan_handover_again,
    }  # fmt: skip
    found = handover_by(pk)
    if step not in plain:
        raise NotFound("not_found", step)
    plain[step](found, actor=request.actor, at=now())
    return redirect("handover-folder", pk)


def _write(
    request: OfficeRequest, form: HandoverPlanForm, more: dict[str, Any], act: Callable[[], Handover]
) -> HttpResponse:
    draft = f"handover-{more['handover'].pk}" if "handover" in more else "handover-new"
    shown = Shown("desk/handover_form.html", more, draft)
    return write(request, form, shown, act, page=lambda made: reverse("handover-folder", args=[made.pk]))


def _languages(consignment: Consignment | None) -> list[str]:
    """In which languages notes are probably spoken: the reader's, and that of the words on the consignment."""
    return [_language(), *([consignment.language] if consignment else [])]


def _told(choices: list[Consignment], chosen: Consignment | None) -> list[tuple[str, str]]:
    rows = [*choices, *([chosen] if chosen and chosen not in choices else [])]
    named = names([side for row in rows for side in (row.giver, row.receiver) if side], _language())
    return [
        (row.number, f"{row.number}: {named[row.giver_id]} → {_receiver(row, named)}, {word('consignment', row.state)}")
        for row in rows
    ]


def _receiver(row: Consignment, named: dict[UUID, Any]) -> str:
    return str(named[row.receiver_id]) if row.receiver_id else ""


def _language() -> str:
    return get_language() or "en"
