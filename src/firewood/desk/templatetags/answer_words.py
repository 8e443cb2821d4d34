"""In templates of the answers: what became of a number of an old text, in words."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext

from firewood.aid.queries.figures import Figure
from firewood.aid.sentences import amount_in_words
from firewood.aid.states import Direction
from firewood.aid.words import signed
from firewood.desk.answers.matching import LETTERS, Ours, Remark, Verdict
from firewood.languages.numbers import show_number
from firewood.languages.texts import Wording
from firewood.supplies.states import Quality

register = template.Library()

LOOKS = {Verdict.UNCHANGED: "right", Verdict.CHANGED: "wrong", Verdict.NOT_OURS: "quiet", Verdict.NOT_SURE: "quiet"}


@register.filter
def verdict_words(verdict: Verdict) -> str:
    """What became of a number."""
    return {
        Verdict.UNCHANGED: _("unchanged"), Verdict.CHANGED: _("changed"), Verdict.NOT_OURS: _("not one of ours"),
        Verdict.NOT_SURE: _("not sure"),
    }[verdict]  # fmt: skip


@register.filter
def verdict_look(verdict: Verdict) -> str:
    """The look of its badge."""
    return LOOKS[verdict]


@register.filter
def remark_words(remark: Remark) -> str:
    """What must be known beside a verdict."""
    return {
        Remark.ROUNDED: _("rounded in the text"),
        Remark.SAY_ABOUT: _("our figure is approximate; say so"),
        Remark.WAS_RIGHT: _("it was one of our figures on that day, or stands beside the one we speak today"),
        Remark.UNIT: _("another unit than ours"),
        Remark.MARKS: _("its comma or point can mean thousands or decimals"),
        Remark.WORDS: _("other words stand between the number and the item"),
        Remark.SEVERAL: _("it can be what we received or what we gave"),
        Remark.A_DAY: _("a day"),
        Remark.UNKNOWN_NOW: _("of ours it is not known how many"),
        Remark.LETTERS: _("if the sister cities that have sent letters are meant"),
    }[remark]


@register.filter
def as_ours(figure: Ours, names: Mapping[str, Wording]) -> str:
    """Our own figure with all that it counts: "about 1,130,000 masks received"."""
    if figure.item == LETTERS:
        return _cities(figure)
    ours = Figure(figure.number, Quality(figure.quality))
    amount = amount_in_words(str(names.get(figure.item, "")), figure.unit, ours, shown=show_number)
    if figure.way == Direction.GIVEN:
        return pgettext("our figure", "%(amount)s given") % {"amount": amount}
    return pgettext("our figure", "%(amount)s received") % {"amount": amount}


def _cities(figure: Ours) -> str:
    count = figure.number or 0
    said = npgettext("our figure", "%(number)s sister city has written", "%(number)s sister cities have written", count)
    return said % {"number": signed(show_number(count), figure.quality)}
