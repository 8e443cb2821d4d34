"""Pages of receipts: say what came, answer differences, correct, receive late, open boxes, tell of a distribution."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from firewood.accounts.requests import OfficeRequest, prove_first, same_standing
from firewood.accounts.writing import Shown
from firewood.aid import actions, rules
from firewood.aid.forms.differences import DifferenceAnswer
from firewood.aid.forms.goods import DistributionSheet, LateSheet, OpenedSheet
from firewood.aid.forms.receipts import ReceiptSheet, everything_came
from firewood.aid.forms.steps import WordsForm
from firewood.aid.models import Consignment, Distribution, Receipt
from firewood.aid.queries import lists
from firewood.aid.queries.settlement import discrepancies
from firewood.aid.views.answers import about, language, write
from firewood.aid.views.consignments import show
from firewood.journal.clock import now
from firewood.journal.refusals import NotFound, Unreadable, require


def receive(request: OfficeRequest, number: str) -> HttpResponse:
    """Say what came, line by line or by boxes."""
    found = lists.consignment_by(number)
    about(request, found)
    require(rules.may_receive(request.actor, found), _("confirm a receipt"))
    prove_first(request)
    data = everything_came(request.POST, found) if "all" in request.POST else request.POST
    form = ReceiptSheet(data or None, found)
    return write(
        request, form, Shown("aid/receipt_form.html", {"consignment": found, "drill": _drill(found)}),
        lambda: actions.issue_receipt(
            found, count=form.count(), key=request.POST.get("key", ""), actor=request.actor, at=now()
        ),
    )  # fmt: skip


def correct(request: OfficeRequest, number: str, receipt: str) -> HttpResponse:
    """State the right receipt in place of a wrong one, which stays as it was."""
    found = lists.consignment_by(number)
    about(request, found)
    require(rules.may_receive(request.actor, found), _("correct a receipt"))
    prove_first(request)
    wrong = _receipt(found, receipt)
    form = ReceiptSheet(request.POST or None, found, with_reason=True)
    more = {"consignment": found, "wrong": wrong, "drill": _drill(found)}
    return write(
        request, form, Shown("aid/receipt_form.html", more),
        lambda: actions.correct_receipt(
            wrong, count=form.count(), reason=form.reason_words, key=request.POST.get("key", ""),
            actor=request.actor, at=now(),
        ),
    )  # fmt: skip


@require_POST
def acknowledge(request: OfficeRequest, number: str, receipt: str) -> HttpResponse:
    """Agree with a receipt of the other side."""
    found = lists.consignment_by(number)
    about(request, found)
    same_standing(request)
    actions.acknowledge_receipt(_receipt(found, receipt), actor=request.actor, at=now())
    return redirect("consignment", number)


@require_POST
def answer_difference(request: OfficeRequest, number: str, difference: str) -> HttpResponse:
    """Acknowledge a difference with what becomes of the goods, or dispute it with words."""
    found = lists.consignment_by(number)
    about(request, found)
    open_one = discrepancies(found).filter(pk=difference).first()
    if open_one is None:
        raise NotFound("not_found", difference)
    answer = DifferenceAnswer(open_one, request.POST)
    if not answer.is_valid():
        return show(request, found, status=422, answer=answer)
    told: dict[str, Any] = {"words": answer.words, "actor": request.actor, "at": now()}
    try:
        if answer.disputes:
            actions.dispute_discrepancy(open_one, **told)
        else:
            actions.acknowledge_discrepancy(open_one, resolution=answer.resolution, **told)
    except Unreadable as no:
        answer.refuse(no)
        return show(request, found, status=no.status, answer=answer)
    return redirect(reverse("consignment", args=[number]) + "#differences")


def receive_late(request: OfficeRequest, number: str) -> HttpResponse:
    """Receive what was missing and turned up."""
    found = lists.consignment_by(number)
    about(request, found)
    may = rules.may_receive(request.actor, found) or rules.may_despatch(request.actor)
    require(may, _("receive what was missing"))
    prove_first(request)
    form = LateSheet(request.POST or None, found)
    return write(
        request, form, Shown("aid/late_form.html", {"consignment": found, "drill": _drill(found)}),
        lambda: actions.receive_late(
            found, count=form.count(), key=request.POST.get("key", ""), at_sender="at_sender" in request.POST,
            actor=request.actor, at=now(),
        ) and found,
    )  # fmt: skip


def open_boxes(request: OfficeRequest, number: str) -> HttpResponse:
    """Open boxes of unknown contents in our store and count what is in them."""
    found = lists.consignment_by(number)
    about(request, found)
    require(rules.may_distribute(request.actor), _("open boxes"))
    form = OpenedSheet(request.POST or None, language=language())
    return write(
        request, form, Shown("aid/opened_form.html", {"consignment": found, "drill": _drill(found)}),
        lambda: actions.count_boxes(
            found, boxes=form.boxes(), key=request.POST.get("key", ""), actor=request.actor, at=now()
        ) and found,
    )  # fmt: skip


def state_distribution(request: OfficeRequest, number: str) -> HttpResponse:
    """Write down what the receiver says it did, or promises to do, with goods from us."""
    found = lists.consignment_by(number)
    about(request, found)
    require(rules.may_state_distribution(request.actor, found), _("state a distribution"))
    form = DistributionSheet(request.POST or None, language=language(), consignment=found)
    return write(
        request, form, Shown("aid/distribution_form.html", {"consignment": found, "drill": _drill(found)}),
        lambda: actions.state_distribution(
            form.draft(status=found.status), state=form.state, actor=request.actor, at=now()
        ),
    )  # fmt: skip


def distribute(request: OfficeRequest) -> HttpResponse:
    """Give goods of ours on to those who use them."""
    require(rules.may_distribute(request.actor), _("distribute goods"))
    form = DistributionSheet(request.POST or None, language=language())
    return write(
        request, form, Shown("aid/distribution_form.html"),
        lambda: actions.distribute(
            form.draft(status=request.status), key=request.POST.get("key", ""), actor=request.actor, at=now()
        ),
    )  # fmt: skip


def reverse_distribution(request: OfficeRequest, number: str) -> HttpResponse:
    """Take a distribution back that was noted in error."""
    found = Distribution.objects.filter(number=number).first()
    if found is None:
        raise NotFound("not_found", number)
    require(rules.may_distribute(request.actor), _("take a distribution back"))
    form = WordsForm(request.POST or None, needed=True)
    return write(
        request, form, Shown("aid/step_form.html", {"act": found, "step": "reverse"}),
        lambda: actions.reverse_distribution(
            found, reason=form.cleaned_data["words"], actor=request.actor, at=now()
        ),
    )  # fmt: skip


def _receipt(consignment: Consignment, number: str) -> Receipt:
    found = consignment.receipts.filter(number=number).first()
    if found is None:
        raise NotFound("not_found", number)
    return found


def _drill(consignment: Consignment) -> bool:
    return consignment.status == "exercise"
