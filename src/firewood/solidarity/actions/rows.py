"""Turn a drafted gesture into rows, and lock one that may be seen."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.journal.clock import day_of
from firewood.journal.models import Entry
from firewood.journal.refusals import NotFound
from firewood.journal.steps import lock
from firewood.languages.choice import tidy_tag
from firewood.languages.dates import StatedDay
from firewood.languages.models import Text
from firewood.languages.states import TextState
from firewood.languages.texts import Draft, write_texts
from firewood.solidarity import rules
from firewood.solidarity.actions.problems import FIELDS
from firewood.solidarity.drafts import GestureDays, GestureDraft, SignatoryDraft
from firewood.solidarity.models import Gesture, Signatory
from firewood.solidarity.states import Way

PLAIN = (
    "sender", "addressee", "on_behalf_of", "meant_for", "to_office", "to_words", "handed_to", "handed_to_words",
    "with_goods", "occasion", "language", "reply_due", "file_number", "words", "words_language", "note",
)  # fmt: skip
CODES = ("kind", "channel", "reply")
DAYS = ("written", "sent", "received", "handed")
COLUMNS = (*PLAIN, *CODES, *(f"{name}_{part}" for name in DAYS for part in ("words", "earliest", "latest")))


def seen(gesture: Gesture, actor: Actor) -> None:
    """What may not be seen is not there."""
    if not rules.sees_gesture(actor, gesture):
        raise NotFound("not_found", _("There is no letter %(number)s.") % {"number": gesture.number})


def lock_seen(gesture: Gesture, actor: Actor) -> Gesture:
    """The gesture as it is now, held until the transaction ends; one that may not be seen is not there."""
    seen(gesture, actor)
    return lock(gesture)


def columns(draft: GestureDraft) -> dict[str, Any]:
    """The columns of a drafted gesture."""
    plain: dict[str, Any] = {name: getattr(draft, name) for name in PLAIN}
    codes = {name: str(getattr(draft, name)) for name in CODES}
    return {**plain, **codes, **_day_columns(draft.days), "language": tidy_tag(draft.language)}


def day_columns(name: str, day: StatedDay) -> dict[str, Any]:
    """The three columns of one of the four days."""
    return {f"{name}_words": day.words, f"{name}_earliest": day.earliest, f"{name}_latest": day.latest}


def counted_from(days: GestureDays, way: Way, *, entered: date, today: date) -> date:
    """From which day a gesture of our own books counts: its own day as far as known, else the day of its entry.

    What came "in October" and lies before us on the ninth came on the ninth at the latest.
    """
    order = (days.received, days.handed, days.sent, days.written) if way == Way.IN else (days.sent, days.handed)
    return next((min(day.latest, today) for day in order if day.latest is not None), entered)


def counted_anew(gesture: Gesture, *, today: date) -> date:
    """From which day a gesture counts by its days as they stand now; without any, from the day of its entry.

    One of ours without a day counts from the day on which it was said to have gone, one that a source told of before it
    came into our books from the day of that source.
    """
    marks = ("solidarity.gesture.sent", "solidarity.gesture.reported", "solidarity.gesture.entered")
    lines = {line.event: line for line in Entry.objects.filter(subject=gesture.subject, event__in=marks)}
    line = next((lines[event] for event in marks if event in lines), None)
    entered = _first_counted(line) if line else gesture.counts_from
    return counted_from(days_of(gesture), Way(gesture.way), entered=entered, today=today)


def _first_counted(line: Entry) -> date:
    told = line.facts.get("counts_from")
    return date.fromisoformat(told) if told else day_of(line.at)


def days_of(gesture: Gesture) -> GestureDays:
    """The four days as they stand."""
    return GestureDays(**{name: day_of_row(gesture, name) for name in DAYS})


def day_of_row(gesture: Gesture, name: str) -> StatedDay:
    """One of the four days as it stands."""
    words, earliest, latest = (getattr(gesture, f"{name}_{part}") for part in ("words", "earliest", "latest"))
    return StatedDay(words, earliest, latest)


def write_signatories(gesture: Gesture, drafts: tuple[SignatoryDraft, ...]) -> None:
    """Who signs, in order; those who stood there before are replaced. Name and office are kept as they are today."""
    gesture.signatories.all().delete()
    Signatory.objects.bulk_create(
        Signatory(
            gesture=gesture,
            ordinal=ordinal,
            person=each.person or (each.office.person if each.office else None),
            office=each.office,
            name=each.name or _name_of(each),
            title=each.title or (each.office.title if each.office else ""),
            title_language=each.title_language if each.title or not each.office else each.office.language,
        )
        for ordinal, each in enumerate(drafts)
    )


def write_original(gesture: Gesture, draft: GestureDraft, *, before: str = "") -> None:
    """The texts of the original; those of an original in another language (`before`) go."""
    if before and before != tidy_tag(draft.language):
        Text.objects.filter(subject=gesture.subject, field__in=FIELDS, language=before).delete()
    write_texts(
        Draft(subject=gesture.subject, field=field, language=draft.language, text=draft.texts.get(field, "").strip(),
              state=TextState.ORIGINAL)
        for field in FIELDS
        if draft.language
    )  # fmt: skip


def told(draft: GestureDraft) -> dict[str, Any]:
    """A drafted gesture as the journal keeps it."""
    days = {name: getattr(draft.days, name).words for name in DAYS if getattr(draft.days, name).words}
    return {
        "kind": str(draft.kind),
        "sender": draft.sender.key,
        "addressee": draft.addressee.key,
        "signatories": [_name_of(each) or each.name or each.title for each in draft.signatories],
        "days": days,
        "language": draft.language,
        "texts": {field: text for field, text in draft.texts.items() if text.strip()},
    }


def _day_columns(days: GestureDays) -> dict[str, Any]:
    return {key: value for name in DAYS for key, value in day_columns(name, getattr(days, name)).items()}


def _name_of(draft: SignatoryDraft) -> str:
    person = draft.person or (draft.office.person if draft.office else None)
    return person.name if person else ""
