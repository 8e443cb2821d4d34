"""Sheets of partnerships: what they are, what is said of them, the year we speak, terms and agreements."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from firewood.accounts.requests import OfficeRequest
from firewood.archive.queries import files_of
from firewood.journal.clock import now
from firewood.journal.refusals import NotFound
from firewood.registry import actions, addresses
from firewood.registry.forms.partnerships import (
    AgreementSheet,
    DecisionSheet,
    PartnershipSheet,
    StatementSheet,
    TermSheet,
    WhySheet,
)
from firewood.registry.models import Agreement, Partnership, PartnershipStatement, PartnershipTerm
from firewood.registry.queries import party_by_key, spoken_years
from firewood.registry.views.answers import Shown, about, keeper, seen_line, write


def new_partnership(request: OfficeRequest, key: str) -> HttpResponse:
    """Enter the partnership of one of ours with a party."""
    keeper(request, _("enter a partnership"))
    theirs = party_by_key(key)
    sheet = PartnershipSheet(request.POST or None, theirs=theirs)
    here = addresses.of_party(theirs)
    shown = Shown(_("What binds us?"), _("Enter"), here, theirs.name, draft="partnership-new")

    def act() -> str:
        draft = sheet.draft()
        return addresses.of_partnership(actions.enter_partnership(draft, actor=request.actor, at=now()))

    return write(request, sheet, shown, act)


def change_partnership(request: OfficeRequest, key: str) -> HttpResponse:
    """Say anew of which kind a partnership is."""
    keeper(request, _("change a partnership"))
    partnership = _partnership(request, key)
    sheet = PartnershipSheet(request.POST or None, theirs=partnership.theirs, partnership=partnership)
    shown = _shown(partnership, _("What binds us?"), _("Keep"))

    def act() -> str:
        draft = sheet.draft()
        actions.change_partnership(partnership, draft=draft, seen=seen_line(request), actor=request.actor, at=now())
        return addresses.of_partnership(partnership)

    return write(request, sheet, shown, act, subject=partnership.subject)


def say(request: OfficeRequest, key: str) -> HttpResponse:
    """Write down what a source says of a partnership."""
    keeper(request, _("write down what is said of a partnership"))
    partnership = _partnership(request, key)
    sheet = StatementSheet(request.POST or None, partnership=partnership)
    shown = _shown(partnership, _("What is said of this partnership?"), _("Write it down"), draft="statement-new")

    def act() -> str:
        actions.state_of_partnership(
            partnership, statement=sheet.draft(), source=sheet.new_source(), actor=request.actor, at=now()
        )
        return addresses.of_partnership(partnership)

    return write(request, sheet, shown, act)


@require_POST
def take_back(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Take back a statement that was written down by mistake."""
    statement = PartnershipStatement.objects.select_related("partnership__theirs").filter(pk=pk).first()
    if statement is None:
        raise NotFound("not_found", _("This is not there any more."))
    about(request, statement.partnership.subject, statement.words, addresses.of_partnership(statement.partnership))
    actions.take_back_statement(statement, actor=request.actor, at=now())
    return redirect(addresses.of_partnership(statement.partnership))


def decide(request: OfficeRequest, key: str) -> HttpResponse:
    """Decide which of the stated years our office speaks, with a reason."""
    keeper(request, _("decide since when a partnership holds"))
    partnership = _partnership(request, key)
    said = {str(each.pk): each for each in spoken_years(partnership)}
    sheet = DecisionSheet(request.POST or None, choices=_years(said.values()))
    shown = _shown(partnership, _("Which year does our office speak?"), _("Decide"))
    shown.more = {"nothing": "" if said else _("Nobody states a year yet. Write down first what a source says.")}

    def act() -> str:
        statement = said[sheet.cleaned_data["statement"]]
        because, seen = sheet.cleaned_data["because"], seen_line(request)
        actions.decide_since_year(statement, because=because, seen=seen, actor=request.actor, at=now())
        return addresses.of_partnership(partnership)

    return write(request, sheet, shown, act, subject=partnership.subject)


