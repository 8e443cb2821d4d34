"""What our office decides of a partnership: the year it speaks, and the terms in which it held."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotFound, NotNow, Problem, Unreadable, require
from firewood.journal.steps import lock
from firewood.registry import findable, rules
from firewood.registry.actions import reading
from firewood.registry.models import Partnership, PartnershipStatement, PartnershipTerm
from firewood.registry.states import ABOUT_YEARS


@action
def decide_since_year(
    statement: PartnershipStatement, *, because: str, seen: int | None = None, actor: Actor, at: datetime
) -> Partnership:
    """Decide which of the stated years our office speaks, with the reason; the other statements stay beside it."""
    require(rules.may_keep_registry(actor), _("decide since when a partnership holds"))
    partnership = lock(statement.partnership)
    reading.refuse_if_changed(partnership.subject, seen)
    problems = list(reading.needed("because", because, longest=reading.LONGEST_TEXT))
    year = statement.year
    if statement.aspect not in ABOUT_YEARS or year is None:
        problems.append(Problem("statement", _("This statement gives no year that could be spoken.")))
    reading.refuse_all(problems)
    before = _spoken(partnership)
    partnership.statements.filter(decided=True).update(decided=False)
    partnership.statements.filter(pk=statement.pk).update(decided=True)
    _keep(partnership, because=because, by=actor.name, at=at)
    record(
        "registry.partnership.year_decided", subject=partnership.subject, actor=actor, at=at, year=year,
        before=before, because=because, source=statement.source.key,
    )  # fmt: skip
    findable.index_partnerships([partnership])
    return partnership


@action
def leave_since_year_undecided(partnership: Partnership, *, because: str, actor: Actor, at: datetime) -> Partnership:
    """Take back which year our office speaks: all statements stand side by side again."""
    require(rules.may_keep_registry(actor), _("leave undecided since when a partnership holds"))
    partnership = lock(partnership)
    before = _spoken(partnership)
    if before is None:
        raise NotNow("nothing_decided", _("No year is decided for this partnership."))
    reading.refuse_all(reading.needed("because", because, longest=reading.LONGEST_TEXT))
    partnership.statements.filter(decided=True).update(decided=False)
    _keep(partnership, because="", by="", at=None)
    record(
        "registry.partnership.year_left_undecided", subject=partnership.subject, actor=actor, at=at, before=before,
        because=because,
    )  # fmt: skip
    return partnership


@action
def decide_term(
    partnership: Partnership, *, since: date, until: date | None, actor: Actor, at: datetime
) -> PartnershipTerm:
    """Decide, for our office, that a partnership held from one day until another (not included), or holds on."""
    require(rules.may_keep_registry(actor), _("decide the term of a partnership"))
    lock(partnership)
    if until is not None and until <= since:
        raise Unreadable([Problem("until", _("The end is before the beginning."))])
    try:
        with transaction.atomic():
            term = PartnershipTerm.objects.create(partnership=partnership, term=(since, until))
    except IntegrityError as clash:
        raise NotNow("term_overlaps", _("This term overlaps one that was decided before.")) from clash
    record(
        "registry.partnership.term_decided", subject=partnership.subject, actor=actor, at=at, since=since, until=until
    )
    return term


@action
def give_up_term(term: PartnershipTerm, *, actor: Actor, at: datetime) -> Partnership:
    """Take back a term that was decided, so that another can stand in its place."""
    require(rules.may_keep_registry(actor), _("take back the term of a partnership"))
    partnership = lock(term.partnership)
    standing = PartnershipTerm.objects.filter(pk=term.pk).first()
    if standing is None:
        raise NotFound("not_found", _("This is not there any more."))
    since, until = standing.term.lower, standing.term.upper
    standing.delete()
    record(
        "registry.partnership.term_given_up", subject=partnership.subject, actor=actor, at=at, since=since, until=until
    )
    return partnership


def _spoken(partnership: Partnership) -> int | None:
    spoken = partnership.statements.filter(decided=True).first()
    return spoken.year if spoken else None


def _keep(partnership: Partnership, *, because: str, by: str, at: datetime | None) -> None:
    partnership.decided_because, partnership.decided_by, partnership.decided_at = because, by, at
    partnership.save(update_fields=["decided_because", "decided_by", "decided_at"])
