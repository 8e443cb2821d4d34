"""Text from strangers made fit to be kept: no character that nobody sees and no text can hold. Knows no Django."""

import re
import unicodedata
from typing import Final

_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def readable(text: str) -> str:
    """The text with plain line ends, composed letters, and without control characters or turns of the line."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", plain)).strip()
