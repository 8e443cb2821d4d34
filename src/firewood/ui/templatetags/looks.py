"""The words of the pages: every component as a tag. docs/looks.md shows how each is written.

Tags are always there; no `{% load %}` is needed. User text goes through `words`, so that it carries its language.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.template import Context
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from heroicons.templatetags.heroicons import heroicon_outline

from firewood.languages import choice, lists
from firewood.languages.dates import StatedDay
from firewood.languages.dates import show_day as day_in_words
from firewood.languages.lists import listed
from firewood.languages.numbers import show_compact, show_number, show_quantity
from firewood.languages.texts import Wording
from firewood.ui.drawing.logs import draw_log
from firewood.ui.marks import BRAND, DIRECTION_OF, DIRECTIONS, ICONS, MARK_WORDS, MARKS

register = template.Library()

Shown = str | SafeString | Promise
BOXES_DRAWN = RINGS_DRAWN = 60  # beyond that only the figure is shown

# ---------- signs ----------


@register.simple_tag
def brand() -> SafeString:
    """The woodpile of three."""
    return mark_safe(BRAND)  # noqa: S308  our own drawing


@register.simple_tag
def q(state: str) -> SafeString:
    """The quality mark alone: counted, reported, stated, unknown, derived, exercise, stop."""
    return mark_safe(f'<svg class="q" viewBox="0 0 16 16" aria-hidden="true">{MARKS[state]}</svg>')  # noqa: S308


@register.simple_tag
def mark(state: str, said: Shown = "") -> SafeString:
    """The quality mark with its word, or with other words."""
    if state == "unknown":
        return kept(said)
    return format_html('<span class="mark {}">{}{}</span>', state, q(state), said or MARK_WORDS[state])


@register.simple_tag
def kept(what: Shown = "") -> SafeString:
    """The kept place of something not known: `{% kept "contents" %}`."""
    return format_html('<span class="kept">{}{}</span>', q("unknown"), what or _("not known"))


@register.simple_tag
def icon(name: str, *, turn: bool = False) -> SafeString:
    """An icon beside a word, by the office's word or the heroicon's name; `turn` mirrors it right to left."""
    return _icon(str(name), turn)


@lru_cache(maxsize=256)
def _icon(name: str, turn: bool) -> SafeString:  # noqa: FBT001  asked for by the tag alone
    drawn = heroicon_outline(
        ICONS.get(name, name), size=None, **{"class": "i turn" if turn else "i", "aria-hidden": "true"}
    )
    return mark_safe(drawn)  # noqa: S308  drawn by the package


@register.simple_tag
def badge(look: str, said: Shown, icon_name: str = "") -> SafeString:
    """A state in one or two words; looks: us, them, right, wrong, quiet."""
    return format_html(
        '<span class="badge {}">{}{}</span>', look, format_html("{} ", icon(icon_name)) if icon_name else "", said
    )


@register.simple_tag
def direction(way: str) -> SafeString:
    """The badge of a direction: us, them, exchange, offer (also received, given)."""
    look, said = DIRECTIONS[DIRECTION_OF.get(way, way)]
    return badge(look, said)


@register.simple_tag(takes_context=True)
def src(context: Context, letter: str, title: str = "") -> SafeString:
    """The letter of a source, leading to the foot of the page; its title is taken from `sources` of the page."""
    if not letter:
        return SafeString("")
    known = {source.letter: source.title for source in context.get("sources") or ()}
    return format_html(
        '<a class="src" href="#source-{}" title="{}"><span class="seen-not">{} </span>{}</a>',
        letter.lower(), title or known.get(letter, ""), _("Source"), letter,
    )  # fmt: skip


@register.simple_tag
def log(way: str, kind: str, *, offer: bool = False) -> SafeString:
    """One log end of the woodpile, small, for a legend."""
    return draw_log(way, kind, offer=offer, mini=True)


# ---------- words, numbers, days ----------


@register.simple_tag
def words(text: Wording | Shown | None, language: str = "", element: str = "span") -> SafeString:
    """User text with its language and its own direction; a Wording brings its language along."""
    if text is None or text == "":
        return SafeString("")
    tag = text.language if isinstance(text, Wording) else language
    said = format_html(' lang="{}"', tag) if tag else ""
    return format_html('<{0}{1} dir="auto">{2}</{0}>', mark_safe(element), said, str(text))  # noqa: S308  element is ours


@register.simple_tag
def direction_of(tag: str) -> str:
    """ltr or rtl of a language tag, for `dir`."""
    return choice.direction_of(tag)


@register.simple_tag
def human(number: str) -> SafeString:
    """A number people say, such as X-2020-001: always left to right."""
    return format_html('<bdi class="num" dir="ltr">{}</bdi>', number)


@register.simple_tag
def number(value: int | None) -> Shown:
    """A whole number as this language writes it; unknown keeps its place."""
    return kept() if value is None else show_number(value)


@register.simple_tag
def compact(value: int | None) -> Shown:
    """The short form: 1.13M, 113万."""
    return kept() if value is None else show_compact(value)


@register.simple_tag
def quantity(value: int | None, quality: str = "exact", unit: str = "") -> Shown:
    """A quantity with ≈ or "at least" and its unit; unknown keeps its place."""
    return kept() if value is None else show_quantity(value, quality=quality, unit=unit)


@register.simple_tag
def day(value: StatedDay | date | None, *, short: bool = False) -> SafeString:
    """A day as <time>, only as precise as it is known; an unknown day keeps its place."""
    stated = value if isinstance(value, StatedDay) else StatedDay("", value, value)
    if not stated.is_known:
        return kept(day_in_words(None))
    said = day_in_words(stated, short=short)
    if not stated.machine:
        return format_html("<span>{}</span>", said)
    return format_html('<time datetime="{}">{}</time>', stated.machine, said)


@register.simple_tag
def show_day(value: StatedDay | date | None) -> str:
    """The same in words only, to be used in a sentence: `{% show_day d as day %}`; of an instant, its day here."""
    return day_in_words(localtime(value).date() if isinstance(value, datetime) else value)


@register.filter
def day_and_hour(instant: datetime | None) -> str:
    """Day and hour of an instant here, in words: "9 October 2020, 13:01"."""
    return f"{show_day(instant)}{lists.pause()}{localtime(instant):%H:%M}" if instant else ""


@register.simple_tag
def comma() -> str:
    """What stands between two things of a list."""
    return lists.comma()


@register.simple_tag
def pause() -> str:
    """What stands between two parts of a sentence."""
    return lists.pause()


@register.simple_tag
def semicolon() -> str:
    """What stands between two long things of a list."""
    return lists.semicolon()


@register.simple_tag
def colon() -> str:
    """What stands before that which is told of a thing."""
    return lists.colon()


@register.simple_tag
def full_stop() -> str:
    """What stands between two sentences."""
    return lists.full_stop()


@register.simple_tag
def figure(value: int | None, state: str, quality: str = "exact", unit: Shown = "") -> SafeString:
    """A figure that never walks alone: mark, sign, number, unit."""
    if value is None:
        return kept(_("%(unit)s, number not known") % {"unit": unit} if unit else "")
    sign = {"approximate": "≈", "at_least": _("at least")}.get(quality, "")
    said = format_html('<span class="approx">{}</span> ', sign) if sign else ""
    return format_html(
        '<span class="figure">{}{}<b>{}</b> {}</span>', mark(state, " "), said, show_number(value), unit or ""
    )


@register.simple_tag
def rings(known: Sequence[Shown], of: int) -> SafeString:
    """So many of so many: a filled ring for each known name, a dotted one for each that is not named; up to 60."""
    if max(of, len(known)) > RINGS_DRAWN:
        return SafeString("")
    named = format_html_join("", '<li class="in"><span class="seen-not">{}</span></li>', ((name,) for name in known))
    rest = format_html('<li><span class="seen-not">{}</span></li>', _("not named")) * max(0, of - len(known))
    return format_html('<ul class="rings">{}{}</ul>', named, mark_safe(rest))  # noqa: S308  escaped above


@register.simple_tag
def sentence(versions: Sequence[Wording], about: Shown = "", *, opened: bool = False) -> SafeString:
    """A sentence to copy, in every language that it is given in, the reader's first; folded up unless `opened`."""
    reader = get_language() or "en"
    ordered = sorted(versions, key=lambda each: each.language != reader)
    told = [
        {"text": each.text, "language": each.language, "called": choice.SHOWN.get(each.language, each.language)}
        for each in ordered
    ]
    shown = {"versions": told, "about": about, "opened": opened}
    return mark_safe(render_to_string("ui/sentence.html", shown))  # noqa: S308  a template


