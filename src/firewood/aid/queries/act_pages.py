"""Everything that the pages of one need and of one offer show."""

from functools import cached_property
from typing import Any
from uuid import UUID

from firewood.aid.models import Consignment, Need, Pledge
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.coverage import Coverage, Progress, coverage, pledge_progress
from firewood.aid.queries.parties import names
from firewood.aid.states import OPEN_PLEDGES, Basis, Direction
from firewood.archive.models import Citation
from firewood.archive.queries import citations_of
from firewood.journal.models import Entry
from firewood.journal.queries import history_of
from firewood.journal.standing import Status
from firewood.languages.texts import Wording
from firewood.registry.ours import our_side


class NeedPage:
    """What is shown of a need."""

    def __init__(self, need: Need, *, language: str) -> None:
        self.need, self.language = need, language
        self.catalogue = Catalogue(language)

    @property
    def is_drill(self) -> bool:
        return self.need.status == Status.EXERCISE

    @cached_property
    def direction(self) -> str:
        """Which way goods for this need go."""
        return str(Direction.RECEIVED if self.need.party_id in our_side() else Direction.GIVEN)

    @cached_property
    def covered(self) -> list[Coverage]:
        return coverage(self.need)

    @cached_property
    def lines(self) -> list[Any]:
        return list(self.need.lines.select_related("item"))

    @cached_property
    def pledges(self) -> list[Pledge]:
        return list(self.need.pledges.select_related("giver", "receiver"))

    @cached_property
    def consignments(self) -> list[Consignment]:
        rows = Consignment.objects.filter(need=self.need) | Consignment.objects.filter(pledge__need=self.need)
        return list(rows.select_related("giver", "receiver").distinct())

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        parties = [self.need.party, *([self.need.stated_by] if self.need.stated_by else [])]
        return names([*parties, *(pledge.giver for pledge in self.pledges)], self.language)

    @cached_property
    def citations(self) -> list[Citation]:
        return citations_of([self.need.subject])[self.need.subject]

    @cached_property
    def history(self) -> list[Entry]:
        return history_of([self.need.subject])


class PledgePage:
    """What is shown of an offer or pledge."""

    def __init__(self, pledge: Pledge, *, language: str) -> None:
        self.pledge, self.language = pledge, language
        self.catalogue = Catalogue(language)

    @cached_property
    def lines(self) -> list[Any]:
        return list(self.pledge.lines.select_related("item"))

    @property
    def is_drill(self) -> bool:
        return self.pledge.status == Status.EXERCISE

    @property
    def is_open(self) -> bool:
        """Whether something can still be sent for it."""
        return self.pledge.basis == Basis.DONE and self.pledge.state in OPEN_PLEDGES

    @cached_property
    def progress(self) -> list[Progress]:
        return pledge_progress(self.pledge)

    @cached_property
    def consignments(self) -> list[Consignment]:
        return list(self.pledge.consignments.select_related("giver", "receiver"))

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        return names([self.pledge.giver, self.pledge.receiver], self.language)

    @cached_property
    def citations(self) -> list[Citation]:
        return citations_of([self.pledge.subject])[self.pledge.subject]

    @cached_property
    def history(self) -> list[Entry]:
        return history_of([self.pledge.subject])
