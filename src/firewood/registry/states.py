"""The kinds of parties, partnerships, statements and quotations, as words."""

from enum import StrEnum


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
    PartyKind.COMPANY: DonorKind.COMPANY,
    PartyKind.INTERNATIONAL_ORGANISATION: DonorKind.INTERNATIONAL_ORGANISATION,
}


class PartnershipKind(StrEnum):
    SISTER_CITY = "sister_city"
    SISTER_DISTRICT = "sister_district"
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


class QuotationState(StrEnum):
    QUOTATION = "quotation"
    INDIRECT_SPEECH = "indirect_speech"
    MOTTO = "motto"
    WORDS_ON_BOXES = "words_on_boxes"
    CLAIM = "claim"