# ---------- drawings ----------


@register.simple_tag
def crate(boxes: int | Sequence[str], label: str = "") -> SafeString:
    """One square a box up to 60: a number of unknown boxes, or a state each (unknown, known, damaged, missing)."""
    states = ["unknown"] * boxes if isinstance(boxes, int) else list(boxes)
    if not states or len(states) > BOXES_DRAWN:
        return SafeString("")
    said = label or _box_words(states)
    drawn = mark_safe("".join(f'<i class="{conditional_escape(state)}"></i>' for state in states))  # noqa: S308
    if len(set(states)) == 1:
        return format_html('<div class="crate" role="img" aria-label="{}">{}</div>', said, drawn)
    return format_html('<div class="crate" aria-hidden="true">{}</div><p class="quiet">{}</p>', drawn, said)


def _box_words(states: Sequence[str]) -> str:
    named = {
        "unknown": _("contents not known"),
        "known": _("contents known"),
        "damaged": _("damaged"),
        "missing": _("missing"),
    }
    counts = {state: states.count(state) for state in dict.fromkeys(states)}
    parts = listed(f"{show_number(n)} {named.get(state, state)}" for state, n in counts.items())
    return ngettext("One box: %(parts)s", "%(n)s boxes: %(parts)s", len(states)) % {
        "n": show_number(len(states)),
        "parts": parts,
    }


