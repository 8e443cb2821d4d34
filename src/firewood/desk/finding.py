"""Find anything by its words, in any script, among everything that happened up to this moment."""

from firewood.aid import followers as aid
from firewood.journal.standing import Status
from firewood.languages.search import Found, Result, find
from firewood.solidarity import followers as solidarity


def find_everything(
    words: str, *, status: str = Status.ACTUAL, language: str = "en", limit: int = 20, offset: int = 0
) -> Found:
    """One page of what was found; the index is brought up to date first, so that what was just done is found."""
    catch_up()
    return find(words, status=status, language=language, limit=limit, offset=offset)


def catch_up() -> None:
    """Put into the search whatever was done since it was last asked."""
    aid.catch_up()
    solidarity.catch_up()


def as_json(result: Result) -> dict[str, str]:
    """The fixed shape of one result in `firewood search --json` and the API."""
    shown = {"kind": result.kind, "key": result.key, "title": result.title, "snippet": result.snippet}
    return {**shown, "source": result.source, "url": result.url}
