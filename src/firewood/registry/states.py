"""The kinds of parties, partnerships, statements and quotations, as words; the life of a visit as a table."""

from enum import StrEnum

from firewood.journal.step import Step, step


class PartyKind(StrEnum):
    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    AIRPORT = "airport"
    GOVERNMENT_BODY = "government_body"
    PARTY_COMMITTEE = "party_committee"
    MINISTRY = "ministry"
    EMBASSY = "embassy"
    CONSULATE = "consulate"
    COMPANY = "company"
    HOSPITAL = "hospital"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    NEWSPAPER = "newspaper"
    OTHER = "other"


class DonorKind(StrEnum):
    """What sort of giver (or receiver) a party is in a total."""

    CITY = "city"
    DISTRICT = "district"
    NATIONAL_GOVERNMENT = "national government"
    LOCAL_GOVERNMENT = "local government"
    COMPANY = "company"
    INTERNATIONAL_ORGANISATION = "international organisation"
    OTHER = "other"


DONOR_KINDS: dict[PartyKind, DonorKind] = {
    PartyKind.COUNTRY: DonorKind.NATIONAL_GOVERNMENT,
    PartyKind.REGION: DonorKind.LOCAL_GOVERNMENT,
    PartyKind.CITY: DonorKind.CITY,
    PartyKind.DISTRICT: DonorKind.DISTRICT,
    PartyKind.SUBDISTRICT: DonorKind.LOCAL_GOVERNMENT,
    PartyKind.COMMUNITY: DonorKind.LOCAL_GOVERNMENT,
    PartyKind.GOVERNMENT_BODY: DonorKind.LOCAL_GOVERNMENT,
    PartyKind.MINISTRY: DonorKind.NATIONAL_GOVERNMENT,
    PartyKind.EMBASSY: DonorKind.NATIONAL_GOVERNMENT,
    PartyKind.CONSULATE: DonorKind.NATIONAL_GOVERNMENT,
    PartyKind.COMPANY: DonorKind.COMPANY,
    PartyKind.INTERNATIONAL_ORGANISATION: DonorKind.INTERNATIONAL_ORGANISATION,
}


class PartnershipKind(StrEnum):
    """How two are bound: by treaty without end, as friends for a time, by contact only, or for one project."""

    SISTER_CITY = "sister_city"
    SISTER_DISTRICT = "sister_district"
    FRIENDSHIP = "friendship"
    CONTACT = "contact"
    PROJECT_PARTNER = "project_partner"
    PARTNER = "partner"


class Aspect(StrEnum):
    """What a statement about a partnership tells."""

    NAMED = "named"
    SINCE_YEAR = "since_year"
    YEARS = "years"
    COOPERATION_FIELD = "cooperation_field"
    VISITS = "visits"
    COURSE = "course"
    STANDING = "standing"
    NEW_FRIEND = "new_friend"


ABOUT_YEARS = (Aspect.SINCE_YEAR, Aspect.YEARS)
"""What tells since when a partnership holds; of these one can be decided."""


class VisitWay(StrEnum):
    """Who went to whom."""

    TO_US = "to_us"
    TO_THEM = "to_them"
    ELSEWHERE = "elsewhere"


class VisitState(StrEnum):
    """A visit is planned and then held or called off."""

    PLANNED = "planned"
    HELD = "held"
    CALLED_OFF = "called_off"


VISIT_STEPS: dict[str, Step] = {
    "hold": step(VisitState.PLANNED, to=VisitState.HELD),
    "call off": step(VisitState.PLANNED, to=VisitState.CALLED_OFF),
}


class QuotationState(StrEnum):
    QUOTATION = "quotation"
    INDIRECT_SPEECH = "indirect_speech"
    MOTTO = "motto"
    WORDS_ON_BOXES = "words_on_boxes"
    CLAIM = "claim"
