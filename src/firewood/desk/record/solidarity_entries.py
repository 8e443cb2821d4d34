"""From the rows of a record to reported letters and other gestures, and stated counts of letters."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from firewood.desk.record import rows
from firewood.desk.record.registry_entries import Entering, stated
from firewood.journal.refusals import Problem, Unreadable
from firewood.solidarity import actions
from firewood.solidarity.actions import StatedCount
from firewood.solidarity.drafts import GestureDays, GestureDraft, SignatoryDraft
from firewood.solidarity.models import Gesture, StatedLetters


def enter_gesture_row(row: rows.GestureRow, entering: Entering) -> Gesture:
    counts_from = _counts_from(row, entering)
    gesture = actions.enter_reported_gesture(
        _draft(row, entering), key=row.key, counts_from=counts_from, state=row.state, **entering.by
    )
    gesture.quotations.set(_all("quotation", row.quotations, entering))
    return gesture


def enter_stated_letters_row(row: rows.StatedLettersRow, entering: Entering) -> StatedLetters:
    count = StatedCount(
        key=row.key, party=entering.books.get("party", row.party), cities=row.cities, quality=row.quality,
        words=row.words, language=row.language, source=entering.source(row), as_of=row.as_of,
        occasion=entering.occasion(row.occasion), note=row.note,
    )  # fmt: skip
    return actions.enter_stated_letters(count, **entering.by)


def _draft(row: rows.GestureRow, entering: Entering) -> GestureDraft:
    get = entering.books.get
    return GestureDraft(
        kind=row.kind,
        sender=get("party", row.sender),
        addressee=get("party", row.addressee),
        on_behalf_of=get("party", row.on_behalf_of),
        meant_for=get("party", row.meant_for),
        to_office=get("office", row.to_office),
        to_words=row.to_words,
        signatories=[SignatoryDraft(office=office) for office in _all("office", row.signed_by, entering)],
        days=GestureDays(stated(row.written), stated(row.sent), stated(row.received), stated(row.handed)),
        language=row.original_language or "",
        channel=row.channel,
        handed_to=get("office", row.handed_to),
        with_goods=get("consignment", row.with_goods),
        occasion=entering.occasion(row.occasion),
        reply=row.reply,
        answers_gestures=_all("gesture", row.answers_gestures, entering),
        answers_consignments=_all("consignment", row.answers_consignments, entering),
        words=row.words,
        words_language=row.language,
        note=row.note,
    )


def _all(kind: str, keys: Sequence[str], entering: Entering) -> list[Any]:
    return [entering.books.get(kind, key) for key in keys]


def _counts_from(row: rows.GestureRow, entering: Entering) -> date:
    """The last day on which it can have happened; without a known day, that of its source."""
    days = [row.received, row.handed, row.sent, row.written]
    known = [day.latest for day in days if day and day.latest]
    counts_from = known[0] if known else entering.counts_from(row)
    if counts_from is None:
        message = _("Neither it nor its source has a day from which it counts.")
        raise Unreadable([Problem(field=row.key, message=message)])
    return counts_from
