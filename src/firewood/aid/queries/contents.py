"""What is in many consignments at once, in short: items with sums, boxes, and what nobody knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, Sum

from firewood.aid.models import Box, ConsignmentLine, DistributionLine, NeedLine, PledgeLine
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.states import Contents
from firewood.aid.words import amount
from firewood.languages.texts import Wording
from firewood.supplies.models import Item
from firewood.supplies.states import least_sure


@dataclass(frozen=True)
class Part:
    """One item of an act: its name, and how many in words; empty when nobody knows."""

    name: Wording | None
    words: str
    language: str
    how_many: str
    item: Item | None = None


@dataclass
class Contained:
    """What one act holds: its parts, its boxes, and how many of these have unknown contents."""

    parts: list[Part] = field(default_factory=list)
    boxes: int = 0
    unknown_boxes: int = 0
    open: bool = False

    @property
    def first(self) -> list[Part]:
        return self.parts[:3]

    @property
    def more(self) -> int:
        return max(0, len(self.parts) - 3)

    @property
    def nothing_known(self) -> bool:
        """Whether nobody knows a single item of it."""
        return not any(part.item for part in self.parts)

    @property
    def some_unknown(self) -> bool:
        """Whether it is unknown how many there are of some item."""
        return any(part.item and not part.how_many for part in self.parts)


LINES: dict[str, Any] = {
    "consignment": ConsignmentLine, "need": NeedLine, "pledge": PledgeLine, "distribution": DistributionLine
}  # fmt: skip


def contents_of(noun: str, acts: Sequence[Any], catalogue: Catalogue) -> dict[UUID, Contained]:
    """What each act of one kind ("consignment", "need", ...) holds, in two queries for all."""
    found: dict[UUID, Contained] = {act.pk: Contained(open=getattr(act, "contents_open", False)) for act in acts}
    for pk, part in _parts(noun, list(found), catalogue):
        found[pk].parts.append(part)
    if noun == "consignment":
        for pk, boxes, unknown in _boxes(list(found)):
            found[pk].boxes, found[pk].unknown_boxes = boxes, unknown
    return found


def _parts(noun: str, keys: list[UUID], catalogue: Catalogue) -> Iterable[tuple[UUID, Part]]:
    rows = (
        LINES[noun].objects.filter(**{f"{noun}__in": keys}).order_by()
        .values(noun, "item", "words", "language")
        .annotate(
            first=Min("ordinal"), total=Sum("quantity"), unknown=Count("pk", filter=Q(quantity=None)),
            rough=Count("pk", filter=Q(quality="approximate")), least=Count("pk", filter=Q(quality="at_least")),
        )
    )  # fmt: skip
    merged: dict[tuple[UUID, Any], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: row["first"]):
        key = (row[noun], row["item"] or row["words"])
        if key in merged:
            for name in ("total", "unknown", "rough", "least"):
                merged[key][name] = (merged[key][name] or 0) + (row[name] or 0)
        else:
            merged[key] = dict(row)
    items = {known.item.pk: known for known in catalogue.items}
    for (pk, _what), row in merged.items():
        yield pk, _part(row, items)


def _part(row: dict[str, Any], items: dict[UUID, Any]) -> Part:
    known = items.get(row["item"])
    told = "" if row["unknown"] or row["total"] is None else _amount(row, known)
    return Part(known.name if known else None, row["words"], row["language"], told, known.item if known else None)


def _amount(row: dict[str, Any], known: Any) -> str:
    return amount(row["total"], known.item if known else None, least_sure(row["rough"], row["least"]))


def _boxes(keys: list[UUID]) -> Iterable[tuple[UUID, int, int]]:
    unknown = Count("pk", filter=Q(contents=str(Contents.UNKNOWN)))
    rows = Box.objects.filter(consignment__in=keys, level="box").order_by().values("consignment")
    return rows.annotate(all=Count("pk"), unknown=unknown).values_list("consignment", "all", "unknown")
