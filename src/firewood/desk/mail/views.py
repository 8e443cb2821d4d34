"""What comes to a colleague by itself: the address of the calendar, and the morning mail."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as later

from firewood.accounts.requests import OfficeRequest, open_to_districts
from firewood.desk.mail.actions import Wish, wish_for_morning_mail
from firewood.desk.mail.letter import morning_letter
from firewood.desk.models import CalendarFeed, MorningMail, MorningWish
from firewood.journal.clock import now, today
from firewood.journal.refusals import Unreadable


class WishForm(forms.Form):
    """Whether a colleague wants the morning mail, where, and also when nothing is due."""

    wanted = forms.BooleanField(label=later("Send me the morning mail"), required=False)
    address = forms.EmailField(label=later("To this address"), required=False)
    when_nothing = forms.BooleanField(label=later("Also when nothing is due"), required=False)


@open_to_districts
def mine(request: OfficeRequest) -> HttpResponse:
    """Choose what comes by itself."""
    wish = MorningWish.objects.filter(officer_id=request.user.pk).first()
    begun = {"wanted": wish.wanted, "address": wish.address, "when_nothing": wish.when_nothing} if wish else {}
    form = WishForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = Wish(**form.cleaned_data)
            wish_for_morning_mail(request.user, wish=chosen, actor=request.actor, at=now())
            return redirect("mine")
        except Unreadable as no:
            for problem in no.problems:
                form.add_error(problem.field, problem.message)
    context = {
        "form": form, "feed": CalendarFeed.objects.filter(officer_id=request.user.pk, closed_at=None).first(),
        "address": request.session.pop("calendar_address", ""), "letter": morning_letter(request.user, on=today()),
        "last": MorningMail.objects.filter(officer_id=request.user.pk).first(),
        "by_server": bool(settings.FIREWOOD_MAIL_SERVER), "hour": settings.FIREWOOD_MAIL_HOUR,
    }  # fmt: skip
    return render(request, "desk/mine.html", context, status=422 if form.errors else 200)
