"""In templates: the office's words for letters and other gestures, their days, and what may be done with them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.languages.choice import KNOWN, name_of
from firewood.solidarity import addresses, rules
from firewood.solidarity.forms.choices import reader
from firewood.solidarity.models import Gesture
from firewood.solidarity.states import GestureKind
from firewood.solidarity.words import state_word, word

register = template.Library()

ICONS: dict[str, str] = {
    GestureKind.LETTER: "letter",
    GestureKind.VIDEO: "video",
    GestureKind.SOCIAL_POST: "words",
    GestureKind.ILLUMINATION: "light",
    GestureKind.STATEMENT: "words",
    GestureKind.CALL: "phone",
    GestureKind.VISIT: "user-group",
    GestureKind.BOX_MESSAGE: "goods",
    GestureKind.THANKS: "thanks",
}


@register.filter
def told(code: str, of: str) -> str:
    """The word for a code: `{{ gesture.kind|told:"kind" }}`."""
    return word(of, code)


@register.filter
def gesture_state(gesture: Gesture) -> str:
    """The word for how a gesture stands."""
    return state_word(gesture)


@register.filter
def icon_of(kind: str) -> str:
    """The icon of a kind of gesture."""
    return ICONS.get(kind, "letter")


@register.filter
def gesture_page(gesture: Gesture) -> str:
    """The address of the page of a gesture."""
    return addresses.of_gesture(gesture)


@register.filter
def gesture_event(event: str) -> str:
    """What a line of the journal tells, in words."""
    return word("event", event)


@register.simple_tag
def way_badge(way: str) -> SafeString:
    """To us, or from us."""
    return format_html('<span class="badge {}">{}</span>', "us" if way == "in" else "them", word("way", way))


@register.simple_tag
def tongue(tag: str) -> SafeString:
    """A language by its own name where we know it, else by its name for the reader."""
    if tag in KNOWN:
        return format_html('<span lang="{}">{}</span>', tag, KNOWN[tag])
    return format_html("<span>{}</span>", name_of(tag, reader=reader()))


@register.filter
def may_keep(actor: Actor, gesture: Gesture) -> bool:
    """Whether somebody may rewrite, translate, quote and link a gesture."""
    return rules.may_keep(actor, gesture)


@register.filter
def may_sign(actor: Actor, gesture: Gesture) -> bool:
    """Whether somebody may say that it is signed, or withdraw it."""
    return rules.may_sign(actor, gesture)


@register.filter
def version_state(state: str) -> str:
    """How a translation of ours came about."""
    return {
        "human": _("ours, by a person"),
        "machine": _("ours, by machine; nobody has read it yet"),
        "outdated": _("ours, outdated: the original was changed since"),
    }.get(state, state)
