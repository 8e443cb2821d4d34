"""What can be done about the morning mail: ask for it, end it, send it; never twice on one day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.models import Officer
from firewood.desk.mail.letter import MorningLetter, morning_letter
from firewood.desk.mail.sending import CannotSend, hand_over
from firewood.desk.models import MorningMail, MorningWish
from firewood.desk.states import MailState, MailWay
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import Problem, Unreadable, require
from firewood.journal.steps import lock


@dataclass(frozen=True)
class Wish:
    """What a colleague wants in the morning."""

    address: str
    wanted: bool = True
    when_nothing: bool = False


@action
def wish_for_morning_mail(officer: Officer, *, wish: Wish, actor: Actor, at: datetime) -> MorningWish:
    """Ask for the morning mail, or end it; everybody does so for oneself."""
    require(actor.kind == "officer" and actor.key == officer.login, _("choose the mail of somebody else"))
    if wish.wanted:
        try:
            validate_email(wish.address)
        except ValidationError as error:
            raise Unreadable(
                [Problem("address", _("Write an e-mail address, such as name@office.example."))]
            ) from error
    officer = lock(officer)
    kept, _new = MorningWish.objects.update_or_create(
        officer=officer,
        defaults={"address": wish.address, "wanted": wish.wanted, "when_nothing": wish.when_nothing},
    )
    record("desk.morning_wish.chosen", subject=kept.subject, actor=actor, at=at, wanted=wish.wanted)
    return kept


def send_morning_mails(*, on: date, actor: Actor, at: datetime) -> list[MorningMail]:
    """Send to everybody who wants it and has not got it today; each is an act of its own. Gives those that went."""
    got = MorningMail.objects.filter(day=on).exclude(state=MailState.FAILED.value).values("officer")
    wishes = MorningWish.objects.filter(wanted=True, officer__is_active=True).exclude(officer__in=got)
    sent = [_send(wish, on=on, actor=actor, at=at) for wish in wishes.select_related("officer").order_by("pk")]
    return [mail for mail in sent if mail is not None]


@action
def begin_morning_mail(
    wish: MorningWish, *, letter: MorningLetter, on: date, actor: Actor, at: datetime
) -> MorningMail:
    """Write down that the mail of this day goes now. Whoever finds it begun does not send it again."""
    wish = lock(wish)
    silent = letter.things == 0 and not wish.when_nothing
    mail, _new = MorningMail.objects.update_or_create(
        officer_id=wish.officer_id, day=on,
        defaults={
            "state": str(MailState.NOTHING if silent else MailState.BEGUN), "things": letter.things, "begun_at": at,
            "way": str(MailWay.SERVER if settings.FIREWOOD_MAIL_SERVER else MailWay.FOLDER), "trouble": "",
        },
    )  # fmt: skip
    record("desk.morning_mail.begun", subject=mail.subject, actor=actor, at=at, things=letter.things, day=on)
    return mail


@action
def note_morning_mail(mail: MorningMail, *, trouble: str = "", actor: Actor, at: datetime) -> MorningMail:
    """Write down that a morning mail went, or why it could not; then it is tried again."""
    mail = lock(mail)
    mail.state, mail.trouble = str(MailState.FAILED if trouble else MailState.OUT), trouble[:300]
    mail.save(update_fields=["state", "trouble"])
    what = "failed" if trouble else "sent"
    record(f"desk.morning_mail.{what}", subject=mail.subject, actor=actor, at=at, trouble=mail.trouble)
    return mail


def _send(wish: MorningWish, *, on: date, actor: Actor, at: datetime) -> MorningMail | None:
    letter = morning_letter(wish.officer, on=on)
    mail = begin_morning_mail(wish, letter=letter, on=on, actor=actor, at=at)
    if mail.state == MailState.NOTHING:
        return None
    try:
        hand_over(letter, to=wish.address, name=f"{on.isoformat()}-{wish.officer.login}", at=at)
    except CannotSend as trouble:
        note_morning_mail(mail, trouble=str(trouble), actor=actor, at=at)
        return None
    return note_morning_mail(mail, actor=actor, at=at)
