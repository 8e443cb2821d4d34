"""The partner card of a district: of a partner it knows what is public, and what passed between the two of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from firewood.accounts.actor import Actor
from firewood.aid.queries.parties import names
from firewood.desk.queries.partner_card import clock_distance, other_names
from firewood.languages.choice import name_of
from firewood.languages.texts import Wording
from firewood.registry.models import Party
from firewood.registry.ours import our_city
from firewood.registry.queries import greetings_of
from firewood.solidarity.models import Gesture, Signatory
from firewood.solidarity.queries.register import Asked, in_register
from firewood.solidarity.queries.register_page import Row, Shown, in_order
from firewood.solidarity.states import Way

FEW: Final = 3


@dataclass(frozen=True)
class Writer:
    """Somebody who signed a letter to the district, and how they are greeted in each language."""

    row: Signatory
    greetings: list[Wording]


class DistrictCard:
    """What the card of a partner says to a colleague of a district.

    Its names, languages and clock; the district's own letters with it, and who signed those that came. Nothing of the
    city's letters, needs, offers or goods is asked for here, so that nothing of them can show.
    """

    def __init__(self, party: Party, *, actor: Actor, status: str, language: str, at: datetime) -> None:
        if not actor.is_of_district:
            raise ValueError("this card is that of a district")
        self.party, self.actor, self.status, self.language, self.at = party, actor, status, language, at

    @cached_property
    def home(self) -> Party:
        """Our city, from whose clock theirs is told."""
        return our_city()

    @cached_property
    def name(self) -> Wording:
        return names([self.party], self.language)[self.party.pk]

    @cached_property
    def other_names(self) -> list[Wording]:
        return other_names(self.party, self.name, home=self.home)

    @cached_property
    def _letters(self) -> list[Gesture]:
        """The district's letters with it, the latest first."""
        asked = Asked(status=self.status, partner=self.party.key)
        return list(in_order(in_register(asked, actor=self.actor)))

    @cached_property
    def last_letters(self) -> list[Row]:
        return Shown(self._letters[:FEW], language=self.language).rows

    @property
    def count(self) -> int:
        """How many letters passed between the two."""
        return len(self._letters)

    @cached_property
    def writers(self) -> list[Writer]:
        """Who signed the letters that came to the district, the latest first, each once."""
        return [Writer(row, _greetings(row)) for row in islice(self._signed(), FEW)]

    @property
    def has_greetings(self) -> bool:
        """Whether a form of address is known of anybody who wrote."""
        return any(writer.greetings for writer in self.writers)

    def _signed(self) -> Iterator[Signatory]:
        came = [letter.pk for letter in self._letters if letter.way == Way.IN]
        rows = Signatory.objects.filter(gesture__in=came).select_related("person", "office__person")
        known = set()
        for row in sorted(rows, key=lambda row: (came.index(row.gesture_id), row.ordinal)):
            who = row.person_id or row.name or row.title
            if who not in known:
                known.add(who)
                yield row

    @cached_property
    def write_in(self) -> list[str]:
        """The languages to write in, by their names: those it reads, else those in which it wrote to the district."""
        wrote = [letter.language for letter in self._letters if letter.way == Way.IN and letter.language]
        return [name_of(tag, reader=self.language) for tag in dict.fromkeys(self.party.languages or wrote)]

    @cached_property
    def there(self) -> datetime | None:
        """What time it is there."""
        return self.at.astimezone(ZoneInfo(self.party.zone)) if self.party.zone else None

    @cached_property
    def distance(self) -> str:
        """How far their clock is from ours, in words."""
        return clock_distance(self.party, self.home, at=self.at, language=self.language) if self.party.zone else ""


def _greetings(row: Signatory) -> list[Wording]:
    """How somebody who signed is greeted; of an office known without a name, whoever holds it."""
    held = row.office if row.office and row.office.person_id == row.person_id else row.person or row.office
    return greetings_of(held) if held else []
