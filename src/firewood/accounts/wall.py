"""The second wall between guests: while a guest's page is read, the database itself shows one thread only."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from firewood.accounts.actor import Actor

GUEST_ROLE = "firewood_guest"


@contextmanager
def behind_the_wall(guest: Actor) -> Iterator[None]:
    """Read as the guest role, for the thread and the party of this guest. Nothing can be written here."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('firewood.thread', %s, true), set_config('firewood.party', %s, true)",
            [guest.thread, str(guest.party_id or "")],
        )
        cursor.execute(f"SET LOCAL ROLE {GUEST_ROLE}")
        yield
        # After an error the transaction (or its savepoint) is rolled back, and the role with it.
        cursor.execute("RESET ROLE")
