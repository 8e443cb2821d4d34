"""The lives of needs, pledges, consignments, boxes, receipts and differences, as tables."""

from enum import StrEnum

from firewood.journal.step import Step, step


class Basis(StrEnum):
    """Whether the act happens here, or is known only from a source."""

    DONE = "done"
    REPORTED = "reported"


class Direction(StrEnum):
    """Seen from us: what reaches us, or what we give."""

    RECEIVED = "received"
    GIVEN = "given"


class NeedState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


class NeedEnding(StrEnum):
    """Why a need was closed."""

    MET = "met"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Origin(StrEnum):
    """How we know of a need: it is ours, the partner stated it, or we heard of it."""

    OWN = "own"
    STATED = "stated"
    HEARD_OF = "heard_of"


NEED_STEPS: dict[str, Step] = {
    "publish": step(NeedState.DRAFT, to=NeedState.PUBLISHED),
    "close": step(NeedState.DRAFT, NeedState.PUBLISHED, to=NeedState.CLOSED),
    "take_publication_back": step(NeedState.PUBLISHED, to=NeedState.DRAFT),
}


class PledgeState(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PART_FULFILLED = "part_fulfilled"
    FULFILLED = "fulfilled"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


P = PledgeState
PLEDGE_STEPS: dict[str, Step] = {
    "accept": step(P.OFFERED, to=P.ACCEPTED),
    "decline": step(P.OFFERED, to=P.DECLINED),
    "take_answer_back": step(P.ACCEPTED, P.DECLINED, to=P.OFFERED),
    "part_fulfil": step(P.ACCEPTED, P.PART_FULFILLED, P.FULFILLED, to=P.PART_FULFILLED),
    "fulfil": step(P.ACCEPTED, P.PART_FULFILLED, P.FULFILLED, to=P.FULFILLED),
    "reopen": step(P.PART_FULFILLED, P.FULFILLED, P.ACCEPTED, to=P.ACCEPTED),
    "lapse": step(P.ACCEPTED, P.PART_FULFILLED, to=P.LAPSED),
    "withdraw": step(P.OFFERED, P.ACCEPTED, P.PART_FULFILLED, to=P.WITHDRAWN),
}
OPEN_PLEDGES = frozenset({P.ACCEPTED, P.PART_FULFILLED})


class ConsignmentState(StrEnum):
    """Ours go draft, packed, despatched; theirs begin announced; a reported one may be at a state nobody knows."""

    DRAFT = "draft"
    PACKED = "packed"
    ANNOUNCED = "announced"
    DESPATCHED = "despatched"
    ARRIVED = "arrived"
    RECEIVED = "received"
    CLOSED = "closed"
    CLOSED_WITH_DISCREPANCY = "closed_with_discrepancy"
    CANCELLED = "cancelled"
    LOST = "lost"
    RETURNED = "returned"
    UNKNOWN = "unknown"


S = ConsignmentState
CONSIGNMENT_STEPS: dict[str, Step] = {
    "pack": step(S.DRAFT, to=S.PACKED),
    "unpack": step(S.PACKED, to=S.DRAFT),
    "despatch": step(S.PACKED, to=S.DESPATCHED),
    "cancel": step(S.DRAFT, S.PACKED, S.ANNOUNCED, to=S.CANCELLED),
    "note_arrival": step(S.DESPATCHED, S.ANNOUNCED, S.ARRIVED, to=S.ARRIVED),
    "receive": step(S.DESPATCHED, S.ANNOUNCED, S.ARRIVED, S.RECEIVED, to=S.RECEIVED),
    "correct": step(S.RECEIVED, S.CLOSED, S.CLOSED_WITH_DISCREPANCY, to=S.RECEIVED),
    "close": step(S.RECEIVED, to=S.CLOSED),
    "close_with_discrepancy": step(S.RECEIVED, to=S.CLOSED_WITH_DISCREPANCY),
    "lose": step(S.DESPATCHED, S.ARRIVED, to=S.LOST),
    "return": step(S.DESPATCHED, S.ARRIVED, to=S.RETURNED),
    "back_to_arrived": step(S.RECEIVED, to=S.ARRIVED),
    "back_to_despatched": step(S.RECEIVED, to=S.DESPATCHED),
    "back_to_announced": step(S.RECEIVED, to=S.ANNOUNCED),
    "take_despatch_back": step(S.DESPATCHED, to=S.PACKED),
    "receive_late": step(S.CLOSED_WITH_DISCREPANCY, to=S.CLOSED_WITH_DISCREPANCY),
    "turn_up": step(S.LOST, to=S.DESPATCHED),
}
ON_THE_WAY = frozenset({S.DESPATCHED, S.ANNOUNCED, S.ARRIVED})
OVER = frozenset({S.CLOSED, S.CLOSED_WITH_DISCREPANCY, S.CANCELLED, S.RETURNED})
NEVER_REPORTED = frozenset({S.CLOSED, S.CLOSED_WITH_DISCREPANCY})


class BoxState(StrEnum):
    OPEN = "open"
    SEALED = "sealed"
    ARRIVED = "arrived"
    OPENED = "opened"
    DAMAGED = "damaged"
    MISSING = "missing"


class Contents(StrEnum):
    """What is known of the inside of a box."""

    DECLARED = "declared"
    UNKNOWN = "unknown"
    VERIFIED = "verified"


class HandoverState(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class HandoverRole(StrEnum):
    """What somebody does at a handover."""

    GIVER = "giver"
    TAKER = "taker"
    WITNESS = "witness"
    SPEAKER = "speaker"
    INTERPRETER = "interpreter"


HANDOVER_STEPS: dict[str, Step] = {
    "revise": step(HandoverState.PLANNED, to=HandoverState.PLANNED),
    "hold": step(HandoverState.PLANNED, to=HandoverState.DONE),
    "cancel": step(HandoverState.PLANNED, to=HandoverState.CANCELLED),
    "plan_again": step(HandoverState.CANCELLED, HandoverState.DONE, to=HandoverState.PLANNED),
}


class ReceiptState(StrEnum):
    ISSUED = "issued"
    REVERSED = "reversed"


class ShortageAction(StrEnum):
    """UBL ShortageActionCode, in the office's words: what shall become of what did not come."""

    SEARCH = "search"
    REPLACE = "replace"
    WRITE_OFF = "write_off"


class RejectReason(StrEnum):
    """UBL RejectReasonCode, in the office's words."""

    DAMAGED = "damaged"
    WET = "wet"
    EXPIRED = "expired"
    WRONG_ITEM = "wrong_item"
    QUALITY = "quality"
    OTHER = "other"


class RejectAction(StrEnum):
    """UBL RejectActionCode, in the office's words."""

    RETURN = "return"
    DISPOSE = "dispose"
    KEEP = "keep"


class DiscrepancyKind(StrEnum):
    SHORT = "short"
    DAMAGED = "damaged"
    OVER = "over"
    UNEXPECTED = "unexpected"


class DiscrepancyState(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    DISPUTED = "disputed"
    RESOLVED = "resolved"


class Resolution(StrEnum):
    """What both sides made of a difference."""

    REPLACE = "replace"
    WRITE_OFF = "write_off"
    RETURN = "return"
    DISPOSE = "dispose"
    ACCEPT_AS_IS = "accept_as_is"
    FOUND = "found"
    CORRECTED = "corrected"


DEFAULT_RESOLUTIONS: dict[DiscrepancyKind, Resolution] = {
    DiscrepancyKind.SHORT: Resolution.WRITE_OFF,
    DiscrepancyKind.DAMAGED: Resolution.DISPOSE,
    DiscrepancyKind.OVER: Resolution.ACCEPT_AS_IS,
    DiscrepancyKind.UNEXPECTED: Resolution.ACCEPT_AS_IS,
}
"""What is done about a difference when the other side simply agrees."""

D = DiscrepancyState
DISCREPANCY_STEPS: dict[str, Step] = {
    "acknowledge": step(D.OPEN, D.DISPUTED, to=D.ACKNOWLEDGED),
    "dispute": step(D.OPEN, to=D.DISPUTED),
    "settle": step(D.OPEN, D.DISPUTED, D.ACKNOWLEDGED, to=D.RESOLVED),
    "void": step(D.OPEN, D.DISPUTED, D.ACKNOWLEDGED, to=D.RESOLVED),
    "find": step(D.OPEN, D.DISPUTED, D.ACKNOWLEDGED, D.RESOLVED, to=D.RESOLVED),
}


class RecipientGroup(StrEnum):
    """Who is given the goods in the end."""

    FRONT_LINE = "front_line"
    VULNERABLE = "vulnerable"
    OTHER = "other"


class DistributionState(StrEnum):
    """A promise to distribute is not yet a distribution."""

    PROMISED = "promised"
    DONE = "done"
    REVERSED = "reversed"


class Part(StrEnum):
    """The four parts of a total; an office speaks one of the first three."""

    COUNTED = "counted"
    REPORTED = "reported"
    STATED = "stated"
