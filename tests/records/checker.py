"""Does a record say only what its sentences say? Every number, day and name is looked for in the sentences cited.

A statement may instead name another source (the gazetteer), or be marked as derived with a reason. What a field may
hold is decided by its name; a field that no rule names is a mistake, so that nothing is left unchecked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pydantic import BaseModel

from firewood.desk.record.checking import POINTS_TO
from firewood.desk.record.reading import SENTENCES, Record, Thing, sentences_cited

VERBATIM: Final = frozenset(
    {"name", "title", "publisher", "words", "text", "voice", "scope"}
    | {"part_of_day", "giver_words", "taker_words", "handed_words", "to_words"}
)
NUMBERS: Final = frozenset(["value", "quantity", "batch_count", "boxes", "cities"])
DATES: Final = frozenset(["earliest", "latest", "as_of", "counts_from"])
OURS: Final = frozenset(
    # Keys, kinds and states in our own words, translations that are marked as such, and the gazetteer's own fields.
    {
        "key",
        "cites",
        "derived",
        "gazetteer",
        "scope_in",
        "kind",
        "state",
        "direction",
        "origin",
        "quality",
        "unit",
        "about",
        "batch",
    }
    | {"is_node", "list_open", "contents_open", "language", "original_languages", "groups", "translated", "sort_name"}
    | {"scope_kinds", "sha256", "medium", "year", "channel", "original_language", "reply"}
)
OWN_WORDS: Final = frozenset({"note"})

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "January Januar", "February Februar", "March März", "April", "May Mai", "June Juni",
            "July Juli", "August", "September", "October Oktober", "November", "December Dezember",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH: Final = "|".join(MONTHS)
NUMBER_WORDS: Final = {
    word: number
    for number, words in enumerate(
        (
            "one eins", "two zwei", "three drei", "four vier", "five fünf", "six sechs", "seven sieben", "eight acht",
            "nine neun", "ten zehn", "eleven elf", "twelve zwölf",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_DIGITS: Final = re.compile(r"(?<![\w.])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(\s+million)?")
_LETTERED: Final = re.compile(r"\b(?:[A-Z]\d+(?:-[A-Z]?\d+)?)\b")


@dataclass(frozen=True)
class Untrue:
    """A statement that does not stand in its sentences."""

    thing: str
    field: str
    value: object

    def __str__(self) -> str:
        return f"{self.thing}: {self.field}: {self.value!r} does not stand in the cited sentences"


def untrue_statements(record: Record) -> list[Untrue]:
    """Everything in a record that stands neither in its sentences nor is marked otherwise."""
    known = _Known(record)
    return [fault for thing in record if thing.kind != SENTENCES for fault in _faults(thing, known)]


def numbers_in(text: str) -> set[int]:
    """The whole numbers in a text, as digits or words: "1.13 million" is 1130000, "three" is 3."""
    found = {NUMBER_WORDS[word] for word in re.findall(r"\w+", text.lower()) if word in NUMBER_WORDS}
    for digits, million in _DIGITS.findall(text):
        value = float(digits.replace(",", "")) * (1_000_000 if million else 1)
        if value == int(value):
            found.add(round(value))
    return found


def days_in(text: str) -> set[tuple[int, int]]:
    """The (month, day) pairs that a text names: "March 16 and 17", "8. Oktober", "2020-03-26"."""
    found = {(int(month), int(day)) for month, day in re.findall(r"\b\d{4}-(\d\d)-(\d\d)\b", text)}
    for month, first, second in re.findall(rf"\b({_MONTH}) (\d{{1,2}})(?:(?: and |[-–])(\d{{1,2}}))?\b", text):
        found |= {(MONTHS[month], int(day)) for day in (first, second) if day}
    return found | {(MONTHS[month], int(day)) for day, month in re.findall(rf"\b(\d{{1,2}})\. ({_MONTH})\b", text)}


def _plain(text: str) -> str:
    return " ".join(text.translate(str.maketrans("“”„’‘", '"""\'\'')).split())


