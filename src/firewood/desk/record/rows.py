"""What may stand in the data files of a record, table by table."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from firewood.aid.states import ConsignmentState, Direction, DistributionState, Origin, PledgeState, RecipientGroup
from firewood.languages.dates import StatedDay
from firewood.registry.states import Aspect, DonorKind, PartnershipKind, PartyKind, QuotationState
from firewood.solidarity.states import Channel, GestureKind, GestureState, Reply
from firewood.supplies.states import Quality

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$", max_length=80)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Words = Annotated[str, Field(min_length=1)]
Cite = Annotated[str, Field(pattern=r"^[A-Z]+(\d+(-[A-Z]*\d+)?)?$")]


def _several(value: object) -> object:
    """One name or a list of names; always a list afterwards."""
    if not isinstance(value, dict):
        return value
    return {tag: [one] if isinstance(one, str) else one for tag, one in value.items()}


Names = Annotated[dict[Language, list[Words]], BeforeValidator(_several)]


class Row(BaseModel):
    """A table of a data file; what is not named here is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cited(Row):
    """A thing with its sentences; `derived` tells for each field that is our conclusion why we conclude it."""

    key: Key
    cites: list[Cite] = []
    derived: dict[str, Words] = {}


class Day(Row):
    """A day in the words of the source, and the first and last day that they can mean, where that is known."""

    words: Words
    earliest: date | None = None
    latest: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Day":
        if (self.earliest is None) != (self.latest is None):
            raise ValueError("earliest and latest belong together")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("earliest is after latest")
        return self

    def stated(self) -> StatedDay:
        return StatedDay(self.words, self.earliest, self.latest)


class SourceRow(Cited):
    title: Words
    language: Language
    publisher: str = ""
    published: Day | None = None
    counts_from: date | None = None
    year: int | None = None
    medium: str = ""
    note: str = ""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | Literal[""] = ""


class SentenceRow(Row):
    number: Annotated[int, Field(gt=0)]
    text: Words
    language: Language | None = None


class SentencesRow(Row):
    """All sentences of one source, from a file of their own."""

    key: Key
    sentences: list[SentenceRow]
    cites: list[Cite] = []
    derived: dict[str, Words] = {}


class PartyGazetteer(Row):
    name: str = ""
    parent: Key | None = None
    country: Key | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    zone: str = ""
    names: Names = {}
    languages: list[Language] = []


class PartyRow(Cited):
    kind: PartyKind
    name: str = ""
    names: Names = {}
    parent: Key | None = None
    is_node: bool = False
    note: str = ""
    gazetteer: PartyGazetteer = PartyGazetteer()

    @model_validator(mode="after")
    def _has_a_name(self) -> "PartyRow":
        if not (self.name or self.gazetteer.name):
            raise ValueError("it has no name")
        return self


class NamesGazetteer(Row):
    names: Names = {}


class PersonRow(Cited):
    name: Words
    names: Names = {}
    sort_name: str = ""
    note: str = ""
    gazetteer: NamesGazetteer = NamesGazetteer()


class OfficeGazetteer(Row):
    leads: bool = False
    greetings: dict[Language, Words] = {}


class OfficeRow(Cited):
    party: Key
    title: Words
    person: Key | None = None
    language: Language = "en"
    translated: dict[Language, Words] = {}
    attested: Day | None = None
    note: str = ""
    gazetteer: OfficeGazetteer = OfficeGazetteer()


class StatementRow(Row):
    about: Aspect
    words: Words
    value: int | None = None
    translated: dict[Language, Words] = {}
    cites: list[Cite]
    derived: dict[str, Words] = {}


class PartnershipRow(Cited):
    ours: Key
    theirs: Key
    kind: PartnershipKind
    via: Key | None = None
    note: str = ""
    statement: list[StatementRow] = []


class OccasionRow(Cited):
    name: Words
    started: Day | None = None
    place: Key | None = None
    note: str = ""
    gazetteer: NamesGazetteer = NamesGazetteer()


class QuotationRow(Cited):
    state: QuotationState
    text: Words
    language: Language = "en"
    translated: dict[Language, Words] = {}
    original_languages: list[Language] = []
    speaker: Key | None = None
    office: Key | None = None
    voice: str = ""
    voice_of: Key | None = None
    said: Day | None = None
    addressed_to: Key | None = None
    occasion: Key | None = None
    about: Key | None = None
    note: str = ""


