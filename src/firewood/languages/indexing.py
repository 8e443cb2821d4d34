"""How things of any room are put into the search: in every language shown, words once, and all of a kind again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import override

from firewood.languages.choice import SHOWN

AT_ONCE = 1000
Thing = TypeVar("Thing")


def in_languages(things: Sequence[Thing]) -> Iterator[tuple[Thing, str]]:
    """Each thing with each language of the interface, which is set meanwhile."""
    for language in SHOWN:
        with override(language):
            for thing in things:
                yield thing, language


def said_once(*parts: str) -> str:
    """All words once, what is said first standing first."""
    kept: list[str] = []
    for part in parts:
        if part.strip() and not any(part in before for before in kept):
            kept.append(part)
    return " · ".join(kept)


def index_again(indexers: Mapping[str, Callable[[Iterable[UUID]], None]], kinds: Mapping[str, type[Model]]) -> None:
    """Put everything of these kinds into the search again, a thousand things at a time."""
    for kind, model in kinds.items():
        ids = list(model._default_manager.values_list("pk", flat=True))  # noqa: SLF001
        for start in range(0, len(ids), AT_ONCE):
            indexers[kind](ids[start : start + AT_ONCE])
