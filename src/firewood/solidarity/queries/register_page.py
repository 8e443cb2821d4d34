"""The register of letters and other gestures: its rows for what was asked, and who wrote to us as of a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid.queries.parties import names
from firewood.archive.models import Citation
from firewood.archive.queries import citations_of, source_letters
from firewood.journal.clock import read_day
from firewood.languages.dates import StatedDay, show_day
from firewood.languages.lists import listed
from firewood.languages.numbers import show_number
from firewood.languages.texts import Wording, best_text, texts_of
from firewood.registry.models import Party
from firewood.registry.ours import our_city
from firewood.solidarity import queries
from firewood.solidarity.models import Answer, Gesture, Signatory
from firewood.solidarity.queries import LettersKnown, day_of_gesture, gestures_between, in_register, letters_known
from firewood.solidarity.states import NOT_GONE, GestureKind, Way

PAGE = 50
FILTERS = ("way", "kind", "partner", "year", "reply", "occasion")


@dataclass(frozen=True)
class Asked:
    """What the register is asked for; empty means all. `partner` and `occasion` are keys, `page` counts from 1."""

    status: str
    way: str = ""
    kind: str = ""
    partner: str = ""
    year: str = ""
    reply: str = ""
    occasion: str = ""
    as_of: date | None = None
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str], *, status: str) -> "Asked":
        """What the address of the register asks for."""
        number = query.get("page", "1")
        words = {name: query.get(name, "")[:80].replace("\0", "") for name in FILTERS}
        page = int(number) if number.isdecimal() and len(number) < 6 else 1
        return cls(status=status, page=page, as_of=read_day(query.get("as_of", "")), **words)


def rows_of(asked: Asked, actor: Actor) -> QuerySet[Gesture]:
    """The gestures that were asked for, the latest first, those of no known day at the end."""
    plain = {name: getattr(asked, name) for name in ("way", "kind", "partner", "year")}
    rows = in_register(queries.Asked(status=asked.status, **plain), actor=actor)
    if asked.occasion:
        rows = rows.filter(occasion__key=asked.occasion)
    if asked.as_of:
        rows = rows.filter(counts_from__lte=asked.as_of)
    return in_order(_with_reply(rows, asked.reply))


def in_order(rows: QuerySet[Gesture]) -> QuerySet[Gesture]:
    """The latest day first; the undated are not sorted into the dated."""
    day = Coalesce("received_earliest", "handed_earliest", "sent_earliest", "written_earliest")
    return rows.annotate(shown_on=day).order_by(F("shown_on").desc(nulls_last=True), "-counts_from", "-id")


def answers_that_went() -> QuerySet[Answer]:
    """Answers that are more than a draft."""
    return Answer.objects.exclude(gesture__state__in=[str(state) for state in NOT_GONE])


def _with_reply(rows: QuerySet[Gesture], reply: str) -> QuerySet[Gesture]:
    rows = rows.annotate(is_answered=Exists(answers_that_went().filter(to_gesture=OuterRef("pk"))))
    if reply == "answered":
        return rows.filter(is_answered=True)
    return rows.filter(reply=reply, is_answered=False) if reply else rows


def page_of(asked: Asked, actor: Actor) -> Page[Gesture]:
    """One page of the register; a page beyond the end is the last."""
    return Paginator(rows_of(asked, actor), PAGE).get_page(asked.page)


def years_of(status: str) -> list[int]:
    """The years from which there is something."""
    rows = Gesture.objects.filter(status=status).order_by()
    return sorted(
        rows.annotate(year=ExtractYear("counts_from")).values_list("year", flat=True).distinct(), reverse=True
    )


@dataclass(frozen=True)
class Row:
    """One gesture of the register as it is shown."""

    gesture: Gesture
    title: Wording | None
    who: Signatory | None
    day: StatedDay
    letters: list[str]

    @property
    def is_answered(self) -> bool:
        return bool(getattr(self.gesture, "is_answered", False))


class Shown:
    """Gestures for a list: in a few queries what each is called, who signed it, and the names of both sides."""

    def __init__(self, gestures: list[Gesture], *, language: str) -> None:
        self.gestures, self.language = gestures, language

    @cached_property
    def rows(self) -> list[Row]:
        subjects = [each.subject for each in self.gestures]
        titles, summaries = texts_of(subjects, "title"), texts_of(subjects, "summary")
        return [
            Row(
                each, best_text(titles[each.subject] or summaries[each.subject], self.language), _first(each),
                day_of_gesture(each), source_letters(self.citations[each.subject]),
            )
            for each in self.gestures
        ]  # fmt: skip

    @cached_property
    def citations(self) -> dict[str, list[Citation]]:
        return citations_of(each.subject for each in self.gestures)

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        sides = [party for each in self.gestures for party in (each.sender, each.addressee, each.meant_for)]
        return names([party for party in sides if party], self.language)


def _first(gesture: Gesture) -> Signatory | None:
    return next(iter(sorted(gesture.signatories.all(), key=lambda row: row.ordinal)), None)


@dataclass(frozen=True)
class Writer:
    """Somebody who wrote, and the letters themselves."""

    party: Party
    name: Wording
    letters: list[Row]


class WhoWrote:
    """Who wrote to our city as of a day: by name, and how many a source states."""

    def __init__(self, *, as_of: date, status: str, language: str) -> None:
        self.as_of, self.status, self.language = as_of, status, language

    @cached_property
    def known(self) -> LettersKnown:
        return letters_known(as_of=self.as_of, status=self.status)

    @cached_property
    def cities(self) -> list[Writer]:
        return self._writers(self.known.cities)

    @cached_property
    def apart(self) -> list[tuple[str, list[Writer]]]:
        """Those who are not counted among the sister cities, by what they are."""
        groups = (("organisations", self.known.organisations), ("districts", self.known.districts),
                  ("others", self.known.others))  # fmt: skip
        return [(name, self._writers(parties)) for name, parties in groups if parties]

    @cached_property
    def elsewhen(self) -> list[Writer]:
        """Those who wrote on another occasion, with these letters alone; they count nowhere."""
        return self._writers(self.known.elsewhen, elsewhen=True)

    @property
    def named(self) -> list[Writer]:
        """The sister cities that are among those of the stated count; all, where none is stated."""
        return [each for each in self.cities if self._is_named(each)]

    @property
    def since(self) -> list[Writer]:
        """The sister cities of whose letters we know only from after the day of the stated count."""
        return [each for each in self.cities if not self._is_named(each)]

    @property
    def city_names(self) -> list[str]:
        return [str(each.name) for each in self.named]

    def _is_named(self, writer: Writer) -> bool:
        stated = self.known.stated
        return stated is None or any(row.gesture.counts_from <= stated.as_of for row in writer.letters)

    @cached_property
    def citations(self) -> list[Citation]:
        """The sentences that state how many wrote."""
        return citations_of([self.known.stated.subject])[self.known.stated.subject] if self.known.stated else []

    @property
    def stating(self) -> list[Citation]:
        """The sentences themselves, each once."""
        return [cited for cited in self.citations if cited.sentence and not cited.derived]

    @property
    def sentence(self) -> str:
        """How many have written, to be copied: with the day, and the source of the stated count."""
        stated, day = self.known.stated, show_day(self.as_of)
        if stated is None:
            return ""
        told = {
            "n": show_number(self.known.named), "all": show_number(stated.cities), "source": stated.source.key,
            "day": day, "names": listed(self.city_names),
        }  # fmt: skip
        return (
            _(
                "As of %(day)s, %(n)s of the %(all)s sister cities that have sent letters (stated, source %(source)s)"
                " are known to us by name: %(names)s."
            )
            % told
        )

    @cached_property
    def source_letters(self) -> list[str]:
        stated = [self.known.stated.source.key] if self.known.stated else []
        rows = [letter for shown in self._letters.values() for row in shown for letter in row.letters]
        return sorted({*stated, *rows})

    @cached_property
    def _letters(self) -> dict[UUID, list[Row]]:
        known = self.known
        parties = [*known.cities, *known.organisations, *known.districts, *known.others, *known.elsewhen]
        rows = gestures_between([each.pk for each in parties], status=self.status, way=Way.IN, kind=GestureKind.LETTER)
        rows = rows.filter(counts_from__lte=self.as_of)
        found: dict[UUID, list[Row]] = {}
        for row in Shown(list(in_order(rows)), language=self.language).rows:
            found.setdefault(row.gesture.sender_id, []).append(row)
        return found

    def _writers(self, parties: list[Party], *, elsewhen: bool = False) -> list[Writer]:
        named: dict[UUID, Any] = names(parties, self.language)
        letters = {
            pk: [row for row in rows if self._is_elsewhen(row.gesture) == elsewhen]
            for pk, rows in self._letters.items()
        }
        return [Writer(party, named[party.pk], letters.get(party.pk, [])) for party in parties]

    def _is_elsewhen(self, gesture: Gesture) -> bool:
        of, known = gesture.occasion_id, self.known.occasion
        return of is not None and known is not None and of != known.pk


def city_wording(language: str) -> Wording:
    """The name of our city for a reader."""
    city = our_city()
    return names([city], language)[city.pk]
