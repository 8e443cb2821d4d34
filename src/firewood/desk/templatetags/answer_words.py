"""In templates of the answers: what became of a number of an old text, in words."""

from django import template
from django.utils.translation import gettext as _

from firewood.aid.words import signed
from firewood.desk.answers.matching import Ours, Remark, Verdict
from firewood.languages.numbers import show_number
from firewood.supplies.words import unit_words

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
def as_ours(figure: Ours) -> str:
    """Our own figure with sign and unit."""
    if figure.number is None:
        return _("not known")
    unit = unit_words(figure.unit, figure.number) if figure.unit else ""
    return signed(f"{show_number(figure.number)} {unit}".strip(), figure.quality)


@register.filter
def way_words(figure: Ours) -> str:
    """Which total our figure belongs to."""
    return {"received": _("received"), "given": _("given")}.get(figure.way, "")