@register.simple_tag
def steps(line: Sequence[Any]) -> SafeString:
    """The step line: steps of firewood.ui.drawing.steps.Step."""
    return mark_safe(render_to_string("ui/steps.html", {"steps": line}))  # noqa: S308  a template


@register.simple_tag
def woodpile(pile: Any) -> SafeString:
    """The woodpile: firewood.ui.drawing.woodpile.stack(...)."""
    return mark_safe(render_to_string("ui/woodpile.html", {"pile": pile}))  # noqa: S308  a template


@register.simple_tag
def worldmap(world: Any) -> SafeString:
    """The map with its legend and the same in words: firewood.ui.drawing.worldmap.draw(...)."""
    shown = {"world": world, "drawing": _drawing((world.main, *world.insets))}
    return mark_safe(render_to_string("ui/worldmap.html", shown))  # noqa: S308  a template


@lru_cache(maxsize=32)
def _drawing(views: tuple[Any, ...]) -> SafeString:
    """The view and its insets as SVG. Names bring their language along, so one drawing serves all who see the same."""
    parts = [
        render_to_string("ui/mapview.html", {"view": view, "inset": place > 0}) for place, view in enumerate(views)
    ]
    return mark_safe("".join(parts))  # noqa: S308  a template


@register.simple_tag(takes_context=True)
def friendship(context: Context, rows: Sequence[Any], theirs: Shown, ours: Shown) -> SafeString:
    """Both sides on one axis: firewood.ui.drawing.friendship.line_up(...), and what stands over each side."""
    shown = {"rows": rows, "theirs": theirs, "ours": ours, "sources": context.get("sources")}
    return mark_safe(render_to_string("ui/friendship.html", shown))  # noqa: S308  a template


