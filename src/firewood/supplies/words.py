"""How the office speaks of goods: the name of an item, its units, a quantity with its unit."""

from collections.abc import Callable

from django.utils.translation import get_language, npgettext
from django.utils.translation import gettext as _

from firewood.languages.numbers import show_number
from firewood.languages.texts import shown_name
from firewood.supplies.items import BOX
from firewood.supplies.models import Item

UNITS: dict[str, Callable[[int], str]] = {
    "piece": lambda n: npgettext("unit", "piece", "pieces", n),
    "pair": lambda n: npgettext("unit", "pair", "pairs", n),
    "box": lambda n: npgettext("unit", "box", "boxes", n),
    "carton": lambda n: npgettext("unit", "carton", "cartons", n),
    "pack": lambda n: npgettext("unit", "pack", "packs", n),
    "bottle": lambda n: npgettext("unit", "bottle", "bottles", n),
    "canister": lambda n: npgettext("unit", "canister", "canisters", n),
    "bag": lambda n: npgettext("unit", "bag", "bags", n),
    "set": lambda n: npgettext("unit", "set", "sets", n),
    "kit": lambda n: npgettext("unit", "kit", "kits", n),
    "test": lambda n: npgettext("unit", "test", "tests", n),
    "pallet": lambda n: npgettext("unit", "pallet", "pallets", n),
    "millilitre": lambda n: npgettext("unit", "millilitre", "millilitres", n),
    "litre": lambda n: npgettext("unit", "litre", "litres", n),
    "gram": lambda n: npgettext("unit", "gram", "grams", n),
    "kilogram": lambda n: npgettext("unit", "kilogram", "kilograms", n),
    "sachet": lambda n: npgettext("unit", "sachet", "sachets", n),
}


def unit_words(unit: str, count: int) -> str:
    """A unit in the reader's language, in the number that fits the count."""
    return UNITS[unit](count) if unit in UNITS else unit


def in_units(quantity: int, item: Item) -> tuple[int, str]:
    """A quantity of base units as (number, unit): in the reporting unit where it divides, else in the base unit."""
    number, rest = divmod(quantity, item.reporting_factor)
    return (quantity, item.base_unit) if rest else (number, item.reporting_unit)


def measured(quantity: int, item: Item) -> str:
    """A quantity of base units with its unit in the reader's language: "4,000 pairs"."""
    number, unit = in_units(quantity, item)
    return f"{show_number(number)} {unit_words(unit, number)}"


def built_in_name(item: Item) -> str:
    """The name of an item that the office itself needs, in the reader's language; empty for all others."""
    return _("unknown contents") if item.key == BOX else ""


def name_of(item: Item) -> str:
    """The name of an item in the reader's language; its own where nobody gave it one."""
    return built_in_name(item) or shown_name(item.subject, item.name, language=get_language() or "en").text
