"""What an office can do with its registry."""

from firewood.registry.actions.agreements import AgreementDraft, change_agreement, enter_agreement
from firewood.registry.actions.decisions import (
    decide_since_year,
    decide_term,
    give_up_term,
    leave_since_year_undecided,
)
from firewood.registry.actions.parties import PartyDraft, change_party, enter_party
from firewood.registry.actions.partnerships import (
    PartnershipDraft,
    StatementDraft,
    change_partnership,
    enter_partnership,
    state_of_partnership,
    take_back_statement,
)
from firewood.registry.actions.persons import (
    OfficeDraft,
    PersonDraft,
    change_office,
    change_person,
    enter_office,
    enter_person,
)
from firewood.registry.actions.visits import VisitDraft, call_off_visit, change_visit, enter_visit, hold_visit
from firewood.registry.actions.words import (
    OccasionDraft,
    QuotationDraft,
    change_occasion,
    enter_occasion,
    enter_quotation,
)

__all__ = [
    "AgreementDraft",
    "OccasionDraft",
    "OfficeDraft",
    "PartnershipDraft",
    "PartyDraft",
    "PersonDraft",
    "QuotationDraft",
    "StatementDraft",
    "VisitDraft",
    "call_off_visit",
    "change_agreement",
    "change_occasion",
    "change_office",
    "change_partnership",
    "change_party",
    "change_person",
    "change_visit",
    "decide_since_year",
    "decide_term",
    "enter_agreement",
    "enter_occasion",
    "enter_office",
    "enter_partnership",
    "enter_party",
    "enter_person",
    "enter_quotation",
    "enter_visit",
    "give_up_term",
    "hold_visit",
    "leave_since_year_undecided",
    "state_of_partnership",
    "take_back_statement",
]
