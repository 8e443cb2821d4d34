"""Entering and changing the agreements of a partnership."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.archive.actions import keep_files
from firewood.archive.models import Source
from firewood.archive.uploads import Kept
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import Problem, require
from firewood.journal.standing import Status
from firewood.journal.steps import lock
from firewood.languages.dates import StatedDay
from firewood.registry import findable, rules
from firewood.registry.actions import reading
from firewood.registry.models import Agreement, Partnership


@dataclass(frozen=True, kw_only=True)
class AgreementDraft:
    """A paper both sides signed: its title, when it was signed, and its last day where it has one; the paper itself."""

    title: str
    language: str
    signed: StatedDay = field(default_factory=StatedDay)
    valid_until: date | None = None
    source: Source | None = None
    note: str = ""
    kept: Sequence[Kept] = ()


@action
def enter_agreement(partnership: Partnership, *, draft: AgreementDraft, actor: Actor, at: datetime) -> Agreement:
    """Enter an agreement of a partnership."""
    require(rules.may_keep_registry(actor), _("enter an agreement"))
    partnership = lock(partnership)
    reading.refuse_all(agreement_problems(draft))
    agreement = Agreement.objects.create(partnership=partnership, **_columns(draft))
    _keep(draft, agreement, actor=actor, at=at)
    _tell("registry.agreement.entered", agreement, actor=actor, at=at)
    return agreement


@action
def change_agreement(
    agreement: Agreement, *, draft: AgreementDraft, seen: int | None = None, actor: Actor, at: datetime
) -> Agreement:
    """Describe an agreement anew, such as when it was prolonged."""
    require(rules.may_keep_registry(actor), _("change an agreement"))
    agreement = lock(agreement)
    reading.refuse_if_changed(agreement.subject, seen)
    reading.refuse_all(agreement_problems(draft))
    for name, value in _columns(draft).items():
        setattr(agreement, name, value)
    agreement.save()
    _keep(draft, agreement, actor=actor, at=at)
    _tell("registry.agreement.changed", agreement, actor=actor, at=at)
    return agreement


def agreement_problems(draft: AgreementDraft) -> Iterator[Problem]:
    """Everything that is wrong with an agreement as somebody describes it."""
    yield from reading.needed("title", draft.title, longest=300)
    yield from reading.tags("language", [draft.language])
    yield from reading.in_order("valid_until", draft.signed, StatedDay("", draft.valid_until, draft.valid_until))
    yield from reading.fitting("note", draft.note)


def _columns(draft: AgreementDraft) -> dict[str, object]:
    columns = {name: getattr(draft, name) for name in ("title", "language", "valid_until", "source", "note")}
    return columns | reading.day_columns("signed", draft.signed)


def _keep(draft: AgreementDraft, agreement: Agreement, *, actor: Actor, at: datetime) -> None:
    """Keep the signed paper with the agreement."""
    if draft.kept:
        keep_files(draft.kept, subject=agreement.subject, status=Status.ACTUAL, actor=actor, at=at)


def _tell(event: str, agreement: Agreement, *, actor: Actor, at: datetime) -> None:
    record(
        event, subject=agreement.subject, actor=actor, at=at, partnership=agreement.partnership.key,
        title=agreement.title, signed=agreement.signed_words, valid_until=agreement.valid_until,
    )  # fmt: skip
    findable.index_partnerships([agreement.partnership])
