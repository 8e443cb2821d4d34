"""Names of files as strangers give them, made fit to be shown and kept. Knows no Django."""

import re
import unicodedata
from typing import Final

MOST: Final = 120
_TURNING: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")

ENDINGS: Final[dict[str, str]] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}


def tidy_name(given: object) -> str:
    """A name without folders, without characters that nobody sees or that turn the line round; "file" for none."""
    text = unicodedata.normalize("NFC", str(given or "").replace("\\", "/").rsplit("/", 1)[-1])
    seen = "".join(" " if unicodedata.category(each)[0] == "C" else each for each in _TURNING.sub("", text))
    short = " ".join(seen.split()).strip(". ")
    if len(short) > MOST:
        stem, dot, ending = short.rpartition(".")
        short = f"{stem[: MOST - 10]}….{ending}" if dot and len(ending) <= 8 else f"{short[: MOST - 1]}…"
    return short or "file"


def name_for(media_type: str, name: str) -> str:
    """The name under which a kept file is handed out: its ending says what it is, whatever the sender said."""
    ending = ENDINGS.get(media_type, ".bin")
    stem = name[: -len(ending)] if name.lower().endswith(ending) else name
    stem = stem[:-5] if ending == ".jpg" and stem.lower().endswith(".jpeg") else stem
    return f"{stem or 'file'}{ending}"
