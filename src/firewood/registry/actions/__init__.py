"""What an office can do with its registry."""

from firewood.registry.actions.parties import (
    OfficeDraft,
    PartyDraft,
    PersonDraft,
    enter_office,
    enter_party,
    enter_person,
)
from firewood.registry.actions.partnerships import (
    PartnershipDraft,
    StatementDraft,
    decide_term,
    enter_partnership,
)
from firewood.registry.actions.words import OccasionDraft, QuotationDraft, enter_occasion, enter_quotation

__all__ = [
    "OccasionDraft",
    "OfficeDraft",
    "PartnershipDraft",
    "PartyDraft",
    "PersonDraft",
    "QuotationDraft",
    "StatementDraft",
    "decide_term",
    "enter_occasion",
    "enter_office",
    "enter_partnership",
    "enter_party",
    "enter_person",
    "enter_quotation",
]
