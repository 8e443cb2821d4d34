"""What stands in the books already, found by the keys that a record uses."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext as _

from firewood.aid.models import Consignment, Distribution, Need, Pledge, StatedFigure
from firewood.archive.models import RecordEntry, Sentence, Source
from firewood.desk.record.reading import SENTENCES, Thing
from firewood.journal.refusals import NotFound
from firewood.registry.models import Occasion, Office, Partnership, Party, Person, Quotation
from firewood.solidarity.models import Gesture, StatedLetters
from firewood.supplies.models import Item

MODELS: Final[dict[str, type[models.Model]]] = {
    "source": Source,
    "party": Party,
    "person": Person,
    "office": Office,
    "occasion": Occasion,
    "partnership": Partnership,
    "item": Item,
    "need": Need,
    "pledge": Pledge,
    "consignment": Consignment,
    "distribution": Distribution,
    "figure": StatedFigure,
    "quotation": Quotation,
    "gesture": Gesture,
    "stated_letters": StatedLetters,
}


class Books:
    """The things that a record names, each fetched once."""

    def __init__(self) -> None:
        self._found: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        self._sentences: dict[str, dict[int, Sentence]] = {}

    def get(self, kind: str, key: str | None) -> Any:
        """The thing of a kind by its key, None without a key."""
        if key is None:
            return None
        if key not in self._found[kind]:
            self._found[kind] |= {str(row.key): row for row in _rows(kind)}
        if key not in self._found[kind]:
            raise NotFound("not_found", _("There is no %(kind)s “%(key)s”.") % {"kind": kind, "key": key})
        return self._found[kind][key]

    def keep(self, kind: str, thing: Any) -> None:
        """Remember a thing that has just been entered."""
        self._found[kind][thing.key] = thing

    def sentence(self, source: str, number: int) -> Sentence:
        """A sentence by its source and number."""
        if source not in self._sentences:
            rows = Sentence.objects.filter(source__key=source).select_related("source")
            self._sentences[source] = {row.number: row for row in rows}
        return self._sentences[source][number]


def standing_keys() -> dict[str, frozenset[str]]:
    """The keys of everything a record may name; under "sentences" the cites, such as "A22"."""
    keys = {kind: frozenset(str(row.key) for row in _rows(kind)) for kind in MODELS}
    cites = Sentence.objects.values_list("source__key", "number")
    return keys | {SENTENCES: frozenset(f"{source}{number}" for source, number in cites)}


def entered_before(record: str) -> dict[tuple[str, str], RecordEntry]:
    """What came from a record before, by kind and key."""
    return {(entry.kind, entry.key): entry for entry in RecordEntry.objects.filter(record=record)}


def note_entries(record: str, entered: Mapping[Thing, str]) -> None:
    """Remember what became of the things of a record (thing to subject), and what stood there."""
    RecordEntry.objects.bulk_create(
        (
            RecordEntry(record=record, kind=thing.kind, key=thing.key, subject=subject, fingerprint=thing.fingerprint)
            for thing, subject in entered.items()
        ),
        update_conflicts=True,
        unique_fields=["record", "kind", "key"],
        update_fields=["subject", "fingerprint"],
    )


def _rows(kind: str) -> Any:
    return MODELS[kind]._default_manager.exclude(key=None)  # noqa: SLF001
