"""The facts of the acceptance list: found by their words, cited, and standing on the page to which that leads."""

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

from firewood.accounts.states import Duty
from firewood.archive.models import Source
from firewood.archive.queries import citations_of
from firewood.desk.finding import find_everything
from firewood.desk.record.books import Books
from tests.aid.pages import officer

RECORD = Path(__file__).resolve().parents[2] / "records" / "2020"
KINDS = {"stated_figure": "figure"}

Fact = tuple[int, str, str, str, str]
"""Number in the acceptance list; words typed; kind and key of what is found; a sentence that it cites."""


def cites(subject: str) -> set[str]:
    found = citations_of([subject])[subject]
    return {f"{each.source.key}{each.sentence.number if each.sentence else ''}" for each in found}


def not_found_or_not_cited(facts: Sequence[Fact]) -> list[str]:
    """What is not found by its words, or does not cite its sentence."""
    books, missing = Books(), []
    for fact, words, kind, key, cite in facts:
        found = find_everything(words, limit=100)
        if found.guessed or (kind, key) not in {(each.kind, each.key) for each in found}:
            missing.append(f"{fact}: {words!r} finds no {kind} {key}")
        thing = books.get(KINDS.get(kind, kind), key)
        statements = [thing.subject]
        if kind == "partnership":
            statements += [each.subject for each in thing.statements.all()]
        if cite not in {cited for subject in statements for cited in cites(subject)}:
            missing.append(f"{fact}: {kind} {key} does not cite {cite}")
    return missing


def not_on_their_pages(facts: Sequence[Fact]) -> list[str]:
    """What does not stand, with its sentence, on the page to which the search leads."""
    client, read, missing = officer(Duty.FOCAL_POINT), dict[str, str](), []
    for fact, words, kind, key, cite in facts:
        address = {(each.kind, each.key): each.url for each in find_everything(words, limit=100)}[kind, key]
        path = address.partition("#")[0]
        if path not in read:
            answer = client.get(path)
            read[path] = (
                seen_in(answer.content.decode()) if answer.status_code == 200 else f"answer {answer.status_code}"
            )
        source, number = cite[0], cite[1:]
        sentence = Source.objects.get(key=source).sentences.get(number=number)
        if seen_in(sentence.text) not in read[path]:
            missing.append(f"{fact}: {kind} {key} at {address} without {cite}")
    return missing


def seen_in(html: str) -> str:
    """The words of a page as they are read: no tags, no line breaks."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
