"""Duties in words: their names, and what each is for."""

from django.utils.translation import gettext_lazy as _

from firewood.accounts.states import Duty

NAMES = {
    Duty.FOCAL_POINT: _("focal point"),
    Duty.STORE: _("store"),
    Duty.REGISTRAR: _("registrar"),
    Duty.READER: _("reader"),
    Duty.CUSTODIAN: _("custodian of accounts"),
}
MEANINGS = {
    Duty.FOCAL_POINT: _("Speaks with partners: letters, needs, offers, handovers, guests."),
    Duty.STORE: _("Looks after the goods: packs, despatches, receives, distributes."),
    Duty.REGISTRAR: _("Writes down what is known: parties, persons, sources, reported acts."),
    Duty.READER: _("Reads everything, changes nothing."),
    Duty.CUSTODIAN: _("Gives out accounts and duties, and keys for other programs."),
}


def duties_in_words(duties: list[str]) -> list[str]:
    """The names of duties, in the order of the table."""
    return [str(NAMES[duty]) for duty in Duty if duty in duties]
