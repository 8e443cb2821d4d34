"""What an office can do with its archive, one function per action, split by noun."""

from firewood.archive.actions.papers import (
    PaperDraft,
    add_to_paper,
    file_as,
    note_call,
    set_paper_aside,
    take_in_paper,
    take_up_paper_again,
)
from firewood.archive.actions.photos import keep_files, keep_photo, send_photos
from firewood.archive.actions.sources import (
    CitationDraft,
    SentenceDraft,
    SourceDraft,
    cite,
    enter_sentences,
    enter_source,
)

__all__ = [
    "CitationDraft",
    "PaperDraft",
    "SentenceDraft",
    "SourceDraft",
    "add_to_paper",
    "cite",
    "enter_sentences",
    "enter_source",
    "file_as",
    "keep_files",
    "keep_photo",
    "note_call",
    "send_photos",
    "set_paper_aside",
    "take_in_paper",
    "take_up_paper_again",
]
