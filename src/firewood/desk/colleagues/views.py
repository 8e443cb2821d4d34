"""Pages of colleagues: the list, an invitation, one colleague, and the table of duties."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from firewood.accounts import actions, factors, rules
from firewood.accounts.actions import Letter
from firewood.accounts.models import ColleagueInvitation, Officer
from firewood.accounts.queries import colleagues as everybody
from firewood.accounts.queries import open_invitations
from firewood.accounts.requests import OfficeRequest, prove_first
from firewood.accounts.states import Duty
from firewood.desk.colleagues import duty_table
from firewood.desk.colleagues.duty_table import Answer
from firewood.desk.colleagues.forms import DutiesForm, InviteForm
from firewood.desk.colleagues.words import NAMES, duties_in_words
from firewood.journal.clock import now
from firewood.journal.refusals import NotFound, Unreadable, require


def colleagues(request: OfficeRequest) -> HttpResponse:
    """Who works here, with which duties; invitations that wait."""
    may = rules.may_admit_officer(request.actor)
    known = [(each, duties_in_words(each.duties)) for each in everybody()]
    waiting = [(each, duties_in_words(each.duties)) for each in open_invitations(at=now())] if may else []
    shown = {"may": may, "active": [one for one in known if one[0].is_active], "waiting": waiting,
             "closed": [one for one in known if not one[0].is_active]}  # fmt: skip
    return render(request, "desk/colleagues.html", shown)


@never_cache
def invite(request: OfficeRequest) -> HttpResponse:
    """Write an invitation; its address is shown once."""
    require(rules.may_admit_officer(request.actor), _("invite a colleague"))
    prove_first(request)
    form = InviteForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        try:
            return _letter(request, actions.invite_colleague(form.colleague(), actor=request.actor, at=now()))
        except Unreadable as no:
            for each in no.problems:
                form.mark(each.field, each.message)
    return render(request, "desk/colleague_invite.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
def colleague(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """One colleague: duties, and whether the account is open."""
    require(rules.may_admit_officer(request.actor), _("change the duties of a colleague"))
    prove_first(request)
    found = _officer(pk)
    form = DutiesForm(request.POST or None, initial={"duties": found.duties, "party": str(found.party_id or "")})
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"duties": form.chosen_duties(), "party": form.chosen_party()}
        try:
            actions.change_duties(found, **told, actor=request.actor, at=now())
            return redirect("colleagues")
        except Unreadable as no:
            for each in no.problems:
                form.mark(each.field, each.message)
    shown = {"colleague": found, "form": form, "has_factor": factors.has_second_factor(found),
             "duties": duties_in_words(found.duties), "is_oneself": found.pk == request.user.pk}  # fmt: skip
    return render(request, "desk/colleague.html", shown, status=422 if form.errors else 200)


@never_cache
@require_POST
def invite_again(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Write a letter to a colleague who lost password or second factor."""
    return _letter(request, actions.invite_again(_officer(pk), actor=request.actor, at=now()))


@require_POST
def close(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Close the account of a colleague who left."""
    return _done(lambda: actions.deactivate_officer(_officer(pk), actor=request.actor, at=now()))


@require_POST
def open_again(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Open the account of a colleague who came back."""
    return _done(lambda: actions.reactivate_officer(_officer(pk), actor=request.actor, at=now()))


@require_POST
def revoke(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Take an invitation back."""
    letter = ColleagueInvitation.objects.filter(pk=pk).first()
    if letter is None:
        raise NotFound("not_found", str(pk))
    return _done(lambda: actions.revoke_invitation(letter, actor=request.actor, at=now()))


def duties(request: OfficeRequest) -> HttpResponse:
    """Which duty lets one do what, read off the rules."""
    rows = duty_table.table()
    names = [*(str(NAMES[duty]) for duty in Duty), _("guest")]
    parts: dict[str, list[tuple[str, list[tuple[str, Answer]]]]] = {}
    for row in rows:
        answers = list(zip(names, [*row.duties.values(), row.guest], strict=True))
        parts.setdefault(row.part, []).append((_(row.sentence), answers))
    return render(request, "desk/duties.html", {"parts": parts.items(), "names": names})


def _letter(request: OfficeRequest, letter: Letter) -> HttpResponse:
    """The address of an invitation, shown this once."""
    address = request.build_absolute_uri(reverse("invitation", args=[letter.secret]))
    return render(request, "desk/colleague_letter.html", {"letter": letter.invitation, "address": address})


def _done(act: Callable[[], object]) -> HttpResponse:
    act()
    return redirect("colleagues")


def _officer(pk: UUID) -> Officer:
    found = Officer.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("not_found", str(pk))
    return found
