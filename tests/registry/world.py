"""A small registry for stories: our city with its office, a partner with a district, a source."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.archive.actions import SourceDraft, enter_source
from firewood.archive.models import Source
from firewood.journal.models import Entry
from firewood.registry.actions import (
    PartnershipDraft,
    PartyDraft,
    StatementDraft,
    enter_partnership,
    enter_party,
    state_of_partnership,
)
from firewood.registry.models import Partnership, PartnershipStatement, Party
from firewood.registry.states import Aspect, PartnershipKind, PartyKind

AT = datetime(2020, 10, 9, 3, tzinfo=UTC)
LIU = Actor("officer", "liu", "Liu", "Foreign Affairs Office", frozenset({Duty.FOCAL_POINT}))
REGISTRAR = Actor("officer", "sun", "Sun", "Registry", frozenset({Duty.REGISTRAR}))
READER = Actor("officer", "zhao", "Zhao", "Press office", frozenset({Duty.READER}))


@dataclass(frozen=True)
class Registry:
    """Beijing with its office, Seoul beyond, their partnership, one article."""

    beijing: Party
    seoul: Party
    friends: Partnership
    article: Source

    def says(self, aspect: Aspect, value: int | None, words: str = "so it is said") -> PartnershipStatement:
        draft = StatementDraft(
            key=f"{aspect.value}-{value}-{words[:5]}".replace(" ", "-"), aspect=aspect, words=words, language="en",
            source=self.article, value=value, as_of=date(2020, 3, 25),
        )  # fmt: skip
        return state_of_partnership(self.friends, statement=draft, actor=LIU, at=AT)


def party(key: str, kind: PartyKind = PartyKind.CITY, **more: object) -> Party:
    draft = PartyDraft(key=key, kind=kind, name=str(more.pop("name", key.title())), **more)  # type: ignore[arg-type]
    return enter_party(draft, actor=LIU, at=AT)


def registry() -> Registry:
    beijing = party("beijing", zone="Asia/Shanghai", languages=["zh-hans"], names={"zh-hans": ["北京"]})
    party("office", PartyKind.GOVERNMENT_BODY, name="Foreign Affairs Office", parent=beijing, is_node=True)
    seoul = party("seoul", zone="Asia/Seoul", names={"ko": ["서울"], "zh-hans": ["首尔"]})
    draft = PartnershipDraft(key="beijing-seoul", ours=beijing, theirs=seoul, kind=PartnershipKind.SISTER_CITY)
    source = SourceDraft(key="A", title="An article", language="en", counts_from=date(2020, 3, 25))
    return Registry(beijing, seoul, enter_partnership(draft, actor=LIU, at=AT), enter_source(source, actor=LIU, at=AT))


def lines() -> int:
    """How many lines the journal has."""
    return Entry.objects.count()
