"""Sheets of places and bodies, of persons, of the offices they hold, and of occasions."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from firewood.accounts.requests import OfficeRequest
from firewood.journal.clock import now
from firewood.journal.refusals import NotFound
from firewood.registry import actions, addresses
from firewood.registry.forms.parties import OccasionSheet, PartySheet
from firewood.registry.forms.persons import OfficeSheet, PersonSheet
from firewood.registry.models import Occasion, Office, Person
from firewood.registry.queries import party_by_key
from firewood.registry.states import PartyKind
from firewood.registry.views.answers import Shown, about, keeper, seen_line, write


def new_party(request: OfficeRequest) -> HttpResponse:
    """Enter a place or body."""
    keeper(request, _("enter a place or body"))
    asked = {"kind": PartyKind.CITY.value} | {
        name: request.GET[name] for name in ("kind", "parent", "country", "name") if name in request.GET
    }
    sheet = PartySheet(request.POST or None, initial=asked)
    shown = Shown(_("Whom do we enter?"), _("Enter"), reverse("partners"), _("Partners"), draft="party-new")
    return write(
        request, sheet, shown,
        lambda: addresses.of_party(actions.enter_party(sheet.draft(), actor=request.actor, at=now())),
    )  # fmt: skip


def change_party(request: OfficeRequest, key: str) -> HttpResponse:
    """Describe a place or body anew."""
    keeper(request, _("change a place or body"))
    party = party_by_key(key)
    here = addresses.of_party(party)
    about(request, party.subject, party.name, here)
    sheet = PartySheet(request.POST or None, party=party)
    shown = Shown(_("What is to be changed?"), _("Keep"), here, party.name)

    def act() -> str:
        draft = sheet.draft()
        return addresses.of_party(
            actions.change_party(party, draft=draft, seen=seen_line(request), actor=request.actor, at=now())
        )

    return write(request, sheet, shown, act, subject=party.subject)


def new_person(request: OfficeRequest) -> HttpResponse:
    """Enter a person."""
    keeper(request, _("enter a person"))
    sheet = PersonSheet(request.POST or None)
    shown = Shown(_("Whom do we enter?"), _("Enter"), reverse("partners"), _("Partners"), draft="person-new")
    return write(
        request, sheet, shown,
        lambda: addresses.of_person(actions.enter_person(sheet.draft(), actor=request.actor, at=now())),
    )  # fmt: skip


def change_person(request: OfficeRequest, key: str) -> HttpResponse:
    """Describe a person anew."""
    keeper(request, _("change a person"))
    person = Person.objects.filter(key=key).first()
    if person is None:
        raise NotFound("not_found", _("There is no such person."))
    here = addresses.of_person(person)
    about(request, person.subject, person.name, here)
    sheet = PersonSheet(request.POST or None, person=person)
    shown = Shown(_("What is to be changed?"), _("Keep"), here, person.name)

    def act() -> str:
        draft = sheet.draft()
        actions.change_person(person, draft=draft, seen=seen_line(request), actor=request.actor, at=now())
        return here

    return write(request, sheet, shown, act, subject=person.subject)


def new_office(request: OfficeRequest, key: str) -> HttpResponse:
    """Enter who holds an office in a party."""
    keeper(request, _("enter an office"))
    party = party_by_key(key)
    here = addresses.of_party(party)
    sheet = OfficeSheet(request.POST or None, party=party)
    shown = Shown(_("Which office, and who holds it?"), _("Enter"), here, party.name, card=party, draft="office-new")

    def act() -> str:
        return addresses.of_office(actions.enter_office(
            sheet.draft(), holder=sheet.new_holder(), actor=request.actor, at=now()
        ))  # fmt: skip

    return write(request, sheet, shown, act)


def change_office(request: OfficeRequest, key: str) -> HttpResponse:
    """Describe an office anew, such as when it ended."""
    keeper(request, _("change an office"))
    office = Office.objects.select_related("party", "person").filter(key=key).first()
    if office is None:
        raise NotFound("not_found", _("There is no such office."))
    here = addresses.of_office(office)
    about(request, office.subject, office.title, here)
    sheet = OfficeSheet(request.POST or None, party=office.party, office=office)
    shown = Shown(_("What is to be changed?"), _("Keep"), addresses.of_party(office.party), office.party.name)

    def act() -> str:
        actions.change_office(
            office, draft=sheet.draft(), holder=sheet.new_holder(), seen=seen_line(request), actor=request.actor,
            at=now(),
        )  # fmt: skip
        return here

    return write(request, sheet, shown, act, subject=office.subject)


def new_occasion(request: OfficeRequest) -> HttpResponse:
    """Enter what made cities help each other."""
    keeper(request, _("enter an occasion"))
    sheet = OccasionSheet(request.POST or None)
    shown = Shown(_("What happened?"), _("Enter"), reverse("partners"), _("Partners"), draft="occasion-new")
    return write(
        request, sheet, shown,
        lambda: addresses.of_occasion(actions.enter_occasion(sheet.draft(), actor=request.actor, at=now())),
    )  # fmt: skip


def change_occasion(request: OfficeRequest, key: str) -> HttpResponse:
    """Describe an occasion anew."""
    keeper(request, _("change an occasion"))
    occasion = Occasion.objects.filter(key=key).first()
    if occasion is None:
        raise NotFound("not_found", _("There is no such occasion."))
    here = addresses.of_occasion(occasion)
    about(request, occasion.subject, occasion.name, here)
    sheet = OccasionSheet(request.POST or None, occasion=occasion)
    shown = Shown(_("What is to be changed?"), _("Keep"), here, occasion.name)

    def act() -> str:
        draft = sheet.draft()
        actions.change_occasion(occasion, draft=draft, seen=seen_line(request), actor=request.actor, at=now())
        return here

    return write(request, sheet, shown, act, subject=occasion.subject)
