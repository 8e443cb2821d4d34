"""Loading a record: read, check, and enter in one act what is new or told otherwise; loading again doubles nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.archive import rules
from firewood.archive.actions import CitationDraft, cite
from firewood.archive.findable import index_source
from firewood.desk.record import aid_entries, registry_entries, solidarity_entries
from firewood.desk.record.books import entered_before, note_entries, standing_keys
from firewood.desk.record.checking import check_record
from firewood.desk.record.citing import citations
from firewood.desk.record.reading import SENTENCES, Record, Thing, read_record
from firewood.desk.record.registry_entries import Entering
from firewood.journal.action import action
from firewood.journal.record import record as note
from firewood.journal.refusals import NotNow, require
from firewood.registry.findable import index_registry

ENTER: Final[Mapping[str, Callable[[Any, Entering], Any]]] = {
    "source": registry_entries.enter_source_row,
    SENTENCES: registry_entries.enter_sentence_rows,
    "party": registry_entries.enter_party_row,
    "person": registry_entries.enter_person_row,
    "office": registry_entries.enter_office_row,
    "occasion": registry_entries.enter_occasion_row,
    "partnership": registry_entries.enter_partnership_row,
    "item": aid_entries.enter_item_row,
    "need": aid_entries.enter_need_row,
    "pledge": aid_entries.enter_pledge_row,
    "consignment": aid_entries.enter_consignment_row,
    "distribution": aid_entries.enter_distribution_row,
    "figure": aid_entries.enter_figure_row,
    "quotation": registry_entries.enter_quotation_row,
    "gesture": solidarity_entries.enter_gesture_row,
    "stated_letters": solidarity_entries.enter_stated_letters_row,
}
STANDS: Final = frozenset({"need", "pledge", "consignment", "distribution", "figure", "gesture", "stated_letters"})
"""What was reported once is not edited by a later file."""


@dataclass(frozen=True)
class Loaded:
    """What a loading did: how many things of each kind are new, were described again, or stood already."""

    record: str
    new: Mapping[str, int] = field(default_factory=dict)
    again: Mapping[str, int] = field(default_factory=dict)
    unchanged: int = 0

    @property
    def changed_nothing(self) -> bool:
        return not self.new and not self.again


def load_record(folder: Path, *, actor: Actor, at: datetime) -> Loaded:
    """Load a folder of record data; all of it or nothing. Unreadable names every problem with its file and key."""
    record = read_record(folder)
    check_record(record, standing=standing_keys())
    if not _fresh(record):
        return Loaded(record.about.key, unchanged=sum(1 for _thing in record))
    return enter_record(record, actor=actor, at=at)


@action
def enter_record(record: Record, *, actor: Actor, at: datetime) -> Loaded:
    """Enter everything of a record that is new or is told otherwise than before."""
    require(rules.may_keep_archive(actor), _("load a record"))
    _one_at_a_time()
    before = entered_before(record.about.key)
    fresh = _fresh(record)
    _refuse_changed_acts([thing for thing in fresh if (thing.kind, thing.key) in before])
    entering = Entering(record, actor, at)
    entered = {thing: _enter(thing, entering) for thing in fresh}
    note_entries(record.about.key, entered)
    cite(list(_cited(entered, record, entering)), actor=actor, at=at)
    _index(record, entering)
    loaded = _told(record, fresh, known=set(before))
    note(
        "desk.record.loaded", subject=f"desk.record:{record.about.key}", actor=actor, at=at, title=record.about.title,
        new=loaded.new, again=loaded.again,
    )  # fmt: skip
    return loaded


def _fresh(record: Record) -> list[Thing]:
    """What is new, or stands otherwise in the files than when it was entered."""
    before = {key: entry.fingerprint for key, entry in entered_before(record.about.key).items()}
    return [thing for thing in record if before.get((thing.kind, thing.key)) != thing.fingerprint]


def _one_at_a_time() -> None:
    """Two loadings of the same record wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('firewood.desk.record'))")


def _refuse_changed_acts(changed: list[Thing]) -> None:
    stands = [f"{thing.file}: {thing.kind} {thing.key}" for thing in changed if thing.kind in STANDS]
    if stands:
        raise NotNow(
            "reported_stands",
            _("These were reported otherwise before, and what was reported is not edited: %(things)s.")
            % {"things": "; ".join(stands)},
            things=stands,
        )


def _enter(thing: Thing, entering: Entering) -> str:
    """Enter one thing; gives the subject it became."""
    entered = ENTER[thing.kind](thing.row, entering)
    if thing.kind != SENTENCES:
        entering.books.keep(thing.kind, entered)
    subject: str = entered.subject
    return subject


def _cited(entered: Mapping[Thing, str], record: Record, entering: Entering) -> Iterator[CitationDraft]:
    for thing, subject in entered.items():
        if thing.kind not in ("source", SENTENCES):
            yield from citations(thing, subject=subject, gazetteer=record.about.gazetteer, books=entering.books)


def _index(record: Record, entering: Entering) -> None:
    """Now that everything is cited, let the search name the sources."""
    for key in record.of("source"):
        index_source(entering.books.get("source", key))
    index_registry()


def _told(record: Record, fresh: list[Thing], *, known: set[tuple[str, str]]) -> Loaded:
    new: dict[str, int] = {}
    again: dict[str, int] = {}
    for thing in fresh:
        counts = again if (thing.kind, thing.key) in known else new
        counts[thing.kind] = counts.get(thing.kind, 0) + 1
    return Loaded(record.about.key, new, again, unchanged=sum(1 for _thing in record) - len(fresh))