class CodeRow(Row):
    scheme: Words
    edition: str = ""
    code: Words


class ItemGazetteer(Row):
    name: Words
    category: str = ""
    base_unit: Words = "piece"
    reporting_unit: Words = "piece"
    reporting_factor: Annotated[int, Field(gt=0)] = 1
    names: Names = {}
    codes: list[CodeRow] = []


class ItemRow(Cited):
    words: Words
    note: str = ""
    gazetteer: ItemGazetteer


class LineRow(Row):
    """A line of goods as told; without an item it is not known what, without a quantity not known how many."""

    words: Words
    item: Key | None = None
    quantity: Annotated[int, Field(gt=0)] | None = None
    unit: str = ""
    quality: Quality = Quality.UNKNOWN

    @model_validator(mode="after")
    def _sure_of_a_number(self) -> "LineRow":
        if (self.quantity is None) != (self.quality == Quality.UNKNOWN):
            raise ValueError("a quantity needs its quality and a unit, and the quality a quantity")
        return self


class ActRow(Cited):
    """What all acts of aid give: the words of the source, when, on which occasion, and what of."""

    words: Words
    language: Language = "en"
    occasion: Key | None = None
    day: Day | None = None
    lines: list[LineRow] = []
    note: str = ""


class NeedRow(ActRow):
    party: Key
    origin: Literal[Origin.HEARD_OF]
    list_open: bool = False


class PledgeRow(ActRow):
    direction: Direction
    giver: Key
    receiver: Key
    state: Literal[PledgeState.OFFERED]


class ArrivalRow(Row):
    day: Day
    batch: Annotated[int, Field(gt=0)] | None = None
    place: Key | None = None


class HandoverRow(Row):
    key: Key
    day: Day
    part_of_day: str = ""
    place: Key | None = None
    giver_office: Key | None = None
    giver_words: str = ""
    taker_office: Key | None = None
    taker_words: str = ""
    handed_words: str = ""


class ConsignmentRow(ActRow):
    direction: Direction
    giver: Key
    receiver: Key | None = None
    shared_with: list[Key] = []
    state: ConsignmentState
    batch_count: Annotated[int, Field(gt=0)] | None = None
    boxes: Annotated[int, Field(gt=0, le=100_000)] | None = None
    contents_open: bool = False
    arrivals: list[ArrivalRow] = []
    handover: list[HandoverRow] = []
    messages: list[Key] = []


class DistributionRow(ActRow):
    consignment: Key
    stated_by: Key
    state: DistributionState
    groups: list[RecipientGroup]


class FigureRow(Cited):
    direction: Direction
    party: Key
    item: Key
    quantity: Annotated[int, Field(ge=0)]
    unit: Words
    quality: Quality
    words: Words
    language: Language = "en"
    scope: str = ""
    scope_kinds: list[DonorKind] = []
    scope_in: dict[Language, str] = {}
    as_of: date


class GestureRow(Cited):
    """A letter or another gesture; `signed_by` are the offices of those who signed or spoke."""

    kind: GestureKind
    sender: Key
    addressee: Key
    meant_for: Key | None = None
    on_behalf_of: Key | None = None
    to_office: Key | None = None
    to_words: str = ""
    state: GestureState
    signed_by: list[Key] = []
    channel: Channel = Channel.UNKNOWN
    original_language: Language | None = None
    written: Day | None = None
    sent: Day | None = None
    received: Day | None = None
    handed: Day | None = None
    handed_to: Key | None = None
    with_goods: Key | None = None
    occasion: Key | None = None
    reply: Reply = Reply.UNKNOWN
    answers_gestures: list[Key] = []
    answers_consignments: list[Key] = []
    quotations: list[Key] = []
    words: Words
    language: Language = "en"
    note: str = ""


class StatedLettersRow(Cited):
    """How many sister cities a source says have written on an occasion."""

    party: Key
    cities: Annotated[int, Field(gt=0)]
    quality: Quality
    words: Words
    language: Language = "en"
    as_of: date
    occasion: Key | None = None
    note: str = ""


class RecordRow(Row):
    """What the folder says of itself, in record.toml.

    `gazetteer` is the source of everything in [*.gazetteer]; `occasion` that of acts and words without one.
    """

    key: Key
    title: Words
    language: Language = "en"
    gazetteer: Key
    occasion: Key | None = None
