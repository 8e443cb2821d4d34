"""Entering partnerships, what is said of them, and what our office decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.archive.models import Source
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, require
from firewood.journal.steps import lock
from firewood.registry import findable, rules
from firewood.registry.models import Partnership, PartnershipStatement, PartnershipTerm, Party
from firewood.registry.states import Aspect, PartnershipKind
from firewood.registry.wordings import write_original


@dataclass(frozen=True, kw_only=True)
class StatementDraft:
    """What a source says about a partnership; `value` is a year or a number of years."""

    key: str
    aspect: Aspect
    words: str
    language: str
    source: Source
    value: int | None = None
    translations: Mapping[str, str] = field(default_factory=dict)
    as_of: date | None = None
    derived: bool = False
    decided: bool = False


@dataclass(frozen=True, kw_only=True)
class PartnershipDraft:
    """A partnership of one of ours with one of theirs, with everything said about it."""

    key: str
    ours: Party
    theirs: Party
    kind: PartnershipKind
    via: Partnership | None = None
    note: str = ""
    statements: Sequence[StatementDraft] = ()


@action
def enter_partnership(draft: PartnershipDraft, *, actor: Actor, at: datetime) -> Partnership:
    """Enter a partnership with its statements, or add to what is known of one; statements may contradict each other."""
    require(rules.may_keep_registry(actor), _("enter a partnership"))
    columns = {name: getattr(draft, name) for name in ("ours", "theirs", "via", "note")}
    partnership, new = Partnership.objects.update_or_create(
        key=draft.key, defaults=columns | {"kind": draft.kind.value}
    )
    for statement in draft.statements:
        _state(partnership, statement)
    event = "registry.partnership.entered" if new else "registry.partnership.described_again"
    record(
        event, subject=partnership.subject, actor=actor, at=at, key=partnership.key, ours=draft.ours.name,
        theirs=draft.theirs.name, statements=[statement.words for statement in draft.statements],
    )  # fmt: skip
    findable.index_partnerships([partnership])
    return partnership


@action
def decide_term(
    partnership: Partnership, *, since: date, until: date | None, actor: Actor, at: datetime
) -> PartnershipTerm:
    """Decide, for our office, that a partnership held from one day until another (not included), or holds on."""
    require(rules.may_keep_registry(actor), _("decide the term of a partnership"))
    lock(partnership)
    try:
        with transaction.atomic():
            term = PartnershipTerm.objects.create(partnership=partnership, term=(since, until))
    except IntegrityError as clash:
        raise NotNow("term_overlaps", _("This term overlaps one that was decided before.")) from clash
    record(
        "registry.partnership.term_decided", subject=partnership.subject, actor=actor, at=at, since=since, until=until
    )
    return term


def _state(partnership: Partnership, draft: StatementDraft) -> None:
    names = ("words", "language", "source", "as_of", "derived", "decided")
    columns = {name: getattr(draft, name) for name in names}
    columns |= {"partnership": partnership, "aspect": draft.aspect.value, "value_int": draft.value}
    statement, _new = PartnershipStatement.objects.update_or_create(key=draft.key, defaults=columns)
    write_original(
        statement.subject, field="words", language=draft.language, text=draft.words, translations=draft.translations
    )
