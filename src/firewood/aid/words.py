"""The office's words for everything that a table keeps as a code: states, reasons, units, quantities."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import pgettext_lazy

from firewood.accounts.states import Assurance
from firewood.aid import states
from firewood.journal.standing import Status
from firewood.languages.numbers import show_number
from firewood.supplies.models import Item
from firewood.supplies.states import Quality
from firewood.supplies.words import measured, unit_words

C, P = states.ConsignmentState, states.PledgeState

WORDS: dict[str, dict[str, str | Promise]] = {
    "consignment": {
        C.DRAFT: later("being prepared"),
        C.PACKED: later("packed"),
        C.ANNOUNCED: later("announced"),
        C.DESPATCHED: later("on the way"),
        C.ARRIVED: later("arrived"),
        C.RECEIVED: later("received"),
        C.CLOSED: later("closed"),
        C.CLOSED_WITH_DISCREPANCY: later("closed with a difference"),
        C.CANCELLED: later("cancelled"),
        C.LOST: later("lost"),
        C.RETURNED: later("returned"),
        C.UNKNOWN: pgettext_lazy("state", "state not known"),
    },
    "pledge": {
        P.OFFERED: later("offered"),
        P.ACCEPTED: later("accepted"),
        P.DECLINED: later("declined with thanks"),
        P.PART_FULFILLED: later("fulfilled in part"),
        P.FULFILLED: later("fulfilled"),
        P.LAPSED: later("lapsed"),
        P.WITHDRAWN: later("withdrawn"),
    },
    "need": {
        states.NeedState.DRAFT: later("noted, not published"),
        states.NeedState.PUBLISHED: later("published"),
        states.NeedState.CLOSED: pgettext_lazy("need", "closed"),
    },
    "ending": {
        states.NeedEnding.MET: later("it was met"),
        states.NeedEnding.WITHDRAWN: later("it was withdrawn"),
        states.NeedEnding.EXPIRED: later("it is over"),
    },
    "origin": {
        states.Origin.OWN: later("our own"),
        states.Origin.STATED: later("stated by the partner"),
        states.Origin.HEARD_OF: later("heard of"),
    },
    "direction": {states.Direction.RECEIVED: later("to us"), states.Direction.GIVEN: later("from us")},
    "basis": {states.Basis.DONE: later("done here"), states.Basis.REPORTED: later("reported")},
    "handover_role": {
        states.HandoverRole.GIVER: later("hands over"),
        states.HandoverRole.TAKER: later("takes"),
        states.HandoverRole.WITNESS: later("witness"),
        states.HandoverRole.SPEAKER: later("speaks"),
        states.HandoverRole.INTERPRETER: later("interprets"),
    },
    "handover": {
        states.HandoverState.PLANNED: later("planned"),
        states.HandoverState.DONE: later("held"),
        states.HandoverState.CANCELLED: later("called off"),
    },
    "box": {
        states.BoxState.OPEN: later("open"),
        states.BoxState.SEALED: later("sealed"),
        states.BoxState.ARRIVED: later("arrived"),
        states.BoxState.OPENED: later("opened"),
        states.BoxState.DAMAGED: later("damaged"),
        states.BoxState.MISSING: later("missing"),
    },
    "contents": {
        states.Contents.DECLARED: later("as declared"),
        states.Contents.UNKNOWN: later("not known"),
        states.Contents.VERIFIED: later("counted"),
    },
    "question": {
        "cancel": later("Why is it cancelled?"),
        "lost": later("How was it lost?"),
        "return": later("Why does it come back?"),
        "arrival": later("Where and when did it arrive?"),
        "handover": later("When and where is it handed over?"),
        "accept_pledge": later("Accept this offer?"),
        "decline_pledge": later("How do we decline, politely?"),
        "withdraw_pledge": later("Why is it withdrawn?"),
        "close_need": later("Why is this need closed?"),
        "reverse": later("Why is it taken back?"),
    },
    "doing": {
        "cancel": later("Cancel the consignment"),
        "lost": later("Write it off as lost"),
        "return": later("Take it back into our store"),
        "arrival": later("Note the arrival"),
        "handover": later("Plan the handover"),
        "accept_pledge": later("Accept"),
        "decline_pledge": later("Decline with thanks"),
        "withdraw_pledge": later("Withdraw"),
        "close_need": later("Close the need"),
        "reverse": later("Take the distribution back"),
    },
    "event": {
        "aid.act.known": later("It was told again and known already."),
        "aid.pledge.adopted": later("It was taken into our books."),
        "aid.distribution.repeated": later("It was told once more; nothing changed."),
        "aid.discrepancy.acknowledged": later("A difference was acknowledged."),
        "aid.spoken_figure.chosen": later("The figure that the office speaks was chosen."),
        "aid.stated_figure.entered": later("A stated figure was entered."),
        "aid.stated_figure.known": later("A stated figure was told again and known already."),
        "accounts.guest_link.made": later("A guest was invited."),
        "accounts.guest_link.used": later("The link of a guest was opened."),
        "accounts.guest_link.revoked": later("A guest link was closed."),
        "aid.consignment.prepared": later("The consignment was prepared."),
        "aid.consignment.announced": later("The consignment was announced."),
        "aid.consignment.revised": later("What is in it was changed."),
        "aid.consignment.packed": later("It was packed and sealed."),
        "aid.consignment.unpacked": later("It was opened again."),
        "aid.consignment.despatched": later("It was sent off."),
        "aid.consignment.despatch_repeated": later("The sending was told once more; nothing changed."),
        "aid.consignment.arrived": later("An arrival was noted."),
        "aid.consignment.cancelled": later("It was cancelled."),
        "aid.consignment.lost": later("It was written off as lost."),
        "aid.consignment.returned": later("It came back into our store."),
        "aid.consignment.closed": later("It was closed."),
        "aid.consignment.reported": later("It was entered as reported."),
        "aid.consignment.known": later("It was told again and known already."),
        "aid.consignment.adopted": later("It was taken into our books."),
        "aid.handover.planned": later("A handover was planned."),
        "aid.handover.revised": later("A planned handover was changed."),
        "aid.handover.planned_again": later("A handover was planned again."),
        "aid.handover.held": later("A handover was held."),
        "aid.handover.cancelled": later("A handover was called off."),
        "aid.receipt.issued": later("A receipt was confirmed."),
        "aid.receipt.repeated": later("A receipt was told once more; nothing changed."),
        "aid.receipt.acknowledged": later("A receipt was acknowledged."),
        "aid.consignment.despatch_taken_back": later("The sending was taken back."),
        "aid.pledge.answer_taken_back": later("The answer to the offer was taken back."),
        "aid.need.publication_taken_back": later("The publication was taken back."),
        "aid.receipt.reversed": later("A receipt was taken back."),
        "aid.discrepancy.settled": later("A difference was settled."),
        "aid.discrepancy.disputed": later("A difference was disputed."),
        "aid.discrepancy.found": later("What was missing was found."),
        "aid.boxes.counted": later("Boxes were opened and counted."),
        "aid.boxes.count_repeated": later("A count was told once more; nothing changed."),
        "aid.distribution.made": later("Goods were given on."),
        "aid.distribution.stated": later("A distribution was stated."),
        "aid.distribution.reversed": later("A distribution was taken back."),
        "aid.distribution.reported": later("A distribution was entered as reported."),
        "aid.need.stated": later("The need was stated."),
        "aid.need.published": later("The need was published."),
        "aid.need.changed": later("The need was changed."),
        "aid.need.closed": later("The need was closed."),
        "aid.need.reported": later("The need was entered as heard of."),
        "aid.pledge.offered": later("The offer was made."),
        "aid.pledge.accepted": later("The offer was accepted."),
        "aid.pledge.declined": later("The offer was declined with thanks."),
        "aid.pledge.withdrawn": later("It was withdrawn."),
        "aid.pledge.lapsed": later("The pledge lapsed."),
        "aid.pledge.settled": later("The pledge was brought up to date with what was sent."),
        "aid.pledge.reported": later("The offer was entered as reported."),
        "archive.attachment.kept": later("A photo was kept."),
        "archive.file.kept": later("A file was kept."),
        "archive.attachment.sent": later("Photos were sent with a receipt."),
        "archive.paper.taken_in": later("The paper was taken in."),
        "archive.call.noted": later("The call was noted."),
        "archive.paper.added_to": later("A file was added to the paper."),
        "archive.paper.filed": later("The paper was filed."),
        "archive.paper.set_aside": later("The paper was set aside."),
        "archive.paper.taken_up_again": later("The paper was taken up again."),
    },
    "usage": {
        "store": later("in store"),
        "quarantine": later("in quarantine"),
        "rejected": later("not accepted, kept apart"),
    },
    "level": {"box": later("box"), "pallet": later("pallet")},
    "shortage_action": {
        states.ShortageAction.SEARCH: later("search for it"),
        states.ShortageAction.REPLACE: later("replace it"),
        states.ShortageAction.WRITE_OFF: later("write it off"),
    },
    "reject_reason": {
        states.RejectReason.DAMAGED: later("damaged"),
        states.RejectReason.WET: later("wet"),
        states.RejectReason.EXPIRED: later("expired"),
        states.RejectReason.WRONG_ITEM: later("not what was announced"),
        states.RejectReason.QUALITY: later("quality not sufficient"),
        states.RejectReason.OTHER: later("another reason"),
    },
    "reject_action": {
        states.RejectAction.RETURN: later("send it back"),
        states.RejectAction.DISPOSE: later("dispose of it"),
        states.RejectAction.KEEP: later("keep it apart"),
    },
    "discrepancy": {
        states.DiscrepancyKind.SHORT: later("short"),
        states.DiscrepancyKind.DAMAGED: later("damaged"),
        states.DiscrepancyKind.OVER: later("more than sent"),
        states.DiscrepancyKind.UNEXPECTED: later("not announced"),
    },
    "discrepancy_state": {
        states.DiscrepancyState.OPEN: later("not answered yet"),
        states.DiscrepancyState.ACKNOWLEDGED: later("acknowledged"),
        states.DiscrepancyState.DISPUTED: later("disputed"),
        states.DiscrepancyState.RESOLVED: later("settled"),
    },
    "resolution": {
        states.Resolution.REPLACE: later("it will be replaced"),
        states.Resolution.WRITE_OFF: later("it is written off"),
        states.Resolution.RETURN: later("it goes back"),
        states.Resolution.DISPOSE: later("it is disposed of"),
        states.Resolution.ACCEPT_AS_IS: later("it is accepted as it is"),
        states.Resolution.FOUND: later("it was found"),
        states.Resolution.CORRECTED: later("the receipt was corrected"),
    },
    "group": {
        states.RecipientGroup.FRONT_LINE: later("those on the front line"),
        states.RecipientGroup.VULNERABLE: later("the most vulnerable groups"),
        states.RecipientGroup.OTHER: later("others"),
    },
    "distribution": {
        states.DistributionState.PROMISED: later("promised"),
        states.DistributionState.DONE: later("done"),
        states.DistributionState.REVERSED: later("taken back"),
    },
    "part": {
        states.Part.COUNTED: later("counted"),
        states.Part.REPORTED: later("reported"),
        states.Part.STATED: later("stated"),
    },
    "assurance": {
        Assurance.OFFICE: later("stated by our office"),
        Assurance.SIGNED: later("signed"),
        Assurance.DKIM: later("stated by signed e-mail"),
        Assurance.GUEST_LINK: later("stated by guest link"),
        Assurance.CLERK: later("entered by a clerk of ours"),
    },
    "standing": {
        Status.ACTUAL: later("real"),
        Status.EXERCISE: later("exercise"),
        Status.TEST: pgettext_lazy("status", "test"),
    },
    "quality": {
        Quality.EXACT: later("exactly"),
        Quality.APPROXIMATE: pgettext_lazy("how sure a number is", "about"),
        Quality.AT_LEAST: later("at least"),
        Quality.UNKNOWN: later("not known how many"),
    },
}


def word(kind: str, code: str) -> str:
    """The words for a code of a kind, in the reader's language; the code itself where nobody gave it words."""
    return str(WORDS[kind].get(code, code))


def choices(kind: str, *, only: frozenset[str] | None = None) -> list[tuple[str, str | Promise]]:
    """The codes of a kind with their words, for a field to choose from."""
    return [(str(code), words) for code, words in WORDS[kind].items() if only is None or code in only]


def amount(quantity: int | None, item: Item | None, quality: str = Quality.EXACT) -> str:
    """A quantity of base units in words: “≈ 4,000 pairs”; never without its sign and unit."""
    if quantity is None:
        return _("not known how many")
    shown = measured(quantity, item) if item else f"{show_number(quantity)} {unit_words('piece', quantity)}"
    return signed(shown, quality)


def signed(shown: str, quality: str) -> str:
    """A shown number with the sign of its quality before it."""
    if quality == Quality.APPROXIMATE:
        return f"≈ {shown}"
    return _("at least %(number)s") % {"number": shown} if quality == Quality.AT_LEAST else shown
