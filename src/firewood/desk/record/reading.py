"""Reading the data files of a record: everything that cannot be read is told at once, with its file and key."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeVar

from django.utils.translation import gettext as _
from pydantic import ValidationError

from firewood.desk.record import rows
from firewood.journal.refusals import Problem, Unreadable

R = TypeVar("R", bound=rows.Row)

TABLES: Final[dict[str, type[rows.Cited]]] = {
    "source": rows.SourceRow,
    "party": rows.PartyRow,
    "person": rows.PersonRow,
    "office": rows.OfficeRow,
    "occasion": rows.OccasionRow,
    "partnership": rows.PartnershipRow,
    "item": rows.ItemRow,
    "need": rows.NeedRow,
    "pledge": rows.PledgeRow,
    "consignment": rows.ConsignmentRow,
    "distribution": rows.DistributionRow,
    "figure": rows.FigureRow,
    "quotation": rows.QuotationRow,
    "gesture": rows.GestureRow,
    "stated_letters": rows.StatedLettersRow,
}
"""The tables of the files, in the order in which they are entered."""

SENTENCES: Final = "sentences"
HEADER: Final = "record.toml"
_CITE: Final = re.compile(r"^([A-Z]+)(?:(\d+)(?:-[A-Z]*(\d+))?)?$")


@dataclass(frozen=True)
class Thing:
    """One thing of a record: where it stands, its row, and the fingerprint of everything in it."""

    file: str
    kind: str
    key: str
    row: Any = field(hash=False)
    fingerprint: str


@dataclass(frozen=True)
class Record:
    """A record as read: what it says of itself, and its things by kind and key, in the order of the files."""

    about: rows.RecordRow
    things: Mapping[str, Mapping[str, Thing]]

    def of(self, kind: str) -> Mapping[str, Thing]:
        return self.things.get(kind, {})

    def __iter__(self) -> Iterator[Thing]:
        for kind in ("source", SENTENCES, *(kind for kind in TABLES if kind != "source")):
            yield from self.of(kind).values()


@dataclass
class _Reading:
    """What has been read so far, and what could not be."""

    things: dict[str, dict[str, Thing]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, file: str, place: str, message: str) -> None:
        self.problems.append(Problem(field=f"{file}: {place}" if place else file, message=message))

    def keep(self, thing: Thing) -> None:
        same_kind = self.things.setdefault(thing.kind, {})
        if thing.key in same_kind:
            self.refuse(thing.file, f"{thing.kind} {thing.key}", _("This key stands here a second time."))
        same_kind.setdefault(thing.key, thing)


def read_record(folder: Path) -> Record:
    """Read all data files of a folder; Unreadable with every problem when anything cannot be read."""
    reading = _Reading()
    about = _read_header(folder, reading)
    for path in sorted(folder.glob("*.toml")):
        if path.name != HEADER:
            _read_file(path, reading)
    if about is None or reading.problems:
        raise Unreadable(reading.problems)
    return Record(about, reading.things)


def sentences_cited(cite: str) -> tuple[str, range | None]:
    """The source and the sentence numbers of a citation: "A63-A65" is A, 63 to 65; "G" is the whole of G."""
    match = _CITE.match(cite)
    if match is None:
        raise ValueError(f"{cite!r} cites nothing")
    source, first, last = match.groups()
    return source, range(int(first), int(last or first) + 1) if first else None


def _read_header(folder: Path, reading: _Reading) -> rows.RecordRow | None:
    path = folder / HEADER
    if not path.is_file():
        reading.refuse(str(path), "", _("There is no record in this folder: this file is missing."))
        return None
    table = _read_toml(path, reading)
    return _read_row(rows.RecordRow, table, reading=reading, place=(HEADER, "")) if table is not None else None


def _read_toml(path: Path, reading: _Reading) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as unreadable:
        reading.refuse(path.name, "", str(unreadable))
        return None


def _read_file(path: Path, reading: _Reading) -> None:
    tables = _read_toml(path, reading)
    if tables is None:
        return
    if "sentence" in tables:
        _read_sentences(path.name, tables, reading)
        return
    for kind, entries in tables.items():
        if kind not in TABLES or not isinstance(entries, list):
            reading.refuse(path.name, kind, _("There is no such table in a record."))
            continue
        for number, entry in enumerate(entries, start=1):
            key = entry.get("key", f"{number}.") if isinstance(entry, dict) else f"{number}."
            _read_thing(path.name, kind, reading=reading, entry=entry, key=str(key))


def _read_sentences(file: str, tables: Mapping[str, Any], reading: _Reading) -> None:
    entry = {"key": tables.get("source"), "sentences": tables["sentence"]}
    left = sorted(set(tables) - {"source", "sentence"})
    if left:
        reading.refuse(file, ", ".join(left), _("Only sentences of one source may stand in this file."))
    row = _read_row(rows.SentencesRow, entry, reading=reading, place=(file, SENTENCES))
    if row is not None:
        _check_numbers(file, row, reading)
        reading.keep(Thing(file, SENTENCES, row.key, row, _fingerprint(entry)))


def _check_numbers(file: str, row: rows.SentencesRow, reading: _Reading) -> None:
    numbers = [sentence.number for sentence in row.sentences]
    if numbers != list(range(1, len(numbers) + 1)):
        reading.refuse(file, row.key, _("The sentences are not numbered 1, 2, 3 and so on."))


def _read_thing(file: str, kind: str, *, reading: _Reading, entry: object, key: str) -> None:
    row = _read_row(TABLES[kind], entry, reading=reading, place=(file, f"{kind} {key}"))
    if row is not None:
        reading.keep(Thing(file, kind, row.key, row, _fingerprint(entry)))


def _read_row(shape: type[R], entry: object, *, reading: _Reading, place: tuple[str, str]) -> R | None:
    try:
        return shape.model_validate(entry)
    except ValidationError as unreadable:
        for error in unreadable.errors():
            where = ".".join(str(part) for part in error["loc"])
            reading.refuse(place[0], " ".join(filter(None, [place[1], where])), error["msg"])
        return None


def _fingerprint(entry: object) -> str:
    """The same for the same contents, whatever their order of fields."""
    return hashlib.sha256(json.dumps(entry, sort_keys=True, default=str).encode()).hexdigest()
