"""Passwords that whoever knows the office would try first."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from firewood.accounts.models import Officer

OURS = ("firewood", "password", "passwort", "qwerty")


class NoOwnWords:
    """Refuses a password made of the program's name, one's own name, one's office, or the words everybody takes."""

    def validate(self, password: str, user: Officer | None = None) -> None:
        """Raise ValidationError when little is left of the password without those words."""
        words = [*OURS, *(_words(user.login, user.name, user.office, user.party_name) if user else ())]
        left = password.casefold()
        for word in sorted(words, key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < 8:
            raise ValidationError(_("This password is made of words that are easily guessed here."))

    def get_help_text(self) -> str:
        """What the form may say beforehand."""
        return _("Do not make it of your own name, your office or the name of this program.")


def _words(*texts: str) -> list[str]:
    return [word for text in texts for word in text.casefold().split() if len(word) > 2]
