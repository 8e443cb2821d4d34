"""What a door hands to an action: a need, an offer, a consignment or a count, read and checked, but not yet done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from firewood.accounts.states import Assurance
from firewood.aid.models import Box, Consignment, ConsignmentLine, Need, Pledge
from firewood.aid.states import HandoverRole, Origin, RecipientGroup, RejectAction, RejectReason, ShortageAction
from firewood.journal.standing import Status
from firewood.languages.dates import StatedDay
from firewood.registry.models import Occasion, Office, Party
from firewood.supplies.ledger import Entered
from firewood.supplies.models import Item, Lot, Place
from firewood.supplies.states import Quality

NO_DAY = StatedDay("", None, None)


@dataclass(frozen=True)
class LineDraft:
    """One line of goods. `entered` is the quantity with its unit, None when unknown; `box` the number of a box."""

    item: Item | None = None
    entered: Entered | None = None
    quality: Quality = Quality.EXACT
    words: str = ""
    language: str = "en"
    lot: Lot | None = None
    donor: Party | None = None
    box: int | None = None


@dataclass(frozen=True)
class Telling:
    """What every act may carry: status, occasion, day, words in their language, a note; how we know, who said it."""

    status: Status = Status.ACTUAL
    occasion: Occasion | None = None
    day: StatedDay = NO_DAY
    words: str = ""
    language: str = "en"
    note: str = ""
    stated_by: Party | None = None
    assurance: Assurance | None = None


@dataclass(frozen=True)
class NeedDraft:
    """What a party lacks; `list_open` says that more than the lines is lacking."""

    party: Party
    lines: Sequence[LineDraft]
    origin: Origin = Origin.STATED
    list_open: bool = False
    due_on: date | None = None
    telling: Telling = field(default_factory=Telling)


@dataclass(frozen=True)
class PledgeDraft:
    """What a giver is willing to give to a receiver, for a need or unasked."""

    giver: Party
    receiver: Party
    lines: Sequence[LineDraft]
    need: Need | None = None
    due_on: date | None = None
    telling: Telling = field(default_factory=Telling)


@dataclass(frozen=True)
class BoxDraft:
    """A box or pallet by its number; `inside` is the number of the pallet or box that holds it."""

    number: int
    level: str = "box"
    inside: int | None = None
    contents_known: bool = False
    note: str = ""
    sscc: str = ""


@dataclass(frozen=True)
class ConsignmentDraft:
    """Goods that a giver sends to a receiver. `store` is the store of ours they leave from or come to.

    `messages` are the words on the boxes by language tag.
    """

    giver: Party
    receiver: Party
    lines: Sequence[LineDraft] = ()
    boxes: Sequence[BoxDraft] = ()
    store: Place | None = None
    need: Need | None = None
    pledge: Pledge | None = None
    first_batch: Consignment | None = None
    batch_number: int | None = None
    batch_count: int | None = None
    transport: str = ""
    bound_for: Party | None = None
    expected_on: date | None = None
    messages: Sequence[tuple[str, str]] = ()
    telling: Telling = field(default_factory=Telling)


@dataclass(frozen=True)
class CountedLine:
    """What came of one line, in base units. Received includes rejected and what came over the sent quantity.

    `line` is None for what nobody had announced: then `item` says what it is.
    """

    received: int
    short: int = 0
    rejected: int = 0
    line: ConsignmentLine | None = None
    item: Item | None = None
    lot: Lot | None = None
    box: Box | None = None
    shortage_action: ShortageAction | None = None
    reject_reason: RejectReason | None = None
    reject_action: RejectAction | None = None
    quality: Quality = Quality.EXACT
    entered: Entered | None = None
    note: str = ""


@dataclass(frozen=True)
class Count:
    """A receipt before it is issued: a count per line, and the boxes that came damaged or did not come, by number.

    When nobody noted which boxes, `boxes_arrived` and `boxes_damaged` say how many ("49 arrived, 2 damaged"). Boxes of
    unknown contents are counted as boxes; what was in a box of declared contents is counted in its lines.
    """

    lines: Sequence[CountedLine] = ()
    boxes_arrived: int | None = None
    boxes_damaged: int = 0
    damaged_boxes: Sequence[int] = ()
    missing_boxes: Sequence[int] = ()
    note: str = ""
    language: str = "en"


@dataclass(frozen=True)
class AttendeeDraft:
    """Somebody at a handover: as what, by name and office; the office may be one that the registry knows."""

    role: HandoverRole
    name: str = ""
    title: str = ""
    office: Office | None = None


@dataclass(frozen=True)
class PointDraft:
    """One point of the programme, with its hour when that is fixed."""

    words: str
    at: time | None = None


@dataclass(frozen=True)
class HandoverDraft:
    """A meeting at which something is handed over: when, where, who gives, who takes, before whom, what.

    `people` and `programme` stand in their order, `notes` are speaking notes by language, an empty one takes them away;
    None leaves each as it is.
    """

    day: StatedDay = NO_DAY
    part_of_day: str = ""
    place: Party | None = None
    place_words: str = ""
    giver_office: Office | None = None
    giver_words: str = ""
    taker_office: Office | None = None
    taker_words: str = ""
    witness_words: str = ""
    handed_words: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    people: Sequence[AttendeeDraft] | None = None
    programme: Sequence[PointDraft] | None = None
    notes: Mapping[str, str] | None = None


@dataclass(frozen=True)
class DistributionDraft:
    """Goods given on to those who use them."""

    lines: Sequence[LineDraft]
    groups: Sequence[RecipientGroup]
    recipient: Party | None = None
    consignment: Consignment | None = None
    store: Place | None = None
    telling: Telling = field(default_factory=Telling)
