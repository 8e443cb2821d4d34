"""What other programs may read of aid: lists page by page, and single acts by their number."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router

from firewood.accounts.api import ClientRequest
from firewood.aid.api import shown
from firewood.aid.api.reading import by_number
from firewood.aid.models import Consignment, Discrepancy, Distribution, Need, Pledge, Receipt
from firewood.aid.queries.totals import totals as totals_of
from firewood.aid.states import Basis, ConsignmentState, Direction
from firewood.journal.paging import MOST, page_of
from firewood.journal.standing import Status

router = Router(tags=["aid"])
Limit = Annotated[int, Query(ge=1, le=MOST)]
NEEDS = Need.objects.select_related("party", "occasion").prefetch_related("lines__item")
PLEDGES = Pledge.objects.select_related("giver", "receiver", "need", "occasion").prefetch_related("lines__item")
CONSIGNMENTS = Consignment.objects.select_related("giver", "receiver", "pledge", "occasion")
RECEIPTS = Receipt.objects.select_related("consignment", "stated_by", "corrects")
DIFFERENCES = Discrepancy.objects.select_related("receipt_line__receipt__consignment", "receipt_line__item")
DISTRIBUTIONS = Distribution.objects.select_related("stated_by", "recipient", "consignment", "occasion")


def standing(exercise: bool) -> str:  # noqa: FBT001
    return str(Status.EXERCISE if exercise else Status.ACTUAL)


@router.get("/totals/{direction}", summary="What was received or given: counted, reported, stated, unknown")
def totals(
    request: ClientRequest,
    direction: Direction,
    as_of: date | None = None,
    exercise: bool = False,  # noqa: FBT001, FBT002
) -> dict[str, Any]:
    return totals_of(direction, as_of=as_of, status=standing(exercise)).as_json()


@router.get("/needs", summary="Needs, the latest first")
def needs(request: ClientRequest, exercise: bool = False, after: str = "", limit: Limit = 50) -> dict[str, Any]:  # noqa: FBT001, FBT002
    return page_of(NEEDS.filter(status=standing(exercise)), after=after, limit=limit, show=shown.need)


@router.get("/needs/{number}", summary="One need")
def need(request: ClientRequest, number: str) -> dict[str, Any]:
    return shown.need(by_number(NEEDS, number))


@router.get("/pledges", summary="Offers and pledges, the latest first")
def pledges(request: ClientRequest, exercise: bool = False, after: str = "", limit: Limit = 50) -> dict[str, Any]:  # noqa: FBT001, FBT002
    return page_of(PLEDGES.filter(status=standing(exercise)), after=after, limit=limit, show=shown.pledge)


@router.get("/pledges/{number}", summary="One offer or pledge")
def pledge(request: ClientRequest, number: str) -> dict[str, Any]:
    return shown.pledge(by_number(PLEDGES, number))


@router.get("/consignments", summary="Consignments, the latest first")
def consignments(
    request: ClientRequest,
    exercise: bool = False,  # noqa: FBT001, FBT002
    direction: Direction | None = None,
    state: ConsignmentState | None = None,
    basis: Basis | None = None,
    after: str = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    asked = {"direction": direction, "state": state, "basis": basis}
    rows = CONSIGNMENTS.filter(status=standing(exercise), **{name: str(code) for name, code in asked.items() if code})
    return page_of(rows, after=after, limit=limit, show=shown.consignment_in_list)


@router.get("/consignments/{number}", summary="One consignment with its lines, arrivals and handovers")
def consignment(request: ClientRequest, number: str) -> dict[str, Any]:
    return shown.consignment(by_number(CONSIGNMENTS.select_related("included_in", "bound_for"), number))


@router.get("/consignments/{number}/boxes", summary="Its boxes and pallets, by number")
def boxes(request: ClientRequest, number: str, after: str = "", limit: Limit = 50) -> dict[str, Any]:
    rows = by_number(CONSIGNMENTS, number).boxes.select_related("parent")
    return page_of(rows, after=after, limit=limit, show=shown.box, by="number")


@router.get("/consignments/{number}/receipts", summary="Its receipts, the latest first")
def receipts(request: ClientRequest, number: str, after: str = "", limit: Limit = 50) -> dict[str, Any]:
    rows = RECEIPTS.filter(consignment=by_number(CONSIGNMENTS, number))
    return page_of(rows, after=after, limit=limit, show=shown.receipt)


@router.get("/consignments/{number}/differences", summary="Its differences, the latest first")
def differences(request: ClientRequest, number: str, after: str = "", limit: Limit = 50) -> dict[str, Any]:
    rows = DIFFERENCES.filter(receipt_line__receipt__consignment=by_number(CONSIGNMENTS, number))
    return page_of(rows, after=after, limit=limit, show=shown.difference)


@router.get("/distributions", summary="Distributions, the latest first")
def distributions(request: ClientRequest, exercise: bool = False, after: str = "", limit: Limit = 50) -> dict[str, Any]:  # noqa: FBT001, FBT002
    rows = DISTRIBUTIONS.filter(status=standing(exercise)).prefetch_related("lines__item")
    return page_of(rows, after=after, limit=limit, show=shown.distribution)
