"""One page of a long list after another, by the last row seen: nothing is skipped when rows are added meanwhile."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from firewood.journal.refusals import Problem, Unreadable

MOST = 200
LONGEST_NUMBER = 9
"""So many digits has the longest number that an address or a form sends back to us."""
M = TypeVar("M", bound=Model)


def whole_number(sent: str, *, otherwise: int = 1) -> int:
    """A page or a version as a browser sends it back; `otherwise` where it is none that we ever gave out."""
    return int(sent) if sent.isdecimal() and len(sent) <= LONGEST_NUMBER else otherwise


def page_of(
    rows: QuerySet[M], *, after: str, limit: int, show: Callable[[M], dict[str, Any]], by: str = "-id"
) -> dict[str, Any]:
    """At most `limit` rows after the row named `after`, ordered by the unique column `by` ("-" for downwards).

    Gives {"items": [...], "next": what to send as `after` for the following page, or null}.
    """
    column, beyond = by.removeprefix("-"), "lt" if by.startswith("-") else "gt"
    try:
        wanted = rows.filter(**{f"{column}__{beyond}": after}) if after else rows
        found = list(wanted.order_by(by)[: limit + 1])
    except (ValidationError, ValueError) as error:
        raise Unreadable([Problem("after", _("This is not the end of any page."))]) from error
    last = getattr(found[limit - 1], column) if len(found) > limit else None
    return {"items": [show(row) for row in found[:limit]], "next": str(last) if last is not None else None}
