"""The items with the units in which each may be counted, named in a reader's language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from firewood.languages.choice import direction_of
from firewood.languages.numbers import show_number
from firewood.languages.search import fold
from firewood.languages.texts import Wording, best_text, texts_of
from firewood.supplies.models import Item, Packing
from firewood.supplies.words import built_in_name, unit_words


@dataclass(frozen=True)
class Unit:
    """A unit of an item and how many base units it holds; `code` is how a form names it."""

    name: str
    factor: int

    @property
    def code(self) -> str:
        return f"{self.name}:{self.factor}"

    def words(self, item: Item | None = None) -> str:
        """The unit in the reader's language, with what it holds where that is not plain: "boxes of 100"."""
        plain = unit_words(self.name, 2)
        known = item is not None and (self.name, self.factor) in {
            (item.base_unit, 1), (item.reporting_unit, item.reporting_factor)
        }  # fmt: skip
        return plain if self.factor == 1 or known else f"{plain} × {show_number(self.factor)}"


@dataclass(frozen=True)
class Known:
    """One item with its name for this reader, all its names, and its units."""

    item: Item
    name: Wording
    names: tuple[str, ...]
    units: tuple[Unit, ...]
    wordings: tuple[Wording, ...] = ()

    @property
    def other_names(self) -> list[Wording]:
        """Its names in other languages."""
        return [each for each in self.wordings if each.text != self.name.text]

    def unit(self, code: str) -> Unit | None:
        return next((unit for unit in self.units if unit.code == code), None)


class Catalogue:
    """All items for one page; a few queries, however many items."""

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def items(self) -> list[Known]:
        items = list(Item.objects.prefetch_related("packings"))
        texts = texts_of((item.subject for item in items), "name")
        return [self._known(item, texts[item.subject]) for item in items]

    @cached_property
    def by_key(self) -> dict[str, Known]:
        return {known.item.key: known for known in self.items}

    @cached_property
    def by_name(self) -> dict[str, Known]:
        """Items by their key and by every name in every language, folded."""
        return {fold(name): known for known in self.items for name in (known.item.key, *known.names)}

    @cached_property
    def unit_choices(self) -> list[tuple[str, str]]:
        """Every unit by its code; where two are called the same, with the items that are counted in it."""
        words: dict[str, str] = {}
        counted: dict[str, list[str]] = {}
        for known in self.items:
            for unit in known.units:
                words[unit.code] = unit.words(known.item)
                counted.setdefault(unit.code, []).append(str(known.name))
        alike = Counter(words.values())
        shown = {code: f"{said} ({_few(counted[code])})" if alike[said] > 1 else said for code, said in words.items()}
        return sorted(shown.items(), key=lambda each: each[1])

    def name(self, item: Item | UUID | None) -> Wording | None:
        """The name of an item for this reader."""
        pk = item.pk if isinstance(item, Item) else item
        return next((known.name for known in self.items if known.item.pk == pk), None)

    def _known(self, item: Item, texts: list) -> Known:  # type: ignore[type-arg]
        own = Wording(item.name, "en", "ltr", "original")
        names = (item.name, *(text.text for text in texts))
        wordings = [Wording(text.text, text.language, direction_of(text.language), text.state) for text in texts]
        units = tuple(units_of(item, item.packings.all()))
        built_in = built_in_name(item)
        if built_in:
            shown = Wording(built_in, self.language, direction_of(self.language), "original")
            return Known(item, shown, (*names, built_in), units, tuple(wordings))
        return Known(item, best_text(texts, self.language) or own, names, units, tuple(wordings))


def _few(names: list[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def units_of(item: Item, packings: Iterable[Packing]) -> list[Unit]:
    """The units of an item, each once: its base unit, its reporting unit, its packings."""
    units = [Unit(item.base_unit, 1), Unit(item.reporting_unit, item.reporting_factor)]
    units += [Unit(packing.unit, packing.contains) for packing in packings]
    return list(dict.fromkeys(units))
