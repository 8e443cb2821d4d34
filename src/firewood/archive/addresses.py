"""Where the pages of the archive are."""

from collections.abc import Sequence

from firewood.archive.models import Attachment, Citation, IncomingPaper, Sentence, Source


def of_source(source: Source) -> str:
    """The page of a source with all its sentences."""
    return f"/sources/{source.key}/"


def of_sentence(sentence: Sentence) -> str:
    """The place of a sentence on the page of its source."""
    return f"{of_source(sentence.source)}#s{sentence.number}"


def of_first_sentence(citations: Sequence[Citation]) -> str:
    """Where a thing without a page of its own is read: its first cited sentence, or the list of all sources."""
    cited = next((citation.sentence for citation in citations if citation.sentence), None)
    return of_sentence(cited) if cited else "/sources/"


def of_paper(paper: IncomingPaper) -> str:
    """The page of a paper in the inbox."""
    return f"/inbox/{paper.pk}/"


def of_attachment(attachment: Attachment) -> str:
    """Where a kept file is seen, or saved when it is no picture."""
    return f"/files/{attachment.pk}/"
