"""In templates: the office's words for codes, quantities with sign and unit, days as stated, names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import template
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.requests import shown_at
from firewood.aid import addresses, rules
from firewood.aid.actions import SETTLEMENTS
from firewood.aid.forms.differences import DifferenceAnswer
from firewood.aid.models import Consignment, Discrepancy, Distribution, Need, Pledge, QuantityLine
from firewood.aid.queries.catalogue import Catalogue, Unit
from firewood.aid.queries.figures import Figure
from firewood.aid.queries.settlement import Reckoning
from firewood.aid.queries.shown_totals import shown_figure
from firewood.aid.states import Direction, DiscrepancyKind
from firewood.aid.words import amount, signed, word
from firewood.journal.clock import node_zone
from firewood.journal.refusals import Problem
from firewood.languages.choice import name_of
from firewood.languages.dates import StatedDay, show_day
from firewood.languages.lists import pause
from firewood.languages.numbers import in_own_digits, show_number
from firewood.languages.texts import Wording, shown_name
from firewood.registry.models import Occasion, Party, Person
from firewood.supplies.models import Item
from firewood.supplies.words import in_units, unit_words

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
    return f"{show_day(local.date())}{pause()}{local:%H:%M}"


@register.filter
def clock(instant: datetime | None) -> str:
    """The hour of an instant in its own zone, with the digits of the reader's language."""
    return in_own_digits(f"{instant:%H:%M}", get_language() or "en") if instant else ""


@register.simple_tag
def party(who: Party | None, names: Names, *, link: bool = False) -> SafeString:
    """The name of a party in the language in which it stands there."""
    if who is None:
        return format_html('<span class="kept">{}</span>', _("for whom is not known"))
    wording = names.get(who.pk)
    text, language = (wording.text, wording.language) if wording else (who.name, "en")
    shown = format_html('<bdi lang="{}">{}</bdi>', language, text)
    return format_html('<a href="{}">{}</a>', reverse("partner", args=[who.key]), shown) if link else shown


ADDRESSES: dict[type, Callable[[Any], str]] = {
    Consignment: addresses.of_consignment,
    Need: addresses.of_need,
    Pledge: addresses.of_pledge,
    Distribution: addresses.of_distribution,
}


@register.filter
def page(act: Any) -> str:
    """The address of the page of an act."""
    return ADDRESSES[type(act)](act)


@register.filter
def get(found: Mapping[Any, Any], key: Any) -> Any:
    """One value of a mapping, None when it is not there."""
    return found.get(key)


@register.filter
def name_in(catalogue: Catalogue, item: Item | None) -> Wording | str:
    """The name of an item for this reader."""
    return catalogue.name(item) or (item.name if item else "")


@register.filter
def named(thing: Item | Party | Person | Occasion) -> Wording:
    """The name of one thing for this reader; lists ask for all names at once instead."""
    return shown_name(thing.subject, thing.name, language=get_language() or "en")


@register.filter
def as_figure(figure: Figure) -> str:
    """A figure of a total with its sign."""
    return shown_figure(figure)


@register.filter
def unit_of(unit: Unit, item: Item) -> str:
    """A unit of an item, with what it holds."""
    return unit.words(item)


@register.filter
def language_name(tag: str) -> str:
    """The name of a language in the reader's language."""
    return name_of(tag, reader=get_language() or "en")


DUTIES: dict[str, Callable[[Actor], bool]] = {
    "prepare": rules.may_prepare,
    "write_down": rules.may_write_down,
    "distribute": rules.may_distribute,
}


@register.filter
def may(actor: Actor, what: str) -> bool:
    """Whether somebody may begin something: `{% if request.actor|may:"prepare" %}`."""
    return DUTIES[what](actor)


@register.simple_tag
def seen() -> str:
    """When this page was shown, for the hidden field of a form."""
    return shown_at()


@register.filter
def happening(event: str) -> str:
    """What a line of the journal tells, in words."""
    return word("event", event)


