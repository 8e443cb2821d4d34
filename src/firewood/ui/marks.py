"""The drawn signs of the pages: quality marks, the brand, and which icon stands for which thing."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

WAVES: Final = "c1.3-1.5 2.4-1.5 3.7-.3s2.4 1.2 3.7-.3"

# A log end seen from the front, on a grid of 16.
MARKS: Final = {
    "counted": '<circle class="fill" cx="8" cy="8" r="7"/>',
    "reported": '<circle cx="8" cy="8" r="6.5"/><circle class="fill" cx="8" cy="8" r="2.7"/>',
    "stated": (
        '<circle cx="8" cy="8" r="6.5" stroke-width="1.6"/>'
        f'<path d="M4.3 7{WAVES}M4.3 10.3{WAVES}" stroke-width="1.4"/>'
    ),
    "unknown": '<circle cx="8" cy="8" r="6.5" stroke-dasharray=".1 3.4" stroke-linecap="round"/>',
    "derived": (
        '<g class="fill"><circle cx="8" cy="3.8" r="1.9"/><circle cx="3.6" cy="11.8" r="1.9"/>'
        '<circle cx="12.4" cy="11.8" r="1.9"/></g>'
    ),
    "exercise": '<path d="M1.5 1.5h13v13h-13zM1.5 8 8 1.5M1.5 14.5l13-13M8 14.5 14.5 8" stroke-width="1.6"/>',
    "stop": '<circle cx="8" cy="8" r="6.5"/><path d="M8 4.5v4M8 11.2v.1" stroke-linecap="round"/>',
}
MARK_WORDS: Final[dict[str, str | Promise]] = {
    "counted": pgettext_lazy("quality of a number", "counted"),
    "reported": pgettext_lazy("quality of a number", "reported"),
    "stated": pgettext_lazy("quality of a number", "stated"),
    "unknown": pgettext_lazy("quality of a number", "not known"),
    "derived": pgettext_lazy("quality of a number", "derived"),
    "exercise": pgettext_lazy("quality of a number", "exercise"),
}

BRAND: Final = (
    '<svg viewBox="0 0 34 34" aria-hidden="true"><g fill="none" stroke="currentColor" stroke-width="1.8">'
    '<circle cx="9.5" cy="23.5" r="7.2"/><circle cx="24.5" cy="23.5" r="7.2"/>'
    '<circle cx="9.5" cy="23.5" r="3.2" stroke-width="1"/><circle cx="24.5" cy="23.5" r="3.2" stroke-width="1"/>'
    '<circle cx="17" cy="10.5" r="7.2"/></g><circle class="coal" cx="17" cy="10.5" r="4.3"/></svg>'
)

# The office's word for a thing, and the name of its heroicon.
ICONS: Final = {
    "letter": "envelope",
    "video": "video-camera",
    "meeting": "video-camera",
    "words": "chat-bubble-left",
    "light": "light-bulb",
    "goods": "archive-box",
    "help": "hand-raised",
    "offer": "hand-raised",
    "need": "hand-raised",
    "thanks": "heart",
    "statement": "megaphone",
    "call": "phone",
    "visit": "user-group",
    "partner": "user-group",
    "paper": "document-text",
    "copy": "clipboard",
    "labels": "qr-code",
    "warning": "exclamation-triangle",
    "undo": "arrow-uturn-left",
    "print": "printer",
    "search": "magnifying-glass",
    "account": "user-circle",
}
DIRECTIONS: Final[dict[str, tuple[str, str | Promise]]] = {
    "us": ("us", pgettext_lazy("direction of aid", "to us")),
    "them": ("them", pgettext_lazy("direction of aid", "from us")),
    "exchange": ("quiet", pgettext_lazy("direction of aid", "exchange")),
    "offer": ("quiet", pgettext_lazy("direction of aid", "offer")),
}
DIRECTION_OF: Final = {"received": "us", "given": "them", "to": "us", "from": "them", "in": "us", "out": "them"}
