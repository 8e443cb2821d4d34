"""What the search finds in the archive: sources by their title, sentences by their words."""

from collections.abc import Iterable

from firewood.archive import addresses
from firewood.archive.models import IncomingPaper, Sentence, Source
from firewood.journal.clock import day_of
from firewood.languages import search


def name_of(source: Source) -> str:
    """How a source is named beside a statement: its key and publisher, or its title."""
    return f"{source.key}: {source.publisher or source.title}"


def index_source(source: Source) -> None:
    """Put a source into the search."""
    search.index([
        search.Entry(
            subject=source.subject, kind="source", key=source.key, title=source.title, url=addresses.of_source(source),
            language=source.language, body=" ".join(filter(None, [source.publisher, source.note])),
            source=name_of(source), happened_on=source.counts_from,
        )
    ])  # fmt: skip


def index_sentences(sentences: Iterable[Sentence]) -> None:
    """Put sentences into the search, each under the number by which it is cited."""
    search.index(
        search.Entry(
            subject=sentence.subject, kind="sentence", key=f"{sentence.source.key}{sentence.number}",
            title=f"{sentence.source.title} ({sentence.source.key}{sentence.number})",
            url=addresses.of_sentence(sentence), language=sentence.language, body=sentence.text,
            source=name_of(sentence.source), happened_on=sentence.source.counts_from,
        )
        for sentence in sentences
    )  # fmt: skip


def index_papers(papers: Iterable[IncomingPaper]) -> None:
    """Put papers of the inbox into the search, by their words and by whom they are from."""
    search.index(
        search.Entry(
            subject=paper.subject, kind="paper", key="", title=str(paper), url=addresses.of_paper(paper),
            language=paper.language or "en", body=" ".join(filter(None, [paper.from_words, paper.text])),
            status=paper.status, happened_on=day_of(paper.arrived_at),
        )
        for paper in papers
    )  # fmt: skip
