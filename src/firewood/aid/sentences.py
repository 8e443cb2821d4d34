"""Sentences for others: what the office says of a figure or a gift, whole and true on its own, in any language.

A sentence carries the number as its language writes it, how sure it is in words, the day, the scope, and which of
the four parts of a total it speaks: counted, reported, stated, or that it is not known. Nothing is rounded; an
exercise is never put into words for others. The rules stand in docs/methods/sentences.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, override, pgettext

from firewood.aid.queries.figures import Figure
from firewood.aid.states import Direction, Part
from firewood.journal.refusals import NotNow
from firewood.journal.standing import Status
from firewood.languages.dates import StatedDay, show_day
from firewood.languages.lists import listed
from firewood.languages.numbers import show_in_words
from firewood.supplies.states import Quality
from firewood.supplies.words import unit_words

PIECE, BOX = "piece", "box"


@dataclass(frozen=True, kw_only=True)
class FigureSaid:
    """A figure to be said to others; every name is in the language of the sentence.

    A figure whose quantity is None says that nobody knows how many. `so_far` says that the day is the present one.
    `partner` narrows it to what one side gave or got. `unknown_gifts` went without a quantity, and beside the figure.
    """

    direction: Direction
    city: str
    item: str
    unit: str
    figure: Figure
    part: Part
    day: date
    so_far: bool = False
    scope: str = ""
    source: str = ""
    partner: str = ""
    unknown_gifts: int = 0
    status: Status = Status.ACTUAL


@dataclass(frozen=True, kw_only=True)
class GoodsSaid:
    """One kind of goods in a gift; `unit` "box" without a name stands for boxes of which nobody knows the contents."""

    item: str
    unit: str
    figure: Figure


@dataclass(frozen=True, kw_only=True)
class GiftSaid:
    """A gift to be said to others: who, to whom, what, when, and how we know; `open` when more was in it."""

    giver: str
    receivers: tuple[str, ...]
    goods: tuple[GoodsSaid, ...]
    days: tuple[StatedDay, ...]
    part: Part
    source: str = ""
    on_the_way: bool = False
    open: bool = False
    status: Status = Status.ACTUAL


def figure_sentence(said: FigureSaid, language: str) -> str:
    """One sentence for a figure. Raises `NotNow` for an exercise."""
    refuse_exercise(said.status)
    with override(language):
        told = {"when": beginning(said.day, so_far=said.so_far), "city": said.city, "partner": said.partner}
        told["amount"] = _goods([GoodsSaid(item=said.item, unit=said.unit, figure=said.figure)])
        return with_notes(_claim(said) % told, _notes(said))


def gift_sentence(said: GiftSaid, language: str) -> str:
    """One sentence for a gift. Raises `NotNow` for an exercise."""
    refuse_exercise(said.status)
    with override(language):
        more = _("other things that are not named") if said.open and said.goods else ""
        told = {"giver": said.giver, "goods": _goods(said.goods, more) or _("goods that are not named")}
        told["receiver"] = _(" and ").join(said.receivers) or _("a receiver who is not known")
        days = listed(dict.fromkeys(show_day(day) for day in said.days))
        return with_notes(_gift(said) % told, [_how_many(said.goods), days, _gift_basis(said)])


def _goods(goods: Sequence[GoodsSaid], more: str = "") -> str:
    """Goods in a row; where nobody knows how many of any there are, that is said once, behind them."""
    if _how_many(goods):
        named = [each.item or unit_words(each.unit, 2) for each in goods]
    else:
        named = [amount_in_words(each.item, each.unit, each.figure) for each in goods]
    return listed([*named, more] if more else named)


def _how_many(goods: Sequence[GoodsSaid]) -> str:
    unknown = goods and all(each.figure.quantity is None for each in goods)
    return _("how many is not known") if unknown else ""


def number_in_words(figure: Figure) -> str:
    """A number with how sure it is, in the words of the reader's language: "about 1.13 million"."""
    if figure.quantity is None:
        return _("not known")
    return _sure(show_in_words(figure.quantity), figure.quality)