def undecide(request: OfficeRequest, key: str) -> HttpResponse:
    """Leave undecided again which year our office speaks."""
    keeper(request, _("leave undecided since when a partnership holds"))
    partnership = _partnership(request, key)
    sheet = WhySheet(request.POST or None)
    shown = _shown(partnership, _("Why is the year left undecided?"), _("Leave it undecided"))

    def act() -> str:
        because = sheet.cleaned_data["because"]
        actions.leave_since_year_undecided(partnership, because=because, actor=request.actor, at=now())
        return addresses.of_partnership(partnership)

    return write(request, sheet, shown, act)


def term(request: OfficeRequest, key: str) -> HttpResponse:
    """Decide from when until when a partnership holds."""
    keeper(request, _("decide the term of a partnership"))
    partnership = _partnership(request, key)
    sheet = TermSheet(request.POST or None)
    shown = _shown(partnership, _("From when until when does it hold?"), _("Decide"))

    def act() -> str:
        days = sheet.cleaned_data
        actions.decide_term(partnership, since=days["since"], until=days["until"], actor=request.actor, at=now())
        return addresses.of_partnership(partnership)

    return write(request, sheet, shown, act)


@require_POST
def give_up_term(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Take back a term that was decided."""
    found = PartnershipTerm.objects.select_related("partnership__theirs").filter(pk=pk).first()
    if found is None:
        raise NotFound("not_found", _("This is not there any more."))
    partnership = actions.give_up_term(found, actor=request.actor, at=now())
    return redirect(addresses.of_partnership(partnership))


def new_agreement(request: OfficeRequest, key: str) -> HttpResponse:
    """Enter an agreement of a partnership."""
    keeper(request, _("enter an agreement"))
    partnership = _partnership(request, key)
    sheet = AgreementSheet(request.POST or None, request.FILES or None)
    shown = _shown(partnership, _("What was agreed?"), _("Enter"), draft="agreement-new")
    return write(
        request, sheet, shown,
        lambda: addresses.of_agreement(
            actions.enter_agreement(partnership, draft=sheet.draft_with_paper(), actor=request.actor, at=now())
        ),
    )  # fmt: skip


def change_agreement(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Describe an agreement anew, such as when it was prolonged."""
    keeper(request, _("change an agreement"))
    agreement = Agreement.objects.select_related("partnership__theirs", "source").filter(pk=pk).first()
    if agreement is None:
        raise NotFound("not_found", _("There is no such agreement."))
    about(request, agreement.subject, agreement.title, addresses.of_agreement(agreement))
    sheet = AgreementSheet(request.POST or None, request.FILES or None, agreement=agreement)
    shown = _shown(agreement.partnership, _("What is to be changed?"), _("Keep"))
    shown.more = {"papers": files_of(agreement.subject)}

    def act() -> str:
        draft, seen = sheet.draft_with_paper(), seen_line(request)
        actions.change_agreement(agreement, draft=draft, seen=seen, actor=request.actor, at=now())
        return addresses.of_agreement(agreement)

    return write(request, sheet, shown, act, subject=agreement.subject)


def _partnership(request: OfficeRequest, key: str) -> Partnership:
    found = Partnership.objects.select_related("ours", "theirs", "via").filter(key=key).first()
    if found is None:
        raise NotFound("not_found", _("There is no such partnership."))
    about(request, found.subject, f"{found.ours.name} – {found.theirs.name}", addresses.of_partnership(found))
    return found


def _shown(partnership: Partnership, question: str, button: str, *, draft: str = "") -> Shown:
    return Shown(
        question, button, addresses.of_partnership(partnership), partnership.theirs.name,
        card=partnership.theirs, draft=draft,
    )  # fmt: skip


def _years(said: object) -> list[tuple[str, str]]:
    return [
        (
            str(each.pk),
            _("%(year)s: “%(words)s” (%(source)s)")
            % {"year": each.year, "words": each.words, "source": each.source.title},
        )
        for each in said  # type: ignore[attr-defined]
    ]
