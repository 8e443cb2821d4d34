"""What the office calls the kinds, ways and states of letters and other gestures."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from firewood.solidarity.states import Channel, GestureKind, GestureState, Reply, Way

KINDS: Final[Mapping[str, Promise]] = {
    GestureKind.LETTER: pgettext_lazy("gesture", "letter"),
    GestureKind.VIDEO: pgettext_lazy("gesture", "video"),
    GestureKind.SOCIAL_POST: pgettext_lazy("gesture", "post"),
    GestureKind.ILLUMINATION: pgettext_lazy("gesture", "illumination"),
    GestureKind.STATEMENT: pgettext_lazy("gesture", "statement"),
    GestureKind.CALL: pgettext_lazy("gesture", "call"),
    GestureKind.VISIT: pgettext_lazy("gesture", "visit"),
    GestureKind.BOX_MESSAGE: pgettext_lazy("gesture", "message on a box"),
    GestureKind.THANKS: pgettext_lazy("gesture", "thanks"),
}
WAYS: Final[Mapping[str, Promise]] = {
    Way.IN: pgettext_lazy("way of a gesture", "to us"),
    Way.OUT: pgettext_lazy("way of a gesture", "from us"),
}
STATES: Final[Mapping[str, Promise]] = {
    GestureState.DRAFT: pgettext_lazy("state of a gesture", "draft"),
    GestureState.SIGNED: pgettext_lazy("state of a gesture", "signed"),
    GestureState.SENT: pgettext_lazy("state of a gesture", "sent"),
    GestureState.DELIVERED: pgettext_lazy("state of a gesture", "delivered"),
    GestureState.RECEIVED: pgettext_lazy("state of a gesture", "received"),
    GestureState.WITHDRAWN: pgettext_lazy("state of a gesture", "withdrawn"),
}
CHANNELS: Final[Mapping[str, Promise]] = {
    Channel.UNKNOWN: pgettext_lazy("channel", "not known"),
    Channel.POST: pgettext_lazy("channel", "post"),
    Channel.COURIER: pgettext_lazy("channel", "courier"),
    Channel.EMAIL: pgettext_lazy("channel", "e-mail"),
    Channel.MESSENGER: pgettext_lazy("channel", "messenger"),
    Channel.TELEPHONE: pgettext_lazy("channel", "telephone"),
    Channel.EMBASSY: pgettext_lazy("channel", "through the embassy"),
    Channel.IN_PERSON: pgettext_lazy("channel", "in person"),
    Channel.SOCIAL_MEDIA: pgettext_lazy("channel", "social media"),
    Channel.PRESS: pgettext_lazy("channel", "press"),
    Channel.WITH_GOODS: pgettext_lazy("channel", "with goods"),
}
REPLIES: Final[Mapping[str, Promise]] = {
    Reply.UNKNOWN: pgettext_lazy("reply", "not known"),
    Reply.NOT_EXPECTED: pgettext_lazy("reply", "not expected"),
    Reply.EXPECTED: pgettext_lazy("reply", "expected"),
}
WORDS: Final[Mapping[str, Mapping[str, Promise]]] = {
    "kind": KINDS,
    "way": WAYS,
    "gesture_state": STATES,
    "channel": CHANNELS,
    "reply": REPLIES,
}


def word(of: str, value: str) -> str:
    """The word for a value: `word("kind", "letter")`."""
    return str(WORDS[of].get(value, value))
