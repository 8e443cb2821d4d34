"""The register of letters and other gestures, and who wrote to us."""

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from firewood.accounts.requests import OfficeRequest, open_to_districts
from firewood.aid.exports import lines_of
from firewood.aid.queries import lists as aid
from firewood.aid.queries.shown_totals import sources_of
from firewood.journal.clock import today
from firewood.solidarity import rules
from firewood.solidarity.exports import register_table
from firewood.solidarity.forms.steps import FilterForm
from firewood.solidarity.queries import number_of_thanks_owed
from firewood.solidarity.queries.register_page import Asked, Shown, WhoWrote, city_wording, page_of, years_of
from firewood.solidarity.views.answers import language


@open_to_districts
@require_safe
def register(request: OfficeRequest) -> HttpResponse:
    """Every letter, video and lit city hall, in and out; a colleague of a district sees those of the district."""
    asked = Asked.from_query(request.GET, status=request.status)
    page = page_of(asked, request.actor)
    shown = Shown(list(page), language=language())
    whole_city = request.actor.party_id is None
    who = WhoWrote(as_of=asked.as_of or today(), status=request.status, language=language()) if whole_city else None
    letters = {letter for row in shown.rows for letter in row.letters} | set(who.source_letters if who else ())
    context = {
        "page": page, "shown": shown, "asked_for": asked, "who": who, "city": city_wording(language()),
        "form": FilterForm(request.GET, years=years_of(request.status)), "sources": sources_of(letters),
        "may_write": rules.may_write(request.actor),
        "thanks": number_of_thanks_owed(status=request.status, on=today()) if whole_city else 0,
    }  # fmt: skip
    return render(request, "solidarity/register.html", context)


@open_to_districts
@require_safe
def export(request: OfficeRequest) -> HttpResponseBase:
    """The register as CSV with HXL hashtags, with the same filters."""
    asked = Asked.from_query(request.GET, status=request.status)
    lines = lines_of(register_table(asked, request.actor), aid.Asked(asked.status))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"firewood-letters-{request.status}-{asked.as_of or today()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
