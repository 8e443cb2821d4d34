"""Finding things by their words, in any script, any order of words, with or without accents."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

from django.db import connection, transaction

from firewood.languages.choice import tidy_tag
from firewood.languages.models import SearchEntry, SearchWord
from firewood.languages.states import EntryStatus

AROUND: Final = 70  # characters of the text shown on each side of the first word found
NAMED: Final = ["party", "person", "item"]  # who asks for a name means the bearer first, then what they did
FEW: Final = 64  # kept words that hold a word asked for; things are found by their numbers when there are no more
GUESSED: Final = 60  # candidates looked at for a guess; a guess of more would be none
LOOKED_AT: Final = 1000  # kept words compared for each word that may be misspelt
SPELLINGS: Final = 20  # of these, so many that are most alike
LIKENESS: Final = 0.45  # how alike two spellings must be for a guess (pg_trgm word similarity, 0 to 1)

# Letters that Unicode does not take apart, and the two Arabic letters that Persian writes otherwise.
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ي": "ی", "ى": "ی", "ك": "ک"}
)
_SILENT: Final = {"\u200b", "\u200c", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u0640"}
_KEEPS_MARKS: Final = ("HIRAGANA", "KATAKANA", "DEVANAGARI", "BENGALI", "THAI", "TAMIL")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[,'’٬](?=\d{3}(?!\d))")
_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_BREAKS: Final = re.compile(r"[\s,;:!?.\"“”„‘’'()\[\]{}<>/|，。、；：！？（）《》「」『』·…–—]+")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What can be found: one thing in one language. `aliases` are its other names, in any language."""

    subject: str
    kind: str
    key: str
    title: str
    url: str
    language: str = "en"
    body: str = ""
    source: str = ""
    status: str = EntryStatus.ACTUAL
    happened_on: date | None = None
    aliases: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Result:
    """One thing found. `pieces` is the snippet cut up as (text, is it a word that was asked for)."""

    kind: str
    key: str
    title: str
    pieces: tuple[tuple[str, bool], ...]
    source: str
    url: str
    language: str
    status: str
    happened_on: date | None

    @property
    def snippet(self) -> str:
        """The sentence around the words, plain."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True)
class Found:
    """One page of results, how many there are in all, and whether the spelling was guessed."""

    results: tuple[Result, ...]
    total: int
    guessed: bool = False

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)


def fold(text: str) -> str:
    """Text without case, accents, width, hidden characters or digit grouping; Hangul and kana stay whole."""
    widened = unicodedata.normalize("NFKC", text)
    folded = "".join(_fold_character(character) for character in widened)
    return _BETWEEN_DIGITS.sub("", unicodedata.normalize("NFC", folded))


def index(entries: Iterable[Entry]) -> int:
    """Put things into the index, replacing all that stood there for each subject; gives the number of rows."""
    grouped: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        grouped[entry.subject][tidy_tag(entry.language)] = entry
    rows = [row for group in grouped.values() for row in _rows(group)]
    words = {number_of(word): word for row in rows for word in row.folded.split()}
    kept = [
        SearchWord(id=number, word=words[number]) for number in sorted(words)
    ]  # in one order: nobody waits in a ring
    with transaction.atomic():
        forget(grouped)
        SearchWord.objects.bulk_create(kept, batch_size=5000, ignore_conflicts=True)
        SearchEntry.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


def forget(subjects: Iterable[str]) -> None:
    """Take things out of the index."""
    SearchEntry.objects.filter(subject__in=list(subjects)).delete()


def forget_words() -> int:
    """Take words out of the index that nothing bears any more; gives how many. Whoever indexes waits meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE languages_searchword IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(
            "DELETE FROM languages_searchword WHERE id NOT IN (SELECT unnest(words) FROM languages_searchentry)"
        )
        return int(cursor.rowcount)


def number_of(word: str) -> int:
    """The number of a word, made of the word itself, so that nobody needs to look it up."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest()) >> 1


def find(words: str, *, status: str = EntryStatus.ACTUAL, language: str = "en", limit: int = 20,
         offset: int = 0) -> Found:  # fmt: skip
    """Things in which every word stands, title matches first; a guess when there are none.

    Among title matches the bearers of a name come before acts, then the newest comes first.

    A thing known in several languages is found once, shown in `language` where it can be.
    """
    asked = [word for word in _BREAKS.split(fold(words)) if word]
    if not asked:
        return Found((), 0)
    page = {"named": NAMED, "status": status, "language": tidy_tag(language), "limit": limit, "offset": offset}
    found = _matching(asked, page)
    return found if found.total else _alike(asked, page)


@lru_cache(maxsize=20_000)
def _fold_once(character: str) -> str:
    return fold(character)


def _fold_character(character: str) -> str:
    if character in _SILENT:
        return ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    small = character.casefold().translate(_LETTERS)
    if small.isascii() or unicodedata.name(small[0], "").startswith(_KEEPS_MARKS):
        return small
    apart = unicodedata.normalize("NFD", small)
    return "".join(part for part in apart if unicodedata.category(part) != "Mn")


def _rows(group: dict[str, Entry]) -> Iterator[SearchEntry]:
    titles = [entry.title for entry in group.values()]
    for language, entry in group.items():
        others = [title for title in titles if title != entry.title]
        folded = _folded(entry, others)
        yield SearchEntry(
            subject=entry.subject, language=language, kind=entry.kind, key=entry.key, title=entry.title,
            body=entry.body, source=entry.source, url=entry.url, status=EntryStatus(entry.status).value,
            happened_on=entry.happened_on, folded=folded, words=sorted({number_of(word) for word in folded.split()}),
        )  # fmt: skip


def _folded(entry: Entry, others: Sequence[str]) -> str:
    """The title's words on the first line, all other words below; German letters in both spellings."""
    first = " ".join([entry.title, *others, *entry.aliases])
    return f"{_findable(first)}\n{_findable(entry.body)}{fold(entry.key)} "


