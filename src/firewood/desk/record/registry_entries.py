"""From the rows of a record to sources, parties, persons, partnerships, occasions and quotations."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from firewood.accounts.actor import Actor
from firewood.archive.actions import SentenceDraft, SourceDraft, enter_sentences, enter_source
from firewood.archive.models import Source
from firewood.desk.record import rows
from firewood.desk.record.books import Books
from firewood.desk.record.reading import Record, sentences_cited
from firewood.languages.dates import StatedDay
from firewood.registry.actions import (
    OccasionDraft,
    OfficeDraft,
    PartnershipDraft,
    PartyDraft,
    PersonDraft,
    QuotationDraft,
    StatementDraft,
    enter_occasion,
    enter_office,
    enter_partnership,
    enter_party,
    enter_person,
    enter_quotation,
)
from firewood.registry.models import Occasion, Office, Partnership, Party, Person, Quotation
from firewood.registry.wordings import Names


@dataclass(frozen=True)
class Entering:
    """Which record is entered, by whom, when, and the books into which it goes."""

    record: Record
    actor: Actor
    at: datetime

    @cached_property
    def books(self) -> Books:
        return Books()

    @property
    def by(self) -> dict[str, Any]:
        """The actor and the time, as every action wants them."""
        return {"actor": self.actor, "at": self.at}

    def source(self, row: Any) -> Source:
        """The source that a row cites first."""
        source: Source = self.books.get("source", sentences_cited(row.cites[0])[0])
        return source

    def occasion(self, key: str | None) -> Occasion | None:
        """The occasion that a row names, or that of the whole record."""
        occasion: Occasion | None = self.books.get("occasion", key or self.record.about.occasion)
        return occasion

    def row(self, kind: str, key: str) -> Any:
        """Another row of the same record."""
        return self.record.of(kind)[key].row

    def rank(self, item: str) -> int:
        """The place of an item in lists: in the order of the file."""
        return 10 * (1 + list(self.record.of("item")).index(item))

    def counts_from(self, row: Any) -> date | None:
        """The day from which a row without a day of its own counts."""
        return self.source(row).counts_from if row.cites else None


def stated(day: rows.Day | None) -> StatedDay:
    """A day of a record as a stated day; no day is an unknown one."""
    return day.stated() if day else StatedDay()


def enter_source_row(row: rows.SourceRow, entering: Entering) -> Source:
    return enter_source(
        SourceDraft(
            key=row.key, title=row.title, language=row.language, publisher=row.publisher,
            published=stated(row.published), counts_from=row.counts_from,
            counts_from_derived="counts_from" in row.derived, medium=row.medium, note=row.note, sha256=row.sha256,
        ),
        **entering.by,
    )  # fmt: skip


def enter_sentence_rows(row: rows.SentencesRow, entering: Entering) -> Source:
    source: Source = entering.books.get("source", row.key)
    drafts = [SentenceDraft(each.number, each.text, each.language or source.language) for each in row.sentences]
    enter_sentences(source, sentences=drafts, **entering.by)
    return source


def enter_party_row(row: rows.PartyRow, entering: Entering) -> Party:
    known = row.gazetteer
    return enter_party(
        PartyDraft(
            key=row.key, kind=row.kind, name=row.name or known.name, names=_joined(row.names, known.names),
            parent=entering.books.get("party", row.parent or known.parent),
            country=entering.books.get("party", known.country),
            latitude=known.latitude, longitude=known.longitude, zone=known.zone, languages=known.languages,
            is_node=row.is_node, note=row.note,
        ),
        **entering.by,
    )  # fmt: skip


def enter_person_row(row: rows.PersonRow, entering: Entering) -> Person:
    names = _joined(row.names, row.gazetteer.names)
    draft = PersonDraft(key=row.key, name=row.name, names=names, sort_name=row.sort_name, note=row.note)
    return enter_person(draft, **entering.by)


def enter_office_row(row: rows.OfficeRow, entering: Entering) -> Office:
    attested = row.attested.earliest if row.attested else entering.counts_from(row)
    return enter_office(
        OfficeDraft(
            key=row.key, party=entering.books.get("party", row.party), title=row.title,
            person=entering.books.get("person", row.person), language=row.language, translations=row.translated,
            attested_on=attested, note=row.note, leads=row.gazetteer.leads, greetings=row.gazetteer.greetings,
        ),
        **entering.by,
    )  # fmt: skip


def enter_partnership_row(row: rows.PartnershipRow, entering: Entering) -> Partnership:
    get = entering.books.get
    drafts = [_statement(row, number, entering) for number in range(len(row.statement))]
    return enter_partnership(
        PartnershipDraft(
            key=row.key, ours=get("party", row.ours), theirs=get("party", row.theirs), kind=row.kind,
            via=get("partnership", row.via), note=row.note, statements=drafts,
        ),
        **entering.by,
    )  # fmt: skip


def statement_key(partnership: rows.PartnershipRow, number: int) -> str:
    """The stable key of a statement: its partnership, what it is about, and its place among those alike."""
    about = partnership.statement[number].about
    alike = sum(1 for each in partnership.statement[:number] if each.about == about)
    return f"{partnership.key}-{about.value}-{alike + 1}"


def enter_occasion_row(row: rows.OccasionRow, entering: Entering) -> Occasion:
    return enter_occasion(
        OccasionDraft(
            key=row.key, name=row.name, names=row.gazetteer.names, started=stated(row.started),
            place=entering.books.get("party", row.place), note=row.note,
        ),
        **entering.by,
    )  # fmt: skip


def enter_quotation_row(row: rows.QuotationRow, entering: Entering) -> Quotation:
    get = entering.books.get
    office: Office | None = get("office", row.office)
    act = get("consignment", row.about)
    return enter_quotation(
        QuotationDraft(
            key=row.key, state=row.state, text=row.text, language=row.language, source=entering.source(row),
            translations=row.translated, original_languages=row.original_languages,
            speaker=get("person", row.speaker), voice=row.voice, office_held=office.title if office else "",
            voice_of=get("party", row.voice_of) or (office.party if office else None), said=stated(row.said),
            addressed_to=get("party", row.addressed_to), occasion=entering.occasion(row.occasion),
            about=act.subject if act else "", note=row.note,
        ),
        **entering.by,
    )  # fmt: skip


def _statement(partnership: rows.PartnershipRow, number: int, entering: Entering) -> StatementDraft:
    row = partnership.statement[number]
    source = entering.source(row)
    return StatementDraft(
        key=statement_key(partnership, number), aspect=row.about, words=row.words, language=source.language,
        source=source, value=row.value, translations=row.translated, as_of=source.counts_from,
        derived=bool(row.derived),
    )  # fmt: skip


def _joined(cited: Names, known: Names) -> Names:
    """The names from the source first, then those the office knows."""
    return {tag: list(dict.fromkeys([*cited.get(tag, ()), *known.get(tag, ())])) for tag in {**cited, **known}}
