"""Read a question typed into the search: "how many masks?", "wie viele Masken", "what did Seoul give us?"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from firewood.aid.states import Direction
from firewood.analysis.reading.mentions import finder_of
from firewood.languages.search import fold

LETTERS: Final = "letters"

_HOW_MANY: Final = re.compile(
    r"\bhow (?:many|much)\b|\bnumber of\b|\bwie ?viele?\b|\banzahl(?: der)?\b|有?多少|几[个封箱件只双副台]|数量"
)
_WHAT: Final = re.compile(
    r"^what (?:did|has|have)\b.*\b(?:give|given|send|sent|donate|donated)\b|^was (?:hat|haben|gab|gaben)\b"
    r"|(?:送|捐|给)了?(?:我们|我市)?(?:什么|哪些)|(?:什么|哪些).*(?:送|捐|给)"
)
_FROM_US: Final = re.compile(
    r"\b(?:did|have|has) we (?:give|given|send|sent|donate|donated)\b|\bwe (?:gave|sent|donated)\b"
    r"|\b(?:haben|gaben) wir\b|\bwir (?:haben|gaben)\b|\bto (?:them|others|partners)\b"
    r"|捐出|送出|我们捐|我们送|我市捐|我市送"
)
_LETTERS: Final = re.compile(r"\bletters?\b|\bbriefe?\b|\bschreiben\b|来信|信件|信函|封信|\b信\b|信$")


@dataclass(frozen=True)
class Question:
    """What is asked: of an item, of letters, or of all that passed; `party` narrows it to one side."""

    what: str
    direction: Direction
    party: str = ""


ALL: Final = "all"


def looks_like_question(typed: str) -> bool:
    """Whether the words ask for a number or for what somebody gave; cheap, before any name is looked up."""
    asked = _plain(typed)
    return bool(_HOW_MANY.search(asked) or _WHAT.search(asked))


def read_question(typed: str, *, items: Mapping[str, str], parties: Mapping[str, str]) -> Question | None:
    """What the typed words ask; None when they ask nothing that we answer.

    `items` and `parties` give keys by folded names in all languages. The bare name of an item asks for its number.
    """
    asked = _plain(typed)
    direction = Direction.GIVEN if _FROM_US.search(asked) else Direction.RECEIVED
    how_many = _HOW_MANY.search(asked) is not None
    if asked in items:
        return Question(items[asked], direction)
    party = _named(asked, parties)
    if how_many and (item := _named(asked, items)):
        return Question(item, direction, party)
    if how_many and _LETTERS.search(asked):
        return Question(LETTERS, Direction.RECEIVED)
    return Question(ALL, direction, party) if party and _WHAT.search(asked) else None


def _plain(typed: str) -> str:
    return " ".join(re.sub(r"[?？!.。]+", " ", fold(typed)).split())


def _named(asked: str, names: Mapping[str, str]) -> str:
    """The key of the longest name that stands in the words; a singular is understood, too."""
    found = finder_of(tuple(names.items()), shortest=2).find_in(asked)
    return max(found, key=lambda each: each.end - each.start).key if found else ""
