"""What a door hands to an action: a gesture read and checked, but not yet entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from firewood.aid.drafts import NO_DAY
from firewood.aid.models import Consignment, Pledge
from firewood.journal.standing import Status
from firewood.languages.dates import StatedDay
from firewood.registry.models import Occasion, Office, Party, Person
from firewood.solidarity.models import Gesture
from firewood.solidarity.states import Channel, GestureKind, Reply


@dataclass(frozen=True)
class SignatoryDraft:
    """Who signs: a person and the office held, or one of them in words."""

    person: Person | None = None
    office: Office | None = None
    name: str = ""
    title: str = ""
    title_language: str = "en"


@dataclass(frozen=True)
class GestureDays:
    """The four days of a gesture, each as far as it is known."""

    written: StatedDay = NO_DAY
    sent: StatedDay = NO_DAY
    received: StatedDay = NO_DAY
    handed: StatedDay = NO_DAY


@dataclass(frozen=True, kw_only=True)
class GestureDraft:
    """A letter or another gesture. `texts` is field ("title", "summary", "body") by language tag in `language`.

    The way follows from the sides: to one of ours is in, from one of ours is out.
    """

    kind: GestureKind
    sender: Party
    addressee: Party
    status: Status = Status.ACTUAL
    signatories: Sequence[SignatoryDraft] = ()
    days: GestureDays = field(default_factory=GestureDays)
    texts: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    channel: Channel = Channel.UNKNOWN
    on_behalf_of: Party | None = None
    meant_for: Party | None = None
    to_office: Office | None = None
    to_words: str = ""
    handed_to: Office | None = None
    handed_to_words: str = ""
    with_goods: Consignment | None = None
    accepts: Pledge | None = None
    occasion: Occasion | None = None
    reply: Reply = Reply.UNKNOWN
    reply_due: date | None = None
    answers_gestures: Sequence[Gesture] = ()
    answers_consignments: Sequence[Consignment] = ()
    file_number: str = ""
    words: str = ""
    words_language: str = "en"
    note: str = ""
