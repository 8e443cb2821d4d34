"""Keys by which other programs enter: shown once, kept only as their hash, with duties and an end."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from firewood.accounts.models import ApiCall, ApiToken
from firewood.accounts.queries import secret_hash
from firewood.journal.action import done_again_after_deadlock
from firewood.journal.refusals import NotNow, Problem, Unreadable

LONGEST_KEY = 100


def open_token(secret: str, *, at: datetime) -> ApiToken | None:
    """The token that a secret opens now; a wrong, expired or revoked one is simply not there."""
    return ApiToken.objects.filter(secret_hash=secret_hash(secret), revoked_at=None, expires_at__gt=at).first()


def once(token: ApiToken, key: str, *, asked: object, work: Callable[[], Any]) -> Any:
    """Do a piece of work once for one key of a client: told again, the same answer comes and nothing is done.

    `asked` is what was asked (path and body); the same key for something else is refused. A refused call leaves no
    trace, so it may be sent again. Two calls with one key at the same time wait for each other.
    """
    _refuse_unreadable(key)
    digest = hashlib.sha256(json.dumps(asked, cls=DjangoJSONEncoder, sort_keys=True).encode()).digest()
    return done_again_after_deadlock(lambda: _once(token, key, digest, work))


def _once(token: ApiToken, key: str, digest: bytes, work: Callable[[], Any]) -> Any:
    with transaction.atomic():
        call, fresh = ApiCall.objects.get_or_create(token=token, key=key, defaults={"asked": digest})
        if not fresh and bytes(call.asked) != digest:
            raise NotNow("key_used", _("This Idempotency-Key was used for something else."), key=key)
        if fresh:
            call.answer = json.loads(json.dumps(work(), cls=DjangoJSONEncoder))
            call.save(update_fields=["answer"])
    return call.answer


def _refuse_unreadable(key: str) -> None:
    if not key:
        sentence = _("Send a key of your own for this call, so that a repeated call is done only once.")
        raise Unreadable([Problem("Idempotency-Key", sentence)])
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise Unreadable([Problem("Idempotency-Key", _("The key must be printable, at most 100 characters."))])
