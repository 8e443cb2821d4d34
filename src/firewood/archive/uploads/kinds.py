"""What a file is, by its first bytes; its name is never asked. Knows no Django."""

import re
from enum import StrEnum
from typing import Final

LOOKED_AT: Final = 64 * 1024
"""So many bytes from the beginning tell what a file is."""


class Kind(StrEnum):
    """What the door tells apart."""

    PICTURE = "picture"
    PDF = "pdf"
    MAIL = "mail"
    PACKAGE = "package"
    TEXT = "text"
    OTHER_PICTURE = "other_picture"
    OLD_OFFICE = "old_office"
    PAGE = "page"
    DRAWING = "drawing"
    ARCHIVE = "archive"
    PROGRAM = "program"
    MEDIA = "media"
    UNKNOWN = "unknown"


MAGIC: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"\x89PNG\r\n\x1a\n", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"%PDF-", Kind.PDF),
    (b"PK\x03\x04", Kind.PACKAGE),
    (b"PK\x05\x06", Kind.ARCHIVE),
    (b"GIF8", Kind.OTHER_PICTURE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_OFFICE),
    (b"{\\rtf", Kind.OLD_OFFICE),
    (b"MZ", Kind.PROGRAM),
    (b"\x7fELF", Kind.PROGRAM),
    (b"#!", Kind.PROGRAM),
    (b"\xca\xfe\xba\xbe", Kind.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Kind.PROGRAM),
    (b"Rar!", Kind.ARCHIVE),
    (b"7z\xbc\xaf", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ", Kind.ARCHIVE),
    (b"ID3", Kind.MEDIA),
    (b"OggS", Kind.MEDIA),
    (b"\x1aE\xdf\xa3", Kind.MEDIA),
)
PHONE_PICTURES: Final = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_MARKUP: Final = re.compile(rb"<([!?]|[a-z][a-z0-9:-]{0,30}[\s/>])", re.IGNORECASE)
_FIELD: Final = re.compile(rb"^([!-9;-~]{1,80}):", re.MULTILINE)
MAIL_FIELDS: Final = {b"from", b"to", b"date", b"subject", b"message-id", b"mime-version", b"received", b"content-type"}


def kind_of(head: bytes) -> Kind:
    """What a file is that begins with these bytes."""
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF":
        return Kind.PICTURE if head[8:12] == b"WEBP" else Kind.MEDIA
    if head[4:8] == b"ftyp":
        return Kind.OTHER_PICTURE if head[8:12] in PHONE_PICTURES else Kind.MEDIA
    if head[:2] == b"BM" and head[6:10] == b"\x00\x00\x00\x00":
        return Kind.PICTURE
    return _kind_of_text(head.removeprefix(b"\xef\xbb\xbf"))


def _kind_of_text(head: bytes) -> Kind:
    if head.lstrip()[:5] == b"%PDF-":
        return Kind.PDF
    if _MARKUP.match(head.lstrip()):
        return Kind.DRAWING if b"<svg" in head.lower() or b":svg" in head.lower() else Kind.PAGE
    if not is_text(head):
        return Kind.UNKNOWN
    return Kind.MAIL if _is_mail(head) else Kind.TEXT


def is_text(head: bytes) -> bool:
    """Whether these bytes are words: in UTF-16 with its mark, or without any byte that no text holds."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)


def _is_mail(head: bytes) -> bool:
    """Whether it begins with at least three fields that every e-mail has."""
    lines = re.split(rb"\r?\n\r?\n", head.removeprefix(b"From ") if head.startswith(b"From ") else head, maxsplit=1)[0]
    fields = {name.lower() for name in _FIELD.findall(lines)}
    first = lines.split(b"\n", 1)[0]
    begins = bool(_FIELD.match(first)) or head.startswith(b"From ")
    return begins and len(fields & MAIL_FIELDS) >= 3
