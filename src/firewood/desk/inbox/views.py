"""Pages of the inbox: take papers in, read one, file it, accept what it offers, set it aside."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from firewood.accounts.requests import OfficeRequest, same_standing
from firewood.aid import rules as aid_rules
from firewood.aid.actions import accept_pledge
from firewood.aid.models import Pledge
from firewood.aid.states import PledgeState
from firewood.archive import actions, queries, rules
from firewood.archive.actions import PaperDraft
from firewood.archive.models import IncomingPaper
from firewood.archive.states import Medium, PaperState
from firewood.archive.uploads import read_paper
from firewood.archive.uploads.streams import MOST_BYTES
from firewood.desk.inbox.actions import file_paper, may_say_gone, send_acceptance
from firewood.desk.inbox.answering import acceptance_of, language_of_words
from firewood.desk.inbox.forms import AcceptForm, AsideForm, CallForm, FilingSheet, PasteForm
from firewood.desk.inbox.proposals import Reading
from firewood.desk.queries.subjects import shown_subjects
from firewood.journal.clock import now
from firewood.journal.paging import whole_number
from firewood.journal.queries import latest_about
from firewood.journal.refusals import NotFound, NotNow, Problem, Refused, TooMuch, Unreadable, require
from firewood.languages.guess import guess_language
from firewood.solidarity.addresses import of_gesture
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries.polite import Cause, propose
from firewood.solidarity.states import NOT_GONE, GestureState
from firewood.solidarity.wordings import Polite, written_in

PAGE = 30
STATES = {"": PaperState.WAITING, "filed": PaperState.FILED, "aside": PaperState.SET_ASIDE}


@dataclass
class Sent:
    """What became of the files that were sent together: the papers, and why others were refused."""

    papers: list[IncomingPaper] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    """The sentence, and the address of the paper that is meant where there is one."""


def inbox(request: OfficeRequest) -> HttpResponse:
    """What waits, and the three ways in: files, a pasted text, a call."""
    require(rules.may_read_papers(request.actor), _("open the inbox"))
    ways: dict[str, Callable[[OfficeRequest], HttpResponse]] = {"files": _files, "text": _text, "call": _call}
    way = request.POST.get("way", "") if request.method == "POST" else ""
    if way in ways:
        same_standing(request)
        return ways[way](request)
    return _inbox(request)


def paper(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """One paper: read it and file it in one screen; a filed one shows what it became."""
    require(rules.may_read_papers(request.actor), _("open the inbox"))
    found = queries.paper_by_id(pk, status=request.status)
    if found.state != PaperState.WAITING or not rules.may_file_paper(request.actor):
        return _paper(request, found)
    form = FilingSheet(request.POST or None, Reading(found, get_language() or "en"))
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            same_standing(request)
            file_paper(found, draft=form.draft(status=request.status), actor=request.actor, at=now())
        except Unreadable as no:
            form.mark(no.problems)
        except NotNow as no:
            refusal = no
        else:
            request.session["draft_done"] = f"paper-{found.pk}"
            return redirect("paper", found.pk)
    bad = request.method == "POST" and form.rows.judged
    return _paper(request, found, form=form, refusal=refusal, status=409 if refusal else 422 if bad else 200)


@require_POST
def add_file(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Add further pages to a paper that waits."""
    found = queries.paper_by_id(pk, status=request.status)
    require(rules.may_take_in_paper(request.actor), _("add to a paper"))
    refused = []
    for sent in request.FILES.getlist("files"):
        try:
            actions.add_to_paper(found, read=read_paper(sent), actor=request.actor, at=now())
        except (Unreadable, NotNow, TooMuch) as no:
            refused.append(no.message)
    if not request.FILES.getlist("files"):
        refused.append(_("Choose a file."))
    if refused:
        problems = [Problem("files", sentence) for sentence in refused]
        return _waiting(request, found, refusal=Unreadable(problems), status=422)
    return redirect("paper", pk)


