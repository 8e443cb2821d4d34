"""How second factors are kept and named: secrets are encrypted with a key that never is in the database."""

from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What the package for second factors asks of this office."""

    def encrypt(self, text: str) -> str:
        """A secret as it may lie in the database."""
        return _lock(settings.FIREWOOD_FACTOR_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; empty when it was encrypted with another key, so that no code fits."""
        try:
            return _lock(settings.FIREWOOD_FACTOR_KEY).decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""

    def _get_site_name(self) -> str:
        return "Firewood"


@lru_cache(maxsize=2)
def _lock(key: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"second factors:" + key.encode()).digest()))
