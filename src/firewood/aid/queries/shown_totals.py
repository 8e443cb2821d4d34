"""Totals as a page shows them: named for the reader, with the letters of their sources and the spoken figure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.aid.models import Box, Consignment, ConsignmentLine, StatedFigure
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.figures import Figure, Row, Share, Spoken, Stated, Totals
from firewood.aid.queries.naming import scopes_of
from firewood.aid.queries.parties import names
from firewood.aid.queries.sayings import Sayings
from firewood.aid.queries.totals import BOX, spoken, totals
from firewood.aid.states import Basis, Contents, Direction
from firewood.aid.words import signed
from firewood.archive.models import Citation, Source
from firewood.languages.numbers import show_number
from firewood.languages.texts import Wording
from firewood.registry.models import Party
from firewood.supplies.words import unit_words


@dataclass(frozen=True)
class SourceShown:
    """A source in the footing of a page."""

    letter: str
    title: str
    language: str
    url: str


@dataclass(frozen=True)
class Given:
    """A giver or receiver of whom no quantity is known."""

    name: Wording | None
    key: str


@dataclass(frozen=True)
class RowShown:
    """One item of a total. `letters` are the sources of reported acts, `stated` pairs figures with theirs."""

    row: Row
    name: Wording | None
    letters: tuple[str, ...]
    stated: tuple[tuple[Stated, str], ...]
    spoken: Spoken | None
    unnamed: tuple[Given, ...]
    sentences: tuple[Wording, ...]

    @property
    def unit(self) -> str:
        return unit_words(self.row.unit, 2) if self.row.unit else ""

    @property
    def speakable(self) -> bool:
        """Whether there is anything to be said of it to others."""
        return bool(self.spoken or self.row.unknown_acts)

    @property
    def spoken_part(self) -> str:
        return str(self.spoken.part) if self.spoken else ""


class TotalsShown:
    """All totals of one direction for one reader; with the sentences to copy where `speaks`."""

    def __init__(
        self, direction: Direction, *, status: str, language: str, as_of: date | None = None, speaks: bool = False
    ) -> None:
        self.direction, self.status, self.language, self.speaks = direction, status, language, speaks
        self.found: Totals = totals(direction, status=status, as_of=as_of)
        self.catalogue = Catalogue(language)

    @cached_property
    def rows(self) -> list[RowShown]:
        chosen = spoken(self.found)
        return [self._shown(row, chosen.get(row.item)) for row in self.found.rows if row.item]

    @cached_property
    def unknown_acts(self) -> int:
        """How many acts tell nothing of what was in them."""
        row = self.found.row(None)
        return row.unknown_acts if row else 0

    def row(self, key: str) -> RowShown | None:
        return next((shown for shown in self.rows if shown.row.item == key), None)

    @cached_property
    def sources(self) -> list[SourceShown]:
        """The sources whose letters stand on the rows."""
        used = {letter for row in self.rows for letter in (*row.letters, *(letter for _s, letter in row.stated))}
        return sources_of(used)

    @cached_property
    def scopes(self) -> list[tuple[Wording | None, str, date]]:
        """The scopes of the stated figures, each once: words, letter, as-of day."""
        figures = [(stated, letter) for row in self.rows for stated, letter in row.stated]
        found = [(self.scope_words.get(stated.subject), letter, stated.as_of) for stated, letter in figures]
        return list(dict.fromkeys(found))

    @cached_property
    def scope_words(self) -> dict[str, Wording]:
        """Whose gifts each stated figure covers, in the words for this reader."""
        return scopes_of((stated for row in self.found.rows for stated in row.stated), language=self.language)

    @cached_property
    def sayings(self) -> Sayings:
        """What is to be said of these totals to others."""
        return Sayings(self.found, letters={figure: letter for figure, (letter, _tag) in self._letters.items()})

    def letters_of(self, row: Row) -> tuple[str, ...]:
        """The letters of the sources that report gifts of a row."""
        key: object = BOX if row.item == BOX else row.item_id
        return tuple(sorted(self._act_letters.get(key, ())))

    @cached_property
    def _letters(self) -> dict[UUID, tuple[str, str]]:
        keys = [stated.id for row in self.found.rows for stated in row.stated]
        rows = StatedFigure.objects.filter(pk__in=keys).select_related("source")
        return {figure.pk: (figure.source.key, figure.language) for figure in rows}

    @cached_property
    def _act_letters(self) -> dict[object, set[str]]:
        """For every item (and for boxes) the sources of the acts that report it."""
        acts = Consignment.objects.filter(
            basis=str(Basis.REPORTED), direction=str(self.direction), status=self.status
        ).values_list("pk", flat=True)
        cited: dict[str, set[str]] = defaultdict(set)
        subjects = [f"aid.consignment:{pk}" for pk in acts]
        for subject, letter in Citation.objects.filter(subject__in=subjects).values_list("subject", "source__key"):
            cited[subject].add(letter)
        found: dict[object, set[str]] = defaultdict(set)
        for item, pk in ConsignmentLine.objects.filter(consignment__in=acts).values_list("item", "consignment"):
            found[item] |= cited[f"aid.consignment:{pk}"]
        boxes = Box.objects.filter(consignment__in=acts, contents=str(Contents.UNKNOWN)).order_by()
        for pk in boxes.values_list("consignment", flat=True).distinct():
            found[BOX] |= cited[f"aid.consignment:{pk}"]
        return found

    @cached_property
    def _names(self) -> dict[UUID, tuple[Wording, str]]:
        keys = {share.party for row in self.found.rows for share in (*row.donors, *row.recipients) if share.party}
        parties = Party.objects.filter(pk__in=keys)
        named = names(parties, self.language)
        return {party.pk: (named[party.pk], party.key) for party in parties}

    def name_of(self, share: Share) -> Given:
        """Who a share is of, for this reader."""
        name, key = self._names.get(share.party, (None, "")) if share.party else (None, "")
        return Given(name or Wording(share.name, "en", "ltr", "original"), key)

    def _shown(self, row: Row, chosen: Spoken | None) -> RowShown:
        shares = row.donors if self.direction == Direction.RECEIVED else row.recipients
        unnamed = [self.name_of(share) for share in shares if share.reported.quantity is None]
        name, letters = self._name(row), self.letters_of(row)
        return RowShown(
            row, name, letters,
            tuple((stated, self._letters.get(stated.id, ("", ""))[0]) for stated in row.stated),
            chosen, tuple(unnamed), self.sayings.of(row, chosen, letters) if self.speaks else (),
        )  # fmt: skip

    def _name(self, row: Row) -> Wording | None:
        if row.item == BOX:
            return Wording(_("Boxes of unknown contents"), self.language, "ltr", "original")
        known = self.catalogue.by_key.get(row.item or "")
        return known.name if known else Wording(row.name, "en", "ltr", "original")


def shown_totals(
    direction: Direction, *, status: str, language: str, as_of: date | None = None, speaks: bool = False
) -> TotalsShown:
    """The totals of a direction for a reader."""
    return TotalsShown(direction, status=status, language=language, as_of=as_of, speaks=speaks)


def shown_figure(figure: Figure) -> str:
    """A figure with its sign."""
    return _("not known") if figure.quantity is None else signed(show_number(figure.quantity), figure.quality)


def sources_of(letters: Iterable[str]) -> list[SourceShown]:
    """The sources with these letters, for the footing of a page."""
    rows = Source.objects.filter(key__in=set(letters)).order_by("key")
    return [
        SourceShown(
            row.key,
            f"{row.publisher}, {row.title}" if row.publisher else row.title,
            row.language,
            f"/sources/{row.key}/",
        )
        for row in rows
    ]
