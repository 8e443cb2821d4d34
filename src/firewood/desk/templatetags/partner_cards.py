"""The partner card, to be put beside any draft. Always there: no `{% load %}` is needed."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import Form
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from firewood.accounts.requests import NOBODY
from firewood.desk.queries.district_card import DistrictCard
from firewood.desk.queries.partner_card import PartnerCard
from firewood.journal.clock import now
from firewood.journal.standing import Status
from firewood.registry.models import Party
from firewood.registry.ours import our_side

register = template.Library()

CHOSEN_IN = ("party", "receiver", "giver", "theirs", "partner", "addressee", "sender", "to")
"""The fields of forms and addresses in which a partner may be chosen, by its key."""


@register.simple_tag(takes_context=True)
def partner_card(context: Context, party: Party | None) -> SafeString:
    """What somebody must know who writes to a partner: names, since when, form of address, languages, what is open.

    To a colleague of a district it says what a district may know.
    """
    if party is None:
        return SafeString("")
    request = context.get("request")
    status = getattr(request, "status", Status.ACTUAL)
    actor = getattr(request, "actor", NOBODY)
    if actor.is_of_district:
        theirs = DistrictCard(party, actor=actor, status=status, language=get_language() or "en", at=now())
        shown = {"card": theirs, "sources": context.get("sources")}
        return mark_safe(render_to_string("desk/district_card.html", shown))  # noqa: S308  a template
    card = PartnerCard(party, status=status, language=get_language() or "en", at=now())
    return shown_card(context, card)


@register.simple_tag(takes_context=True)
def shown_card(context: Context, card: PartnerCard) -> SafeString:
    """A card that was made ready already."""
    shown = {"card": card, "sources": context.get("sources")}
    return mark_safe(render_to_string("desk/partner_card.html", shown))  # noqa: S308  a template


@register.simple_tag(takes_context=True)
def partner_card_beside(context: Context, of: Party | Form | None = None) -> SafeString:
    """The place of the card beside a form: the partner that is chosen in it, and another when another is chosen.

    `of` is a partner, or a form that begins with one.
    """
    request = context.get("request")
    begun: Mapping[str, Any] = of.initial if isinstance(of, Form) else {}
    asked = {**begun, **request.GET.dict(), **request.POST.dict()} if request else begun
    party = of if isinstance(of, Party) else None
    shown = {"chosen": chosen_partner(asked) or party, "request": request, "sources": context.get("sources")}
    return mark_safe(render_to_string("desk/partner_card_beside.html", shown))  # noqa: S308  a template


def chosen_partner(asked: Mapping[str, Any]) -> Party | None:
    """The partner that a form or an address names: the first that is not ours."""
    keys = [str(asked[name]) for name in CHOSEN_IN if asked.get(name)]
    found = {party.key: party for party in Party.objects.filter(key__in=keys)} if keys else {}
    side = our_side() if found else frozenset()
    return next((found[key] for key in keys if key in found and found[key].pk not in side), None)
