"""The polite words with which an offer is accepted, in the language of the letter where we write it."""

from django.utils import translation
from django.utils.translation import gettext as _

from firewood.aid.models import Pledge, PledgeLine
from firewood.aid.queries.parties import names
from firewood.aid.words import signed
from firewood.languages.choice import closest
from firewood.languages.lists import listed
from firewood.languages.numbers import show_number
from firewood.registry.ours import our_city
from firewood.supplies.words import in_units, name_of, unit_words


def acceptance(pledge: Pledge, *, language: str) -> str:
    """The text to copy: thanks for the offer, what it is, that we take it, what comes next."""
    tongue = closest(language)
    with translation.override(tongue):
        city = our_city()
        named = names([city, pledge.giver], tongue)
        goods = listed(_offered(line) for line in pledge.lines.select_related("item"))
        return _(
            "Dear friends in %(giver)s,\n\nthank you for your offer: %(goods)s. We accept it with gratitude; it comes"
            " when it is needed.\n\nPlease tell us when and how it will travel, and to whom we may write about the"
            " papers. We confirm each box that arrives.\n\nWith warm regards\n%(city)s"
        ) % {"giver": named[pledge.giver_id], "city": named[city.pk], "goods": goods}


def _offered(line: PledgeLine) -> str:
    """A line as it was offered; how many only where it is known."""
    name = name_of(line.item) if line.item else line.words
    if line.quantity is None or line.item is None:
        return name
    number, unit = line.entered_quantity, line.entered_unit
    if number is None or not unit:
        number, unit = in_units(line.quantity, line.item)
    amount = signed(f"{show_number(number)} {unit_words(unit, number)}", line.quality)
    return _("%(name)s (%(amount)s)") % {"name": name, "amount": amount}
