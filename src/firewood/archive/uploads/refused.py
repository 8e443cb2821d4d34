"""Why a file does not pass the door, in words that say what to send instead."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.archive.readers import office
from firewood.archive.uploads.kinds import Kind
from firewood.journal.refusals import Problem, Unreadable

KINDS: dict[Kind, str | Promise] = {
    Kind.OTHER_PICTURE: later("“%(name)s” is a picture of a kind that we cannot keep. Send it as JPEG, PNG or WebP."),
    Kind.OLD_OFFICE: later("“%(name)s” is in an old form of an office program. Save it as .docx, .xlsx, .eml or PDF."),
    Kind.PAGE: later("“%(name)s” is a web page. Copy its text into the field, or print it as PDF."),
    Kind.DRAWING: later("“%(name)s” is a drawing that can hold programs. Send it as PNG or PDF."),
    Kind.ARCHIVE: later("“%(name)s” is a bundle of files. Unpack it and send the files one by one."),
    Kind.PROGRAM: later("“%(name)s” is a program. Programs are not taken in."),
    Kind.MEDIA: later("“%(name)s” is a film or a sound. Note where it can be seen, and send a picture of it."),
    Kind.UNKNOWN: later("“%(name)s” is of a kind that we do not know. Send it as PDF, JPEG, .docx, .eml or text."),
}
PACKAGES: dict[int, str | Promise] = {
    office.CANNOT: later("“%(name)s” cannot be read. It may be damaged. Save it anew, or send it as PDF."),
    office.BOMB: later("“%(name)s” unpacks to more than a document holds. Send it as PDF."),
    office.MACROS: later("“%(name)s” holds macros. Save it without them, as .docx, .xlsx or PDF."),
    office.ENTITIES: later("“%(name)s” is made as no office program makes it. Save it anew, or send it as PDF."),
    office.OTHER: later("“%(name)s” is a bundle of files. Unpack it and send the files one by one."),
}
TOO_SLOW = later("“%(name)s” takes too long to read. Send it as PDF or as a smaller picture.")

NO_TEXT = later("“%(name)s” is no text and no Word file (.docx). Copy its words into the field.")
NOT_READ = later("“%(name)s” cannot be read. Save it anew, or copy its words into the field.")
TOO_LONG = later("“%(name)s” holds more than a text to be looked at. Copy its words into the field.")
UNREAD: dict[int, str | Promise] = {
    office.BOMB: TOO_LONG,
    office.MACROS: later("“%(name)s” holds macros. Save it without them, or copy its words into the field."),
    office.OTHER: NO_TEXT,
}
"""Of a text that is only looked at, by how its reader ended; what is not named here cannot be read."""


def refused(sentence: str | Promise, name: str, *, field: str = "files") -> Unreadable:
    """The refusal of one file by its name."""
    return Unreadable([Problem(field, str(sentence) % {"name": name})])


def too_large(name: str, most: int, *, field: str = "files") -> Unreadable:
    """The refusal of a file that is too large."""
    told = {"name": name, "most": most // 1024**2}
    sentence = _("“%(name)s” is too large. A file may have up to %(most)s megabytes. Send a smaller scan.")
    return Unreadable([Problem(field, sentence % told)])
