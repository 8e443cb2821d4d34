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


def our_office() -> Party:
    """The office whose node this is. Raises `Party.DoesNotExist` on a node that has not been told who it is."""
    return Party.objects.select_related("parent").get(is_node=True)


def our_city() -> Party:
    """The city for which the office acts: the nearest city above it, or the office itself."""
    party = our_office()
    while party.kind != PartyKind.CITY and party.parent is not None:
        party = party.parent
    return party


def our_side() -> frozenset[UUID]:
    """The identities of our city and of all districts, communities and bodies below it."""
    with connection.cursor() as cursor:
        cursor.execute(_OUR_SIDE, [our_city().pk])
        return frozenset(row[0] for row in cursor.fetchall())
