"""The registry for other programs: places and bodies."""

from typing import Annotated, Any

from ninja import Query, Router

from firewood.accounts.api import ClientRequest
from firewood.journal.paging import MOST, page_of
from firewood.languages.texts import texts_of
from firewood.registry.models import Party
from firewood.registry.queries import party_by_key

router = Router(tags=["parties"])
Limit = Annotated[int, Query(ge=1, le=MOST)]


@router.get("/parties", summary="Places and bodies, by key")
def parties(request: ClientRequest, kind: str = "", after: str = "", limit: Limit = 50) -> dict[str, Any]:
    rows = Party.objects.select_related("parent", "country")
    return page_of(rows.filter(kind=kind) if kind else rows, after=after, limit=limit, show=shown, by="key")


@router.get("/parties/{key}", summary="One place or body with its names in all languages")
def party(request: ClientRequest, key: str) -> dict[str, Any]:
    found = party_by_key(key)
    names = texts_of([found.subject], "name")[found.subject]
    return {**shown(found), "names": [{"language": name.language, "name": name.text} for name in names]}


def shown(party: Party) -> dict[str, Any]:
    """A party as programs read it."""
    return {
        "key": party.key,
        "kind": party.kind,
        "name": party.name,
        "parent": party.parent.key if party.parent else None,
        "country": party.country.key if party.country else None,
        "subject": party.subject,
    }
