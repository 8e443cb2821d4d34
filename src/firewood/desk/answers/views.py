"""Pages that answer others: the sentence for a figure, what a partner gave, numbers of an old text."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from firewood.accounts.requests import OfficeRequest
from firewood.aid.queries.parties import names
from firewood.aid.queries.shown_totals import sources_of
from firewood.aid.sentences import refuse_exercise
from firewood.aid.states import Direction
from firewood.desk.answers.forms import OldTextForm
from firewood.desk.answers.letters import letters_as_of, letters_sentences, written_since
from firewood.desk.answers.old_texts import hold_against_figures
from firewood.desk.answers.queries import answers_about_partner, figure_page, figures_of_partner
from firewood.registry.queries import party_by_key


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


@require_safe
def sentence(request: OfficeRequest, direction: str, item: str) -> HttpResponse:
    """The sentence for one figure in every language of the interface, with what it rests on."""
    refuse_exercise(request.status)
    totals, row = figure_page(direction, item, status=request.status, language=language())
    context = {"totals": totals, "shown": row, "sources": totals.sources}
    return render(request, "desk/answers/sentence.html", context)


@require_safe
def letters(request: OfficeRequest) -> HttpResponse:
    """How many sister cities have sent letters: the sentence in every language, and who is known by name."""
    refuse_exercise(request.status)
    known = letters_as_of()
    later = written_since(known)
    parties = [*known.cities, *known.organisations, *later]
    context = {
        "known": known, "later": later, "sentences": letters_sentences(known), "names": names(parties, language()),
        "sources": sources_of([known.stated.source.key] if known.stated else []),
    }  # fmt: skip
    return render(request, "desk/answers/letters.html", context)


@require_safe
def partner_sentences(request: OfficeRequest, key: str) -> HttpResponse:
    """What a partner gave us and what we gave it, one sentence a gift and a figure, to be copied."""
    refuse_exercise(request.status)
    party = party_by_key(key)
    ways = [
        (
            way,
            figures_of_partner(party, direction=way, language=language()),
            answers_about_partner(party, language=language(), direction=way),
        )
        for way in Direction
    ]
    used = {source.letter: source for _way, _figures, answers in ways for source in answers.sources}
    context = {"party": party, "name": names([party], language())[party.pk], "ways": ways}
    return render(request, "desk/answers/partner.html", {**context, "sources": list(used.values())})


def changed_numbers(request: OfficeRequest) -> HttpResponse:
    """Hold an old text against our figures; nothing of it is kept, neither here nor in the journal."""
    refuse_exercise(request.status)
    form = OldTextForm(request.POST or None, request.FILES or None)
    held = None
    if request.method == "POST" and form.is_valid():
        held = hold_against_figures(form.cleaned_data["text"], day=form.cleaned_data["day"], language=language())
    status = 422 if form.is_bound and not form.is_valid() else 200
    answer = render(request, "desk/answers/changed_numbers.html", {"form": form, "held": held}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
