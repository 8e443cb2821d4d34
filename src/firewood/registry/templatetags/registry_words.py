"""In templates of the registry: ways of visits, days of rows, names of parties."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import template

from firewood.languages.dates import StatedDay
from firewood.languages.texts import Wording
from firewood.registry.models import Party
from firewood.registry.words import VISIT_WAYS, visit_state

register = template.Library()


@register.filter
def visit_way(code: str) -> str:
    """Who went to whom, in words."""
    return str(VISIT_WAYS.get(code, code))


@register.filter
def visit_state_of(code: str) -> str:
    """The state of a visit in words."""
    return visit_state(code)


@register.filter
def stated_of(thing: Any, name: str) -> StatedDay:
    """A day of a row as it was stated: `{{ visit|stated_of:"day" }}`."""
    words, earliest, latest = (getattr(thing, f"{name}_{part}") for part in ("words", "earliest", "latest"))
    return StatedDay(words, earliest, latest)


@register.filter
def of_party(names: Mapping[UUID, Wording], party: Party) -> Wording | str:
    """The name of a party among names that were asked for."""
    return names.get(party.pk) or party.name
