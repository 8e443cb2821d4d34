"""Which sentences say a thing of a record, ready to be cited."""

from collections.abc import Iterator
from typing import Any

from firewood.archive.actions import CitationDraft
from firewood.archive.models import Source
from firewood.desk.record import rows
from firewood.desk.record.books import Books
from firewood.desk.record.reading import Thing, sentences_cited
from firewood.desk.record.registry_entries import statement_key
from firewood.registry.models import PartnershipStatement


def citations(thing: Thing, *, subject: str, gazetteer: str, books: Books) -> Iterator[CitationDraft]:
    """Everything a thing and the statements inside it cite; its gazetteer fields cite the gazetteer."""
    yield from _cited(thing.row, subject=subject, books=books)
    known = getattr(thing.row, "gazetteer", None)
    if known is not None and known.model_fields_set:
        source: Source = books.get("source", gazetteer)
        yield CitationDraft(subject, source, field=", ".join(sorted(known.model_fields_set)))
    if isinstance(thing.row, rows.PartnershipRow):
        yield from _statements(thing.row, books=books)


def _statements(partnership: rows.PartnershipRow, *, books: Books) -> Iterator[CitationDraft]:
    keys = [statement_key(partnership, number) for number in range(len(partnership.statement))]
    entered = {each.key: each for each in PartnershipStatement.objects.filter(key__in=keys)}
    for key, row in zip(keys, partnership.statement, strict=True):
        yield from _cited(row, subject=entered[key].subject, books=books)


def _cited(row: Any, *, subject: str, books: Books) -> Iterator[CitationDraft]:
    places = [place for cite in row.cites for place in _places(cite, books)]
    for source, sentence in places:
        yield CitationDraft(subject, source, sentence)
    for field, reason in row.derived.items():
        source, sentence = places[0]
        yield CitationDraft(subject, source, sentence, field=field, derived=True, reason=reason)


def _places(cite: str, books: Books) -> list[tuple[Source, Any]]:
    """The source and sentence of a cite, one for each sentence of a range."""
    key, numbers = sentences_cited(cite)
    source: Source = books.get("source", key)
    return [(source, books.sentence(key, number)) for number in numbers] if numbers else [(source, None)]
