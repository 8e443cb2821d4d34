"""What the search finds of supplies: kinds of goods under all their names and codes."""

from collections.abc import Iterable
from uuid import UUID

from firewood.languages import search
from firewood.languages.choice import SHOWN, base_of
from firewood.languages.models import Text
from firewood.languages.texts import best_text, texts_of
from firewood.supplies.models import Item


def index_items(ids: Iterable[UUID]) -> None:
    """Put kinds of goods into the search."""
    items = list(Item.objects.filter(pk__in=list(ids)).prefetch_related("codes"))
    names = texts_of((item.subject for item in items), "name")
    search.index(
        search.Entry(
            subject=item.subject,
            kind="item",
            key=item.key,
            title=str(best_text(_in(names.get(item.subject, []), language), language) or item.name),
            url=address_of(item),
            language=language,
            body=" ".join(filter(None, [item.note, *(str(code) for code in item.codes.all())])),
            aliases=[item.name, *(text.text for text in names.get(item.subject, []))],
        )
        for item in items
        for language in SHOWN
    )


def address_of(item: Item) -> str:
    """The page of a kind of goods, with its packings, codes and totals."""
    return f"/aid/items/{item.key}/"


def _in(texts: Iterable[Text], language: str) -> list[Text]:
    return [text for text in texts if base_of(text.language) == base_of(language)]
