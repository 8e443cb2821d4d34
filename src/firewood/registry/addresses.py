"""Where the pages of the registry are."""

from firewood.registry.models import Occasion, Partnership, Party, Person, Quotation


def of_party(party: Party) -> str:
    """The page of a place or body, with everything that passed between it and us."""
    return f"/partners/{party.key}/"


def of_partnership(partnership: Partnership) -> str:
    """A partnership stands on the page of the other side."""
    return f"{of_party(partnership.theirs)}#partnership"


def of_person(person: Person) -> str:
    """The page of a person."""
    return f"/persons/{person.key}/"


def of_quotation(quotation: Quotation) -> str:
    """Words stand on the page of all quotations, under their key."""
    return f"/words/#{quotation.key}"


def of_occasion(occasion: Occasion) -> str:
    """An occasion is a search of its own: everything that happened on it."""
    return f"/occasions/{occasion.key}/"
