"""Thanks that need not be given or waited for any more, with the reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid.models import Consignment
from firewood.aid.states import Basis
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotFound, NotNow, Problem, require
from firewood.journal.steps import lock
from firewood.solidarity import rules
from firewood.solidarity.actions.problems import refuse
from firewood.solidarity.models import ThanksSetAside


@action
def set_thanks_aside(consignment: Consignment, *, reason: str, actor: Actor, at: datetime) -> ThanksSetAside:
    """Take the thanks for a consignment off the list, with the reason: thanked by telephone, not wished for."""
    require(rules.may_set_thanks_aside(actor), _("take thanks off the list"))
    refuse([] if reason.strip() else [Problem("reason", _("Say why."))])
    consignment = lock(consignment)
    _refuse_no_thanks(consignment)
    aside = ThanksSetAside.objects.create(
        consignment=consignment, reason=reason.strip(), set_aside_at=at, set_aside_by=actor.name
    )
    record("solidarity.thanks.set_aside", subject=consignment.subject, actor=actor, at=at, status=consignment.status,
           reason=aside.reason)  # fmt: skip
    return aside


@action
def take_up_thanks_again(consignment: Consignment, *, actor: Actor, at: datetime) -> None:
    """Put the thanks for a consignment back on the list."""
    require(rules.may_set_thanks_aside(actor), _("put thanks back on the list"))
    consignment = lock(consignment)
    gone, _kinds = ThanksSetAside.objects.filter(consignment=consignment).delete()
    if not gone:
        raise NotFound("not_set_aside", _("These thanks were not taken off the list."))
    record("solidarity.thanks.taken_up_again", subject=consignment.subject, actor=actor, at=at,
           status=consignment.status)  # fmt: skip


def _refuse_no_thanks(consignment: Consignment) -> None:
    if consignment.basis == Basis.REPORTED:
        raise NotNow("only_reported", _("For what is only reported no thanks are on the list."))
    if ThanksSetAside.objects.filter(consignment=consignment).exists():
        raise NotNow("set_aside_already", _("These thanks were taken off the list already."))
