"""The visual language part by part: what each is called, when to use it, how it is written.

`key` is also the name of the example, `ui/looks/<key>.html`; `tags` are the template tags it stands for. A tag without
a component, or one without an example, fails a test.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STYLE: Final = Path(__file__).parent / "static" / "ui" / "firewood.css"

Words = str | Promise


@dataclass(frozen=True)
class Component:
    """One part of the language."""

    key: str
    name: Words
    use: Words
    code: str
    tags: tuple[str, ...] = ()

    @property
    def example(self) -> str:
        """The template of its example."""
        return f"ui/looks/{self.key}.html"


@dataclass(frozen=True)
class Group:
    """Parts that belong together."""

    key: str
    name: Words
    components: tuple[Component, ...]


@dataclass(frozen=True)
class Token:
    """One colour by its name, with its value on light and on dark ground."""

    name: str
    light: str
    dark: str
    meaning: Words


def part(key: str, name: Words, use: Words, code: str, *tags: str) -> Component:
    """A component; its tags are those its code begins with, and these."""
    written = re.findall(r"{% (?!end|load|include|for|if|with|translate)(\w+)", code)
    return Component(key, name, use, code, tuple(dict.fromkeys([*written, *tags])))


GROUPS: Final[Sequence[Group]] = (
    Group("know", _("Knowing and not knowing"), (
        part("marks", _("Quality mark"), _("Beside every number and every act, with its word: it says how we know."),
             '{% mark "reported" %} {% q "counted" %}'),
        part("kept", _("Kept place"),
             _("What nobody knows keeps its place, as on a form: say what it is, and beside it who could fill it."),
             '{% kept "contents" %}'),
        part("place", _("Larger kept place, empty page"), _("What would stand here, and one link that fills it."),
             '{% place "Next dates" %}No date is known.{% endplace %}'),
        part("figure", _("Figure"), _("No number walks alone: mark, sign, number, unit, and the letter of its source."),
             '{% figure 1130000 "stated" "approximate" "pieces" %}'),
        part("four", _("Totals in four parts"),
             _("The four columns are never added, and stay even when three are empty: the emptiness is the fact."),
             '<table class="table four">'),
        part("sentence", _("Sentence to copy"),
             _("Number, sign, day, scope and source in one sentence, in each language it can be said in."),
             '{% sentence versions "masks" %}'),
        part("made", _("How this number was made"), _("In a text, so that a reader can look behind a number."),
             '{% made "24 letters" "stated" %}<dl class="pairs">...</dl>{% endmade %}'),
        part("both", _("Two statements that disagree"),
             _("Side by side, none is struck out; below stands what this office decided, or that it has not."),
             '{% both decided %}{% side "A" %}..{% endside %}{% differs %}{% side "B" %}..{% endside %}{% endboth %}'),
        part("src", _("Letter of a source"), _("After whatever a source says; it leads to the foot of the page."),
             '{% src "A" %}'),
        part("drill", _("Exercise"), _("Violet, hatched and said in words; nothing real is ever violet."),
             '{% mark "exercise" %}'),
    )),
    Group("words", _("Words, numbers, days"), (
        part("words", _("Words of others"), _("Every text that a person wrote carries its language and its direction."),
             '{% words wording %}'),
        part("numbers", _("Number and quantity"),
             _("As this language writes them; ≈ is never dropped, and what is not known keeps its place."),
             '{% number n %} {% compact n %} {% quantity n "approximate" "pieces" %}'),
        part("day", pgettext_lazy("component", "Day"), _("No more precise than it is known."),
             '{% day stated %} {% show_day stated as words %}'),
        part("human", _("Number that people say"), _("Always left to right, in any language."),
             '{% human "X-2020-001" %}'),
        part("pairs", _("Pairs and lines"), _("Facts about one thing; a list in which each line has its end."),
             '<dl class="pairs">, <ul class="lines">'),
    )),
    Group("signs", _("Signs"), (
        part("badge", _("Badge and direction"), _("A direction or a state in one or two words, never a colour alone."),
             '{% badge "right" "confirmed" "check" %} {% direction "us" %}'),
        part("icon", _("Icon"), _("Beside a word; alone only where a full name is read out."), '{% icon "letter" %}'),
        part("log", _("Log end"),
             _("One act: a thin ring is to us, a double ring from us, no ring an exchange, broken bark an offer."),
             '{% log "us" "letter" %}'),
        part("brand", _("Brand"), _("In the head of a page, nowhere else."), '{% brand %}'),
    )),
    Group("drawings", _("Drawings"), (
        part("woodpile", _("Woodpile"),
             _("All acts at a glance. Above 40 dated ones a column is a week, a month or a year, with its number."),
             '{% woodpile pile %}'),
        part("rings", _("Rings"), _("So many of so many, up to 60; beyond that the figure alone speaks."),
             '{% rings names 24 %}'),
        part("crate", _("Crate"), _("One square for each box, up to 60; beyond that the figure alone speaks."),
             '{% crate states %}'),
        part("steps", _("Step line"), _("How far a consignment has come, with one sentence above it."),
             '{% steps line %}'),
        part("friendship", _("Friendship"),
             _("What both did for each other on one line of time, dotted where the order is not known."),
             '{% friendship rows "What they did for us" "What we did for them" %}'),
        part("worldmap", _("Map"), _("Four line styles, no borders, never mirrored, and the same in words below."),
             '{% worldmap world %}'),
    )),
    Group("parts", _("Parts of a page"), (
        part("part", _("Part"), _("Hangs from a strong rule; a page is a ledger, not a wall of tiles."),
             '{% part "today" "Today" span="c4" %}...{% endpart %}'),
        part("task", _("Task"), _("A question, one reason, one button. The next step stands where the gap is."),
             '<ol>{% task question reason %}<a class="do less small">...</a>{% endtask %}</ol>'),
        part("days", _("Days"), _("What happened, with its direction and its source."), '<ol class="days">'),
        part("letter", _("Quotation"),
             _("The words of somebody on a sheet of their own; a translation of ours is marked and never alone."),
             '{% letter wording small=True %}voice, office, source{% endletter %}'),
        part("notice", _("Notice"), _("What was just done and what comes next, at the head of the page."),
             '<div class="notice">'),
    )),
    Group("forms", _("Forms and buttons"), (
        part("buttons", _("Buttons"), _("Verbs. One strong button on a page, the others light."),
             '<a class="do">, <a class="do less">, <a class="do less small">'),
        part("fields", _("Fields and errors"),
             _("Label, help, control. What is wrong is counted above, leads to its field, and changes nothing."),
             '{% include "ui/errors.html" %} {% include "ui/field.html" %}'),
        part("filters", _("Filters and pages of a list"), _("Every list can be narrowed, linked and leafed through."),
             '{% include "ui/filters.html" with form=filters %} {% include "ui/pager.html" %}'),
    )),
)  # fmt: skip

NOT_SHOWN: Final = frozenset({
    "direction_of", "comma", "pause", "semicolon", "colon", "full_stop", "control", "error_count",
})  # fmt: skip
"""Tags that help others and show nothing of their own."""

MEANINGS: Final[dict[str, Words]] = {
    "paper": _("the sheet we write on"),
    "sheet": _("a letter or a field on it"),
    "snow": _("heads of pages, map, quiet plates"),
    "soot": _("text and strong rules"),
    "ash": _("second voice"),
    "rule": _("hairlines"),
    "edge": _("borders of fields"),
    "land": _("dots of the map"),
    "ember": _("to us"),
    "winter": _("from us"),
    "spruce": _("what you can do"),
    "right": _("counted and confirmed"),
    "wrong": _("error and refusal"),
    "drill": _("exercise and nothing else"),
    "coal": _("glow, never text"),
    "focus": _("where the keyboard is"),
}


@lru_cache(maxsize=1)
def colours() -> tuple[Token, ...]:
    """The colours of the style sheet that have a meaning, in its order."""
    style = STYLE.read_text()
    light, dark = (_values(block) for block in re.findall(r":root {(.*?)}", style, re.DOTALL)[:2])
    return tuple(Token(name, light[name], dark.get(name, light[name]), MEANINGS[name]) for name in MEANINGS)


def _values(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#\w+)", block))


def components() -> list[Component]:
    """All parts of the language."""
    return [component for group in GROUPS for component in group.components]
