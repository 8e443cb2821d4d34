"""The duties an office gives its people."""

from enum import StrEnum


class Duty(StrEnum):
    """What a person is charged with; a person may have several."""

    FOCAL_POINT = "focal_point"
    STORE = "store"
    REGISTRAR = "registrar"
    READER = "reader"
    CUSTODIAN = "custodian"


class Assurance(StrEnum):
    """How sure we are who stated it, from strongest to weakest."""

    OFFICE = "office"
    SIGNED = "signed"
    DKIM = "dkim"
    GUEST_LINK = "guest_link"
    CLERK = "clerk"


class Proof(StrEnum):
    """What became of a code or a passkey that somebody gave."""

    RIGHT = "right"
    WRONG = "wrong"
    USED = "used"
    TOO_OFTEN = "too_often"
