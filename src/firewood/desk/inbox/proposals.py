"""What can be read from a paper, as proposals for the screen on which it is filed; a person confirms each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from firewood.aid.queries.catalogue import Catalogue, Known
from firewood.aid.sentences import BOX
from firewood.analysis.reading.days import day_of_letter
from firewood.analysis.reading.goods import Goods, GoodsRead, Loose, Term, read_goods
from firewood.analysis.reading.names import Named, names_in, sender_in
from firewood.analysis.reading.purpose import Purpose, Said, likeliest, purposes_in
from firewood.archive.models import IncomingPaper
from firewood.archive.states import Medium
from firewood.journal.clock import day_of
from firewood.languages.calendars import MONTHS, SHORT_MONTHS
from firewood.languages.dates import NotADay, StatedDay, read_stated_day, show_day
from firewood.languages.texts import texts_of
from firewood.registry.models import Office, Party, Person
from firewood.registry.ours import our_side
from firewood.registry.states import PartyKind
from firewood.solidarity.states import Channel, GestureKind

NOT_PARTNERS: Final = (PartyKind.AIRPORT, PartyKind.NEWSPAPER)
READ: Final = 20_000
"""So many letters from the beginning are read for proposals; what is beyond is shown all the same."""
NAMES_OF_MONTHS: Final = [month for names in (*MONTHS.values(), *SHORT_MONTHS.values()) for month in names]
GOODS: Final = frozenset({Purpose.OFFER, Purpose.NEED, Purpose.ANNOUNCEMENT})
CHANNELS: Final = {Medium.MAIL: Channel.EMAIL, Medium.CALL: Channel.TELEPHONE}
BROAD: Final = frozenset({PartyKind.COUNTRY, PartyKind.REGION})


@dataclass(frozen=True)
class Proposal:
    """A value for a field, and the words of the paper from which it was read; no words where nothing was read."""

    value: Any = ""
    words: str = ""


@dataclass
class Reading:
    """A paper as a program reads it. Everything unknown stays unknown."""

    paper: IncomingPaper
    language: str
    """The reader's language, in which items and parties are named."""
    catalogue: Catalogue = field(init=False)

    def __post_init__(self) -> None:
        self.catalogue = Catalogue(self.language)
        self.text = self.paper.text[:READ]

    @property
    def words(self) -> str:
        """Title and text; a title that was made of the first sentence is not said twice."""
        title = self.paper.title
        return self.text if title.casefold() in self.text.casefold() else f"{title}\n{self.text}"

    @cached_property
    def parties(self) -> dict[str, Party]:
        """All parties that are not ours, by their keys."""
        side = our_side()
        rows = Party.objects.exclude(kind__in=[str(kind) for kind in NOT_PARTNERS])
        return {party.key: party for party in rows if party.pk not in side}

    @cached_property
    def partners(self) -> list[Named]:
        """Who may have sent it, the likeliest first: who wrote the mail or called, then who is named in the text."""
        terms = _terms((party.key, party.subject, party.name) for party in self.parties.values())
        heard = [*sender_in(self.paper.from_words, terms), *names_in(self.words, terms)]
        best: dict[str, Named] = {}
        for each in heard:
            known = best.get(each.key)
            weight = each.weight + (known.weight if known else 0)
            best[each.key] = Named(each.key, known.words if known else each.words, weight, each.start)
        return sorted(best.values(), key=self._likelihood, reverse=True)

    @property
    def partner(self) -> Proposal:
        """The likeliest sender; the body of a person who is named where no body is."""
        if self.partners:
            return Proposal(self.partners[0].key, self.partners[0].words)
        office, words = self.signatory_found
        return Proposal(office.party.key, words) if office and office.party.key in self.parties else Proposal()

    @property
    def needer(self) -> Proposal:
        """For whom it was said, in a call; for an embassy, its country."""
        terms = _terms((party.key, party.subject, party.name) for party in self.parties.values())
        meant = names_in(self.paper.to_words, terms) if self.paper.medium == Medium.CALL else []
        if meant:
            return Proposal(meant[0].key, meant[0].words)
        sender = self.parties.get(str(self.partner.value))
        if sender is None or sender.kind != PartyKind.EMBASSY:
            return Proposal()
        country = next(
            (each for each in self.parties.values() if each.pk == (sender.country_id or sender.parent_id)), None
        )
        return Proposal(country.key, self.partner.words) if country else Proposal()

    @cached_property
    def offices(self) -> list[tuple[Office, str]]:
        """The persons named in the paper with the office they hold, in the order of the text."""
        persons = list(Person.objects.prefetch_related("offices__party"))
        terms = _terms((person.key, person.subject, person.name) for person in persons)
        found = {each.key: each for each in names_in(f"{self.text}\n{self.paper.from_words}", terms)}
        named = [(found[person.key], office) for person in persons if person.key in found
                 for office in list(person.offices.all())[-1:]]  # fmt: skip
        return [(office, each.words) for each, office in sorted(named, key=lambda pair: pair[0].start)]

    @property
    def signatory_found(self) -> tuple[Office | None, str]:
        return self.offices[-1] if self.offices else (None, "")

    @cached_property
    def goods(self) -> GoodsRead:
        """The goods in it, and the numbers that stand with none."""
        items = [Term(known.item.key, known.names) for known in self.catalogue.items]
        return read_goods(self.text, items, language=self.paper.language, packings={BOX})

    @property
    def loose(self) -> list[Loose]:
        """The numbers that stand in no row; days and codes are left to the reader's own eye."""
        return [each for each in self.goods.loose if not each.is_code]

    @cached_property
    def said(self) -> list[Said]:
        return purposes_in(self.words)

    @cached_property
    def purpose(self) -> Purpose | None:
        return likeliest(self.said)

    @property
    def brings(self) -> Proposal:
        """Whether it is an offer, a need or an announcement, with the words that say so."""
        if self.purpose not in GOODS:
            return Proposal()
        return Proposal(str(self.purpose), self._words_for(self.purpose))

    @property
    def kind(self) -> Proposal:
        """What kind of gesture it is."""
        if self.paper.medium == Medium.CALL:
            return Proposal(str(GestureKind.CALL))
        if self.purpose == Purpose.THANKS:
            return Proposal(str(GestureKind.THANKS), self._words_for(Purpose.THANKS))
        return Proposal(str(GestureKind.LETTER))

    @property
    def channel(self) -> str:
        return str(CHANNELS.get(Medium(self.paper.medium), Channel.UNKNOWN))

    @property
    def day(self) -> Proposal:
        """The day on which it was written: as the head of a mail or the letter itself says."""
        if self.paper.sent_at:
            return Proposal(show_day(day_of(self.paper.sent_at)), self.paper.sent_at.date().isoformat())
        words = day_of_letter(self.text, NAMES_OF_MONTHS)
        stated = self._stated(words)
        return Proposal(show_day(stated), words) if stated and stated.exact else Proposal()

    def rows(self) -> list[dict[str, Any]]:
        """The goods as rows to begin with; nothing where the paper brings no goods."""
        if self.purpose not in GOODS:
            return [{}]
        return [self._row(goods) for goods in self.goods.goods] or [{}]

    def _row(self, goods: Goods) -> dict[str, Any]:
        known = self.catalogue.by_key[goods.item]
        unit = unit_for(known, goods.unit)
        counted = goods.quantity is not None and unit is not None
        return {
            "item": goods.item, "quantity": str(goods.quantity) if counted else "", "unit": unit or "",
            "quality": goods.quality if counted else "unknown", "words": goods.words[:300],
        }  # fmt: skip

    def _words_for(self, purpose: Purpose) -> str:
        return next((each.words for each in self.said if each.purpose == purpose), "")

    def _stated(self, words: str) -> StatedDay | None:
        try:
            return read_stated_day(words, language=self.paper.language or "en", year=day_of(self.paper.arrived_at).year)
        except NotADay:
            return None

    def _likelihood(self, named: Named) -> tuple[int, int]:
        return named.weight - (4 if self.parties[named.key].kind in BROAD else 0), -named.start


def unit_for(known: Known, unit: str) -> str | None:
    """The code of a unit of an item; "" where it must be chosen, None where the item is not counted so."""
    if not unit:
        return known.units[0].code if len(known.units) == 1 else ""
    fitting = [each for each in known.units if each.name == unit]
    if len(fitting) == 1:
        return fitting[0].code
    return known.units[0].code if unit == "piece" and len(known.units) == 1 else None


def _terms(things: Iterable[tuple[str, str, str]]) -> Sequence[Term]:
    """Things by key, subject and own name, with their names in all languages in one query."""
    known = list(things)
    texts = texts_of((subject for _key, subject, _name in known), "name")
    return [Term(key, (name, *(text.text for text in texts[subject]))) for key, subject, name in known]
