"""What an office can do with letters and other gestures, one function per action, split by noun."""

from firewood.journal.refusals import WrittenMeanwhile
from firewood.solidarity.actions.answers import (
    expect_no_reply,
    expect_reply,
    leave_reply_unknown,
    link_answer,
    unlink_answer,
)
from firewood.solidarity.actions.aside import bring_entry_back, take_entry_back
from firewood.solidarity.actions.gestures import amend_gesture, enter_gesture, rewrite_gesture
from firewood.solidarity.actions.reported import (
    StatedCount,
    adopt_reported_gesture,
    enter_reported_gesture,
    enter_stated_letters,
)
from firewood.solidarity.actions.sending import (
    note_delivery,
    note_handover_of_gesture,
    send_gesture,
    sign_gesture,
    withdraw_gesture,
)
from firewood.solidarity.actions.texts import quote, write_version
from firewood.solidarity.actions.thanks import set_thanks_aside, take_up_thanks_again

__all__ = [
    "StatedCount",
    "WrittenMeanwhile",
    "adopt_reported_gesture",
    "amend_gesture",
    "bring_entry_back",
    "enter_gesture",
    "enter_reported_gesture",
    "enter_stated_letters",
    "expect_no_reply",
    "expect_reply",
    "leave_reply_unknown",
    "link_answer",
    "note_delivery",
    "note_handover_of_gesture",
    "quote",
    "rewrite_gesture",
    "send_gesture",
    "set_thanks_aside",
    "sign_gesture",
    "take_entry_back",
    "take_up_thanks_again",
    "unlink_answer",
    "withdraw_gesture",
    "write_version",
]
