"""Reads of solidarity: the register, how many have written, what is answered, for what thanks are owed."""

from firewood.solidarity.queries.days import day_of_gesture, four_days
from firewood.solidarity.queries.letters import LettersKnown, letters_known
from firewood.solidarity.queries.register import (
    Asked,
    answers_to,
    gesture_by_number,
    gestures_between,
    in_register,
    newest_line,
    partner_of,
    register,
)
from firewood.solidarity.queries.replies import ANSWER_NOT_GONE, ANSWERED, replies_due, replies_of, reply_of
from firewood.solidarity.queries.thanks import OwedThanks, number_of_thanks_owed, thanks_expected, thanks_owed

__all__ = [
    "ANSWERED",
    "ANSWER_NOT_GONE",
    "Asked",
    "LettersKnown",
    "OwedThanks",
    "answers_to",
    "day_of_gesture",
    "four_days",
    "gesture_by_number",
    "gestures_between",
    "in_register",
    "letters_known",
    "newest_line",
    "number_of_thanks_owed",
    "partner_of",
    "register",
    "replies_due",
    "replies_of",
    "reply_of",
    "thanks_expected",
    "thanks_owed",
]
