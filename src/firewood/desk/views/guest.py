"""The pages of a guest: one decision a screen, nothing but the own thread; GET shows, POST acts."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from firewood.accounts.requests import key_of
from firewood.aid import actions
from firewood.aid.forms.acts import NeedSheet, PledgeSheet
from firewood.aid.forms.differences import DifferenceAnswer
from firewood.aid.forms.receipts import everything_came
from firewood.aid.models import Discrepancy
from firewood.aid.queries.parties import names
from firewood.aid.states import Direction, NeedEnding
from firewood.archive.actions import keep_photo
from firewood.archive.uploads import Kept, read_photo
from firewood.desk.actions import confirm_with_photos
from firewood.desk.forms.walk import Walk
from firewood.desk.queries.guest import GuestThread
from firewood.desk.tasks import guest as tasks
from firewood.desk.views.door import GuestRequest, guest_door, guest_page
from firewood.desk.views.pages import kept_file
from firewood.journal.clock import now
from firewood.journal.refusals import NotFound, NotNow, Problem, Refused, TooMuch, Unreadable
from firewood.registry.ours import our_city, our_side

A_DAY = 24 * 3600


def opened(request: GuestRequest) -> GuestThread:
    """The thread of this guest."""
    return GuestThread(request.link, language=get_language() or "en")


@guest_door
def thread(request: GuestRequest) -> HttpResponse:
    """What the guest can do next, as one question."""
    if tasks.opens_task(request):
        return tasks.show_task(request)
    shown = opened(request)
    if shown.is_party:
        shown.require_party()
        return guest_page(request, "desk/guest_party.html", {"shown": shown, "told": shown.told(request.GET)})
    ready = bool(shown.consignment)  # refuses here when the thread is not for this guest
    return guest_page(request, "desk/guest_consignment.html", {"shown": shown, "key": key_of(request), "ready": ready})


@guest_door
def choose_language(request: GuestRequest) -> HttpResponse:
    """Show the pages of this link in another language."""
    answer = redirect("guest", request.secret)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        name = f"guest-{request.link.pk.hex[:12]}"
        answer.set_cookie(
            name, language, max_age=A_DAY * 14, path=f"/g/{request.secret}/", httponly=True, samesite="Lax"
        )
    return answer


@guest_door
def receipt(request: GuestRequest) -> HttpResponse:
    """Ask what came, one question a screen; POST confirms the receipt or keeps a photo."""
    shown = opened(request)
    if not shown.to_come:
        raise NotNow("nothing_to_come", _("Everything of this consignment is confirmed already. Thank you."))
    if request.method == "POST":
        return _keep_photo(request, shown) if "photo-screen" in request.POST else _confirm(request, shown)
    answers = everything_came(request.GET, shown.consignment) if "all" in request.GET else request.GET
    walk = Walk(answers, shown.consignment)
    fine = walk.judge()
    walk.hush_new_question()
    if walk.screen is None:
        walk.sheet.is_valid()
        return _check(request, shown, walk)
    return _ask(request, shown, walk, status=200 if fine else 422)


@guest_door
def answer(request: GuestRequest) -> HttpResponse:
    """Answer our receipt: acknowledge it, acknowledge a difference, or dispute it; an offer of ours; or a task."""
    if request.method != "POST":
        return redirect("guest", request.secret)
    if tasks.opens_task(request):
        return tasks.answer(request)
    shown = opened(request)
    told: dict[str, Any] = {"actor": request.actor, "at": now()}
    if "pledge" in request.POST:
        _answer_pledge(shown, request.POST, request.POST.get("words", ""), told)
    elif "take-back" in request.POST:
        _take_back(shown, request.POST["take-back"], told)
    elif shown.to_answer is not None:
        return _answer_difference(request, shown, shown.to_answer, told)
    elif shown.to_acknowledge is not None:
        actions.acknowledge_receipt(shown.to_acknowledge, **told)
    return redirect("guest", request.secret)


@guest_door
def need(request: GuestRequest) -> HttpResponse:
    """State what the guest's own city lacks."""
    shown = opened(request)
    shown.require_party()
    form = NeedSheet(request.POST or None, language=shown.language, party=shown.party)
    form.head.let_choose("party", [(shown.party.key, str(shown.names[shown.party.pk]))])
    return _write(
        request, form, "desk/guest_need.html",
        lambda: actions.state_need(
            form.draft(status=request.status, side=our_side()), actor=request.actor, at=now()
        ),
    )  # fmt: skip


@guest_door
def offer(request: GuestRequest) -> HttpResponse:
    """Offer something to us."""
    shown = opened(request)
    shown.require_party()
    city = our_city()
    form = PledgeSheet(request.POST or None, language=shown.language, direction=Direction.RECEIVED)
    form.head.let_choose("giver", [(shown.party.key, str(shown.names[shown.party.pk]))])
    form.head.let_choose("receiver", [(city.key, str(names([city], shown.language)[city.pk]))])
    return _write(
        request, form, "desk/guest_offer.html",
        lambda: actions.offer(form.draft(status=request.status), actor=request.actor, at=now()),
    )  # fmt: skip


