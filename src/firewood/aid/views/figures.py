"""Pages of items and totals: what an item is, how much of it was received and given, which figure the office speaks."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from firewood.accounts.requests import OfficeRequest, same_standing
from firewood.accounts.writing import Shown
from firewood.aid import actions, rules
from firewood.aid.forms.figures import StatedFigureForm
from firewood.aid.models import StatedFigure
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.naming import scopes_of
from firewood.aid.queries.shown_totals import shown_totals, sources_of
from firewood.aid.states import Direction, Part
from firewood.aid.views.answers import language, write
from firewood.archive.queries import sentences_under
from firewood.journal.clock import now
from firewood.journal.refusals import NotFound, NotNow, require
from firewood.journal.standing import Status
from firewood.supplies.models import Item


def item(request: OfficeRequest, key: str) -> HttpResponse:
    """One item with its units, packings, codes, and its totals in both directions."""
    catalogue = Catalogue(language())
    known = catalogue.by_key.get(key)
    if known is None:
        raise NotFound("not_found", key)
    found = [shown_totals(way, status=request.status, language=language(), speaks=True) for way in Direction]
    rows = [(totals, totals.row(key)) for totals in found]
    context = {"known": known, "rows": rows, "may_choose": rules.may_choose_figure(request.actor)}
    context |= {"packings": known.item.packings.all(), "codes": known.item.codes.all()}
    context |= {"sources": sources_of(source.letter for totals in found for source in totals.sources)}
    return render(request, "aid/item.html", context)


def items(request: OfficeRequest) -> HttpResponse:
    """All items that the office knows."""
    return render(request, "aid/items.html", {"catalogue": Catalogue(language())})


def totals(request: OfficeRequest, direction: str) -> HttpResponse:
    """Everything that was received or given, in four parts that are never added together."""
    if direction not in set(Direction):
        raise NotFound("not_found", direction)
    shown = shown_totals(Direction(direction), status=request.status, language=language(), speaks=True)
    figures = StatedFigure.objects.filter(
        direction=direction, status=request.status, item__key__in=[row.row.item for row in shown.rows]
    ).select_related("source")
    context = {
        "totals": shown,
        "sources": shown.sources,
        "may_report": rules.may_report(request.actor),
        "figures": figures,
        "scopes": scopes_of(figures, language=language()),
        "citations": sentences_under(figure.subject for figure in figures),
    }
    return render(request, "aid/totals.html", context)


@require_POST
def choose_figure(request: OfficeRequest, key: str) -> HttpResponse:
    """Choose which part of a total the office speaks."""
    same_standing(request)
    known = Item.objects.filter(key=key).first()
    if request.POST.get("direction") not in set(Direction):
        raise NotFound("not_found", key)
    part, _colon, figure = request.POST.get("part", "").partition(":")
    stated = StatedFigure.objects.filter(pk=figure).first() if figure else None
    if known is None:
        raise NotFound("not_found", key)
    actions.choose_spoken_figure(
        known, direction=Direction(request.POST["direction"]), part=Part(part), stated=stated,
        status=request.status, actor=request.actor, at=now(),
    )  # fmt: skip
    return redirect(reverse("item", args=[key]))


def new_figure(request: OfficeRequest) -> HttpResponse:
    """Enter a total that a source states."""
    if request.status != Status.ACTUAL:
        raise NotNow("exercise", _("A source states what is real. Leave the exercise first."))
    require(rules.may_report(request.actor), _("enter what a source states"))
    form = StatedFigureForm(request.POST or None, catalogue=Catalogue(language()))
    return write(
        request, form, Shown("aid/figure_form.html"),
        lambda: actions.enter_stated_figure(form.figure(), actor=request.actor, at=now()),
    )  # fmt: skip
