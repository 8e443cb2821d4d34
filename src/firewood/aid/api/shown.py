"""Acts of aid as other programs read them: keys and numbers, whole quantities in base units, unknown as null."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from firewood.aid.addresses import of_consignment, of_distribution, of_need, of_pledge
from firewood.aid.models import (
    Arrival,
    Box,
    Consignment,
    ConsignmentLine,
    Discrepancy,
    Distribution,
    Handover,
    Need,
    Pledge,
    QuantityLine,
    Receipt,
    ReceiptLine,
)
from firewood.registry.models import Party

Shown = dict[str, Any]


def need(row: Need) -> Shown:
    """A need with its lines."""
    return {
        **_act(row),
        "party": row.party.key,
        "origin": row.origin,
        "state": row.state,
        "ending": row.ending or None,
        "assurance": row.assurance,
        "list_open": row.list_open,
        "due_on": row.due_on,
        "day": _day(row.stated_words, row.stated_earliest, row.stated_latest),
        "lines": _lines(row.lines.all()),
        "url": of_need(row),
    }


def pledge(row: Pledge) -> Shown:
    """An offer or pledge with its lines."""
    return {
        **_act(row),
        "direction": row.direction,
        "giver": row.giver.key,
        "receiver": row.receiver.key,
        "need": row.need.number if row.need else None,
        "state": row.state,
        "assurance": row.assurance,
        "due_on": row.due_on,
        "answer": row.answer_words,
        "day": _day(row.offered_words, row.offered_earliest, row.offered_latest),
        "lines": _lines(row.lines.all()),
        "url": of_pledge(row),
    }


def consignment_in_list(row: Consignment) -> Shown:
    """A consignment without what is in it."""
    return {
        **_act(row),
        "direction": row.direction,
        "giver": row.giver.key,
        "receiver": _key(row.receiver),
        "state": row.state,
        "pledge": row.pledge.number if row.pledge else None,
        "batch": {"number": row.batch_number, "count": row.batch_count},
        "despatched": _day(row.despatched_words, row.despatched_earliest, row.despatched_latest),
        "expected_on": row.expected_on,
        "version": row.version,
        "url": of_consignment(row),
    }


def consignment(row: Consignment) -> Shown:
    """A consignment with its first thousand lines, arrivals and handovers; boxes and receipts are asked for apart."""
    return {
        **consignment_in_list(row),
        "shared_with": [party.key for party in row.shared_with.all()],
        "included_in": row.included_in.number if row.included_in else None,
        "contents_open": row.contents_open,
        "transport": row.transport,
        "bound_for": _key(row.bound_for),
        "boxes": row.boxes.count(),
        "lines": _lines(row.lines.select_related("item", "box", "lot", "donor")[:1000]),
        "arrivals": [_arrival(arrival) for arrival in row.arrivals.select_related("place")[:1000]],
        "handovers": [_handover(handover) for handover in row.handovers.select_related("place")[:1000]],
    }


def box(row: Box) -> Shown:
    """A box or pallet."""
    return {
        "number": row.number,
        "level": row.level,
        "inside": row.parent.number if row.parent else None,
        "state": row.state,
        "contents": row.contents,
        "sscc": row.sscc,
        "note": row.note,
    }


def receipt(row: Receipt) -> Shown:
    """A receipt with its lines in the terms of UBL."""
    return {
        "number": row.number,
        "consignment": row.consignment.number,
        "status": row.status,
        "state": row.state,
        "stated_by": row.stated_by.key,
        "assurance": row.assurance,
        "stated_name": row.stated_name,
        "received_at": row.received_at,
        "corrects": row.corrects.number if row.corrects else None,
        "late": row.late,
        "note": row.note,
        "acknowledged_at": row.acknowledged_at,
        "acknowledged_by": row.acknowledged_by,
        "lines": [_receipt_line(line) for line in row.lines.select_related("item", "line", "lot")],
        "subject": row.subject,
    }


def difference(row: Discrepancy) -> Shown:
    """A difference between what was sent and what came."""
    line = row.receipt_line
    return {
        "id": str(row.pk),
        "receipt": line.receipt.number,
        "consignment": line.receipt.consignment.number,
        "item": line.item.key,
        "kind": row.kind,
        "quantity": row.quantity,
        "state": row.state,
        "resolution": row.resolution or None,
        "answered_at": row.answered_at,
        "answered_by": row.answered_by,
        "words": row.answer_words,
        "subject": row.subject,
    }


def distribution(row: Distribution) -> Shown:
    """Goods given on to those who use them."""
    return {
        **_act(row),
        "state": row.state,
        "groups": [str(group) for group in row.group_list],
        "stated_by": row.stated_by.key,
        "recipient": _key(row.recipient),
        "consignment": row.consignment.number if row.consignment else None,
        "lines": _lines(row.lines.all()),
        "url": of_distribution(row),
    }


def _act(row: Need | Pledge | Consignment | Distribution) -> Shown:
    shown = {"number": row.number, "key": row.key, "status": row.status, "basis": row.basis, "subject": row.subject}
    occasion = row.occasion.key if row.occasion else None
    words = {"words": row.words, "language": row.language, "note": row.note}
    return {**shown, "occasion": occasion, "counts_from": row.counts_from, **words}


def _lines(lines: Iterable[QuantityLine]) -> list[Shown]:
    return [_line(line) for line in lines]


def _line(line: QuantityLine) -> Shown:
    shown: Shown = {
        "line": line.ordinal + 1,
        "item": line.item.key if line.item else None,
        "words": line.words,
        "quantity": line.quantity,
        "quality": line.quality,
        "entered": _entered(line),
    }
    if isinstance(line, ConsignmentLine):
        lot, number = (line.lot.number if line.lot else None), (line.box.number if line.box else None)
        shown |= {"box": number, "lot": lot, "donor": _key(line.donor)}
    return shown


def _entered(line: QuantityLine | ReceiptLine) -> Shown | None:
    if line.entered_quantity is None:
        return None
    return {"quantity": line.entered_quantity, "unit": line.entered_unit, "factor": line.entered_factor}


def _receipt_line(row: ReceiptLine) -> Shown:
    return {
        "line": row.line.ordinal + 1 if row.line else None,
        "item": row.item.key,
        "lot": row.lot.number if row.lot else None,
        "received": row.received_quantity,
        "short": row.short_quantity,
        "rejected": row.rejected_quantity,
        "oversupply": row.oversupply_quantity,
        "accepted": row.accepted_quantity,
        "quality": row.quality,
        "shortage_action": row.shortage_action or None,
        "reject_reason": row.reject_reason or None,
        "reject_action": row.reject_action or None,
        "note": row.note,
    }


def _arrival(row: Arrival) -> Shown:
    place = {"place": _key(row.place), "place_words": row.place_words}
    return {"batch": row.batch_number, **place, "day": _day(row.day_words, row.day_earliest, row.day_latest)}


def _handover(row: Handover) -> Shown:
    said = {"giver": row.giver_words, "taker": row.taker_words, "handed": row.handed_words}
    place = {"place": _key(row.place), "place_words": row.place_words}
    return {"state": row.state, "day": _day(row.day_words, row.day_earliest, row.day_latest), **place, **said}


def _day(words: str, earliest: date | None, latest: date | None) -> Shown:
    return {"words": words, "earliest": earliest, "latest": latest}


def _key(party: Party | None) -> str | None:
    return party.key if party else None
