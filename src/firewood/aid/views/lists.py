"""The lists of aid, each with filters as links, in pages of fifty."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from firewood.accounts.requests import OfficeRequest
from firewood.aid.queries import lists
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.contents import contents_of
from firewood.aid.queries.coverage import coverage
from firewood.aid.queries.days import shown_days
from firewood.aid.queries.lists import Asked
from firewood.aid.queries.parties import names
from firewood.aid.states import ConsignmentState, Direction, NeedState, PledgeState
from firewood.aid.views.answers import language
from firewood.registry.models import Party


def aid(request: OfficeRequest) -> HttpResponse:
    """Aid begins with its consignments."""
    return redirect("consignments")


def consignments(request: OfficeRequest) -> HttpResponse:
    """What is sent and what comes."""
    asked = Asked.from_query(request.GET, status=request.status)
    shown = lists.page_of(lists.consignments(asked), asked)
    named = names(lists.places_shown(list(shown)).values(), language())
    found = {
        "names": named,
        "contents": contents_of("consignment", list(shown), Catalogue(language())),
        "days": shown_days(list(shown)),
    }
    return _list(request, "aid/consignments.html", asked, shown, states=ConsignmentState, **found)


def needs(request: OfficeRequest) -> HttpResponse:
    """What is lacking, ours and our partners', and how far it is covered."""
    asked = Asked.from_query(request.GET, status=request.status)
    shown = lists.page_of(lists.needs(asked), asked)
    found = {
        "names": names([need.party for need in shown], language()),
        "covered": {need.pk: coverage(need) for need in shown},
        "catalogue": Catalogue(language()),
    }
    return _list(request, "aid/needs.html", asked, shown, states=NeedState, **found)


def pledges(request: OfficeRequest) -> HttpResponse:
    """Offers and pledges, in both directions."""
    asked = Asked.from_query(request.GET, status=request.status)
    shown = lists.page_of(lists.pledges(asked), asked)
    sides = [party for pledge in shown for party in (pledge.giver, pledge.receiver)]
    found = {
        "names": names(sides, language()),
        "contents": contents_of("pledge", list(shown), Catalogue(language())),
    }
    return _list(request, "aid/pledges.html", asked, shown, states=PledgeState, **found)


def distributions(request: OfficeRequest) -> HttpResponse:
    """Who was given the goods in the end."""
    asked = Asked.from_query(request.GET, status=request.status)
    shown = lists.page_of(lists.distributions(asked), asked)
    who = [party for each in shown for party in (each.stated_by, each.recipient) if party]
    found = {
        "names": names(who, language()),
        "contents": contents_of("distribution", list(shown), Catalogue(language())),
    }
    return _list(request, "aid/distributions.html", asked, shown, states=(), **found)


def stock(request: OfficeRequest) -> HttpResponse:
    """What stands in our stores."""
    rows = lists.stock(request.status)
    shown = {"rows": rows, "catalogue": Catalogue(language()), "names": names([row.donor for row in rows], language())}
    return render(request, "aid/stock.html", shown)


def _list(
    request: OfficeRequest, template: str, asked: Asked, shown: Any, *, states: Any, **found: Any
) -> HttpResponse:
    partner = Party.objects.filter(key=asked.partner).first() if asked.partner else None
    context = {
        "asked_for": asked, "page": shown, "states": list(states), "directions": list(Direction), "partner": partner,
        "partner_name": names([partner], language()).get(partner.pk) if partner else None, **found,
    }  # fmt: skip
    return render(request, template, context)


def distribution(request: OfficeRequest, number: str) -> HttpResponse:
    """One distribution."""
    found = lists.distribution_by(number)
    who = [party for party in (found.stated_by, found.recipient) if party]
    context = {
        "each": found, "names": names(who, language()), "lines": found.lines.select_related("item"),
        "catalogue": Catalogue(language()), "drill": found.status == "exercise",
    }  # fmt: skip
    return render(request, "aid/distribution.html", context)
