"""The lists of thanks: what we owe, what we wait for, what was set aside."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.contents import Contained, contents_of
from firewood.aid.queries.parties import names
from firewood.languages.texts import Wording
from firewood.solidarity.models import ThanksSetAside
from firewood.solidarity.queries import OwedThanks, thanks_expected, thanks_owed


@dataclass
class ThanksPage:
    """Thanks owed and expected, as of a day."""

    status: str
    on: date
    language: str

    @cached_property
    def owed(self) -> list[OwedThanks]:
        return thanks_owed(status=self.status, on=self.on)

    @cached_property
    def expected(self) -> list[OwedThanks]:
        return thanks_expected(status=self.status, on=self.on)

    @cached_property
    def aside(self) -> list[ThanksSetAside]:
        rows = ThanksSetAside.objects.filter(consignment__status=self.status)
        return list(rows.select_related("consignment__giver", "consignment__receiver").order_by("-set_aside_at"))

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        known = [each.partner for each in (*self.owed, *self.expected)]
        gifts = [each.consignment for each in self.aside]
        sides = [party for gift in gifts for party in (gift.giver, gift.receiver) if party]
        return names([*known, *sides], self.language)

    @cached_property
    def contents(self) -> dict[UUID, Contained]:
        gifts = [each.consignment for each in (*self.owed, *self.expected)]
        gifts += [each.consignment for each in self.aside]
        return contents_of("consignment", gifts, Catalogue(self.language))
