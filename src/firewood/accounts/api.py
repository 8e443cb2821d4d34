"""The key at the door for other programs: a token in the header, never a session cookie."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from firewood.accounts.actor import Actor
from firewood.accounts.models import ApiToken
from firewood.accounts.tokens import open_token
from firewood.journal.clock import now


class TokenKey(HttpBearer):
    """`Authorization: Bearer <token>`; whatever else comes with the call, cookies included, opens nothing."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        return open_token(token, at=now())


class ClientRequest(HttpRequest):
    """A request of another program that has shown its token."""

    auth: ApiToken

    @property
    def actor(self) -> Actor:
        return self.auth.actor
