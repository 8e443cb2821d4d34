"""Where the pages of the registry are."""

from firewood.registry.models import Agreement, Occasion, Office, Partnership, Party, Person, Visit


def of_party(party: Party) -> str:
    """The page of a place or body, with everything that passed between it and us."""
    return f"/partners/{party.key}/"


def of_partnership(partnership: Partnership) -> str:
    """A partnership stands on the page of the other side."""
    return f"{of_party(partnership.theirs)}#partnership"


def of_office(office: Office) -> str:
    """A person stands on the page of the party in which the office is held."""
    return f"{of_party(office.party)}#{office.key}"


def of_person(person: Person) -> str:
    """The page of a person, with the offices held and the words said."""
    return f"/persons/{person.key}/"


def of_visit(visit: Visit) -> str:
    """The page of a visit."""
    return f"/visits/{visit.number}/"


def of_agreement(agreement: Agreement) -> str:
    """An agreement stands on the page of the other side."""
    return f"{of_party(agreement.partnership.theirs)}#agreements"


def of_occasion(occasion: Occasion) -> str:
    """The page of an occasion, with everything that happened on it."""
    return f"/occasions/{occasion.key}/"
