"""What stands around every page: the sections that work today and where the reader is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """One section of the main navigation; it appears as soon as its page can be reached."""

    name: str
    title: str | Promise
    url: str = ""
    current: bool = False


SECTIONS: Final = (
    Section("overview", _("Overview")),
    Section("partners", _("Partners")),
    Section("letters", _("Letters")),
    Section("aid", _("Aid")),
    Section("experience", _("Experience")),
    Section("stories", _("Stories")),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """For every template: `sections` that work, search, inbox, and this page's address for forms that return."""
    return {
        "sections": _working(request.path),
        "search_url": _address("search"),
        "inbox_url": _address("inbox"),
        "here": request.get_full_path() if request.method == "GET" else "/",
    }


def _working(path: str) -> list[Section]:
    reached = [(section, _address(section.name)) for section in SECTIONS]
    inside: Callable[[str], bool] = lambda url: path == url or (url != "/" and path.startswith(url))  # noqa: E731
    return [Section(section.name, section.title, url, inside(url)) for section, url in reached if url]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
