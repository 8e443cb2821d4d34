"""Keys of new things, as they stand in addresses: made of the English name, never given twice."""

from itertools import count

from django.db.models import Model
from django.utils.text import slugify

from firewood.journal.identity import new_id

RESERVED = frozenset({"new", "card"})
"""Words that stand in addresses where a key could stand."""


def free_key(model: type[Model], *names: str) -> str:
    """A key that no row of a table has yet: "seoul", then "seoul-2"; of letters that no address can hold, a number."""
    wanted = "-".join(part for part in (slugify(name)[:60].strip("-") for name in names) if part)[:70].strip("-")
    wanted = wanted or f"n{new_id().hex[-10:]}"
    for number in count(1):
        key = wanted if number == 1 else f"{wanted}-{number}"
        if key not in RESERVED and not model._default_manager.filter(key=key).exists():  # noqa: SLF001
            return key
    raise AssertionError("numbers do not end")
