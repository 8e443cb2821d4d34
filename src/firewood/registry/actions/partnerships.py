"""Entering and changing partnerships and what is said of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.archive.actions import SourceDraft, enter_source
from firewood.archive.models import Source
from firewood.archive.queries import citations_of
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, Problem, require
from firewood.journal.steps import lock
from firewood.registry import findable, rules
from firewood.registry.actions import reading
from firewood.registry.models import Partnership, PartnershipStatement, Party
from firewood.registry.ours import our_side
from firewood.registry.states import ABOUT_YEARS, Aspect, PartnershipKind
from firewood.registry.wordings import replace_original, write_original

EARLIEST_YEAR = 1000
MOST_YEARS = 1000


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
    reading.refuse_all(_pair_problems(draft))
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
def change_partnership(
    partnership: Partnership, *, draft: PartnershipDraft, seen: int | None = None, actor: Actor, at: datetime
) -> Partnership:
    """Say anew what kind of partnership it is, above which it stands, and what we noted. The two sides stay."""
    require(rules.may_keep_registry(actor), _("change a partnership"))
    partnership = lock(partnership)
    reading.refuse_if_changed(partnership.subject, seen)
    reading.refuse_all(_via_problems(draft, partnership))
    before = partnership.kind
    partnership.kind, partnership.via, partnership.note = draft.kind.value, draft.via, draft.note
    partnership.save(update_fields=["kind", "via", "note"])
    record(
        "registry.partnership.changed", subject=partnership.subject, actor=actor, at=at, key=partnership.key,
        before=before, kind=partnership.kind,
    )  # fmt: skip
    findable.index_partnerships([partnership])
    return partnership


@action
def state_of_partnership(
    partnership: Partnership,
    *,
    statement: StatementDraft,
    source: SourceDraft | None = None,
    actor: Actor,
    at: datetime,
) -> PartnershipStatement:
    """Write down what a source says of a partnership; it may contradict others. `source`: one that is new to us."""
    require(rules.may_keep_registry(actor), _("write down what is said of a partnership"))
    partnership = lock(partnership)
    reading.refuse_all([*statement_problems(statement), *_source_problems(source)])
    if source is not None:
        statement = replace(statement, source=enter_source(source, actor=actor, at=at))
    said = _state(partnership, statement)
    record(
        "registry.partnership.stated", subject=partnership.subject, actor=actor, at=at, aspect=said.aspect,
        words=said.words, value=said.value_int, source=said.source.key,
    )  # fmt: skip
    findable.index_partnerships([partnership])
    return said


@action
def take_back_statement(statement: PartnershipStatement, *, actor: Actor, at: datetime) -> Partnership:
    """Take back a statement that was written down by mistake; the journal keeps its words."""
    require(rules.may_keep_registry(actor), _("take back a statement"))
    partnership = lock(statement.partnership)
    statement = lock(statement)
    if statement.decided:
        raise NotNow("statement_decided", _("Our office speaks this year. Leave it undecided first."))
    if any(citations_of([statement.subject]).values()):
        raise NotNow("statement_cited", _("A sentence of a source says this; it stays beside the others."))
    replace_original(statement.subject, field="words", language=statement.language, text="", translations={})
    record(
        "registry.partnership.statement_taken_back", subject=partnership.subject, actor=actor, at=at,
        aspect=statement.aspect, words=statement.words, value=statement.value_int, source=statement.source.key,
    )  # fmt: skip
    statement.delete()
    findable.index_partnerships([partnership])
    return partnership


def statement_problems(draft: StatementDraft) -> Iterator[Problem]:
    """Everything that is wrong with a statement as somebody writes it down."""
    yield from reading.needed("words", draft.words, longest=reading.LONGEST_TEXT)
    yield from reading.tags("language", [draft.language])
    if draft.aspect in ABOUT_YEARS and draft.value is None:
        yield Problem("value", _("Write the number: the year, or how many years."))
    elif draft.value is not None:
        yield from _value_problems(draft.aspect, draft.value, latest=(draft.as_of or date.max).year)


def _value_problems(aspect: Aspect, value: int, *, latest: int) -> Iterator[Problem]:
    if aspect == Aspect.SINCE_YEAR and not EARLIEST_YEAR <= value <= latest:
        yield Problem("value", _("“%(year)s” cannot be the year in which it began.") % {"year": value})
    if aspect == Aspect.YEARS and not 0 <= value <= min(MOST_YEARS, latest - EARLIEST_YEAR):
        yield Problem("value", _("“%(years)s” is no number of years that can be meant.") % {"years": value})


def _source_problems(draft: SourceDraft | None) -> Iterator[Problem]:
    if draft is not None:
        yield from reading.needed("source_title", draft.title, longest=reading.LONGEST_TEXT)
        yield from reading.tags("source_language", [draft.language])


def _pair_problems(draft: PartnershipDraft) -> Iterator[Problem]:
    """Two parties are bound once; when we know who we are, one of them is ours and the other is not."""
    if draft.ours.pk == draft.theirs.pk:
        yield Problem("theirs", _("A partnership has two sides."))
    pair = Q(ours=draft.ours, theirs=draft.theirs) | Q(ours=draft.theirs, theirs=draft.ours)
    if Partnership.objects.filter(pair).exclude(key=draft.key).exists():
        yield Problem("theirs", _("This partnership is entered already."))
    yield from _via_problems(draft, None)


def _via_problems(draft: PartnershipDraft, known: Partnership | None) -> Iterator[Problem]:
    yield from reading.fitting("note", draft.note)
    if known is not None and draft.via is not None and draft.via.pk == known.pk:
        yield Problem("via", _("A partnership does not stand below itself."))


def side_problems(draft: PartnershipDraft) -> Iterator[Problem]:
    """What is wrong with the two sides when a colleague chooses them: one is ours, the other is not."""
    side = our_side()
    if draft.ours.pk not in side:
        yield Problem("ours", _("One side of a partnership is ours."))
    if draft.theirs.pk in side:
        yield Problem("theirs", _("The other side of a partnership is not ours."))


def _state(partnership: Partnership, draft: StatementDraft) -> PartnershipStatement:
    """Write a statement; whether our office speaks its year is decided elsewhere and stays."""
    names = ("words", "language", "source", "as_of", "derived")
    columns = {name: getattr(draft, name) for name in names}
    columns |= {"partnership": partnership, "aspect": draft.aspect.value, "value_int": draft.value}
    if draft.decided:
        columns["decided"] = True
    statement, _new = PartnershipStatement.objects.update_or_create(key=draft.key, defaults=columns)
    write_original(
        statement.subject, field="words", language=draft.language, text=draft.words, translations=draft.translations
    )
    return statement
