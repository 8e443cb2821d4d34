"""Pages of visits: plan or note one, show it, hold it, call it off."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from firewood.accounts.requests import OfficeRequest, same_standing
from firewood.journal.clock import now
from firewood.journal.queries import history_of
from firewood.registry import actions, addresses, rules
from firewood.registry.forms.sheet import reader
from firewood.registry.forms.visits import CallOffSheet, HeldSheet, VisitSheet
from firewood.registry.models import Visit
from firewood.registry.queries import names_of, party_by_key, visit_by_number
from firewood.registry.views.answers import Shown, about, keeper, seen_line, write


def visit(request: OfficeRequest, number: str) -> HttpResponse:
    """One visit: who came to whom, when, where and why."""
    found = visit_by_number(number)
    context = {
        "visit": found, "visitors": found.visitors.select_related("person"),
        "names": names_of([found.ours, found.theirs], language=reader()), "told": history_of([found.subject]),
        "may_keep": rules.may_keep_registry(request.actor), "drill": found.status != "actual",
        "sources": [],
    }  # fmt: skip
    return render(request, "registry/visit.html", context)


def new_visit(request: OfficeRequest, key: str) -> HttpResponse:
    """Plan a visit, or note one that was held."""
    keeper(request, _("enter a visit"))
    theirs = party_by_key(key)
    sheet = VisitSheet(request.POST or None, theirs=theirs)
    shown = Shown(
        _("Who visits whom?"), _("Enter"), addresses.of_party(theirs), theirs.name, card=theirs, draft="visit-new"
    )

    def act() -> str:
        draft = sheet.draft(request.status)
        return addresses.of_visit(actions.enter_visit(draft, actor=request.actor, at=now()))

    return write(request, sheet, shown, act)


def change_visit(request: OfficeRequest, number: str) -> HttpResponse:
    """Tell of a visit anew."""
    keeper(request, _("change a visit"))
    found = _visit(request, number)
    sheet = VisitSheet(request.POST or None, theirs=found.theirs, visit=found)
    shown = Shown(_("What is to be changed?"), _("Keep"), addresses.of_visit(found), found.number, card=found.theirs)

    def act() -> str:
        draft = sheet.draft(request.status)
        actions.change_visit(found, draft=draft, seen=seen_line(request), actor=request.actor, at=now())
        return addresses.of_visit(found)

    return write(request, sheet, shown, act, subject=found.subject)


def hold_visit(request: OfficeRequest, number: str) -> HttpResponse:
    """Note that a planned visit was held."""
    keeper(request, _("note that a visit was held"))
    found = _visit(request, number)
    sheet = HeldSheet(request.POST if request.method == "POST" else None)
    shown = Shown(_("When was it held?"), _("It was held"), addresses.of_visit(found), found.number)

    def act() -> str:
        same_standing(request)
        actions.hold_visit(found, day=sheet.cleaned_data["day"], actor=request.actor, at=now())
        return addresses.of_visit(found)

    return write(request, sheet, shown, act)


def call_off_visit(request: OfficeRequest, number: str) -> HttpResponse:
    """Call off a planned visit."""
    keeper(request, _("call off a visit"))
    found = _visit(request, number)
    sheet = CallOffSheet(request.POST or None)
    shown = Shown(_("Why is it called off?"), _("Call it off"), addresses.of_visit(found), found.number)

    def act() -> str:
        actions.call_off_visit(found, why=sheet.cleaned_data["why"], actor=request.actor, at=now())
        return addresses.of_visit(found)

    return write(request, sheet, shown, act)


def _visit(request: OfficeRequest, number: str) -> Visit:
    found = visit_by_number(number)
    about(request, found.subject, found.number, addresses.of_visit(found))
    return found
