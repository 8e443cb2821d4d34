"""Items that the office itself needs: the box whose contents nobody knows yet."""

from uuid import UUID

from firewood.registry.wordings import write_names
from firewood.supplies.findable import index_items
from firewood.supplies.models import Item

BOX = "box"


def box_item() -> Item:
    """A box of unknown contents: it is counted as a box until it is opened."""
    item, made = Item.objects.get_or_create(
        key=BOX,
        defaults={
            "name": "Boxes",
            "base_unit": "box",
            "reporting_unit": "box",
            "note": "Contents unknown",
            "rank": 900,
        },
    )
    if made:
        write_names(item.subject, name=item.name, names={"de": ["Kartons"], "zh-hans": ["箱子"]})
        index_items([item.pk])
    return item


def item_by_id(identity: UUID) -> Item:
    """The item of an identity that is known to exist; its other columns are read when somebody asks for them."""
    return Item.from_db("default", ["id"], [identity])
