"""What an office can do with its archive: enter a source, its sentences, and which sentence says what."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.archive import findable, rules
from firewood.archive.models import Citation, Sentence, Source
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, require
from firewood.languages.dates import StatedDay


@dataclass(frozen=True, kw_only=True)
class SourceDraft:
    """A source as somebody describes it; `counts_from` is the day from which undated acts in it count."""

    key: str
    title: str
    language: str
    publisher: str = ""
    published: StatedDay = field(default_factory=StatedDay)
    counts_from: date | None = None
    counts_from_derived: bool = False
    medium: str = ""
    note: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class SentenceDraft:
    """A sentence word for word, with its number in the source."""

    number: int
    text: str
    language: str


@dataclass(frozen=True)
class CitationDraft:
    """A statement ("app.model:id" and field) and the sentence, or the whole source, that says it."""

    subject: str
    source: Source
    sentence: Sentence | None = None
    field: str = ""
    derived: bool = False
    reason: str = ""


@action
def enter_source(draft: SourceDraft, *, actor: Actor, at: datetime) -> Source:
    """Enter a source, or describe a known one better."""
    require(rules.may_keep_archive(actor), _("enter a source"))
    columns = asdict(draft)
    published = draft.published
    del columns["published"], columns["key"]
    columns |= {
        "published_words": published.words,
        "published_earliest": published.earliest,
        "published_latest": published.latest,
    }
    source, new = Source.objects.update_or_create(key=draft.key, defaults=columns)
    event = "archive.source.entered" if new else "archive.source.described_again"
    record(event, subject=source.subject, actor=actor, at=at, key=source.key, title=source.title)
    findable.index_source(source)
    return source


@action
def enter_sentences(
    source: Source, *, sentences: Sequence[SentenceDraft], actor: Actor, at: datetime
) -> dict[int, Sentence]:
    """Enter the sentences of a source; one that stands already may not be changed. Gives all of them by number."""
    require(rules.may_keep_archive(actor), _("enter the sentences of a source"))
    standing = {sentence.number: sentence for sentence in Sentence.objects.filter(source=source).select_for_update()}
    changed = [each.number for each in sentences if each.number in standing and standing[each.number].text != each.text]
    if changed:
        raise NotNow(
            "sentence_stands", _("Sentences of %(key)s stand already with other words: %(numbers)s.")
            % {"key": source.key, "numbers": ", ".join(map(str, changed))}, numbers=changed,
        )  # fmt: skip
    new = Sentence.objects.bulk_create(
        Sentence(source=source, number=each.number, text=each.text, language=each.language)
        for each in sentences
        if each.number not in standing
    )
    record("archive.sentences.entered", subject=source.subject, actor=actor, at=at, key=source.key, entered=len(new))
    findable.index_sentences(new)
    return standing | {sentence.number: sentence for sentence in new}


@action
def cite(citations: Sequence[CitationDraft], *, actor: Actor, at: datetime) -> None:
    """Say which sentences say what; the citations that these subjects had before are replaced."""
    require(rules.may_keep_archive(actor), _("say where a statement comes from"))
    subjects = sorted({each.subject for each in citations})
    Citation.objects.filter(subject__in=subjects).delete()
    Citation.objects.bulk_create(Citation(**_columns(each)) for each in citations)
    record(
        "archive.statements.cited", subject=subjects[0] if len(subjects) == 1 else "archive.citation",
        actor=actor, at=at, subjects=len(subjects), citations=len(citations),
    )  # fmt: skip


def _columns(draft: CitationDraft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in ("subject", "field", "source", "sentence", "derived", "reason")}
