"""Overview, partners, persons, words, occasions, sources, search, and the files that were sent in."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from firewood.accounts.actions import Guest, invite_guest, revoke_guest_link
from firewood.accounts.models import GuestLink
from firewood.accounts.requests import OfficeRequest, open_to_districts
from firewood.accounts.states import Duty
from firewood.aid.forms.steps import GuestForm
from firewood.aid.queries.parties import names
from firewood.aid.queries.shown_totals import sources_of
from firewood.aid.states import Direction
from firewood.archive.models import Attachment, Source
from firewood.archive.queries import all_sources, citations_of, cited_by, sentences_of, source_letters
from firewood.archive.uploads import open_kept
from firewood.archive.uploads.names import name_for
from firewood.desk.answers.queries import Answers, answers_to
from firewood.desk.finding import find_everything
from firewood.desk.queries.acts import Happening
from firewood.desk.queries.overview import Overview
from firewood.desk.queries.partner import PartnerPage
from firewood.desk.queries.subjects import shown_subjects
from firewood.desk.tasks.rules import may_keep_tasks
from firewood.desk.templatetags.partner_cards import chosen_partner
from firewood.desk.views.drawn import drawn_overview
from firewood.journal.clock import now
from firewood.journal.paging import whole_number
from firewood.journal.refusals import NotFound
from firewood.registry.models import Occasion, Party, Person, Quotation
from firewood.registry.queries import greetings_of, party_by_key
from firewood.registry.rules import may_keep_registry
from firewood.solidarity.queries.files import opens_file

FOUND = 20
ACTS = 60


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


def overview(request: OfficeRequest) -> HttpResponse:
    """The friendship between the cities on one page."""
    way = Direction.GIVEN if request.GET.get("totals") == Direction.GIVEN else Direction.RECEIVED
    drawn = drawn_overview(request.status, way, language=language())
    context = {"drawn": drawn, "sources": drawn.sources, "may_keep_tasks": may_keep_tasks(request.actor)}
    return render(request, "desk/overview.html", context)


def acts(request: OfficeRequest) -> HttpResponse:
    """Every act, the dated ones newest first, then the undated."""
    shown = Overview(status=request.status, direction=Direction.RECEIVED, language=language())
    return render(request, "desk/acts.html", _paged(request, shown, shown.newest_first))


def _paged(request: OfficeRequest, shown: Overview, events: list[Happening]) -> dict[str, Any]:
    """One page of a long list of acts, for a template."""
    page = Paginator(events, ACTS).get_page(request.GET.get("page"))
    told = shown.told(list(page.object_list))
    letters = {letter for each in told for letter in each.letters}
    return {"told": told, "page": page, "sources": sources_of(letters)}


def ends(request: OfficeRequest) -> HttpResponse:
    """Everything that is open."""
    shown = Overview(status=request.status, direction=Direction.RECEIVED, language=language())
    return render(request, "desk/ends.html", {"ends": shown.ends})


def partner(request: OfficeRequest, key: str) -> HttpResponse:
    """One partner: both sides on one axis."""
    return _partner(request, party_by_key(key))


@open_to_districts
def partner_card(request: OfficeRequest) -> HttpResponse:
    """The card of the partner chosen on a form, to be put beside it; a district's tells what a district may know."""
    return render(request, "desk/partner_card_beside.html", {"chosen": chosen_partner(request.GET)})


@require_POST
def invite_partner(request: OfficeRequest, key: str) -> HttpResponse:
    """Make a guest link by which the partner states a need or makes an offer; shown once."""
    party = party_by_key(key)
    form = _guest_form(request.POST, party)
    if not form.is_valid():
        return _partner(request, party, status=422, guest_form=form)
    tongue = form.cleaned_data["language"]
    guest = Guest(party.pk, str(names([party], tongue)[party.pk]), tongue, form.cleaned_data["name"])
    made = invite_guest(guest, thread=party.subject, status=request.status, actor=request.actor, at=now())
    return _partner(request, party, address=settings.FIREWOOD_PUBLIC_URL + reverse("guest", args=[made.secret]))


@require_POST
def revoke_partner(request: OfficeRequest, key: str, link: UUID) -> HttpResponse:
    """Close a guest link of a partner before its days are over."""
    party = party_by_key(key)
    found = GuestLink.objects.filter(pk=link, thread=party.subject).first()
    if found is None:
        raise NotFound("not_found", _("There is no such link."))
    revoke_guest_link(found, actor=request.actor, at=now())
    return _partner(request, party)


