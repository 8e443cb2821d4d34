"""Where the pages of aid are."""

from firewood.aid.models import Consignment, Distribution, Need, Pledge, StatedFigure


def of_need(need: Need) -> str:
    """The page of a need."""
    return f"/aid/needs/{need.number}/"


def of_pledge(pledge: Pledge) -> str:
    """The page of an offer or pledge."""
    return f"/aid/pledges/{pledge.number}/"


def of_consignment(consignment: Consignment) -> str:
    """The page of a consignment, with its boxes, arrivals, handovers and receipts."""
    return f"/aid/consignments/{consignment.number}/"


def of_distribution(distribution: Distribution) -> str:
    """A distribution stands on the page of its consignment; one from our own store has a page of its own."""
    if distribution.consignment:
        return f"{of_consignment(distribution.consignment)}#distributions"
    return f"/aid/distributions/{distribution.number}/"


def of_stated_figure(figure: StatedFigure) -> str:
    """A stated figure stands on the page of the totals, beside what was counted."""
    return f"/aid/totals/{figure.direction}/#{figure.key}"
