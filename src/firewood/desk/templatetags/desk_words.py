"""In templates of the desk: kinds of partnerships and of found things in words."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from firewood.archive import addresses
from firewood.archive.models import IncomingPaper
from firewood.archive.words import MEDIA
from firewood.desk.activity.words import told
from firewood.desk.queries.acts import Called
from firewood.desk.queries.partner import partner_kinds
from firewood.languages.lists import listed
from firewood.solidarity.words import word
from firewood.ui.templatetags.looks import words

register = template.Library()


@register.filter
def told_event(event: str) -> str:
    """What a line of the journal tells, of whatever room."""
    return told(event)


_NUMBERS = re.compile(r"\b(?:[XT]-)?(?:IN|OUT|[A-Z])-\d{4}-\d{3,}\b")


@register.filter
def unbroken(sentence: str) -> SafeString:
    """A sentence of ours in which numbers such as X-C-2020-001 stay in one piece, left to right."""
    said = conditional_escape(str(sentence))
    return mark_safe(_NUMBERS.sub(r'<bdi class="num" dir="ltr">\g<0></bdi>', said))  # noqa: S308  escaped before


@register.simple_tag
def called(what: Called) -> SafeString:
    """What an act is called: who did it for whom, and its title in its own language where it has one."""
    if not (what.happened and what.title):
        return words(what.title or what.happened)
    said = conditional_escape(pgettext("an act and its title", "%(act)s: %(title)s"))
    return format_html(said % {"act": "{}", "title": "{}"}, words(what.happened), words(what.title))


@register.filter
def partnership_kind(code: str) -> str:
    """The kind of a partnership in words."""
    return partner_kinds().get(code, code)


@register.filter
def found_kind(code: str) -> str:
    """What kind of thing was found, in words."""
    kinds = {
        "source": _("source"), "sentence": _("sentence"), "party": _("place or body"), "person": _("person"),
        "partnership": _("partnership"), "quotation": _("words"), "occasion": _("occasion"), "need": _("need"),
        "pledge": _("offer"), "consignment": _("consignment"), "distribution": _("distribution"),
        "stated_figure": _("stated figure"), "item": _("item"), "paper": _("paper"), "gesture": _("letter or gesture"),
        "stated_letters": _("stated count of letters"), "visit": _("visit"),
    }  # fmt: skip
    return kinds.get(code.replace(" ", "_"), code)


@register.filter
def kind_of_act(icon: str) -> str:
    """What an icon of the woodpile stands for, in words."""
    said = listed([word("kind", "social_post"), word("kind", "statement")])
    kinds = {"goods": _("goods"), "offer": _("offer"), "words": said}
    return kinds.get(icon) or word("kind", {"light": "illumination"}.get(icon, icon))


@register.filter
def paper_medium(code: str) -> str:
    """How a paper came, in words."""
    return str(MEDIA.get(code, code))


@register.filter
def paper_url(paper: IncomingPaper) -> str:
    """The page of a paper."""
    return addresses.of_paper(paper)
