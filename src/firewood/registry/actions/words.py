"""Entering occasions, and words that were said or written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.archive.models import Source
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import Problem, require
from firewood.journal.steps import lock
from firewood.languages.dates import StatedDay
from firewood.registry import findable, rules
from firewood.registry.actions import reading
from firewood.registry.models import Occasion, Party, Person, Quotation
from firewood.registry.states import QuotationState
from firewood.registry.wordings import Names, replace_names, write_names, write_original


@dataclass(frozen=True, kw_only=True)
class OccasionDraft:
    """What happened, since when as stated, and where."""

    key: str
    name: str
    names: Names = field(default_factory=dict)
    started: StatedDay = field(default_factory=StatedDay)
    place: Party | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class QuotationDraft:
    """Words in the language of their source; `translations` are ours, `about` is the subject of an act."""

    key: str
    state: QuotationState
    text: str
    language: str
    source: Source
    translations: Mapping[str, str] = field(default_factory=dict)
    original_languages: Sequence[str] = ()
    speaker: Person | None = None
    voice: str = ""
    voice_of: Party | None = None
    office_held: str = ""
    said: StatedDay = field(default_factory=StatedDay)
    addressed_to: Party | None = None
    occasion: Occasion | None = None
    about: str = ""
    note: str = ""


@action
def enter_occasion(draft: OccasionDraft, *, actor: Actor, at: datetime) -> Occasion:
    """Enter what made cities help each other."""
    require(rules.may_keep_registry(actor), _("enter an occasion"))
    reading.refuse_all(occasion_problems(draft))
    occasion, new = Occasion.objects.update_or_create(key=draft.key, defaults=_occasion_columns(draft))
    write_names(occasion.subject, name=draft.name, names=draft.names)
    event = "registry.occasion.entered" if new else "registry.occasion.described_again"
    record(event, subject=occasion.subject, actor=actor, at=at, key=occasion.key, name=occasion.name)
    findable.index_occasions([occasion])
    return occasion


@action
def change_occasion(
    occasion: Occasion, *, draft: OccasionDraft, seen: int | None = None, actor: Actor, at: datetime
) -> Occasion:
    """Describe an occasion anew: what is not said any more is taken away."""
    require(rules.may_keep_registry(actor), _("change an occasion"))
    occasion = lock(occasion)
    reading.refuse_if_changed(occasion.subject, seen)
    reading.refuse_all(occasion_problems(draft))
    before = occasion.name
    for name, value in _occasion_columns(draft).items():
        setattr(occasion, name, value)
    occasion.save()
    replace_names(occasion.subject, name=draft.name, names=draft.names)
    record("registry.occasion.changed", subject=occasion.subject, actor=actor, at=at, name=occasion.name, before=before)
    findable.index_occasions([occasion])
    return occasion


def occasion_problems(draft: OccasionDraft) -> Iterator[Problem]:
    """Everything that is wrong with an occasion as somebody describes it."""
    yield from reading.needed("name", draft.name)
    yield from reading.wordings("names", draft.names)
    yield from reading.fitting("note", draft.note)


@action
def enter_quotation(draft: QuotationDraft, *, actor: Actor, at: datetime) -> Quotation:
    """Enter words that were said or written, and who said them when."""
    require(rules.may_keep_registry(actor), _("enter a quotation"))
    names = (
        "text", "language", "source", "speaker", "voice", "voice_of", "office_held", "addressed_to", "occasion",
        "about", "note",
    )  # fmt: skip
    columns = {name: getattr(draft, name) for name in names} | reading.day_columns("said", draft.said)
    columns |= {"state": draft.state.value, "original_languages": list(draft.original_languages)}
    quotation, new = Quotation.objects.update_or_create(key=draft.key, defaults=columns)
    write_original(
        quotation.subject, field="text", language=draft.language, text=draft.text, translations=draft.translations
    )
    event = "registry.quotation.entered" if new else "registry.quotation.described_again"
    record(event, subject=quotation.subject, actor=actor, at=at, key=quotation.key, text=quotation.text)
    findable.index_quotations([quotation])
    return quotation


def _occasion_columns(draft: OccasionDraft) -> dict[str, object]:
    told = {"name": draft.name, "place": draft.place, "note": draft.note}
    return told | reading.day_columns("started", draft.started)
