"""What a line of the journal tells, in the office's words and the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as later

from firewood.aid.words import WORDS as AID
from firewood.solidarity.words import EVENTS as LETTERS

OWN: dict[str, str | Promise] = {
    "desk.task.opened": later("A task was opened."),
    "desk.task.changed": later("A task was changed."),
    "desk.task.handed": later("A task was handed to others."),
    "desk.task.taken_back": later("A task was taken back."),
    "desk.task.noted": later("Words came to a task."),
    "desk.task.answered": later("A task was answered."),
    "desk.task.finished": later("A task was closed."),
    "desk.task.withdrawn": later("A task was withdrawn."),
    "desk.task.opened_again": later("A task was opened again."),
    "desk.acceptance.sent": later("The words of acceptance have gone as a letter of ours."),
    "desk.calendar_feed.opened": later("A calendar address was made."),
    "desk.calendar_feed.renewed": later("A calendar address was made anew."),
    "desk.calendar_feed.closed": later("A calendar address was closed."),
    "desk.morning_wish.chosen": later("A colleague chose about the morning mail."),
    "desk.morning_mail.begun": later("A morning mail was begun."),
    "desk.morning_mail.sent": later("A morning mail went."),
    "desk.morning_mail.failed": later("A morning mail could not be sent."),
    "accounts.officer.admitted": later("A colleague was admitted."),
    "accounts.officer.signed_in": later("A colleague signed in."),
    "accounts.officer.language_chosen": later("A colleague chose a language."),
    "accounts.api_token.made": later("A program was let in."),
    "accounts.api_token.revoked": later("A program was shut out."),
    "archive.source.entered": later("A source was entered."),
    "archive.source.described_again": later("A source was described anew."),
    "archive.sentences.entered": later("Sentences of a source were entered."),
    "archive.statements.cited": later("It was said which sentences say what."),
    "archive.paper.taken_in": later("A paper came into the inbox."),
    "archive.call.noted": later("A call was noted."),
    "archive.paper.filed": later("A paper was filed."),
    "archive.paper.added_to": later("A paper was added to a thing."),
    "archive.paper.set_aside": later("A paper was set aside."),
    "archive.paper.taken_up_again": later("A paper was taken up again."),
    "registry.party.entered": later("A place or body was entered."),
    "registry.party.described_again": later("A place or body was described anew."),
    "registry.person.entered": later("A person was entered."),
    "registry.person.described_again": later("A person was described anew."),
    "registry.office.entered": later("An office was entered."),
    "registry.office.described_again": later("An office was described anew."),
    "registry.occasion.entered": later("An occasion was entered."),
    "registry.occasion.described_again": later("An occasion was described anew."),
    "registry.partnership.entered": later("A partnership was entered."),
    "registry.partnership.described_again": later("A partnership was described anew."),
    "registry.partnership.term_decided": later("It was decided how long a partnership holds."),
    "registry.quotation.entered": later("Words were entered."),
    "registry.quotation.described_again": later("Words were described anew."),
    "accounts.invitation.accepted": later("A colleague accepted the invitation."),
    "accounts.invitation.revoked": later("An invitation was closed."),
    "accounts.officer.deactivated": later("An account was closed."),
    "accounts.officer.reactivated": later("An account was opened again."),
    "accounts.officer.duties_changed": later("The duties of a colleague were changed."),
    "accounts.officer.invited": later("A colleague was invited."),
    "accounts.officer.password_changed": later("A password was changed."),
    "accounts.officer.signed_out": later("A colleague signed out."),
    "accounts.second_factor.added": later("A second factor was added."),
    "accounts.second_factor.removed": later("A second factor was removed."),
    "accounts.second_factor.given": later("A second factor was given."),
    "accounts.second_factor.refused": later("A second factor was refused."),
    "accounts.second_factor.recovery_codes_made": later("Recovery codes were made."),
    "accounts.session.ended": later("A session was ended."),
    "accounts.session.others_ended": later("All other sessions were ended."),
    "registry.occasion.changed": later("An occasion was changed."),
    "registry.office.changed": later("An office was changed."),
    "registry.partnership.changed": later("A partnership was changed."),
    "registry.partnership.stated": later("Something was stated of a partnership."),
    "registry.partnership.statement_taken_back": later("A statement on a partnership was taken back."),
    "registry.partnership.term_given_up": later("A term of a partnership was given up."),
    "registry.partnership.year_decided": later("The year that the office speaks was decided."),
    "registry.partnership.year_left_undecided": later("The year of a partnership was left undecided again."),
    "registry.party.changed": later("A place or body was changed."),
    "registry.person.changed": later("A person was changed."),
    "registry.agreement.entered": later("An agreement was entered."),
    "registry.agreement.changed": later("An agreement was changed."),
    "registry.visit.planned": later("A visit was planned."),
    "registry.visit.noted": later("A visit was noted."),
    "registry.visit.changed": later("A visit was changed."),
    "desk.record.loaded": later("A record was loaded."),
    "supplies.item.entered": later("An item was entered."),
    "supplies.item.described_again": later("An item was described anew."),
    "supplies.code.entered": later("A code of an item was entered."),
    "supplies.packing.entered": later("A packing was entered."),
    "supplies.lot.entered": later("A lot was entered."),
    "supplies.lot.disposed": later("Expired goods were disposed of."),
    "supplies.stock.counted": later("The store was counted."),
    "supplies.stock.repeated": later("A count of the store was told once more; nothing changed."),
    "supplies.stock.taken_over": later("The first stock was taken over."),
}
ROOMS: dict[str, str | Promise] = {
    "aid": later("goods"),
    "solidarity": later("letters and thanks"),
    "desk": later("tasks, calendar, mail"),
    "archive": later("papers and sources"),
    "registry": later("partners and persons"),
    "supplies": later("store and items"),
    "accounts": later("colleagues and guests"),
}


def told(event: str) -> str:
    """The sentence for an event; its last word where nobody gave it a sentence yet."""
    known = OWN.get(event) or AID["event"].get(event) or LETTERS.get(event)
    return str(known) if known else event.rpartition(".")[2].replace("_", " ")


def is_told(event: str) -> bool:
    """Whether the office has a sentence for it."""
    return event in OWN or event in AID["event"] or event in LETTERS
