"""Which source says what, for pages that show a letter beside every statement; which papers wait in the inbox."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from firewood.archive.models import Attachment, Citation, Filing, IncomingPaper, Sentence, Source
from firewood.archive.states import PaperState
from firewood.journal.refusals import NotFound
from firewood.journal.standing import Status


@dataclass
class Ground:
    """One sentence of a source, or a source as a whole, on which a thing rests, and what we conclude from it."""

    source: Source
    sentence: Sentence | None
    conclusions: list[str] = field(default_factory=list)


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


def grounds_of(citations: Iterable[Citation]) -> list[Ground]:
    """Each sentence once, however many statements cite it, with every conclusion drawn from it below; a source as a
    whole only where none of its sentences stands here."""
    found: dict[tuple[UUID, UUID | None], Ground] = {}
    for row in citations:
        ground = found.setdefault((row.source_id, row.sentence_id), Ground(row.source, row.sentence))
        if row.derived and row.reason not in ground.conclusions:
            ground.conclusions.append(row.reason)
    said = {ground.source.pk for ground in found.values() if ground.sentence}
    return [each for each in found.values() if each.sentence or each.conclusions or each.source.pk not in said]


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


def papers(*, status: str = Status.ACTUAL, state: str = PaperState.WAITING) -> QuerySet[IncomingPaper]:
    """The papers of the inbox in one state, the newest first."""
    return IncomingPaper.objects.filter(status=str(status), state=str(state)).prefetch_related("filings")


def waiting_papers(*, status: str = Status.ACTUAL) -> int:
    """How many papers wait to be filed."""
    return papers(status=status).count()


def paper_by_id(pk: UUID, *, status: str) -> IncomingPaper:
    """One paper with what it became; a paper of an exercise is not there outside it, nor the other way round."""
    found = IncomingPaper.objects.prefetch_related("filings").filter(pk=pk, status=str(status)).first()
    if found is None:
        raise NotFound("not_found", _("There is no such paper."))
    return found


def files_of(subject: str) -> list[Attachment]:
    """The files that were kept with a thing, in the order in which they came."""
    return list(Attachment.objects.filter(subject=subject, awaiting=False).order_by("id"))


def papers_of(subject: str) -> list[IncomingPaper]:
    """The papers that became a thing, or belong to it, the newest first."""
    return list(IncomingPaper.objects.filter(filings__subject=subject).prefetch_related("filings"))


def things_of_file(file: Attachment) -> list[str]:
    """To what a file belongs: the thing with which it was kept, or all that its paper became."""
    if not file.subject.startswith("archive.incomingpaper:"):
        return [file.subject]
    rows = Filing.objects.filter(paper=UUID(file.subject.partition(":")[2]))
    return list(rows.order_by("ordinal").values_list("subject", flat=True))


def filed_with(subject: str) -> list[str]:
    """What else came of the same papers: the letter beside an offer, the offer beside a letter."""
    found = Filing.objects.filter(paper__filings__subject=subject).exclude(subject=subject)
    return list(dict.fromkeys(found.order_by("paper", "ordinal").values_list("subject", flat=True)))


def twin_of(fingerprint: str, *, status: str) -> IncomingPaper | None:
    """The paper that was taken in from the same file or text."""
    return IncomingPaper.objects.filter(fingerprint=fingerprint, status=str(status)).first()