def _findable(text: str) -> str:
    """Words between spaces: folded, German ones in both spellings, and every two neighbours of Han, kana, Hangul."""
    folded = " ".join(word for word in _BREAKS.split(_both_spellings(text)) if word)
    pairs = dict.fromkeys(run[at : at + 2] for run in _WIDE.findall(folded) for at in range(len(run)))
    return f" {folded} {' '.join(pairs)} "


def _both_spellings(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).lower()
    german = {word.translate(_GERMAN) for word in composed.split() if any(letter in word for letter in "äöü")}
    return " ".join([fold(text).replace("\n", " "), *sorted(fold(word) for word in german)])


def _within(word: str) -> str:
    """What LIKE looks for in a kept word: two or fewer Latin letters only begin it, two of Han, kana, Hangul are it."""
    literal = word.translate(_LITERAL)
    if len(word) > 2 or (_WIDE.search(word) and not _WIDE.fullmatch(word)):
        return f"%{literal}%"
    return literal if len(word) == 2 and _WIDE.fullmatch(word) else f"{literal}%"


def _pattern(word: str) -> str:
    """What LIKE looks for among words between spaces, so that the trigram index can help."""
    within = _within(word)
    if within.startswith("%"):
        return within
    return f"% {within}" if within.endswith("%") else f"% {within} %"


_LITERAL: Final = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})

_COLUMNS: Final = "kind, key, title, body, source, url, language, status, happened_on"
_FIND: Final = f"""
WITH matching AS (
    SELECT DISTINCT ON (subject) id, subject, happened_on, {{in_title}} AS in_title, kind = ANY(%(named)s) AS named
      FROM languages_searchentry
     WHERE status = %(status)s AND {{in_folded}}
     ORDER BY subject, language = %(language)s DESC, language = 'en' DESC, language
), page AS (
    SELECT id, in_title, named, count(*) OVER () AS total FROM matching
     ORDER BY in_title DESC, in_title AND named DESC, happened_on DESC NULLS LAST, subject
     LIMIT %(limit)s OFFSET %(offset)s
)
SELECT {_COLUMNS}, total FROM page JOIN languages_searchentry USING (id)
 ORDER BY in_title DESC, in_title AND named DESC, happened_on DESC NULLS LAST, subject
"""  # noqa: S608  no value stands in the text
_HOLDING: Final = "(SELECT %s::int, id FROM languages_searchword WHERE word LIKE %s LIMIT %s)"
_SPELLINGS: Final = f"""
(SELECT %s::int, id FROM (SELECT id, word FROM languages_searchword WHERE %s <%% word LIMIT {LOOKED_AT}) AS alike
  ORDER BY word_similarity(%s, word) DESC, word LIMIT {SPELLINGS})
"""  # noqa: S608  no value stands in the text
_ALIKE: Final = f"""
WITH matching AS (
    SELECT DISTINCT ON (subject) id, {{likeness}} AS likeness
      FROM (SELECT * FROM languages_searchentry WHERE status = %(status)s AND {{alike}} LIMIT {GUESSED}) AS alike
     ORDER BY subject, likeness DESC, language = %(language)s DESC
)
SELECT {_COLUMNS}, count(*) OVER () FROM matching JOIN languages_searchentry USING (id)
 ORDER BY likeness DESC, happened_on DESC NULLS LAST, subject LIMIT %(limit)s OFFSET %(offset)s
"""  # noqa: S608  no value stands in the text


def _matching(asked: Sequence[str], page: dict[str, Any]) -> Found:
    """Things in which every word stands; by the numbers of the words that hold it, where these are few."""
    holding = _numbered(_HOLDING, [[_within(word), FEW + 1] for word in asked])
    if not all(holding):
        return Found((), 0)
    words = {f"word{place}": _pattern(word) for place, word in enumerate(asked)}
    in_title = " AND ".join(f"split_part(folded, E'\\n', 1) LIKE %({name})s" for name in words)
    bearing = [
        _bearing(f"word{place}", word, numbers)
        for place, (word, numbers) in enumerate(zip(asked, holding, strict=True))
    ]
    statement = _FIND.format(in_title=in_title, in_folded=" AND ".join(bearing))
    return _asked_of_database(statement, {**page, **words}, asked)


