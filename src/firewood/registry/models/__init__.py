"""The tables of the registry: who there is, who is whose partner, and who said what."""

from firewood.registry.models.parties import Office, Party, Person
from firewood.registry.models.partnerships import Partnership, PartnershipStatement, PartnershipTerm
from firewood.registry.models.words import Occasion, Quotation

__all__ = [
    "Occasion",
    "Office",
    "Partnership",
    "PartnershipStatement",
    "PartnershipTerm",
    "Party",
    "Person",
    "Quotation",
]
