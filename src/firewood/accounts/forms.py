"""Forms of signing in: name and password, a code, a new password, the account by an invitation."""

from collections.abc import Sequence

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from firewood.accounts.models import Officer
from firewood.accounts.requests import OfficeRequest
from firewood.journal.refusals import Problem

NOT_TOGETHER = _(
    "This name and this password do not belong together, or there were too many tries. After five wrong tries, wait 15"
    " minutes."
)


class SignInForm(forms.Form):
    """Name and password; says only that they do not fit, never which of the two."""

    login = forms.CharField(
        label=_("Name for signing in"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "dir": "ltr"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def officer(self, request: HttpRequest) -> Officer | None:
        """The officer who signs in, or None with an error on the form."""
        if not self.is_valid():
            return None
        officer = authenticate(request, username=self.cleaned_data["login"], password=self.cleaned_data["password"])
        if not isinstance(officer, Officer):
            self.add_error("password", NOT_TOGETHER)
            return None
        return officer


class PasswordAgain(forms.Form):
    """The password once more, before something is changed about how one signs in."""

    password = forms.CharField(
        label=_("Your password, once more"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: OfficeRequest, *, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.request = request

    def clean_password(self) -> str:
        """Right, or counted among the wrong tries of this name."""
        password: str = self.cleaned_data["password"]
        if authenticate(self.request, username=self.request.user.login, password=password) != self.request.user:
            raise forms.ValidationError(_("This is not your password, or there were too many tries."))
        return password

    def mark(self, problems: Sequence[Problem]) -> None:
        """Say at their fields what an action refused."""
        for each in problems:
            self.add_error(each.field if each.field in self.fields else None, each.message)


class AppForm(PasswordAgain):
    """The first code of a new app."""

    field_order = ["code", "password"]
    code = forms.CharField(
        label=_("The code your app shows now"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )


class PasskeyForm(PasswordAgain):
    """The name of a new passkey."""

    field_order = ["name", "password"]
    name = forms.CharField(
        label=_("A name by which you know it again"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


class NewPassword(PasswordAgain):
    """Another password, with the one that was."""

    field_order = ["password", "new"]
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. A sentence is easy to remember; signs and digits are not asked for."),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class InvitedForm(forms.Form):
    """What a colleague chooses who comes in by an invitation; the name only when the account is new."""

    login = forms.CharField(
        label=_("Name for signing in"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "dir": "ltr"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. A sentence is easy to remember; signs and digits are not asked for."),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: QueryDict | None, *, known: bool) -> None:
        super().__init__(data)
        if known:
            del self.fields["login"]

    def mark(self, problems: Sequence[Problem]) -> None:
        """Say at their fields what an action refused."""
        for each in problems:
            self.add_error(each.field if each.field in self.fields else None, each.message)
