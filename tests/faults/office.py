"""Make a node an office with full shelves and a token for a client: `python -m tests.faults.office`, inside the node.

Prints JSON: the token, and how many base units of each thing stand in the store.
"""

import json
import os
import sys

STOCK = 10**9
THINGS = ("masks", "gloves", "suits", "goggles")


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "firewood.project.settings"
    import django

    django.setup()
    from firewood.accounts.actions import make_token
    from firewood.accounts.actor import program
    from firewood.accounts.states import Duty
    from firewood.journal.clock import now
    from firewood.registry.actions.parties import PartyDraft, enter_party
    from firewood.registry.models import Party
    from firewood.registry.states import PartyKind
    from tests.aid.world import stocked, world

    here = world()
    for party in Party.objects.select_related("parent"):  # once more by the door of the registry: now search finds them
        told = PartyDraft(
            key=party.key, kind=PartyKind(party.kind), name=party.name, parent=party.parent, is_node=party.is_node
        )
        enter_party(told, actor=program(), at=now())
    for thing in THINGS:
        stocked(here, getattr(here, thing), STOCK)
    duties = [Duty.FOCAL_POINT, Duty.STORE, Duty.REGISTRAR]
    issued = make_token("client", duties=duties, days=2, actor=program(), at=now())
    json.dump({"token": issued.secret, "stock": STOCK}, sys.stdout)


if __name__ == "__main__":
    main()
