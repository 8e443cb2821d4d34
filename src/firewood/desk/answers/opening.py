"""Take the words out of a text that was dropped: plain text or a Word file. Nothing of it is kept or run."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from firewood.journal.refusals import Problem, Unreadable

MOST_BYTES: Final = 2 * 1024**2
MOST_CHARACTERS: Final = 60_000
MOST_XML: Final = 8 * 1024**2
"""So many bytes of a Word file's text are unpacked; a file that unpacks into more is refused, not read in part."""
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def words_of(sent: "UploadedFile[bytes]") -> str:
    """The text of a dropped file. Raises `Unreadable` with the reason when it is none that we read."""
    name = Path(str(sent.name or "")).name[:120]
    if (sent.size or 0) > MOST_BYTES:
        raise _refused(_("“%(name)s” is too large. A text may have up to 2 megabytes."), name)
    content = sent.read(MOST_BYTES + 1)
    words = _of_word_file(content, name) if content.startswith(b"PK\x03\x04") else _of_plain_text(content, name)
    return short_enough(words)


def short_enough(words: str) -> str:
    """The text itself; one that is longer than a page can hold is refused, never cut."""
    if len(words) > MOST_CHARACTERS:
        message = _("The text has more than 60,000 characters. Look at it in parts.")
        raise Unreadable([Problem("text", message)])
    return words


def _of_plain_text(content: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in words:
            return words
    raise _refused(_("“%(name)s” is no text and no Word file (.docx)."), name)


def _of_word_file(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed, packed.open("word/document.xml") as document:
            xml = document.read(MOST_XML + 1)
    except (KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as broken:
        raise _refused(_("“%(name)s” is no Word file that can be read."), name) from broken
    if len(xml) > MOST_XML or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise _refused(_("“%(name)s” is no Word file that can be read."), name)
    try:
        root = ElementTree.fromstring(xml)  # noqa: S314  bounded, and without a document type nothing is expanded
    except (ElementTree.ParseError, ValueError) as broken:
        raise _refused(_("“%(name)s” is no Word file that can be read."), name) from broken
    for parent in list(root.iter()):
        for twin in parent.findall(_FALLBACK):  # the same words once more, for old programs
            parent.remove(twin)
    return "".join(_said(each) for each in root.iter()).strip()


def _said(element: ElementTree.Element) -> str:
    if element.tag == f"{_WORD}t":
        return element.text or ""
    return {f"{_WORD}p": "\n", f"{_WORD}br": "\n", f"{_WORD}tab": " "}.get(element.tag, "")


def _refused(message: str, name: str) -> Unreadable:
    return Unreadable([Problem("file", message % {"name": name})])
