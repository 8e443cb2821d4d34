"""Supplies for other programs: the catalogue, and what stands in our stores."""

from typing import Annotated, Any

from ninja import Query, Router

from firewood.accounts.api import ClientRequest
from firewood.journal.paging import MOST, page_of
from firewood.journal.standing import Status
from firewood.supplies.models import Balance, Item
from firewood.supplies.states import Usage, least_sure

router = Router(tags=["supplies"])
Limit = Annotated[int, Query(ge=1, le=MOST)]
OURS = [str(usage) for usage in (Usage.STORE, Usage.QUARANTINE, Usage.REJECTED)]


@router.get("/items", summary="Kinds of goods with their units, by key")
def items(request: ClientRequest, after: str = "", limit: Limit = 50) -> dict[str, Any]:
    return page_of(Item.objects.prefetch_related("packings"), after=after, limit=limit, show=_item, by="key")


@router.get("/stock", summary="What stands in our stores, by item, lot and giver, in base units")
def stock(request: ClientRequest, exercise: bool = False, after: str = "", limit: Limit = 50) -> dict[str, Any]:  # noqa: FBT001, FBT002
    status = Status.EXERCISE if exercise else Status.ACTUAL
    rows = Balance.objects.filter(status=str(status), usage__in=OURS, quantity__gt=0)
    return page_of(rows.select_related("item", "lot", "donor", "place"), after=after, limit=limit, show=_stock, by="id")


def _item(item: Item) -> dict[str, Any]:
    packings = [{"unit": packing.unit, "contains": packing.contains} for packing in item.packings.all()]
    return {
        "key": item.key,
        "name": item.name,
        "base_unit": item.base_unit,
        "reporting_unit": item.reporting_unit,
        "reporting_factor": item.reporting_factor,
        "packings": packings,
        "subject": item.subject,
    }


def _stock(row: Balance) -> dict[str, Any]:
    return {
        "item": row.item.key,
        "lot": row.lot.number if row.lot else None,
        "expires_on": row.lot.expires_on if row.lot else None,
        "donor": row.donor.key,
        "place": str(row.place),
        "usage": row.usage,
        "quantity": row.quantity,
        "quality": str(least_sure(row.approximate, row.at_least)),
        "unit": row.item.base_unit,
    }
