"""How a mail leaves: into a folder of this machine, or to the mail server that the office has set."""

import re
import smtplib
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from firewood.desk.mail.letter import MorningLetter


class CannotSend(Exception):
    """The mail server did not take it; the sentence says why, without any secret."""


def hand_over(letter: MorningLetter, *, to: str, name: str, at: datetime) -> None:
    """Send to the office's mail server if one is set, and this is no demonstration; else keep it as a file."""
    sender = settings.FIREWOOD_MAIL_FROM or "firewood@localhost"
    headers = {"Date": format_datetime(at), "Auto-Submitted": "auto-generated", "Message-ID": f"<{name}@firewood>"}
    message = EmailMessage(letter.subject, letter.text, sender, [to], headers=headers)
    if settings.FIREWOOD_MAIL_SERVER and not settings.FIREWOOD_DEMONSTRATION:
        _send(message)
    else:
        _keep(message, name)


def mail_folder() -> Path:
    """Where mails are kept that are not sent."""
    return Path(settings.FIREWOOD_DATA) / "mail"


def _send(message: EmailMessage) -> None:
    try:
        with get_connection("django.core.mail.backends.smtp.EmailBackend", fail_silently=False) as connection:
            connection.send_messages([message])
    except (smtplib.SMTPException, OSError) as error:
        raise CannotSend(f"{type(error).__name__}: the mail server did not take it") from error


def _keep(message: EmailMessage, name: str) -> None:
    folder = mail_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"{re.sub(r'[^A-Za-z0-9._-]', '_', name)}.eml"
    unfinished = target.with_suffix(".part")
    unfinished.write_bytes(message.message().as_bytes())
    unfinished.replace(target)
