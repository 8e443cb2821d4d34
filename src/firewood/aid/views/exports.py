"""Tables to take along: the same numbers as on the pages."""

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from firewood.accounts.requests import OfficeRequest
from firewood.aid.exports import TABLES, lines_of
from firewood.aid.queries.lists import Asked
from firewood.journal.clock import read_day, today
from firewood.journal.refusals import NotFound, Problem, Unreadable


@require_safe
def export(request: OfficeRequest, what: str) -> HttpResponseBase:
    """One table as CSV with HXL hashtags, with the filters of its list."""
    table = TABLES.get(what)
    if table is None:
        raise NotFound("no_table", _("There is no table “%(what)s”.") % {"what": what})
    asked = Asked.from_query(request.GET, status=str(request.status))
    as_of = request.GET.get("as_of", "")
    day = read_day(as_of) if as_of else None
    if as_of and day is None:
        raise Unreadable([Problem("as_of", _("“%(typed)s” is not a day of the calendar.") % {"typed": as_of})])
    response = StreamingHttpResponse(lines_of(table, asked, as_of=day), content_type="text/csv; charset=utf-8")
    name = f"firewood-{what}-{request.status}-{day or today()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
