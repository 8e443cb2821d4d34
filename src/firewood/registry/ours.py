"""Which parties are on our side: the node's city and everything that belongs to it."""

from uuid import UUID

from django.db import connection

from firewood.registry.models import Party
from firewood.registry.states import PartyKind

_OUR_SIDE = """
WITH RECURSIVE side(id) AS (
    SELECT %s::uuid UNION SELECT p.id FROM registry_party p JOIN side s ON p.parent_id = s.id
) SELECT id FROM side
"""
_OUR_CITY = """
WITH RECURSIVE above(id, parent_id, kind, steps) AS (
    SELECT id, parent_id, kind, 0 FROM registry_party WHERE is_node
    UNION ALL SELECT p.id, p.parent_id, p.kind, a.steps + 1 FROM registry_party p JOIN above a ON p.id = a.parent_id
    WHERE a.kind <> 'city'
) SELECT id FROM above ORDER BY steps DESC LIMIT 1
"""


def our_office() -> Party:
    """The office whose node this is. Raises `Party.DoesNotExist` on a node that has not been told who it is."""
    return Party.objects.select_related("parent").get(is_node=True)


def our_city() -> Party:
    """The city for which the office acts: the nearest city above it, or the office itself."""
    party = our_office()
    while party.kind != PartyKind.CITY and party.parent is not None:
        party = party.parent
    return party


def our_city_id() -> UUID:
    """The identity of `our_city`, in one small question. Raises `Party.DoesNotExist` like it."""
    with connection.cursor() as cursor:
        cursor.execute(_OUR_CITY)
        found = cursor.fetchone()
    if found is None:
        raise Party.DoesNotExist
    return UUID(str(found[0]))


def our_side() -> frozenset[UUID]:
    """The identities of our city and of all districts, communities and bodies below it."""
    return side_of(our_city().pk)


def side_of(party: UUID) -> frozenset[UUID]:
    """The identities of a party and of everything below it."""
    with connection.cursor() as cursor:
        cursor.execute(_OUR_SIDE, [party])
        return frozenset(row[0] for row in cursor.fetchall())
