"""The lists of thanks: what we owe, what we wait for, what was set aside."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef

from firewood.aid.models import Consignment
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.contents import Contained, contents_of
from firewood.aid.queries.days import NOT_YET
from firewood.aid.queries.parties import names
from firewood.aid.states import Basis, Direction
from firewood.languages.texts import Wording
from firewood.solidarity.models import Answer, ThanksSetAside
from firewood.solidarity.queries import OwedThanks, thanks_expected, thanks_owed
from firewood.solidarity.states import NOT_GONE, Way


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
    def not_known(self) -> list[Consignment]:
        """Goods that a source reports as given to us, and of which no thanks of ours are known."""
        return self._without_thanks(Direction.RECEIVED, Way.OUT)

    @cached_property
    def not_known_to_us(self) -> list[Consignment]:
        """Goods that a source reports as given by us, and for which no thanks of theirs are known."""
        return self._without_thanks(Direction.GIVEN, Way.IN)

    def _without_thanks(self, direction: Direction, way: Way) -> list[Consignment]:
        thanked = Answer.objects.filter(to_consignment=OuterRef("pk"), gesture__way=str(way))
        gone = thanked.exclude(gesture__state__in=[str(state) for state in NOT_GONE])
        rows = Consignment.objects.filter(direction=str(direction), basis=str(Basis.REPORTED), status=self.status)
        rows = rows.exclude(state__in=NOT_YET).exclude(Exists(gone)).select_related("giver", "receiver")
        return list(rows.prefetch_related("shared_with").order_by("number"))

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        known = [each.partner for each in (*self.owed, *self.expected)]
        gifts = [*(each.consignment for each in self.aside), *self.not_known, *self.not_known_to_us]
        sides = [party for gift in gifts for party in (gift.giver, gift.receiver) if party]
        shared = [party for gift in self.not_known_to_us for party in gift.shared_with.all()]
        return names([*known, *sides, *shared], self.language)

    @cached_property
    def contents(self) -> dict[UUID, Contained]:
        gifts = [each.consignment for each in (*self.owed, *self.expected)]
        gifts += [*(each.consignment for each in self.aside), *self.not_known, *self.not_known_to_us]
        return contents_of("consignment", gifts, Catalogue(self.language))
