"""The tables of the registry: who there is, who is whose partner, who visited whom, and who said what."""

from firewood.registry.models.parties import Office, Party, Person
from firewood.registry.models.partnerships import Agreement, Partnership, PartnershipStatement, PartnershipTerm
from firewood.registry.models.visits import Visit, Visitor
from firewood.registry.models.words import Occasion, Quotation

__all__ = [
    "Agreement",
    "Occasion",
    "Office",
    "Partnership",
    "PartnershipStatement",
    "PartnershipTerm",
    "Party",
    "Person",
    "Quotation",
    "Visit",
    "Visitor",
]
