"""The lives of letters and other gestures, and what we know of their replies, as tables."""

from enum import StrEnum

from firewood.journal.step import Step, step


class GestureKind(StrEnum):
    """What a gesture is."""

    LETTER = "letter"
    VIDEO = "video"
    SOCIAL_POST = "social_post"
    ILLUMINATION = "illumination"
    STATEMENT = "statement"
    CALL = "call"
    VISIT = "visit"
    BOX_MESSAGE = "box_message"
    THANKS = "thanks"


class Way(StrEnum):
    """Seen from us: what came in, or what goes out."""

    IN = "in"
    OUT = "out"


class Channel(StrEnum):
    """How it came or went; unknown is a value."""

    UNKNOWN = "unknown"
    POST = "post"
    COURIER = "courier"
    EMAIL = "email"
    MESSENGER = "messenger"
    TELEPHONE = "telephone"
    EMBASSY = "embassy"
    IN_PERSON = "in_person"
    SOCIAL_MEDIA = "social_media"
    PRESS = "press"
    WITH_GOODS = "with_goods"


class GestureState(StrEnum):
    """Ours are written, signed, sent and delivered; what came in is received. A reported one keeps what is told.

    One of ours that is withdrawn never goes; an entry of what came is withdrawn when it is set aside as a mistake.
    """

    DRAFT = "draft"
    SIGNED = "signed"
    SENT = "sent"
    DELIVERED = "delivered"
    RECEIVED = "received"
    WITHDRAWN = "withdrawn"


class Reply(StrEnum):
    """What we know of a reply. Unknown is not overdue and not "unanswered"; answered follows from the answers."""

    UNKNOWN = "unknown"
    NOT_EXPECTED = "not_expected"
    EXPECTED = "expected"


S = GestureState
GESTURE_STEPS: dict[str, Step] = {
    "rewrite": step(S.DRAFT, to=S.DRAFT),
    "sign": step(S.DRAFT, to=S.SIGNED),
    "send": step(S.DRAFT, S.SIGNED, to=S.SENT),
    "deliver": step(S.SENT, to=S.DELIVERED),
    "withdraw": step(S.DRAFT, S.SIGNED, to=S.WITHDRAWN),
    "take_back": step(S.RECEIVED, to=S.WITHDRAWN),
    "bring_back": step(S.WITHDRAWN, to=S.RECEIVED),
}
NOT_GONE = frozenset({S.DRAFT, S.SIGNED, S.WITHDRAWN})
"""States in which a gesture of ours has not left us; it answers nothing and is no act yet."""

COUNTED_AS_LETTER = frozenset({GestureKind.LETTER})
"""What counts when we say how many sister cities have sent letters; thanks are kinds of their own and do not."""
