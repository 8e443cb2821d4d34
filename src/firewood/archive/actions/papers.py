"""What can be done with a paper in the inbox: take it in, note a call, add to it, file it, set it aside."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.archive import addresses, findable, rules
from firewood.archive.models import Attachment, Filing, IncomingPaper
from firewood.archive.queries import twin_of
from firewood.archive.states import PAPER_STEPS, Medium, PaperState
from firewood.archive.uploads import Kept, PaperRead
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, Problem, Unreadable, require
from firewood.journal.standing import Status
from firewood.journal.steps import lock, take
from firewood.languages.tidy import readable

MOST_TEXT = 400_000
_HEAD = re.compile(
    r"^(dear|hello|liebe|sehr geehrte|verehrte|guten tag|尊敬|亲爱|各位|您好)"
    r"|^.{0,40}\b\d{1,2}\b.{0,20}\b(19|20)\d\d$|^.{0,20}(19|20)\d\d年.{0,12}日?$",
    re.IGNORECASE,
)
"""Lines with which a letter begins before it says anything: place and day, the greeting."""


@dataclass(frozen=True, kw_only=True)
class PaperDraft:
    """A paper as it came, before it is in the inbox. `fingerprint` is empty for what may come twice."""

    medium: Medium
    text: str = ""
    title: str = ""
    from_words: str = ""
    to_words: str = ""
    language: str = ""
    sent_at: datetime | None = None
    kept: Sequence[Kept] = ()
    notes: Sequence[str] = field(default_factory=tuple)
    fingerprint: str = ""

    @classmethod
    def of(cls, read: PaperRead, *, language: str = "") -> "PaperDraft":
        """What the door read in a file."""
        return cls(
            medium=read.medium, text=read.text, title=read.title, from_words=read.from_words, to_words=read.to_words,
            language=language, sent_at=read.sent_at, kept=read.kept, notes=read.notes, fingerprint=read.sha256,
        )  # fmt: skip

    @classmethod
    def pasted(cls, text: str, *, language: str = "") -> "PaperDraft":
        """Words that somebody pasted: the first line that says something is their title."""
        plain = readable(text)
        fingerprint = hashlib.sha256(plain.encode()).hexdigest()
        return cls(medium=Medium.PASTED, text=plain, title=_title_of(plain), language=language,
                   fingerprint=fingerprint)  # fmt: skip


@action
def take_in_paper(draft: PaperDraft, *, status: str = Status.ACTUAL, actor: Actor, at: datetime) -> IncomingPaper:
    """Put a paper into the inbox. The same file or text a second time is refused, and the first one is named."""
    require(rules.may_take_in_paper(actor), _("take in a paper"))
    if not (draft.text.strip() or draft.kept):
        raise Unreadable([Problem("text", _("There is nothing in it. Paste the text, or choose a file."))])
    paper = _put_down(draft, status, actor, at)
    _keep_files(paper, draft.kept)
    record(
        "archive.paper.taken_in", subject=paper.subject, actor=actor, at=at, status=paper.status, medium=paper.medium,
        title=paper.title, files=len(draft.kept), sha256=draft.fingerprint,
    )  # fmt: skip
    findable.index_papers([paper])
    return paper


@action
def note_call(
    who: str, *, for_whom: str = "", what: str, language: str = "", status: str = Status.ACTUAL, actor: Actor,
    at: datetime,
) -> IncomingPaper:  # fmt: skip
    """Note a call in twenty seconds: who called, for whom, what about. What was not said stays empty."""
    require(rules.may_take_in_paper(actor), _("note a call"))
    if not what.strip():
        raise Unreadable([Problem("what", _("Write in a few words what the call was about."))])
    draft = PaperDraft(
        medium=Medium.CALL, text=readable(what), from_words=readable(who), to_words=readable(for_whom),
        language=language, title=_short(readable(what).splitlines()[0]),
    )  # fmt: skip
    paper = _put_down(draft, status, actor, at)
    record("archive.call.noted", subject=paper.subject, actor=actor, at=at, status=paper.status, who=paper.from_words)
    findable.index_papers([paper])
    return paper


@action
def add_to_paper(paper: IncomingPaper, *, read: PaperRead, actor: Actor, at: datetime) -> IncomingPaper:
    """Add a further file to a paper that still waits, such as the second page of a scan."""
    require(rules.may_take_in_paper(actor), _("add to a paper"))
    paper = lock(paper)
    if paper.state != PaperState.WAITING:
        raise NotNow("wrong_state", _("This paper is filed already. Take the file in as a paper of its own."))
    if Attachment.objects.filter(subject=paper.subject, sha256__in=[each.sha256 for each in read.kept]).exists():
        raise NotNow("same_file", _("“%(name)s” is in this paper already.") % {"name": read.name})
    _keep_files(paper, read.kept)
    paper.text = "\n\n".join(filter(None, [paper.text, read.text]))
    paper.left_words = "\n".join(filter(None, [paper.left_words, *read.notes]))
    paper.save(update_fields=["text", "left_words"])
    record(
        "archive.paper.added_to", subject=paper.subject, actor=actor, at=at, status=paper.status, name=read.name,
        files=len(read.kept),
    )  # fmt: skip
    findable.index_papers([paper])
    return paper


@action
def file_as(paper: IncomingPaper, *, subjects: Sequence[str], actor: Actor, at: datetime) -> IncomingPaper:
    """Say what a waiting paper became; from now on it is found from each of these things, as from those of before."""
    require(rules.may_file_paper(actor), _("file a paper"))
    paper = lock(paper)
    take(paper, PAPER_STEPS, "file")
    if not subjects:
        raise Unreadable([Problem("subjects", _("Say what the paper becomes, or set it aside."))])
    paper.save(update_fields=["state"])
    before = list(paper.filings.values_list("subject", flat=True))
    fresh = [subject for subject in dict.fromkeys(subjects) if subject not in before]
    Filing.objects.bulk_create(
        Filing(paper=paper, subject=subject, ordinal=number) for number, subject in enumerate(fresh, len(before))
    )
    record("archive.paper.filed", subject=paper.subject, actor=actor, at=at, status=paper.status, became=list(subjects))
    return paper


@action
def set_paper_aside(paper: IncomingPaper, *, reason: str, actor: Actor, at: datetime) -> IncomingPaper:
    """Say that a paper is nothing for us, and why; it is kept and can be taken up again."""
    require(rules.may_file_paper(actor), _("set a paper aside"))
    if not reason.strip():
        raise Unreadable([Problem("reason", _("Say in a few words why it is set aside."))])
    paper = lock(paper)
    take(paper, PAPER_STEPS, "set_aside")
    paper.reason = readable(reason)
    paper.save(update_fields=["state", "reason"])
    record("archive.paper.set_aside", subject=paper.subject, actor=actor, at=at, status=paper.status, reason=reason)
    return paper


@action
def take_up_paper_again(
    paper: IncomingPaper, *, without: Sequence[str] = (), actor: Actor, at: datetime
) -> IncomingPaper:
    """Put a paper that was set aside or filed back among those that wait.

    What it became stays linked to it, except the things `without` that were taken back.
    """
    require(rules.may_file_paper(actor), _("take up a paper again"))
    paper = lock(paper)
    take(paper, PAPER_STEPS, "take_up_again")
    paper.save(update_fields=["state"])
    paper.filings.filter(subject__in=without).delete()
    record("archive.paper.taken_up_again", subject=paper.subject, actor=actor, at=at, status=paper.status,
           without=list(without))  # fmt: skip
    return paper


def _put_down(draft: PaperDraft, status: str, actor: Actor, at: datetime) -> IncomingPaper:
    if len(draft.text) > MOST_TEXT:
        raise Unreadable([Problem("text", _("This text is too long. Put it into a file and drop the file here."))])
    _tell_twin(draft.fingerprint, status)
    try:
        with transaction.atomic():
            return IncomingPaper.objects.create(
                status=str(status), medium=str(draft.medium), arrived_at=at, taken_in_by=actor.name, text=draft.text,
                from_words=draft.from_words, to_words=draft.to_words, title=draft.title, language=draft.language,
                sent_at=draft.sent_at, left_words="\n".join(draft.notes), fingerprint=draft.fingerprint or None,
            )  # fmt: skip
    except IntegrityError:  # somebody took the same one in at this very moment
        _tell_twin(draft.fingerprint, status)
        raise


def _tell_twin(fingerprint: str, status: str) -> None:
    twin = twin_of(fingerprint, status=status) if fingerprint else None
    if twin is not None:
        raise NotNow(
            "same_paper",
            _("This is in the inbox already: “%(title)s”.") % {"title": twin},
            url=addresses.of_paper(twin),
        )


def _keep_files(paper: IncomingPaper, kept: Sequence[Kept]) -> None:
    for each in kept:
        Attachment.objects.create(
            sha256=each.sha256, media_type=each.media_type, size=each.size, width=each.width, height=each.height,
            name=each.name, subject=paper.subject, stored_at=each.stored_at,
        )  # fmt: skip


def _title_of(text: str) -> str:
    """The first line that is neither place and day nor a greeting, written as a title; the first of all where there is
    no other."""
    lines = [line.strip(" ,，:：\t") for line in text.splitlines() if line.strip()]
    saying = [line for line in lines if not _HEAD.search(line)]
    title = _short(next(iter([*saying, *lines]), "")).rstrip(".。")
    return title[:1].upper() + title[1:]


def _short(line: str) -> str:
    return line if len(line) <= 120 else f"{line[:119]}…"
