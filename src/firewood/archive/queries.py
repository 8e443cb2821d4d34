"""Which source says what, for pages that show a letter beside every statement."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from firewood.archive.models import Citation, Sentence, Source


def all_sources() -> QuerySet[Source]:
    """Every source, by key."""
    return Source.objects.all()


def sentences_of(source: Source) -> QuerySet[Sentence]:
    """The sentences of a source in their order."""
    return source.sentences.select_related("source").order_by("number")


def citations_of(subjects: Iterable[str]) -> dict[str, list[Citation]]:
    """The citations of many things in one query; every subject asked for is a key, its list may be empty."""
    asked = list(dict.fromkeys(subjects))
    found: dict[str, list[Citation]] = {subject: [] for subject in asked}
    rows = Citation.objects.filter(subject__in=asked).select_related("source", "sentence__source")
    for row in rows.order_by("subject", "field", "source__key", "sentence__number"):
        found[row.subject].append(row)
    return found


def sentences_under(subjects: Iterable[str]) -> list[Citation]:
    """What many things rest on together: each sentence once, in the order of its source."""
    rows = [row for found in citations_of(subjects).values() for row in found]
    once = {(row.source_id, row.sentence_id, row.derived, row.reason): row for row in rows}
    return sorted(once.values(), key=lambda row: (row.source.key, row.sentence.number if row.sentence else 0))


def source_letters(citations: Sequence[Citation]) -> list[str]:
    """The keys of the sources that say a thing, each once, in order: ["A", "B"]."""
    return sorted({citation.source.key for citation in citations})


def cited_by(source: Source) -> dict[int, list[Citation]]:
    """What each sentence of a source is cited for, by the number of the sentence."""
    found: defaultdict[int, list[Citation]] = defaultdict(list)
    for row in Citation.objects.filter(source=source, sentence__isnull=False).select_related("sentence"):
        if row.sentence:
            found[row.sentence.number].append(row)
    return dict(found)
