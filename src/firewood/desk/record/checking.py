"""Checking a record before it is entered: every key and sentence it points to must be there."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final

from django.utils.translation import gettext as _
from pydantic import BaseModel

from firewood.desk.record.reading import SENTENCES, Record, Thing, sentences_cited
from firewood.journal.refusals import Problem, Unreadable

POINTS_TO: Final[Mapping[str, str]] = {
    "parent": "party",
    "country": "party",
    "party": "party",
    "ours": "party",
    "theirs": "party",
    "place": "party",
    "voice_of": "party",
    "addressed_to": "party",
    "giver": "party",
    "receiver": "party",
    "shared_with": "party",
    "stated_by": "party",
    "sender": "party",
    "addressee": "party",
    "meant_for": "party",
    "on_behalf_of": "party",
    "person": "person",
    "speaker": "person",
    "office": "office",
    "giver_office": "office",
    "taker_office": "office",
    "to_office": "office",
    "handed_to": "office",
    "signed_by": "office",
    "via": "partnership",
    "occasion": "occasion",
    "item": "item",
    "need": "need",
    "consignment": "consignment",
    "about": "consignment",
    "with_goods": "consignment",
    "answers_consignments": "consignment",
    "answers_gestures": "gesture",
    "messages": "quotation",
    "quotations": "quotation",
}
"""Which kind of thing a field names by its key."""

Books = Mapping[str, frozenset[str]]
"""The keys of each kind that stand in the books already, and under "sentences" the cites such as "A22"."""


def check_record(record: Record, *, standing: Books) -> None:
    """Refuse with every problem when a thing points to nothing, or cites nothing."""
    problems = [problem for thing in record for problem in _problems(thing, record, standing)]
    if problems:
        raise Unreadable(problems)


def _problems(thing: Thing, record: Record, standing: Books) -> Iterator[Problem]:
    for message in (
        *_missing_things(thing, record, standing),
        *_missing_sentences(thing, record, standing),
        *_wrong_reasons(thing),
        *_out_of_order(thing, record, standing),
    ):
        yield Problem(field=f"{thing.file}: {thing.kind} {thing.key}", message=message)


def _missing_things(thing: Thing, record: Record, standing: Books) -> Iterator[str]:
    for field, kind, key in named_things(thing.row):
        if key not in record.of(kind) and key not in standing.get(kind, ()):
            yield _("%(field)s: there is no %(kind)s “%(key)s”.") % {"field": field, "kind": kind, "key": key}


def named_things(row: BaseModel) -> Iterator[tuple[str, str, str]]:
    """Every (field, kind, key) by which a row, or a row inside it, names another thing."""
    for field, value in row:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, BaseModel):
                yield from named_things(each)
            elif field in POINTS_TO and isinstance(each, str) and not isinstance(each, Enum):
                yield field, POINTS_TO[field], each


def _missing_sentences(thing: Thing, record: Record, standing: Books) -> Iterator[str]:
    cites = list(cites_in(thing.row))
    if not cites and thing.kind not in ("source", SENTENCES) and not getattr(thing.row, "gazetteer", None):
        yield _("It names no source.")
    for cite in cites:
        yield from _unknown(cite, record, standing)


def cites_in(row: BaseModel) -> Iterator[str]:
    """Every cite of a row and of the rows inside it."""
    for field, value in row:
        if field == "cites":
            yield from value
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, BaseModel):
                    yield from cites_in(each)


def _unknown(cite: str, record: Record, standing: Books) -> Iterator[str]:
    source, numbers = sentences_cited(cite)
    if source not in record.of("source") and source not in standing.get("source", ()):
        yield _("%(cite)s: there is no source “%(source)s”.") % {"cite": cite, "source": source}
        return
    here = record.of(SENTENCES).get(source)
    count = len(here.row.sentences) if here else 0
    for number in numbers or ():
        if number > count and f"{source}{number}" not in standing.get(SENTENCES, ()):
            yield _("There is no sentence %(cite)s.") % {"cite": f"{source}{number}"}


def _wrong_reasons(thing: Thing) -> Iterator[str]:
    fields = type(thing.row).model_fields
    for field in getattr(thing.row, "derived", {}):
        if field not in fields:
            yield _("derived: there is no field “%(field)s”.") % {"field": field}


def _out_of_order(thing: Thing, record: Record, standing: Books) -> Iterator[str]:
    """A place comes after the one it belongs to, a partnership after the one it hangs on."""
    order = list(record.of(thing.kind))
    for _field, kind, key in named_things(thing.row):
        later = kind == thing.kind and key in order and order.index(key) >= order.index(thing.key)
        if later and key not in standing.get(kind, ()):
            yield _("“%(key)s” must stand above it.") % {"key": key}
