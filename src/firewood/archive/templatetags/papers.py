"""In templates of any page: the papers from which a thing came, one click away: `{% papers gesture.subject %}`, and
the sentences on which it rests, each once: `{% for ground in citations|grounds %}`."""

from collections.abc import Iterable
from typing import Any

from django import template

from firewood.archive import addresses
from firewood.archive.models import Citation
from firewood.archive.queries import Ground, files_of, grounds_of, papers_of

register = template.Library()


@register.inclusion_tag("archive/papers.html")
def papers(subject: str) -> dict[str, Any]:
    """The papers that became a thing, each with its files."""
    found = papers_of(subject)
    return {"papers": [(each, addresses.of_paper(each), len(files_of(each.subject))) for each in found]}


@register.filter
def grounds(citations: Iterable[Citation]) -> list[Ground]:
    """The sentences of many citations, each once."""
    return grounds_of(citations)
