"""Everything that is wrong with a drafted gesture, found at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from firewood.journal.clock import day_of
from firewood.journal.refusals import Problem, Unreadable
from firewood.languages.choice import base_of, is_tag, name_of
from firewood.languages.dates import StatedDay, show_day
from firewood.languages.numbers import show_number
from firewood.registry.models import Party
from firewood.registry.ours import our_side
from firewood.solidarity.drafts import GestureDays, GestureDraft, SignatoryDraft
from firewood.solidarity.states import Reply, Way

FIELDS: Final = ("title", "summary", "body")
LONGEST: Final[Mapping[str, int]] = {"title": 300, "summary": 5_000, "body": 200_000}
YEARS: Final = 2
"""So far ahead a reply may be due; beyond it somebody mistyped the year."""
IN_ORDER: Final = (
    ("written", "sent"),
    ("written", "handed"),
    ("written", "received"),
    ("sent", "handed"),
    ("sent", "received"),
)
"""Which day cannot be after which; a letter may be received by mail before it is handed over, and after."""


def refuse(problems: Iterable[Problem]) -> None:
    """Refuse with every problem at once, or let pass."""
    found = list(problems)
    if found:
        raise Unreadable(found)


def problems_of(draft: GestureDraft, *, at: datetime) -> Iterator[Problem]:
    """What cannot be accepted in a drafted gesture, apart from what it answers."""
    yield from side_problems(draft.sender, draft.addressee)
    yield from day_problems(draft.days, at=at)
    yield from text_problems(draft.texts, draft.language)
    if draft.words:
        yield from language_problems("words_language", draft.words_language)
    yield from signatory_problems(draft.signatories)
    yield from due_problems(draft.reply, draft.reply_due, on=day_of(at))
    yield from _length_problems(draft)


def side_problems(sender: Party, addressee: Party) -> Iterator[Problem]:
    """A gesture passes between one of ours and somebody else."""
    if sender.pk == addressee.pk:
        yield Problem("addressee", _("Sender and addressee are the same."))
        return
    ours = our_side()
    if sender.pk in ours and addressee.pk in ours:
        yield Problem("addressee", _("Both sides are ours. A gesture passes between us and somebody else."))
    if sender.pk not in ours and addressee.pk not in ours:
        sentence = _("Neither side is ours. A gesture comes to us or goes from us; for whom it is meant stands apart.")
        yield Problem("addressee", sentence)


def way_of(sender: Party) -> Way:
    """Seen from us: what one of ours sends goes out, everything else came in."""
    return Way.OUT if sender.pk in our_side() else Way.IN


def day_problems(days: GestureDays, *, at: datetime) -> Iterator[Problem]:
    """The four days lie in the past, each with its ends in order, and none before one that must come first."""
    for name in ("written", "sent", "received", "handed"):
        day: StatedDay = getattr(days, name)
        if day.earliest and day.latest and day.earliest > day.latest:
            yield Problem(name, _("“%(words)s” ends before it begins.") % {"words": day.words})
        if day.earliest is not None and day.earliest > day_of(at):
            yield Problem(name, _("This day is still to come: %(day)s.") % {"day": show_day(day.earliest)})
    sentences = _out_of_order()
    for first, second in IN_ORDER:
        before, after = getattr(days, first), getattr(days, second)
        if before.earliest and after.latest and after.latest < before.earliest:
            yield Problem(second, sentences[first, second])


def text_problems(texts: Mapping[str, str], language: str) -> Iterator[Problem]:
    """Texts stand in known fields, in a language somebody can name, and are not longer than anybody writes."""
    written = {field: text for field, text in texts.items() if text.strip()}
    if written or language:
        yield from language_problems("language", language)
    for field, text in written.items():
        if field not in FIELDS:
            yield Problem(field, _("There is no such text of a letter: “%(field)s”.") % {"field": field})
        elif len(text) > LONGEST[field]:
            yield too_long(field, LONGEST[field])


def language_problems(field: str, tag: str) -> Iterator[Problem]:
    """A tag such as "de" or "zh-Hans", of a language that has a name."""
    if not tag.strip():
        yield Problem(field, _("Say in which language it is."))
    elif not is_known_language(tag):
        yield Problem(field, _("“%(tag)s” is not a language. Write it like de, ko or zh-Hans.") % {"tag": tag})


def is_known_language(tag: str) -> bool:
    """Whether a tag has the form of one and its language has a name."""
    return is_tag(tag) and name_of(base_of(tag), reader="en") != base_of(tag)


def signatory_problems(signatories: Sequence[SignatoryDraft]) -> Iterator[Problem]:
    """Each one who signs is known by name or by the office held, and a person signs in an office of their own."""
    for row, each in enumerate(signatories, start=1):
        if each.person is None and each.office is None and not (each.name.strip() or each.title.strip()):
            yield Problem("signatories", _("Say who signs: a name, or the office held."), row)
        if each.title.strip() and not is_known_language(each.title_language):
            yield from (Problem(p.field, p.message, row) for p in language_problems("title_language",
                                                                                    each.title_language))  # fmt: skip
        if each.person and each.office and each.office.person_id not in (None, each.person.pk):
            sentence = _("%(person)s does not hold this office: %(title)s.")
            yield Problem("signatories", sentence % {"person": each.person.name, "title": each.office.title}, row)
        if len(each.name) > 200 or len(each.title) > 200:
            yield Problem("signatories", too_long("signatories", 200).message, row)


def due_problems(reply: Reply, due: date | None, *, on: date) -> Iterator[Problem]:
    """A reply has a day only when one is expected."""
    if due is None:
        return
    if reply != Reply.EXPECTED:
        yield Problem("reply_due", _("A day is set, but no reply is expected."))
    if not on - timedelta(days=366 * YEARS) <= due <= on + timedelta(days=366 * YEARS):
        sentence = _("%(day)s is more than %(years)s years from today. Is the year right?")
        yield Problem("reply_due", sentence % {"day": show_day(due), "years": show_number(YEARS)})


def too_long(field: str, most: int) -> Problem:
    """A text that is longer than there is room for."""
    sentence = _("This is too long: at most %(most)s characters.")
    return Problem(field, sentence % {"most": show_number(most)})


def _length_problems(draft: GestureDraft) -> Iterator[Problem]:
    for field, most in (("to_words", 300), ("handed_to_words", 300), ("file_number", 80), ("words", 20_000),
                        ("note", 20_000)):  # fmt: skip
        if len(getattr(draft, field)) > most:
            yield too_long(field, most)


def _out_of_order() -> dict[tuple[str, str], str]:
    return {
        ("written", "sent"): _("It was sent before it was written."),
        ("written", "handed"): _("It was handed over before it was written."),
        ("written", "received"): _("It was received before it was written."),
        ("sent", "handed"): _("It was handed over before it was sent."),
        ("sent", "received"): _("It was received before it was sent."),
    }
