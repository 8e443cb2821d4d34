"""In templates: the office's words for codes, quantities with sign and unit, days as stated, names in their language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from firewood.aid.models import Consignment, Need, Pledge, QuantityLine
from firewood.aid.words import amount, in_units, signed, unit_words, word
from firewood.journal.clock import node_zone
from firewood.languages.dates import StatedDay, show_day
from firewood.languages.numbers import show_number
from firewood.languages.texts import Wording
from firewood.registry.models import Party
from firewood.supplies.models import Item

register = template.Library()
Names = Mapping[UUID, Wording]


@register.filter
def said(code: str, kind: str) -> str:
    """The words for a code of a kind: `{{ consignment.state|said:"consignment" }}`."""
    return word(kind, code)


@register.filter
def how_many(line: QuantityLine) -> str:
    """The quantity of a line as it was entered; its base units in words where nothing else was."""
    if line.quantity is None:
        return ""
    if line.entered_quantity and line.entered_unit:
        entered = f"{show_number(line.entered_quantity)} {unit_words(line.entered_unit, line.entered_quantity)}"
        return signed(entered, line.quality)
    return amount(line.quantity, line.item, line.quality)


@register.filter
def of(quantity: int | None, item: Item) -> str:
    """A number of base units in the item's unit, without the unit; empty when it is not known."""
    return "" if quantity is None else show_number(in_units(quantity, item)[0])


@register.filter
def with_unit(quantity: int | None, item: Item) -> str:
    """A number of base units with its unit."""
    return amount(quantity, item)


@register.filter
def plain(number: int | None) -> str:
    """A number with the separators of the reader's language."""
    return "" if number is None else show_number(number)


@register.filter
def unit(name: str) -> str:
    """A unit in the plural."""
    return unit_words(name, 2)


@register.simple_tag
def stated(thing: Any, prefix: str = "day") -> SafeString:
    """A day as it is known of a thing, in <time> where a machine can read it; "day not known" otherwise."""
    day = StatedDay(
        getattr(thing, f"{prefix}_words"), getattr(thing, f"{prefix}_earliest"), getattr(thing, f"{prefix}_latest")
    )
    if not day.is_known:
        return SafeString("")
    shown = show_day(day)
    return format_html('<time datetime="{}">{}</time>', day.machine, shown) if day.machine else SafeString(shown)


@register.filter
def local_day(instant: datetime | None) -> str:
    """The day of the office on which an instant falls."""
    return show_day(instant.astimezone(node_zone()).date()) if instant else ""


@register.filter
def local_time(instant: datetime | None) -> str:
    """Day and hour of an instant at the office."""
    if instant is None:
        return ""
    local = instant.astimezone(node_zone())
    return f"{show_day(local.date())}, {local:%H:%M}"


@register.simple_tag
def party(who: Party | None, names: Names, *, link: bool = False) -> SafeString:
    """The name of a party in the language in which it stands there."""
    if who is None:
        return format_html('<span class="kept">{}</span>', _("for whom is not known"))
    wording = names.get(who.pk)
    text, language = (wording.text, wording.language) if wording else (who.name, "en")
    shown = format_html('<bdi lang="{}">{}</bdi>', language, text)
    return format_html('<a href="{}">{}</a>', reverse("partner", args=[who.key]), shown) if link else shown


@register.simple_tag
def wording(text: Wording | None, otherwise: str = "") -> SafeString:
    """A text in its own language and direction."""
    if text is None:
        return SafeString(otherwise)
    return format_html('<span lang="{}" dir="auto">{}</span>', text.language, text.text)


@register.filter
def page(act: Any) -> str:
    """The address of the page of an act."""
    if isinstance(act, Consignment):
        return reverse("consignment", args=[act.number])
    if isinstance(act, Need):
        return reverse("need", args=[act.number])
    return reverse("pledge", args=[act.number]) if isinstance(act, Pledge) else reverse("distributions")


@register.filter
def get(found: Mapping[Any, Any], key: Any) -> Any:
    """One value of a mapping, None when it is not there."""
    return found.get(key)