@guest_door
def photo(request: GuestRequest, pk: UUID) -> HttpResponseBase:
    """A photo that this guest sent, or one that was attached for them."""
    if tasks.opens_task(request):
        return kept_file(tasks.paper(request, pk))
    return kept_file(opened(request).photo(pk))


def _confirm(request: GuestRequest, shown: GuestThread) -> HttpResponse:
    """Confirm the receipt; when it cannot be read, the answers stand as they were, with what is wrong."""
    walk = Walk(_answers(request.POST, at="check"), shown.consignment)
    if not walk.sheet.is_valid():
        return _check(request, shown, walk, status=422)
    photos = shown.photos(request.POST.getlist("photo"))
    try:
        confirm_with_photos(
            shown.consignment, count=walk.sheet.count(), photos=photos, key=request.POST.get("key", ""),
            actor=request.actor, at=now(),
        )  # fmt: skip
    except Unreadable as no:
        return _check(request, shown, walk, refusal=no, status=no.status)
    return redirect("guest", request.secret)


def _keep_photo(request: GuestRequest, shown: GuestThread) -> HttpResponse:
    """Keep a photo until the receipt is sent; a refused one is asked for again, and no answer is lost."""
    try:
        kept = keep_photo(
            _photo_in(request), subject=shown.consignment.subject, status=request.link.status,
            language=shown.language, awaiting=True, actor=request.actor, at=now(),
        )  # fmt: skip
    except (Unreadable, TooMuch) as no:
        walk = Walk(_answers(request.POST, at="photo"), shown.consignment)
        return _ask(request, shown, walk, refusal=no, status=no.status)
    data = _answers(request.POST, at="check")
    data.appendlist("photo", str(kept.pk))
    return redirect(f"{reverse('guest-receipt', args=[request.secret])}?{data.urlencode()}")


def _photo_in(request: GuestRequest) -> Kept:
    sent = request.FILES.get("photo")
    if sent is None:
        raise Unreadable([Problem("photo", _("Choose a photo, or go on without one."))])
    return read_photo(sent)


def _ask(request: GuestRequest, shown: GuestThread, walk: Walk, *, status: int, **more: object) -> HttpResponse:
    return guest_page(request, "desk/guest_count.html", {"shown": shown, "walk": walk, **more}, status=status)


def _check(request: GuestRequest, shown: GuestThread, walk: Walk, *, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "shown": shown, "walk": walk, "key": walk.answers.get("key") or key_of(request),
        "photos": shown.photos(walk.answers.getlist("photo")), "back": walk.answers.urlencode(), **more,
    }  # fmt: skip
    return guest_page(request, "desk/guest_check.html", context, status=status)


def _answers(data: QueryDict, *, at: str) -> QueryDict:
    """The answers as they were, at one screen."""
    kept = data.copy()
    for name in ("csrfmiddlewaretoken", "photo-screen", "done"):
        kept.pop(name, None)
    kept["at"] = at
    return kept


def _write(request: GuestRequest, form: Any, template: str, act: Any) -> HttpResponse:
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(f"{reverse('guest', args=[request.secret])}?told={act().number}")
        except (Unreadable, NotNow) as no:
            refusal = no
    bad = request.method == "POST" and form.rows.judged and refusal is None
    status = refusal.status if refusal else 422 if bad else 200
    return guest_page(request, template, {"form": form, "refusal": refusal, "key": key_of(request)}, status=status)


def _answer_pledge(shown: GuestThread, data: QueryDict, words: str, told: dict[str, Any]) -> None:
    shown.require_party()
    found = next((pledge for pledge in shown.offered if pledge.number == data["pledge"]), None)
    if found is None:
        raise NotFound("not_found", _("There is no such offer."))
    act = actions.decline_pledge if "decline" in data else actions.accept_pledge
    act(found, words=words, **told)


def _take_back(shown: GuestThread, number: str, told: dict[str, Any]) -> None:
    shown.require_party()
    need = next((need for need in shown.needs if need.number == number), None)
    offer = next((offer for offer in shown.offers if offer.number == number), None)
    if need is not None:
        actions.close_need(need, ending=NeedEnding.WITHDRAWN, **told)
    elif offer is not None:
        actions.withdraw_pledge(offer, **told)
    else:
        raise NotFound("not_found", _("There is nothing here, or not for you."))


def _answer_difference(
    request: GuestRequest, shown: GuestThread, difference: Discrepancy, told: dict[str, Any]
) -> HttpResponse:
    typed = DifferenceAnswer(difference, request.POST)
    status = 200 if typed.is_valid() else 422
    try:
        if status == 200 and typed.disputes:
            actions.dispute_discrepancy(difference, words=typed.words, **told)
        elif status == 200:
            actions.acknowledge_discrepancy(difference, resolution=typed.resolution, words=typed.words, **told)
    except Unreadable as no:
        typed.refuse(no)
        status = no.status
    if status == 200:
        return redirect("guest", request.secret)
    return guest_page(request, "desk/guest_consignment.html", {"shown": shown, "answer": typed}, status=status)