def _bearing(name: str, word: str, numbers: Sequence[int]) -> str:
    """The condition that a thing bears a word. Numbers are ours and need no quoting."""
    if len(numbers) <= FEW:
        return f"words && {_array(numbers)}"
    pairs = [run[at : at + 2] for run in _WIDE.findall(word) for at in range(len(run) - 1)]
    read = f"folded LIKE %({name})s"
    return f"words @> {_array(map(number_of, pairs))} AND {read}" if pairs else read


def _array(numbers: Iterable[int]) -> str:
    return f"ARRAY[{','.join(map(str, numbers))}]::bigint[]"


def _numbered(one: str, asked: Sequence[Sequence[Any]]) -> list[list[int]]:
    """For each question, the numbers of the kept words that answer it; all in one statement."""
    found: list[list[int]] = [[] for _ in asked]
    with connection.cursor() as cursor:
        values = [value for place, one_asked in enumerate(asked) for value in (place, *one_asked)]
        cursor.execute(" UNION ALL ".join(one for _ in asked), values)
        for place, number in cursor.fetchall():
            found[place].append(number)
    return found


def _alike(asked: Sequence[str], page: dict[str, Any]) -> Found:
    """Every word must be nearly there; words too short to be misspelt, and numbers, must be there."""
    words = {f"word{place}": word for place, word in enumerate(asked)}
    long = [name for name, word in words.items() if len(word) > 2 and not word.isdecimal()]
    if not long:
        return Found((), 0)
    # The index is asked even where a few rows read in order seem cheaper: comparing spellings row by row is slow.
    with (
        transaction.atomic(),
        _set_for_now(**{"pg_trgm.word_similarity_threshold": str(LIKENESS), "enable_seqscan": "off"}),
    ):
        spellings = dict(zip(long, _numbered(_SPELLINGS, [[words[name]] * 2 for name in long]), strict=True))
    if not all(spellings.values()):
        return Found((), 0)
    alike = " AND ".join(
        f"words && {_array(spellings[name])}" if name in spellings else f"strpos(folded, %({name})s) > 0"
        for name in words
    )
    likeness = " + ".join(f"word_similarity(%({name})s, folded)" for name in words)
    found = _asked_of_database(_ALIKE.format(likeness=likeness, alike=alike), {**page, **words}, asked)
    return Found(found.results, found.total, guessed=True)


@contextmanager
def _set_for_now(**settings: str) -> Iterator[None]:
    """Settings of the database for a few statements inside a transaction; afterwards as before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word_similarity('', '')")  # the extension's own settings exist once it was used
        before = {}
        for name, value in settings.items():
            cursor.execute("SELECT current_setting(%s), set_config(%s, %s, true)", [name, name, value])
            before[name] = cursor.fetchone()[0]
        yield
        for name, value in before.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def _asked_of_database(statement: str, values: dict[str, Any], asked: Sequence[str]) -> Found:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
        if rows or not values["offset"]:
            return _page_of(rows, asked)
        cursor.execute(statement, {**values, "offset": 0, "limit": 1})  # beyond the last page: how many are there?
        return Found((), _page_of(cursor.fetchall(), asked).total)


def _page_of(rows: Sequence[tuple[Any, ...]], asked: Sequence[str]) -> Found:
    results = [
        Result(kind=kind, key=key, title=title, pieces=snippet(body or title, asked), source=source, url=url,
               language=language, status=status, happened_on=happened_on)
        for kind, key, title, body, source, url, language, status, happened_on, _ in rows
    ]  # fmt: skip
    return Found(tuple(results), rows[0][-1] if rows else 0)


def snippet(text: str, asked: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """The part of a text around the first word asked for, cut into (piece, is it such a word)."""
    spans = _spans(text, asked)
    start = max(0, spans[0][0] - AROUND) if spans else 0
    end = min(len(text), max(start + 2 * AROUND, spans[0][1] + AROUND if spans else 0))
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    at = start
    for first, last in spans:
        if first >= at and last <= end:
            pieces += [(text[at:first], False), (text[first:last], True)]
            at = last
    pieces += [(text[at:end], False), ("…" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def _spans(text: str, asked: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in the unfolded text, in order, without overlaps."""
    parts = [_fold_once(character) for character in text]
    folded = "".join(parts)
    origin = [position for position, part in enumerate(parts) for _ in part]
    spans = sorted(
        (origin[hit.start()], origin[hit.end() - 1] + 1)
        for word in asked
        for hit in re.finditer(re.escape(word), folded)
    )
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
