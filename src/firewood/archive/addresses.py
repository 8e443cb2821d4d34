"""Where the pages of the archive are."""

from firewood.archive.models import Sentence, Source


def of_source(source: Source) -> str:
    """The page of a source with all its sentences."""
    return f"/sources/{source.key}/"


def of_sentence(sentence: Sentence) -> str:
    """The place of a sentence on the page of its source."""
    return f"{of_source(sentence.source)}#s{sentence.number}"