@require_POST
def set_aside(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Say that a paper is nothing for us, and why."""
    found = queries.paper_by_id(pk, status=request.status)
    form = AsideForm(request.POST)
    if not form.is_valid():
        return _waiting(request, found, aside=form, status=422)
    actions.set_paper_aside(found, reason=form.cleaned_data["reason"], actor=request.actor, at=now())
    return redirect("inbox")


@require_POST
def take_up(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Take a paper up again that was set aside, or that is to be filed once more."""
    found = queries.paper_by_id(pk, status=request.status)
    actions.take_up_paper_again(found, actor=request.actor, at=now())
    return redirect("paper", pk)


@require_POST
def accept(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Accept the offer that came with a paper, with words to copy."""
    found = queries.paper_by_id(pk, status=request.status)
    offered = _offer_in(found)
    if offered is None:
        raise NotFound("not_found", _("There is no such offer."))
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _paper(request, found, accept=form, status=422)
    same_standing(request)
    accept_pledge(offered, words=form.cleaned_data["words"], actor=request.actor, at=now())
    return redirect("paper", pk)


@require_POST
def acceptance_gone(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Say that the words of acceptance have gone; a letter that could only be drafted is shown, to be sent there."""
    found = queries.paper_by_id(pk, status=request.status)
    offered = _offer_in(found)
    if offered is None:
        raise NotFound("not_found", _("There is no such offer."))
    same_standing(request)
    tongue = language_of_words(offered.answer_words, proposed=_words_for(offered, found)[1])
    made = send_acceptance(offered, letter=_letter_in(found), language=tongue, actor=request.actor, at=now())
    return redirect(of_gesture(made)) if made.state in NOT_GONE else redirect("paper", pk)


def _files(request: OfficeRequest) -> HttpResponse:
    """Take in each file that was sent; one that is refused is named, and the others are kept."""
    sent = _take_in(request, request.FILES.getlist("files"))
    if not sent.papers and not sent.refused:
        sent.refused.append((_("Choose a file, or drop one here."), ""))
    if sent.refused or len(sent.papers) > 1:
        return _inbox(request, sent=sent, status=422 if sent.refused else 200)
    return redirect("paper", sent.papers[0].pk)


def _take_in(request: OfficeRequest, files: "list[UploadedFile[Any]]") -> Sent:
    sent = Sent()
    for each in files:
        try:
            read = read_paper(each)
            draft = PaperDraft.of(read, language=guess_language(read.text))
            sent.papers.append(actions.take_in_paper(draft, status=request.status, actor=request.actor, at=now()))
        except (Unreadable, NotNow, TooMuch) as no:
            sent.refused.append((no.message, str(no.facts.get("url", ""))))
    return sent


def _text(request: OfficeRequest) -> HttpResponse:
    form = PasteForm(request.POST)
    if not form.is_valid():
        return _inbox(request, paste=form, status=422)
    text = form.cleaned_data["text"]
    draft = PaperDraft.pasted(text, language=guess_language(text))
    return _entered(request, "inbox-text", {"paste": form}, lambda: actions.take_in_paper(
        draft, status=request.status, actor=request.actor, at=now()
    ))  # fmt: skip


def _call(request: OfficeRequest) -> HttpResponse:
    form = CallForm(request.POST)
    if not form.is_valid():
        return _inbox(request, call=form, status=422)
    read = form.cleaned_data
    tongue = guess_language(read["what"]) or get_language() or "en"
    return _entered(request, "inbox-call", {"call": form}, lambda: actions.note_call(
        read["who"], for_whom=read["for_whom"], what=read["what"], language=tongue, status=request.status,
        actor=request.actor, at=now(),
    ))  # fmt: skip


def _entered(
    request: OfficeRequest, draft: str, shown: dict[str, Any], act: Callable[[], IncomingPaper]
) -> HttpResponse:
    try:
        made = act()
    except (Unreadable, NotNow) as no:
        told = Sent(refused=[(no.message, str(no.facts.get("url", "")))])
        return _inbox(request, sent=told, status=no.status, **shown)
    request.session["draft_done"] = draft
    return redirect("paper", made.pk)


def _inbox(request: OfficeRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    which = request.GET.get("which", "")
    rows = queries.papers(status=request.status, state=STATES.get(which, PaperState.WAITING))
    page = Paginator(rows, PAGE).get_page(whole_number(request.GET.get("page", "")))
    context = {
        "page": page, "which": which if which in STATES else "", "may_take_in": rules.may_take_in_paper(request.actor),
        "paste": PasteForm(), "call": CallForm(), "most": MOST_BYTES, "most_shown": MOST_BYTES // 1024**2, **more,
    }  # fmt: skip
    return render(request, "desk/inbox.html", context, status=status)


def _waiting(request: OfficeRequest, found: IncomingPaper, *, status: int, **more: Any) -> HttpResponse:
    """The paper as it waits, with what is wrong."""
    form = FilingSheet(None, Reading(found, get_language() or "en"))
    return _paper(request, found, form=form, status=status, **more)


def _paper(request: OfficeRequest, found: IncomingPaper, *, status: int = 200, **more: Any) -> HttpResponse:
    subjects = [each.subject for each in found.filings.all()]
    shown = shown_subjects(subjects, language=get_language() or "en")
    offered = _offer_in(found)
    may_accept = offered is not None and aid_rules.may_answer_pledge(request.actor, offered)
    words, tongue = _words_for(offered, found) if offered else ("", "")
    context = {
        "paper": found, "files": queries.files_of(found.subject), "is_call": found.medium == Medium.CALL,
        "became": [shown[subject] for subject in subjects if subject in shown], "offer": offered, "words": words,
        "words_language": tongue, "answer": acceptance_of(offered) if offered else None,
        "may_say_gone": offered is not None and may_say_gone(request.actor, offered),
        "accept": AcceptForm(initial={"words": words}) if may_accept else None, "aside": AsideForm(),
        "may_file": rules.may_file_paper(request.actor), "history": latest_about([found.subject]), **more,
    }  # fmt: skip
    return render(request, "desk/paper.html", context, status=status)


def _offer_in(found: IncomingPaper) -> Pledge | None:
    """The offer that a paper brought; of several filings that of the last."""
    keys = [each.subject.partition(":")[2] for each in found.filings.all() if each.subject.startswith("aid.pledge:")]
    return Pledge.objects.select_related("giver", "receiver").filter(pk__in=keys[-1:]).first()


def _letter_in(found: IncomingPaper) -> Gesture | None:
    """The letter that a paper became: who signed it is greeted as the registry knows."""
    keys = [each.subject.partition(":")[2] for each in found.filings.all() if each.subject.startswith("solidarity.")]
    return Gesture.objects.filter(pk__in=keys[-1:]).exclude(state=str(GestureState.WITHDRAWN)).first()


def _words_for(offered: Pledge, found: IncomingPaper) -> tuple[str, str]:
    """The polite words and their language: those that were said, or those that we propose while the offer waits."""
    tongue = found.language or get_language() or "en"
    if offered.state == PledgeState.OFFERED:
        cause = Cause(pledge=offered, gesture=_letter_in(found))
        proposed = propose(Polite.ACCEPTANCE, offered.giver, language=tongue, cause=cause)
        return proposed.text, proposed.language
    return offered.answer_words, written_in(tongue)
