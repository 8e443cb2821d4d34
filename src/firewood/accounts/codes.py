"""How an authenticator app is told its secret: an address, a picture of it, and the secret in text."""

import base64
import secrets

import qrcode
from allauth.mfa.adapter import get_adapter
from django.utils.html import format_html
from django.utils.safestring import SafeString

from firewood.accounts.models import Officer

QUIET = 4  # light modules around the picture, as readers want them


def new_secret() -> str:
    """160 random bits, as authenticator apps take them."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def setup_address(officer: Officer, secret: str) -> str:
    """The address by which an app takes the secret."""
    return str(get_adapter().build_totp_url(officer, secret))


def spaced(secret: str) -> str:
    """The secret in groups of four, to be typed."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def qr_of(text: str) -> SafeString:
    """The text as a picture drawn here, dark on light whatever the page looks like."""
    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    size = len(rows)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" aria-hidden="true" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{0}v{0}h-{0}z"/><path fill="#000" d="{1}"/></svg>',
        size,
        path,
    )