class _Known:
    """What the record knows of its sentences and of the names of its things."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.sentences = {
            (source, sentence.number): sentence.text
            for source, thing in record.of(SENTENCES).items()
            for sentence in thing.row.sentences
        }
        self.names = {(thing.kind, thing.key): set(_names(thing, record)) for thing in record}
        self.all_names = {word for names in self.names.values() for name in names for word in _words(name)}

    def text(self, cites: list[str]) -> str | None:
        """The words of the cited sentences; None when a source is cited whole that has no sentences here."""
        texts = []
        for cite in cites:
            source, numbers = sentences_cited(cite)
            here = [number for key, number in self.sentences if key == source]
            if not here:
                return None
            texts += [self.sentences[source, number] for number in numbers or here]
        return _plain(" ".join(texts))

    def years(self, cites: list[str]) -> set[int]:
        """The years of days without a year in the cited sources."""
        sources = [self.record.of("source")[sentences_cited(cite)[0]].row for cite in cites]
        return {source.year for source in sources if source.year}


def _names(thing: Thing, record: Record) -> Iterator[str]:
    row = thing.row
    yield from (getattr(row, field) for field in ("name", "title", "words") if getattr(row, field, ""))
    for holder in (row, getattr(row, "gazetteer", None)):
        yield from (getattr(holder, "name", "") or "",)
        yield from (name for names in getattr(holder, "names", {}).values() for name in names)
    if thing.kind == "office":
        for kind, key in (("party", row.party), ("person", row.person)):
            if key:
                yield from _names(record.of(kind)[key], record)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_][\w'’-]*", text)


def _faults(thing: Thing, known: _Known) -> Iterator[Untrue]:
    yield from _row_faults(thing.row, known, name=f"{thing.file}: {thing.kind} {thing.key}", cites=thing.row.cites)


def _row_faults(row: BaseModel, known: _Known, *, name: str, cites: list[str]) -> Iterator[Untrue]:
    derived: Mapping[str, str] = getattr(row, "derived", {})
    for field, value in row:
        for each in value if isinstance(value, list) else [value]:
            if field in derived or field in OURS or not each:
                continue
            if isinstance(each, BaseModel):
                inner = getattr(each, "cites", cites)
                yield from _row_faults(each, known, name=f"{name}: {field}", cites=inner)
            elif not _stands(field, each, known=known, cites=cites):
                yield Untrue(name, field, each)


def _stands(field: str, value: Any, *, known: _Known, cites: list[str]) -> bool:
    text = known.text(cites)
    if text is None:
        return bool(cites)  # another source is named, and it is not at hand
    if field in POINTS_TO:
        return _is_named(field, value, known=known, text=text)
    if field in OWN_WORDS:
        return _own_words_stand(value, known=known, text=text)
    return _literally_stands(field, value, text=text, years=known.years(cites))


def _literally_stands(field: str, value: Any, *, text: str, years: set[int]) -> bool:
    if field == "names":
        return all(_plain(name) in text for names in value.values() for name in names)
    if field in VERBATIM:
        return _plain(value) in text
    if field in NUMBERS:
        return value in numbers_in(text)
    if field in DATES:
        return _day_stands(value, text=text, years=years)
    raise AssertionError(f"no rule says how to check the field {field!r}")


def _is_named(field: str, key: str, *, known: _Known, text: str) -> bool:
    kind = POINTS_TO[field]
    if kind == "occasion" and any(known.text([cite]) in text for cite in known.record.of(kind)[key].row.cites):
        return True
    if kind in ("quotation", "need", "consignment", "partnership", "gesture"):
        return True  # our own bracket between two things, each of which cites its own sentences
    return any(_plain(name) in text for name in known.names.get((kind, key), ()) if name)


def _day_stands(day: date, *, text: str, years: set[int]) -> bool:
    return (day.month, day.day) in days_in(text) and (day.year in years or day.year in numbers_in(text))


def _own_words_stand(note: str, *, known: _Known, text: str) -> bool:
    """In our own words: quotations are literal, numbers and names stand in the text or are names we know."""
    quoted = re.findall(r'"([^"]+)"', _plain(note))
    unquoted = _LETTERED.sub("", re.sub(r'"[^"]+"', "", _plain(note)))
    names = [word for sentence in re.split(r"(?<=[.;:])\s+", unquoted) for word in _words(sentence)[1:]]
    named = all(word in text or word in known.all_names for word in names if word[0].isupper() and len(word) > 1)
    counted = all(number in numbers_in(text) for number in _numbers_of_days_and_counts(unquoted))
    return named and counted and all(words in text for words in quoted)


def _numbers_of_days_and_counts(note: str) -> set[int]:
    """Digits only: a number word in our own words ("one piece") counts nothing."""
    return {int(digits.replace(",", "")) for digits, _million in _DIGITS.findall(note) if "." not in digits}
