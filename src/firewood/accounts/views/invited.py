"""The page of a colleague who comes in by an invitation."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from firewood.accounts import actions
from firewood.accounts.forms import InvitedForm
from firewood.accounts.queries import open_invitation
from firewood.accounts.requests import OfficeRequest
from firewood.accounts.views.signing import come_in
from firewood.journal.clock import now
from firewood.journal.refusals import Unreadable


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def invitation(request: OfficeRequest, secret: str) -> HttpResponse:
    """Greet whoever was invited; when name and password are chosen the letter is used up and they are in.

    Looking at the page changes nothing: mail programs look at links before people do.
    """
    letter = open_invitation(secret, at=now())
    form = InvitedForm(request.POST or None, known=letter.officer is not None)
    if request.method == "POST" and form.is_valid():
        login = form.cleaned_data.get("login", "")
        password = form.cleaned_data["password"]
        try:
            officer = actions.accept_invitation(letter, login=login, password=password, actor=request.actor, at=now())
            request.session.flush()
            return come_in(request, officer, to="/account/")
        except Unreadable as no:
            form.mark(no.problems)
    shown = {"letter": letter, "form": form, "secret": secret}
    return render(request, "accounts/invitation.html", shown, status=422 if form.errors else 200)
