"""The tables of aid, split by noun."""

from firewood.aid.models.acts import Act, QuantityLine
from firewood.aid.models.consignments import (
    Arrival,
    Box,
    Consignment,
    ConsignmentLine,
    Handover,
    HandoverPerson,
    ProgrammePoint,
)
from firewood.aid.models.distributions import Distribution, DistributionLine
from firewood.aid.models.figures import SpokenFigure, StatedFigure
from firewood.aid.models.needs import Need, NeedLine
from firewood.aid.models.pledges import Pledge, PledgeLine
from firewood.aid.models.receipts import Discrepancy, Receipt, ReceiptLine

__all__ = [
    "Act",
    "Arrival",
    "Box",
    "Consignment",
    "ConsignmentLine",
    "Discrepancy",
    "Distribution",
    "DistributionLine",
    "Handover",
    "HandoverPerson",
    "Need",
    "NeedLine",
    "Pledge",
    "PledgeLine",
    "ProgrammePoint",
    "QuantityLine",
    "Receipt",
    "ReceiptLine",
    "SpokenFigure",
    "StatedFigure",
]
