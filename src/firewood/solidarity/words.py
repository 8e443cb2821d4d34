"""What the office calls the kinds, ways and states of letters and other gestures."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as later
from django.utils.translation import pgettext_lazy

from firewood.solidarity.models import Gesture
from firewood.solidarity.states import Channel, GestureKind, GestureState, Reply, Way
from firewood.solidarity.wordings import Polite

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
ASIDE: Final = pgettext_lazy("state of a gesture", "set aside")
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
EVENTS: Final[Mapping[str, Promise]] = {
    "solidarity.gesture.entered": later("It was entered in the register."),
    "solidarity.gesture.repeated": later("It was told once more; nothing changed."),
    "solidarity.gesture.reported": later("It was entered as reported."),
    "solidarity.gesture.known": later("It was told again and known already."),
    "solidarity.gesture.adopted": later("It was taken into our books."),
    "solidarity.gesture.rewritten": later("The draft was rewritten."),
    "solidarity.gesture.amended": later("What was entered was corrected."),
    "solidarity.gesture.signed": later("It was signed."),
    "solidarity.gesture.sent": later("It was sent."),
    "solidarity.gesture.delivered": later("It was delivered."),
    "solidarity.gesture.handed_over": later("It was handed over."),
    "solidarity.gesture.withdrawn": later("It was withdrawn."),
    "solidarity.gesture.taken_back": later("It was set aside: entered by mistake or twice."),
    "solidarity.gesture.brought_back": later("It was brought back and counts again."),
    "solidarity.gesture.translated": later("A translation was written."),
    "solidarity.gesture.quoted": later("Words were quoted from it."),
    "solidarity.gesture.reply_noted": later("What is known of a reply was noted."),
    "solidarity.answer.linked": later("It was linked with what it answers."),
    "solidarity.answer.unlinked": later("A link with what it answers was taken back."),
    "solidarity.stated_letters.entered": later("A stated count of letters was entered."),
    "solidarity.stated_letters.known": later("A stated count of letters was told again and known already."),
    "solidarity.thanks.set_aside": later("Thanks were taken off the list."),
    "solidarity.thanks.taken_up_again": later("Thanks were put back on the list."),
}
QUESTIONS: Final[Mapping[str, Promise]] = {
    "sign": later("Who has signed it?"),
    "send": later("When did it go, and how?"),
    "delivery": later("When did it reach them?"),
    "handover": later("To whom was it handed over?"),
    "withdraw": later("Why is it not sent?"),
    "aside": later("Was it entered by mistake, or twice?"),
    "reply": later("What do we know of a reply?"),
    "answers": later("What does it answer?"),
    "quotation": later("Which passage shall be quoted?"),
}
DOING: Final[Mapping[str, Promise]] = {
    "sign": later("It is signed"),
    "send": later("It has gone"),
    "delivery": later("It reached them"),
    "handover": later("It was handed over"),
    "withdraw": later("Withdraw it"),
    "aside": later("Set it aside"),
    "reply": later("Note it"),
    "answers": later("Link it"),
    "quotation": later("Quote it"),
}
POLITE: Final[Mapping[str, Promise]] = {
    Polite.THANKS: pgettext_lazy("polite text", "Thanks"),
    Polite.ACCEPTANCE: pgettext_lazy("polite text", "We accept the offer"),
    Polite.DECLINE: pgettext_lazy("polite text", "We decline the offer"),
    Polite.ACKNOWLEDGMENT: pgettext_lazy("polite text", "The letter has reached us"),
    Polite.CONDOLENCE: pgettext_lazy("polite text", "Condolence"),
}
WORDS: Final[Mapping[str, Mapping[str, Promise]]] = {
    "kind": KINDS,
    "way": WAYS,
    "gesture_state": STATES,
    "channel": CHANNELS,
    "reply": REPLIES,
    "event": EVENTS,
    "question": QUESTIONS,
    "doing": DOING,
    "polite": POLITE,
}


def state_word(gesture: Gesture) -> str:
    """The word for how a gesture stands; what came is not withdrawn but set aside."""
    return str(ASIDE) if gesture.is_aside else word("gesture_state", gesture.state)


def word(of: str, value: str) -> str:
    """The word for a value: `word("kind", "letter")`."""
    return str(WORDS[of].get(value, value))
