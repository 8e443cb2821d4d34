"""The files of letters: what is kept with one, and who may open a file. A district opens the papers of its letters."""

from collections.abc import Iterable
from uuid import UUID

from firewood.accounts.actor import Actor
from firewood.archive.models import Attachment
from firewood.archive.queries import files_of, papers_of, things_of_file
from firewood.solidarity import rules
from firewood.solidarity.models import Gesture

LETTER = "solidarity.gesture:"


def files_shown(gesture: Gesture, actor: Actor) -> list[Attachment]:
    """The files on the page of a letter; a district, which has no inbox, also finds the scans out of which it came."""
    own = files_of(gesture.subject)
    if not actor.is_of_district:
        return own
    scans = [file for paper in papers_of(gesture.subject) for file in files_of(paper.subject)]
    return [file for file in (*own, *scans) if opens_file(actor, file)]


def opens_file(actor: Actor, file: Attachment) -> bool:
    """Whether a colleague opens a kept file: in the city each; in a district one that belongs to its letters alone.

    A paper that also became an offer, or a letter to others, tells of others and stays closed to a district.
    """
    if not actor.is_of_district:
        return not actor.is_guest
    things = things_of_file(file)
    return not file.awaiting and bool(things) and all(_sees(actor, letter) for letter in _letters(things))


def _letters(things: Iterable[str]) -> list[Gesture | None]:
    """The letters that these things are; None for what is no letter."""
    asked = [UUID(thing.removeprefix(LETTER)) if thing.startswith(LETTER) else None for thing in things]
    found = Gesture.objects.select_related("sender__parent", "addressee__parent").in_bulk([pk for pk in asked if pk])
    return [found.get(pk) if pk else None for pk in asked]


def _sees(actor: Actor, letter: Gesture | None) -> bool:
    return letter is not None and rules.sees_gesture(actor, letter)