def person(request: OfficeRequest, key: str) -> HttpResponse:
    """One person with the offices held and the words said."""
    found = Person.objects.filter(key=key).first()
    if found is None:
        raise NotFound("not_found", _("There is no such person."))
    quotations = list(found.quotations.select_related("source"))
    offices = list(found.offices.select_related("party"))
    cited = citations_of([found.subject, *(office.subject for office in offices)])
    letters = {letter for rows in cited.values() for letter in source_letters(rows)}
    context = {
        "person": found, "may_keep": may_keep_registry(request.actor), "greetings": greetings_of(found),
        "offices": offices, "quotations": quotations,
        "citations": [row for rows in cited.values() for row in rows],
        "sources": sources_of(letters | {quotation.source.key for quotation in quotations}),
    }  # fmt: skip
    return render(request, "desk/person.html", context)


def words(request: OfficeRequest) -> HttpResponse:
    """All words that were said or written, in the language of their source."""
    rows = list(Quotation.objects.select_related("source", "speaker", "voice_of", "addressed_to"))
    return render(request, "desk/words.html", {"quotations": rows, "sources": sources_of(r.source.key for r in rows)})


def occasion(request: OfficeRequest, key: str) -> HttpResponse:
    """One occasion: everything that happened on it."""
    found = Occasion.objects.filter(key=key).first()
    if found is None:
        raise NotFound("not_found", _("There is no such occasion."))
    shown = Overview(status=request.status, direction=Direction.RECEIVED, language=language())
    events = [event for event in shown.newest_first if event.occasion == found.pk]
    context = {"occasion": found, "may_keep": may_keep_registry(request.actor)}
    return render(request, "desk/occasion.html", {**context, **_paged(request, shown, events)})


def sources(request: OfficeRequest) -> HttpResponse:
    """All sources."""
    return render(request, "desk/sources.html", {"all_sources": all_sources()})


def source(request: OfficeRequest, key: str) -> HttpResponse:
    """One source sentence by sentence, with what each is cited for."""
    found = Source.objects.filter(key=key).first()
    if found is None:
        raise NotFound("not_found", _("There is no source %(key)s.") % {"key": key})
    cited = cited_by(found)
    subjects = shown_subjects({row.subject for rows in cited.values() for row in rows}, language=language())
    sentences = [
        (sentence, [(row, subjects[row.subject]) for row in cited.get(sentence.number, []) if row.subject in subjects])
        for sentence in sentences_of(found)
    ]
    return render(request, "desk/source.html", {"source": found, "sentences": sentences})


def search(request: OfficeRequest) -> HttpResponse:
    """Find anything by its words, in any script."""
    asked = request.GET.get("q", "").strip()
    page = max(1, whole_number(request.GET.get("page", "")))
    found = find_everything(asked, status=request.status, language=language(), limit=FOUND, offset=(page - 1) * FOUND)
    answers = answers_to(asked, status=request.status, language=language()) if page == 1 else Answers()
    context = {
        "asked": asked, "found": found, "number": page, "more": found.total > page * FOUND, "answers": answers,
        "sources": answers.sources,
    }  # fmt: skip
    return render(request, "desk/search.html", context)


@open_to_districts
def attachment(request: OfficeRequest, pk: UUID) -> HttpResponse | FileResponse:
    """A file that was sent in, as it was kept: a picture to be seen, all else to be saved."""
    found = Attachment.objects.filter(pk=pk).first()
    if found is None or not opens_file(request.actor, found):
        raise NotFound("not_found", _("There is no such file."))
    return kept_file(found)


def kept_file(found: Attachment) -> FileResponse:
    """A kept file; the browser may neither guess its kind nor run anything in it, and shows nothing but pictures."""
    answer = FileResponse(
        open_kept(found), content_type=found.media_type, filename=name_for(found.media_type, found.name),
        as_attachment=not found.media_type.startswith("image/"),
    )  # fmt: skip
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _partner(request: OfficeRequest, party: Party, *, status: int = 200, **more: Any) -> HttpResponse:
    number = request.GET.get("page", "1")
    page = int(number) if number.isdecimal() and len(number) < 7 else 1
    shown = PartnerPage(party, status=request.status, language=language(), at=now(), page=page)
    context = {
        "shown": shown, "party": party, "names": shown.names, "sources": shown.sources, "now": now(),
        "may_keep": may_keep_registry(request.actor),
        "may_invite": request.actor.has(Duty.FOCAL_POINT), "guest_form": _guest_form(None, party), **more,
    }  # fmt: skip
    return render(request, "desk/partner.html", context, status=status)


def _guest_form(data: Any, party: Party) -> GuestForm:
    named = [(party.key, str(names([party], language())[party.pk]))]
    return GuestForm(data, languages=settings.LANGUAGES, parties=named)