# ---------- forms ----------


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field itself, told to screen readers with its help and what is wrong; never filled in by the browser."""
    name = field.id_for_label or field.auto_id
    told = [f"{name}-help"] if field.help_text else []
    told += [f"{name}-why"] if field.errors else []
    extra: dict[str, Any] = {"aria-describedby": " ".join(told)} if told and not field.use_fieldset else {}
    if field.errors:
        extra["aria-invalid"] = "true"
    if "autocomplete" not in field.field.widget.attrs and not field.use_fieldset:
        extra["autocomplete"] = "off"
    return field.as_widget(attrs={**extra, "id": name} if name and not field.use_fieldset else extra)


@register.simple_tag
def error_count(form: Form) -> int:
    """How many things are wrong."""
    return sum(len(messages) for messages in form.errors.values())


# ---------- blocks ----------


@register.simple_block_tag
def part(content: str, name: str, heading: Shown, *, aside: Shown = "", span: str = "") -> SafeString:
    """A part under a strong rule: `{% part "today" _("Today") span="c4" %}...{% endpart %}`."""
    return format_html(
        '<section class="part {}" id="{}" aria-labelledby="{}-h"><header><h2 id="{}-h">{}</h2>{}</header>{}</section>',
        span, name, name, name, heading, format_html("<span>{}</span>", aside) if aside else "", content,
    )  # fmt: skip


@register.simple_block_tag
def task(content: str, question: Shown, reason: Shown = "") -> SafeString:
    """One open end, inside `<ol>`: a question, one reason, and its button as the content."""
    why = format_html('<p class="quiet">{}</p>', reason) if reason else ""
    return format_html('<li class="task"><p>{}</p>{}{}</li>', question, why, content)


@register.simple_block_tag
def place(content: str, what: Shown) -> SafeString:
    """The kept place of something larger, with who could fill it as the content."""
    said = content.strip() or _("not known")
    return format_html(
        '<div class="place"><b>{}</b><span>{} {}</span></div>', what, q("unknown"), mark_safe(said)  # noqa: S308
    )  # fmt: skip


@register.simple_block_tag
def letter(content: str, said: Wording | str, language: str = "", *, span: str = "", small: bool = False) -> SafeString:
    """A quotation on its sheet: the words in their language; voice, office and source are the content."""
    tag = said.language if isinstance(said, Wording) else language
    ours = isinstance(said, Wording) and said.state != "original"
    return format_html(
        '<figure class="letter {}{}"><blockquote class="say quoted{}" lang="{}" dir="auto"><p>{}</p></blockquote>'
        "<figcaption>{}</figcaption></figure>",
        span, " ours" if ours else "", " small" if small else "", tag, str(said), content,
    )  # fmt: skip


@register.simple_block_tag
def made(content: str, said: Shown, state: str) -> SafeString:
    """A number that tells how it was made; the content is a `<dl class="pairs">`. Not inside a `<p>`."""
    return format_html(
        '<details class="made"><summary>{}{}<span class="seen-not"> {}</span></summary><div>{}</div></details>',
        said, q(state), _("how this number was made"), content,
    )  # fmt: skip


@register.simple_block_tag
def both(content: str, decided: Shown = "") -> SafeString:
    """Two statements that disagree: two `{% side %}` with `{% differs %}` between them."""
    line = format_html('<div class="decide"><span>{}</span></div>', decided) if decided else ""
    return format_html('<div class="both">{}</div>{}', content, line)


@register.simple_block_tag
def side(content: str, heading: Shown = "") -> SafeString:
    """One of two statements."""
    return format_html("<div>{}{}</div>", format_html("<h3>{}</h3>", heading) if heading else "", content)


@register.simple_tag
def differs() -> SafeString:
    """The sign between two statements that disagree."""
    return format_html('<span role="img" aria-label="{}">≠</span>', _("does not agree with"))