def amount_in_words(item: str, unit: str, figure: Figure, *, shown: Callable[[int], str] = show_in_words) -> str:
    """Goods with their number: "about 750,000 pairs of gloves", "no masks", "masks (how many is not known)"."""
    if figure.quantity is None:
        return _("%(item)s (how many is not known)") % {"item": item or unit_words(unit, 2)}
    if figure.quantity == 0 and figure.quality not in {Quality.AT_LEAST, Quality.APPROXIMATE}:
        return pgettext("amount of goods", "no %(item)s") % {"item": item or unit_words(unit, 2)}
    told = {"number": shown(figure.quantity), "item": item, "unit": unit_words(unit, figure.quantity)}
    if not item:
        said = _unknown_boxes(figure.quantity) if unit == BOX else pgettext("amount of goods", "%(number)s %(unit)s")
    elif unit == PIECE:
        said = npgettext("amount of goods", "%(number)s piece (%(item)s)", "%(number)s %(item)s", figure.quantity)
    else:
        said = pgettext("amount of goods", "%(number)s %(unit)s of %(item)s")
    return _sure(said % told, figure.quality)


def basis_in_words(part: Part, source: str) -> str:
    """Which part of a total speaks, and who says it."""
    if part == Part.COUNTED:
        return _("counted by our office from confirmed receipts")
    told = {"source": source or _("a source that is not named")}
    if part == Part.STATED:
        return _("stated by %(source)s") % told
    return _("reported by %(source)s, not counted by us") % told


def beginning(day: date, *, so_far: bool) -> str:
    """How a sentence with an as-of day begins."""
    told = {"day": show_day(day)}
    if so_far:
        return pgettext("beginning of a sentence", "So far, as of %(day)s,") % told
    return pgettext("beginning of a sentence", "As of %(day)s,") % told


def with_notes(claim: str, notes: Sequence[str]) -> str:
    """A claim with what must be known beside it, and its full stop."""
    kept = [note for note in notes if note]
    if not kept:
        return pgettext("a sentence", "%(claim)s.") % {"claim": claim}
    joined = pgettext("between two remarks", "; ").join(kept)
    return pgettext("a sentence with remarks", "%(claim)s (%(remarks)s).") % {"claim": claim, "remarks": joined}


def refuse_exercise(status: str) -> None:
    """What was made up for an exercise is never told to others as if it were real."""
    if status != Status.ACTUAL:
        raise NotNow("exercise", _("Of an exercise there are no sentences for others. Leave the exercise first."))


def _claim(said: FigureSaid) -> str:
    if said.direction == Direction.RECEIVED:
        if said.partner:
            return _("%(when)s %(city)s has received %(amount)s from %(partner)s")
        return _("%(when)s %(city)s has received %(amount)s")
    if said.partner:
        return _("%(when)s %(city)s has given %(amount)s to %(partner)s")
    return _("%(when)s %(city)s has given %(amount)s")


def _notes(said: FigureSaid) -> list[str]:
    more = ngettext(
        "how many came with %(n)s more gift is not known", "how many came with %(n)s more gifts is not known",
        said.unknown_gifts,
    ) % {"n": show_in_words(said.unknown_gifts)}  # fmt: skip
    beside = bool(said.unknown_gifts) and said.part != Part.STATED and said.figure.quantity is not None
    unknown = _("how many is not known") if said.figure.quantity is None else ""
    return [unknown, said.scope, basis_in_words(said.part, said.source), more if beside else ""]


def _gift(said: GiftSaid) -> str:
    if said.on_the_way:
        return _("%(giver)s has sent %(goods)s to %(receiver)s")
    return _("%(giver)s has given %(goods)s to %(receiver)s")


def _gift_basis(said: GiftSaid) -> str:
    if said.on_the_way and said.part == Part.COUNTED:
        return _("as sent; the receipt is not confirmed")
    return basis_in_words(said.part, said.source)


def _unknown_boxes(count: int) -> str:
    return npgettext(
        "amount of goods", "%(number)s box of unknown contents", "%(number)s boxes of unknown contents", count
    )


def _sure(said: str, quality: str) -> str:
    if quality == Quality.APPROXIMATE:
        return pgettext("a number in a sentence", "about %(number)s") % {"number": said}
    if quality == Quality.AT_LEAST:
        return pgettext("a number in a sentence", "at least %(number)s") % {"number": said}
    return said
