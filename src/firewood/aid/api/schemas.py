"""What other programs send: every field named and bounded, unknown fields refused, whole numbers only."""

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from firewood.aid.states import DistributionState, Origin, RecipientGroup, RejectAction, RejectReason, Resolution
from firewood.aid.states import ShortageAction as Shortage
from firewood.supplies.models import LARGEST

Count = Annotated[int, Field(strict=True, ge=0, le=LARGEST)]
Quantity = Annotated[int, Field(strict=True, ge=1, le=LARGEST)]
Number = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Flag = Annotated[bool, Field(strict=True)]
Key = Annotated[str, Field(max_length=120)]
Words = Annotated[str, Field(max_length=20_000)]
Short = Annotated[str, Field(max_length=300)]
Tag = Annotated[str, Field(max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
Known = Literal["exact", "approximate", "at_least"]


class Sent(Schema):
    """Nothing is accepted that has no name here."""

    model_config = ConfigDict(extra="forbid")


class LineIn(Sent):
    """One line of goods; item and quantity may be left out when they are unknown, then `words` says what was told."""

    item: Key = ""
    quantity: Quantity | None = None
    unit: Annotated[str, Field(max_length=20)] = ""
    factor: Number | None = None
    quality: Known = "exact"
    words: Short = ""
    language: Tag = "en"
    lot: Key = ""
    donor: Key = ""
    box: Number | None = None


class ActIn(Sent):
    """What every act may carry."""

    status: Literal["actual", "exercise"] = "actual"
    occasion: Key = ""
    day: Annotated[str, Field(max_length=200)] = ""
    words: Words = ""
    language: Tag = "en"
    note: Words = ""


Lines = Annotated[list[LineIn], Field(max_length=1000)]


class NeedIn(ActIn):
    """A need as a party states it, or as we heard of it."""

    party: Key
    lines: Lines
    origin: Origin = Origin.STATED
    list_open: Flag = False
    due_on: date | None = None


class PledgeIn(ActIn):
    """An offer, for a need (by its number) or unasked."""

    giver: Key
    receiver: Key
    lines: Lines
    need: Key = ""
    due_on: date | None = None


class WordsIn(Sent):
    """Words that go with an answer."""

    words: Words = ""


class BoxIn(Sent):
    """A box or pallet by its number; `inside` is the number of what holds it."""

    number: Number
    level: Literal["box", "pallet"] = "box"
    inside: Number | None = None
    contents_known: Flag = False
    note: Short = ""
    sscc: Annotated[str, Field(max_length=18, pattern=r"^([0-9]{18})?$")] = ""


class ConsignmentIn(ActIn):
    """Goods from us (prepare) or to us (announce), loose or in boxes; need, pledge and first batch by their numbers."""

    giver: Key
    receiver: Key
    lines: Lines = []
    boxes: Annotated[list[BoxIn], Field(max_length=10_000)] = []
    need: Key = ""
    pledge: Key = ""
    first_batch: Key = ""
    batch_number: Number | None = None
    batch_count: Number | None = None
    transport: Short = ""
    bound_for: Key = ""
    expected_on: date | None = None
    messages: Annotated[dict[Tag, Words], Field(max_length=20)] = {}
    confirm_over: Flag = False


class ArrivalIn(Sent):
    """A day on which the goods, or one batch, reached a place."""

    day: Annotated[str, Field(max_length=200)]
    place: Key = ""
    place_words: Annotated[str, Field(max_length=200)] = ""
    batch: Number | None = None


class CountedIn(Sent):
    """What came of a line (its number, from 1), or of an item that nobody announced, in base units."""

    line: Number | None = None
    item: Key = ""
    received: Count
    short: Count = 0
    rejected: Count = 0
    shortage_action: Shortage | None = None
    reject_reason: RejectReason | None = None
    reject_action: RejectAction | None = None
    quality: Known = "exact"
    lot: Key = ""
    note: Short = ""


class ReceiptIn(Sent):
    """A receipt: what came line by line, and which boxes came damaged or did not come."""

    lines: Annotated[list[CountedIn], Field(max_length=1000)] = []
    boxes_arrived: Count | None = None
    boxes_damaged: Count = 0
    damaged_boxes: Annotated[list[Number], Field(max_length=10_000)] = []
    missing_boxes: Annotated[list[Number], Field(max_length=10_000)] = []
    note: Words = ""
    language: Tag = "en"


class ResolutionIn(Sent):
    """The answer to a difference; without a resolution it is acknowledged and stays to be settled."""

    resolution: Resolution | None = None
    words: Words = ""


class DistributionIn(ActIn):
    """Goods given on: out of our store, or (with `consignment`) what the receiver of ours did with them."""

    lines: Lines
    groups: Annotated[list[RecipientGroup], Field(min_length=1, max_length=3)]
    recipient: Key = ""
    consignment: Key = ""
    state: DistributionState = DistributionState.DONE
