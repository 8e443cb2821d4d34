"""Where the pages of the registry are."""

from firewood.registry.models import Office, Partnership, Party


def of_party(party: Party) -> str:
    """The page of a place or body, with everything that passed between it and us."""
    return f"/partners/{party.key}/"


def of_partnership(partnership: Partnership) -> str:
    """A partnership stands on the page of the other side."""
    return f"{of_party(partnership.theirs)}#partnership"


def of_office(office: Office) -> str:
    """A person stands on the page of the party in which the office is held."""
    return f"{of_party(office.party)}#{office.key}"
