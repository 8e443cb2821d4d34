"""What is open among letters: thanks that we owe, replies that are due, thanks that we wait for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid.queries.parties import names
from firewood.desk.queries.open_ends import MOST, OpenEnd
from firewood.journal.clock import today
from firewood.languages.dates import show_day
from firewood.languages.texts import Wording
from firewood.registry.models import Party
from firewood.solidarity import addresses
from firewood.solidarity.models import Answer, Gesture
from firewood.solidarity.queries.days import day_of_gesture
from firewood.solidarity.queries.register import Asked, in_register
from firewood.solidarity.queries.register_page import answers_that_went
from firewood.solidarity.queries.replies import ANSWER_NOT_GONE, replies_due, replies_of
from firewood.solidarity.queries.thanks import OwedThanks, thanks_expected, thanks_owed
from firewood.solidarity.rules import may_write
from firewood.solidarity.states import GestureState, Reply, Way

FEW: Final = 8
"""So many letters of which nothing is known stand on the home of a district; the rest behind the link."""
LOOKED_AT: Final = 1000
ThanksOpen = tuple[list[OwedThanks], list[OwedThanks]]
"""Thanks owed and thanks expected."""


def open_thanks(*, status: str, most: int = MOST) -> ThanksOpen:
    """Thanks that we owe and that we wait for; at most so many of each, the oldest."""
    owed, expected = (find(status=status, on=today(), limit=most) for find in (thanks_owed, thanks_expected))
    return owed, expected


def open_letters(*, status: str, language: str, most: int = MOST, thanks: ThanksOpen | None = None) -> list[OpenEnd]:
    """Thanks and replies, ours first; at most so many of each, the oldest. `thanks` as they were found already."""
    owed, expected = thanks or open_thanks(status=status, most=most)
    late = [each for each in expected if each.due < today()]
    return [*_owed(owed, language), *_replies(status, language, most), *_expected(late, language)]


@dataclass(frozen=True)
class LettersTo:
    """The letters to a district or department, the oldest first: those to answer, and those of which we do not know.

    `unknown` is how many the latter are; the oldest of them stand in `asked`.
    """

    party: Wording
    ends: list[OpenEnd]
    unknown: int
    asked: list[OpenEnd]


def letters_to(actor: Actor, *, status: str, language: str, most: int = MOST) -> LettersTo | None:
    """The letters that wait at the desk of a colleague of a district; None for a colleague of the office itself.

    A reply of which nothing is known is told as that; it is neither due nor overdue.
    """
    if actor.party_id is None or not actor.is_of_district:
        return None
    party = Party.objects.get(pk=actor.party_id)
    rows = _unanswered(actor, status)
    known = replies_of(rows)
    named = names([party, *(row.sender for row in rows)], language)
    waiting = [row for row in rows if known[row.pk] in {ANSWER_NOT_GONE, str(Reply.EXPECTED)}][:most]
    begun = _answers_begun([row for row in waiting if known[row.pk] == ANSWER_NOT_GONE])
    unknown = [row for row in rows if known[row.pk] == str(Reply.UNKNOWN)]
    return LettersTo(
        named[party.pk],
        [_to_answer(row, str(named[row.sender_id]), begun.get(row.pk), writes=may_write(actor)) for row in waiting],
        len(unknown),
        [_to_ask(row, str(named[row.sender_id])) for row in unknown[:FEW]],
    )


def _unanswered(actor: Actor, status: str) -> list[Gesture]:
    """The letters to a district to which no answer has gone, the oldest first."""
    came = in_register(Asked(status=status, way=str(Way.IN), gone=True), actor=actor)
    answered = Exists(answers_that_went().filter(to_gesture=OuterRef("pk")))
    return list(came.exclude(answered).order_by("counts_from", "id")[:LOOKED_AT])


def _answers_begun(rows: list[Gesture]) -> dict[UUID, Gesture]:
    """The newest answer to each that is written here and has not gone."""
    states = [str(GestureState.DRAFT), str(GestureState.SIGNED)]
    answers = Answer.objects.filter(to_gesture__in=rows, gesture__state__in=states).select_related("gesture")
    return {each.to_gesture_id: each.gesture for each in answers.order_by("pk") if each.to_gesture_id}


def _to_answer(row: Gesture, partner: str, begun: Gesture | None, *, writes: bool) -> OpenEnd:
    reason, button, url = _("A reply is expected."), _("Look at it"), addresses.of_gesture(row)
    if row.reply_due:
        reason = _("A reply was due on %(day)s.") if row.reply_due < today() else _("A reply is expected by %(day)s.")
        reason %= {"day": show_day(row.reply_due)}
    if begun:
        reason = _("An answer is written here and has not gone yet.")
        button, url = _("Open the draft"), addresses.of_gesture(begun)
    elif writes:
        button, url = _("Draft an answer"), f"{addresses.REGISTER}new/?{urlencode({'answers': row.number})}"
    return OpenEnd(
        _("Answer %(number)s of %(partner)s?") % {"number": row.number, "partner": partner}, _dated(row, reason),
        button, url, due=row.reply_due, kind="reply",
    )  # fmt: skip


def _to_ask(row: Gesture, partner: str) -> OpenEnd:
    """A letter of whose reply nothing is known: nobody says that it is due."""
    return OpenEnd(
        _("Does %(number)s of %(partner)s need an answer?") % {"number": row.number, "partner": partner},
        _dated(row, _("Answer it, or note on its page that no reply is expected.")),
        _("Look at it"), addresses.of_gesture(row),
    )  # fmt: skip


def _dated(row: Gesture, reason: str) -> str:
    """Why it stands here, after the day of the letter where one is known."""
    day = day_of_gesture(row)
    return _("Letter of %(day)s. %(reason)s") % {"day": show_day(day), "reason": reason} if day.is_known else reason


def _owed(owed: list[OwedThanks], language: str) -> Iterator[OpenEnd]:
    named = names((each.partner for each in owed), language)
    for each in owed:
        yield OpenEnd(
            _("Thank %(partner)s for %(number)s?")
            % {"partner": named[each.partner.pk], "number": each.consignment.number},
            _("We confirmed the receipt on %(day)s; thanks are due by %(due)s.")
            % {"day": show_day(each.since), "due": show_day(each.due)},
            _("Write thanks"), f"{addresses.REGISTER}thanks/{each.consignment.number}/", due=each.due, kind="thanks",
        )  # fmt: skip


def _expected(expected: list[OwedThanks], language: str) -> Iterator[OpenEnd]:
    named = names((each.partner for each in expected), language)
    for each in expected:
        yield OpenEnd(
            _("Did %(partner)s thank us for %(number)s?")
            % {"partner": named[each.partner.pk], "number": each.consignment.number},
            _("They confirmed the receipt on %(day)s; no thanks are known.") % {"day": show_day(each.since)},
            _("Look at it"), f"{addresses.REGISTER}thanks/", kind="expected",
        )  # fmt: skip


def _replies(status: str, language: str, most: int) -> Iterator[OpenEnd]:
    late = replies_due(status=status, on=today(), limit=most)
    named = names((side for row in late for side in (row.sender, row.addressee)), language)
    for row in late:
        ours = row.way == Way.IN
        partner = named[row.sender_id if ours else row.addressee_id]
        question = _("Answer %(number)s of %(partner)s?") if ours else _("Did %(partner)s answer %(number)s?")
        reason = _("A reply is expected.")
        if row.reply_due:
            reason = _("A reply was due on %(day)s.") % {"day": show_day(row.reply_due)}
        yield OpenEnd(
            question % {"number": row.number, "partner": partner}, reason, _("Look at it"),
            addresses.of_gesture(row), due=row.reply_due, kind="reply",
        )  # fmt: skip
