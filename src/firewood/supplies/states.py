"""What a place of goods is used for, how sure a number is, and what an entry of the ledger records."""

from enum import StrEnum


class Usage(StrEnum):
    """What a place is in the ledger. Only the first four and what follows from them can never be negative."""

    STORE = "store"
    QUARANTINE = "quarantine"
    REJECTED = "rejected"
    TRANSIT = "transit"
    PARTNER = "partner"
    PARTNER_REJECTED = "partner_rejected"
    FRONT_LINE = "front_line"
    LOSS = "loss"
    DISPOSED = "disposed"
    DONOR = "donor"
    SUPPLIER = "supplier"
    ADJUSTMENT = "adjustment"
    OPENING = "opening"


SOURCES = frozenset({Usage.DONOR, Usage.SUPPLIER, Usage.ADJUSTMENT, Usage.OPENING})
"""Where goods come from in our books: these places may stand below zero, all others never."""


class Quality(StrEnum):
    """How sure a number is. A sum is as sure as its least sure part."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    AT_LEAST = "at_least"
    UNKNOWN = "unknown"


def least_sure(approximate: int, at_least: int) -> Quality:
    """The quality of a sum that has so many approximate parts and so many "at least" parts."""
    if approximate:
        return Quality.APPROXIMATE
    return Quality.AT_LEAST if at_least else Quality.EXACT


class EntryKind(StrEnum):
    """What happened to the goods."""

    OPENING = "opening"
    RECEIPT = "receipt"
    DESPATCH = "despatch"
    PARTNER_RECEIPT = "partner_receipt"
    SETTLEMENT = "settlement"
    LATE_RECEIPT = "late_receipt"
    UNPACKING = "unpacking"
    DISTRIBUTION = "distribution"
    RETURN = "return"
    COUNT = "count"
    DISPOSAL = "disposal"
    REVERSAL = "reversal"
