"""The lists of aid: which consignments, needs and pledges there are, by state, partner and direction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from firewood.aid.models import Consignment, Distribution, Need, Pledge
from firewood.aid.queries.days import newest_first
from firewood.aid.queries.settlement import discrepancies
from firewood.journal.paging import whole_number
from firewood.journal.refusals import NotFound
from firewood.registry.models import Party
from firewood.supplies.models import Balance

PAGE = 50
Act = TypeVar("Act", Consignment, Need, Pledge, Distribution)


@dataclass(frozen=True)
class Asked:
    """What a list is asked for; empty means all. `partner` is the key of a party, `page` counts from 1."""

    status: str
    direction: str = ""
    state: str = ""
    partner: str = ""
    item: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str], *, status: str) -> "Asked":
        """What the address of a list asks for."""
        words = {name: query.get(name, "") for name in ("direction", "state", "partner", "item")}
        return cls(status=status, page=whole_number(query.get("page", "")), **words)


def consignments(asked: Asked) -> QuerySet[Consignment]:
    """Consignments, newest first, those of no known day at the end."""
    rows = Consignment.objects.filter(status=asked.status).select_related("giver", "receiver", "first_batch")
    rows = rows.prefetch_related("shared_with")
    if asked.direction:
        rows = rows.filter(direction=asked.direction)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.item:
        rows = rows.filter(lines__item__key=asked.item).distinct()
    if asked.partner:
        sides = Q(giver__key=asked.partner) | Q(receiver__key=asked.partner) | Q(shared_with__key=asked.partner)
        rows = rows.filter(sides).distinct()
    return newest_first(rows)


def needs(asked: Asked) -> QuerySet[Need]:
    """Needs, newest first."""
    rows = Need.objects.filter(status=asked.status).select_related("party")
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.item:
        rows = rows.filter(lines__item__key=asked.item).distinct()
    return (rows.filter(party__key=asked.partner) if asked.partner else rows).order_by("-counts_from", "-id")


def pledges(asked: Asked) -> QuerySet[Pledge]:
    """Offers and pledges, newest first."""
    rows = Pledge.objects.filter(status=asked.status).select_related("giver", "receiver", "need")
    if asked.direction:
        rows = rows.filter(direction=asked.direction)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.partner:
        rows = rows.filter(Q(giver__key=asked.partner) | Q(receiver__key=asked.partner))
    return rows.order_by("-counts_from", "-id")


def distributions(asked: Asked) -> QuerySet[Distribution]:
    """Distributions, newest first."""
    rows = Distribution.objects.filter(status=asked.status).select_related("stated_by", "consignment", "recipient")
    return rows.order_by("-counts_from", "-id")


def stock(status: str) -> list[Balance]:
    """What stands in every store of ours, by store, item and lot."""
    rows = Balance.objects.filter(status=status, usage__in=["store", "quarantine", "rejected"], quantity__gt=0)
    order = ("usage", "place__name", "item__rank", "item__name", "lot__expires_on", "donor__sort_name")
    return list(rows.select_related("place", "item", "lot", "donor").order_by(*order))


def page_of(rows: QuerySet[Any], asked: Asked) -> Page[Any]:
    """One page of a list; a page beyond the end is the last."""
    return Paginator(rows, PAGE).get_page(asked.page)


def consignment_by(number: str) -> Consignment:
    """A consignment by its number."""
    rows = Consignment.objects.select_related(
        "giver", "receiver", "need", "pledge", "first_batch", "store", "bound_for", "occasion", "included_in"
    )
    return _found(rows.filter(number=number).first(), _("There is no consignment %(number)s."), number)


def need_by(number: str) -> Need:
    """A need by its number."""
    rows = Need.objects.select_related("party", "stated_by", "occasion").filter(number=number)
    return _found(rows.first(), _("There is no need %(number)s."), number)


def pledge_by(number: str) -> Pledge:
    """An offer or pledge by its number."""
    rows = Pledge.objects.select_related("giver", "receiver", "need", "occasion").filter(number=number)
    return _found(rows.first(), _("There is no offer %(number)s."), number)


def distribution_by(number: str) -> Distribution:
    """A distribution by its number."""
    rows = Distribution.objects.select_related("stated_by", "recipient", "consignment", "store").filter(number=number)
    return _found(rows.first(), _("There is no distribution %(number)s."), number)


def parties_of(consignment: Consignment) -> list[Party]:
    """Everybody whose name a consignment shows."""
    known = [consignment.giver, consignment.receiver, consignment.bound_for, *consignment.shared_with.all()]
    return [party for party in known if party is not None]


def parts_of(act: Consignment | Need | Pledge) -> list[str]:
    """The subjects of the receipts, differences, handovers and distributions of a consignment; of others none."""
    if not isinstance(act, Consignment):
        return []
    parts: list[Any] = [*act.receipts.all(), *discrepancies(act), *act.handovers.all(), *act.distributions.all()]
    return [part.subject for part in parts]


def places_shown(rows: list[Consignment]) -> dict[UUID, Party]:
    """The parties of many consignments."""
    return {party.pk: party for row in rows for party in parties_of(row)}


def _found(row: Act | None, sentence: str, number: str) -> Act:
    if row is None:
        raise NotFound("not_found", sentence % {"number": number}, number=number)
    return row
