"""What is open among letters: thanks that we owe, replies that are due, thanks that we wait for."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid.queries.parties import names
from firewood.desk.queries.open_ends import MOST, OpenEnd
from firewood.journal.clock import today
from firewood.languages.dates import show_day
from firewood.languages.texts import Wording
from firewood.registry.models import Party
from firewood.solidarity import addresses
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries.register import Asked, in_register
from firewood.solidarity.queries.replies import ANSWER_NOT_GONE, replies_due, replies_of
from firewood.solidarity.queries.thanks import OwedThanks, thanks_expected, thanks_owed
from firewood.solidarity.states import Reply, Way

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
    """The letters to a district or department: those to answer, and how many of which nothing more is known."""

    party: Wording
    ends: list[OpenEnd]
    unknown: int


def letters_to(actor: Actor, *, status: str, language: str, most: int = MOST) -> LettersTo | None:
    """The letters that wait at the desk of a colleague of a district; None for a colleague of the office itself.

    A reply of which nothing is known is told as that; it is neither due nor overdue.
    """
    if actor.party_id is None or not actor.is_of_district:
        return None
    party = Party.objects.get(pk=actor.party_id)
    rows = list(in_register(Asked(status=status, way=str(Way.IN), gone=True), actor=actor)[:most])
    known = replies_of(rows)
    named = names([party, *(row.sender for row in rows)], language)
    waiting = [row for row in rows if known[row.pk] in {ANSWER_NOT_GONE, str(Reply.EXPECTED)}]
    ends = [_to_answer(row, str(named[row.sender_id]), begun=known[row.pk] == ANSWER_NOT_GONE) for row in waiting]
    return LettersTo(named[party.pk], ends, sum(known[row.pk] == str(Reply.UNKNOWN) for row in rows))


def _to_answer(row: Gesture, partner: str, *, begun: bool) -> OpenEnd:
    reason = _("A reply is expected.")
    if begun:
        reason = _("An answer is written here and has not gone yet.")
    elif row.reply_due:
        reason = _("A reply was due on %(day)s.") if row.reply_due < today() else _("A reply is expected by %(day)s.")
        reason %= {"day": show_day(row.reply_due)}
    return OpenEnd(
        _("Answer %(number)s of %(partner)s?") % {"number": row.number, "partner": partner}, reason,
        _("Look at it"), addresses.of_gesture(row), due=row.reply_due, kind="reply",
    )  # fmt: skip


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
