"""The one door for every file that is sent in: known by its content, made harmless in a process of its own, kept."""

from firewood.archive.uploads.kept import Kept, open_kept
from firewood.archive.uploads.papers import PaperRead, read_paper
from firewood.archive.uploads.photos import read_photo
from firewood.archive.uploads.words import read_words

__all__ = ["Kept", "PaperRead", "open_kept", "read_paper", "read_photo", "read_words"]
