"""One log end: an act of aid or friendship, seen from the front."""

from functools import lru_cache
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from heroicons.templatetags.heroicons import heroicon_outline

from firewood.ui.marks import ICONS, MARKS

WAYS: Final = {"us": "us", "them": "them", "exchange": "soot"}


def draw_log(way: str, kind: str, *, offer: bool = False, exercise: bool = False, mini: bool = False) -> SafeString:
    """The SVG of a log end: `way` us, them or exchange; `kind` a word of firewood.ui.marks.ICONS or a heroicon.

    To us a thin inner ring, from us a strong double ring, exchange none; an offer has broken bark;
    an act of an exercise carries the hatched square.
    """
    look = " ".join(["log", WAYS[way], *(["mini"] if mini else [])])
    hatched = f'<g class="drill-sign" transform="translate(25 25)">{MARKS["exercise"]}</g>' if exercise else ""
    bark = ' stroke-dasharray="7 4.2"' if offer else ""
    ring = "" if way == "exchange" else '<circle class="ring" cx="20" cy="20" r="14"/>'
    inner = '<circle class="ring" cx="20" cy="20" r="11.8"/>' if way == "them" and mini and not kind else ""
    return mark_safe(  # noqa: S308  all parts are our own drawing
        f'<svg class="{look}" viewBox="0 0 40 40" aria-hidden="true">'
        f'<circle class="bark" cx="20" cy="20" r="17.5"{bark}/>{ring}{inner}{_picture(kind)}{hatched}</svg>'
    )


@lru_cache(maxsize=64)
def _picture(kind: str) -> str:
    if not kind:
        return ""
    drawn = str(heroicon_outline(ICONS.get(kind, kind), size=19, x="10.5", y="10.5"))
    return drawn.replace(' xmlns="http://www.w3.org/2000/svg"', "")
