"""The sign-in form."""

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from firewood.accounts.models import Officer


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
            self.add_error("password", _("This name and this password do not belong together."))
            return None
        return officer