@register.filter
def in_row(quantity: int, row: Reckoning) -> str:
    """A quantity in the unit in which all quantities of its row are shown."""
    return show_number(quantity // _row_unit(row)[0])


@register.filter
def counted_in(item: Item, row: Reckoning) -> str:
    """The unit in which all quantities of a row are shown."""
    return unit_words(_row_unit(row)[1], 2)


@register.filter
def equation(row: Reckoning) -> str:
    """The sum that must hold for every row, written out."""
    factor = _row_unit(row)[0]
    sent, over, rest = ((part or 0) // factor for part in (row.sent, row.over, row.open))
    left = f"{show_number(sent)} + {show_number(over)}" if over else show_number(sent)
    parts = [row.accepted // factor, row.rejected // factor, row.short // factor, *([rest] if rest else [])]
    return f"{left} = {' + '.join(show_number(part) for part in parts)}"


def _row_unit(row: Reckoning) -> tuple[int, str]:
    factor = row.item.reporting_factor
    numbers = (row.sent or 0, row.received, row.rejected, row.short, row.over)
    if all(number % factor == 0 for number in numbers):
        return factor, row.item.reporting_unit
    return 1, row.item.base_unit


@register.filter
def resolutions(difference: Discrepancy, direction: str) -> list[str]:
    """What can become of the goods of a difference."""
    return [str(each) for each in SETTLEMENTS[Direction(direction), DiscrepancyKind(difference.kind)]]


@register.filter
def about(answer: DifferenceAnswer | None, difference: Discrepancy) -> DifferenceAnswer | None:
    """The answer that was typed, when it is about this difference and something of it cannot be read."""
    return answer if isinstance(answer, DifferenceAnswer) and answer.of == difference.pk else None


@register.filter
def with_at(query: str, at: str) -> str:
    """The same answers, at another screen."""
    return _at(query, at)


@register.filter
def with_line(query: str, line: Any) -> str:
    """The same answers, at the screen that asks about a line."""
    return _at(query, f"arrived-{line.line.pk}")


def _at(query: str, at: str) -> str:
    data = QueryDict(query, mutable=True)
    for name in ("done", "all"):
        data.pop(name, None)
    data["at"] = at
    return data.urlencode()


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong on a sheet of several forms, with the field to which it leads."""

    id: str
    label: str
    message: str


@register.filter
def faults(sheet: Any) -> list[Fault]:
    """Everything that is wrong on a sheet: in its head, in its rows, in the lines that were sent."""
    forms = [form for form in (getattr(sheet, "head", None), *_numbered(sheet)) if form is not None]
    found = [fault for form in forms for fault in _faults_of(form)]
    pasted = getattr(getattr(sheet, "rows", None), "paste_errors", [])
    found += [Fault("paste", _("Rows from a spreadsheet"), message) for message in pasted]
    found += [_fault_beside(problem) for problem in getattr(sheet, "beside", [])]
    reason = getattr(sheet, "reason_error", "")
    return [*found, Fault("reason", _("Reason"), reason)] if reason else found


def _fault_beside(problem: Problem) -> Fault:
    """What an action would refuse, where it stands: in a row, or among the fields."""
    if problem.row:
        return Fault(
            f"id_line-{problem.row - 1}-{problem.field}", _("Row %(row)s") % {"row": problem.row}, problem.message
        )
    return Fault(
        {"lines": "rows", "messages": "id_message_language"}.get(problem.field, f"id_{problem.field}"),
        "",
        problem.message,
    )


def _numbered(sheet: Any) -> list[Any]:
    rows = getattr(sheet, "rows", ())
    lines = getattr(sheet, "lines", ())
    return [*lines, *(rows.filled if rows and rows.judged else ())]


def _faults_of(form: Any) -> list[Fault]:
    if not form.is_bound:
        return []
    named = [
        Fault(field.id_for_label or field.auto_id, str(field.label), str(message))
        for field in form
        for message in field.errors
    ]
    return named + [Fault("main", _("Form"), str(message)) for message in form.non_field_errors()]
