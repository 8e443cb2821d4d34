"""Keys for other programs: make one, close it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from firewood.accounts import rules
from firewood.accounts.actor import Actor
from firewood.accounts.models import ApiToken
from firewood.accounts.queries import secret_hash
from firewood.accounts.states import Duty
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotFound, NotNow, Problem, Unreadable, require

LONGEST_TOKEN_DAYS = 730


@dataclass(frozen=True)
class IssuedToken:
    """A new token with the secret that is shown once and never kept."""

    token: ApiToken
    secret: str


@action
def make_token(name: str, *, duties: Sequence[Duty], days: int, actor: Actor, at: datetime) -> IssuedToken:
    """Let another program enter with a token of its own, with duties, for so many days."""
    require(rules.may_admit_program(actor), _("let a program enter"))
    problems = []
    if not 0 < len(name.strip()) <= 80:
        problems.append(Problem("name", _("Give the program a name of at most 80 characters.")))
    if not 0 < days <= LONGEST_TOKEN_DAYS:
        problems.append(Problem("days", _("A token is good for 1 to 730 days.")))
    if problems:
        raise Unreadable(problems)
    if ApiToken.objects.filter(name=name.strip()).exists():
        raise NotNow("name_taken", _("There is a token of this name; revoked ones keep theirs."), name=name)
    secret = secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=name.strip(),
        secret_hash=secret_hash(secret),
        duties=[str(duty) for duty in duties],
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    record("accounts.api_token.made", subject=token.subject, actor=actor, at=at, name=name, duties=token.duties)
    return IssuedToken(token, secret)


@action
def revoke_token(name: str, *, actor: Actor, at: datetime) -> ApiToken:
    """Close a token: the program may not enter any more."""
    require(rules.may_admit_program(actor), _("close a token"))
    token = ApiToken.objects.select_for_update().filter(name=name).first()
    if token is None:
        raise NotFound("no_token", _("There is no token “%(name)s”.") % {"name": name}, name=name)
    if token.revoked_at is not None:
        raise NotNow("already_revoked", _("This token was revoked before."))
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    record("accounts.api_token.revoked", subject=token.subject, actor=actor, at=at, name=name)
    return token
