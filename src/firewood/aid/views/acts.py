"""Pages of needs and offers: show, state, offer, answer."""

import json
from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from firewood.accounts.requests import OfficeRequest, key_of, same_standing
from firewood.accounts.writing import Shown
from firewood.aid import actions, rules
from firewood.aid.forms.acts import NeedSheet, PledgeSheet
from firewood.aid.forms.merging_needs import MergingNeed, begin_again
from firewood.aid.forms.steps import EndingForm, WordsForm
from firewood.aid.models import Need, Pledge
from firewood.aid.queries import lists
from firewood.aid.queries.act_pages import NeedPage, PledgePage
from firewood.aid.queries.possible import possible_with_need
from firewood.aid.queries.shown_totals import sources_of
from firewood.aid.states import Direction, NeedEnding
from firewood.aid.views.answers import about, language, write
from firewood.archive.queries import source_letters
from firewood.journal.clock import now
from firewood.journal.queries import latest_about, newest_line
from firewood.journal.refusals import NotFound, NotNow, WrittenMeanwhile, require
from firewood.registry.models import Party
from firewood.registry.ours import our_side

ANSWERS: dict[str, tuple[Callable[..., Pledge], bool]] = {
    "accept": (actions.accept_pledge, False),
    "decline": (actions.decline_pledge, True),
    "withdraw": (actions.withdraw_pledge, False),
}


def need(request: OfficeRequest, number: str) -> HttpResponse:
    """One need with its coverage, the offers for it, and what was sent."""
    shown = NeedPage(lists.need_by(number), language=language())
    context = {"shown": shown, "need": shown.need, "possible": possible_with_need(shown.need, request.actor)}
    return render(request, "aid/need.html", {**context, **_told(shown), **_may(request)})


def new_need(request: OfficeRequest) -> HttpResponse:
    """State what a party lacks."""
    require(rules.may_write_down(request.actor), _("state this need"))
    party = Party.objects.filter(key=request.GET.get("party", "")).first()
    form = NeedSheet(request.POST or None, language=language(), party=party)

    def act() -> Need:
        draft = form.draft(status=request.status, side=our_side())
        return actions.state_need(draft, actor=request.actor, at=now())

    return write(request, form, Shown("aid/need_form.html", draft="need-new"), act)


def change_need(request: OfficeRequest, number: str) -> HttpResponse:
    """Write a need anew; what somebody else wrote meanwhile is not overwritten."""
    found = lists.need_by(number)
    about(request, found)
    require(rules.may_change_need(request.actor, found), _("change a need"))
    line = newest_line(found.subject)
    found.refresh_from_db()
    stands = begin_again(found)
    merging = MergingNeed(request.POST, stands)
    if request.method == "POST" and merging.needed:
        return _side_by_side(request, found, merging)
    form = NeedSheet(request.POST or None, language=language(), changed=found)
    base = request.POST.get("base") or json.dumps(stands)
    shown = Shown("aid/need_form.html", {"changed": found, "base": base}, draft=f"need-{number}")

    def act() -> Need:
        draft = form.draft(status=found.status, side=our_side())
        return actions.change_need(found, draft, seen=line, actor=request.actor, at=now())

    try:
        return write(request, form, shown, act)
    except WrittenMeanwhile:
        return change_need(request, number)


def publish_need(request: OfficeRequest, number: str) -> HttpResponse:
    """Let others see the need."""
    found = lists.need_by(number)
    about(request, found)
    same_standing(request)
    actions.publish_need(found, actor=request.actor, at=now())
    return redirect("need", number)


def close_need(request: OfficeRequest, number: str) -> HttpResponse:
    """Close a need, and say why."""
    found = lists.need_by(number)
    about(request, found)
    require(rules.may_manage_needs(request.actor), _("close a need"))
    form = EndingForm(request.POST or None)
    return write(
        request, form, Shown("aid/step_form.html", {"act": found, "step": "close_need"}),
        lambda: actions.close_need(
            found, ending=NeedEnding(form.cleaned_data["ending"]), actor=request.actor, at=now()
        ),
    )  # fmt: skip


def pledge(request: OfficeRequest, number: str) -> HttpResponse:
    """One offer or pledge with what came of it."""
    shown = PledgePage(lists.pledge_by(number), language=language())
    return render(request, "aid/pledge.html", {"shown": shown, "pledge": shown.pledge, **_told(shown), **_may(request)})


def new_pledge(request: OfficeRequest) -> HttpResponse:
    """Write down an offer, for a need or unasked."""
    require(rules.may_write_down(request.actor), _("make this offer"))
    wanted = request.GET.get("need")
    for_need = lists.need_by(wanted) if wanted else None
    theirs = for_need is not None and for_need.party_id not in our_side()
    direction = Direction.GIVEN if theirs or request.GET.get("direction") == Direction.GIVEN else Direction.RECEIVED
    form = PledgeSheet(request.POST or None, language=language(), direction=direction, need=for_need)
    more = {"direction": direction, "need": for_need}
    return write(
        request, form, Shown("aid/pledge_form.html", more, draft="pledge-new"),
        lambda: actions.offer(form.draft(status=request.status), actor=request.actor, at=now()),
    )  # fmt: skip


def answer_pledge(request: OfficeRequest, number: str, step: str) -> HttpResponse:
    """Accept, decline or withdraw an offer, with words."""
    found = lists.pledge_by(number)
    about(request, found)
    if step not in ANSWERS:
        raise NotFound("not_found", step)
    act, words_needed = ANSWERS[step]
    may = rules.may_withdraw_pledge if step == "withdraw" else rules.may_answer_pledge
    require(may(request.actor, found), _("answer this offer"))
    form = WordsForm(request.POST or None, needed=words_needed)
    return write(
        request, form, Shown("aid/step_form.html", {"act": found, "step": f"{step}_pledge"}),
        lambda: act(found, words=form.cleaned_data["words"], actor=request.actor, at=now()),
    )  # fmt: skip


def _side_by_side(request: OfficeRequest, found: Need, merging: MergingNeed) -> HttpResponse:
    """The page on which two editors of one need are brought together; nothing was changed yet."""
    form = NeedSheet(merging.data, language=language(), changed=found)
    form.hush()
    head = form.head
    context = {
        "changed": found, "form": form, "clashes": merging.clashes(head), "taken": merging.taken_over(head),
        "quiet": merging.quiet(head), "base": merging.data["base"], "key": key_of(request),
        "their_rows": NeedPage(found, language=language()) if merging.touches_rows else None,
        "last": next(iter(latest_about([found.subject], limit=1)), None),
    }  # fmt: skip
    return render(request, "aid/need_merge.html", context, status=NotNow.status)


def _told(shown: NeedPage | PledgePage) -> dict[str, object]:
    letters = source_letters(shown.citations)
    return {"letters": letters, "sources": sources_of(letters), "drill": shown.is_drill}


def _may(request: OfficeRequest) -> dict[str, bool]:
    actor = request.actor
    return {
        "may_manage": rules.may_manage_needs(actor),
        "may_prepare": rules.may_prepare(actor),
        "may_report": rules.may_report(actor),
    }
