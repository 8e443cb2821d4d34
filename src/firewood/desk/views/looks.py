"""The visual language as a page of the product."""

from django.http import HttpResponse
from django.shortcuts import render

from firewood.accounts.requests import OfficeRequest, open_to_districts
from firewood.ui.components import GROUPS, colours
from firewood.ui.marks import ICONS, MARK_WORDS
from firewood.ui.samples import samples


@open_to_districts
def looks(request: OfficeRequest) -> HttpResponse:
    """Every component with its name, when to use it, and an example in the reader's language."""
    shown = {"groups": GROUPS, "colours": colours(), "icon_names": list(ICONS), "quality_marks": list(MARK_WORDS)}
    return render(request, "ui/looks.html", {**samples(), **shown})
