"""The lists of the registry: partners, other places and bodies, our own side, persons, occasions."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from firewood.accounts.requests import OfficeRequest
from firewood.desk.queries.partners import partner_rows
from firewood.desk.queries.registry_lists import occasion_rows, other_parties, our_parties, party_rows, person_rows
from firewood.registry.models import Person
from firewood.registry.rules import may_keep_registry

ROWS = 100
LISTS = ("", "others", "ours", "persons", "occasions")


def partners(request: OfficeRequest) -> HttpResponse:
    """One list of the registry; without a word the partners, with how long and what passed between us."""
    asked = request.GET.get("which", "")
    which = asked if asked in LISTS else ""
    context = {"which": which, "may_keep": may_keep_registry(request.actor), **_listed(request, which)}
    return render(request, "desk/partners.html", context)


def _listed(request: OfficeRequest, which: str) -> dict[str, Any]:
    tongue = get_language() or "en"
    if which in {"others", "ours"}:
        page = _page(request, other_parties() if which == "others" else our_parties())
        return {"page": page, "rows": party_rows(page.object_list, language=tongue)}
    if which == "persons":
        page = _page(request, Person.objects.all())
        return {"page": page, "rows": person_rows(list(page.object_list), language=tongue)}
    if which == "occasions":
        return {"rows": occasion_rows(language=tongue)}
    return {"rows": partner_rows(status=request.status, language=tongue)}


def _page(request: OfficeRequest, rows: Any) -> Any:
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))
