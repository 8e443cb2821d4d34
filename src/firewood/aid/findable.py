"""What the search finds of aid: needs, offers, gifts with their goods, boxes and meetings, stated figures."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firewood.aid import addresses
from firewood.aid.models import Consignment, Distribution, Handover, Need, Pledge, QuantityLine, StatedFigure
from firewood.aid.states import Contents
from firewood.archive.models import Citation
from firewood.languages import search
from firewood.languages.choice import base_of
from firewood.languages.indexing import in_languages, index_again, said_once
from firewood.languages.lists import colon, listed
from firewood.languages.models import Text
from firewood.languages.numbers import show_number, show_quantity
from firewood.languages.texts import best_text, texts_of
from firewood.registry.models import Occasion, Party, Quotation
from firewood.supplies.findable import index_items
from firewood.supplies.models import Item
from firewood.supplies.states import Quality
from firewood.supplies.words import in_units, unit_words

Named = Party | Item | Occasion


class Names:
    """The names of parties, items and occasions in all languages, in one query."""

    def __init__(self, things: Iterable[Named | None]) -> None:
        named = [thing for thing in things if thing is not None]
        self._texts = texts_of((thing.subject for thing in named), "name")

    def best(self, thing: Named, language: str) -> str:
        """The name for readers of a language; the English one when it has none in that language."""
        texts = [text for text in self._texts.get(thing.subject, []) if base_of(text.language) == base_of(language)]
        return str(best_text(texts, language) or thing.name)

    def all(self, things: Iterable[Named | None]) -> list[str]:
        """Every name of every one of them, in every language."""
        names = {thing.subject: [thing.name] for thing in things if thing is not None}
        for subject, known in names.items():
            known += [text.text for text in self._texts.get(subject, [])]
        return list(dict.fromkeys(name for known in names.values() for name in known))


class Said:
    """The words that belong to things: texts in other languages, cited sentences with their sources, words on boxes."""

    def __init__(self, subjects: Iterable[str]) -> None:
        asked = list(subjects)
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        self._sources: defaultdict[str, set[str]] = defaultdict(set)
        for text in Text.objects.filter(subject__in=asked).order_by("subject", "field", "ordinal", "language"):
            self._words[text.subject].append(text.text)
        for quotation in Quotation.objects.filter(about__in=asked).order_by("key"):
            self._words[quotation.about].append(quotation.text)
        for cited in Citation.objects.filter(subject__in=asked).select_related("source", "sentence"):
            self._sources[cited.subject].add(cited.source.key)
            if cited.sentence:
                self._words[cited.subject].append(cited.sentence.text)

    def words(self, *subjects: str) -> list[str]:
        return [word for subject in subjects for word in self._words[subject]]

    def sources(self, *subjects: str) -> str:
        """The keys of the sources, as in "A, B"."""
        return ", ".join(sorted({key for subject in subjects for key in self._sources[subject]}))


def index_needs(ids: Iterable[UUID]) -> None:
    """Put needs into the search."""
    rows = Need.objects.filter(pk__in=list(ids)).select_related("party", "occasion").prefetch_related("lines__item")
    needs = list(rows)
    names = Names(thing for need in needs for thing in _around(need, need.party))
    said = Said(need.subject for need in needs)
    search.index(
        search.Entry(
            subject=need.subject, kind="need", key=need.key or need.number, language=language, status=need.status,
            title=names.best(need.party, language) + colon()
            + (_goods(need.lines.all(), names, language) or need.words),
            url=addresses.of_need(need),
            body=said_once(need.words, *_line_words(need), need.note, *said.words(need.subject)),
            source=said.sources(need.subject), happened_on=need.stated_earliest or need.counts_from,
            aliases=[need.number, *names.all(_around(need, need.party))],
        )
        for need, language in in_languages(needs)
    )  # fmt: skip


def index_pledges(ids: Iterable[UUID]) -> None:
    """Put offers and pledges into the search."""
    rows = Pledge.objects.filter(pk__in=list(ids)).select_related("giver", "receiver", "occasion")
    pledges = list(rows.prefetch_related("lines__item"))
    names = Names(thing for pledge in pledges for thing in _around(pledge, pledge.giver, pledge.receiver))
    said = Said(pledge.subject for pledge in pledges)
    search.index(
        search.Entry(
            subject=pledge.subject, kind="pledge", key=pledge.key or pledge.number, language=language,
            status=pledge.status, url=addresses.of_pledge(pledge), source=said.sources(pledge.subject),
            title=_between(pledge.giver, [pledge.receiver], pledge.lines.all(), names, language),
            body=said_once(
                pledge.words, *_line_words(pledge), pledge.answer_words, pledge.note, *said.words(pledge.subject)
            ),
            happened_on=pledge.offered_earliest or pledge.counts_from,
            aliases=[pledge.number, *names.all(_around(pledge, pledge.giver, pledge.receiver))],
        )
        for pledge, language in in_languages(pledges)
    )  # fmt: skip


def index_consignments(ids: Iterable[UUID]) -> None:
    """Put gifts into the search with their goods, boxes, arrivals, meetings, receipts and the words on the boxes."""
    rows = Consignment.objects.filter(pk__in=list(ids)).select_related("giver", "receiver", "bound_for", "occasion")
    gifts = list(
        rows.prefetch_related(
            "lines__item",
            "boxes",
            "shared_with",
            "arrivals__place",
            "handovers__place",
            "receipts__lines__discrepancies",
        )
    )
    names = Names(thing for gift in gifts for thing in _around(gift, *_parties(gift)))
    said = Said(subject for gift in gifts for subject in _subjects(gift))
    search.index(
        search.Entry(
            subject=gift.subject, kind="consignment", key=gift.key or gift.number, language=language,
            status=gift.status, title=_gift_title(gift, names, language), url=addresses.of_consignment(gift),
            body=said_once(*_gift_words(gift), *said.words(*_subjects(gift))), source=said.sources(*_subjects(gift)),
            happened_on=_day_of(gift), aliases=[gift.number, *names.all(_around(gift, *_parties(gift)))],
        )
        for gift, language in in_languages(gifts)
    )  # fmt: skip


def index_distributions(ids: Iterable[UUID]) -> None:
    """Put distributions, done and promised, into the search."""
    rows = Distribution.objects.filter(pk__in=list(ids)).select_related("stated_by", "recipient", "occasion")
    found = list(rows.select_related("consignment").prefetch_related("lines__item"))
    names = Names(thing for row in found for thing in _around(row, row.stated_by, row.recipient))
    said = Said(row.subject for row in found)
    search.index(
        search.Entry(
            subject=row.subject, kind="distribution", key=row.key or row.number, language=language, status=row.status,
            title=names.best(row.stated_by, language) + colon()
            + (_goods(row.lines.all(), names, language) or row.words),
            url=addresses.of_distribution(row),
            body=said_once(row.words, *_line_words(row), row.day_words, row.groups.replace("_", " "), row.note,
                       *said.words(row.subject)),
            source=said.sources(row.subject), happened_on=row.day_earliest or row.counts_from,
            aliases=[row.number, *names.all(_around(row, row.stated_by, row.recipient))],
        )
        for row, language in in_languages(found)
    )  # fmt: skip


def index_stated_figures(ids: Iterable[UUID]) -> None:
    """Put the figures that sources state into the search."""
    figures = list(StatedFigure.objects.filter(pk__in=list(ids)).select_related("party", "item", "source"))
    names = Names(thing for figure in figures for thing in (figure.party, figure.item))
    said = Said(figure.subject for figure in figures)
    search.index(
        search.Entry(
            subject=figure.subject, kind="stated_figure", key=figure.key, language=language, status=figure.status,
            title=_figure_title(figure, names, language), url=addresses.of_stated_figure(figure),
            body=said_once(figure.words, figure.scope, *said.words(figure.subject)),
            source=figure.source.key, happened_on=figure.as_of, aliases=names.all([figure.party, figure.item]),
        )
        for figure, language in in_languages(figures)
    )  # fmt: skip


INDEXERS: dict[str, Callable[[Iterable[UUID]], None]] = {
    "aid.need": index_needs,
    "aid.pledge": index_pledges,
    "aid.consignment": index_consignments,
    "aid.distribution": index_distributions,
    "aid.stated_figure": index_stated_figures,
    "supplies.item": index_items,
}
"""Which function puts what into the search, by the first part of a subject."""
EVERYTHING: dict[str, type[Need | Pledge | Consignment | Distribution | StatedFigure | Item]] = {
    "aid.need": Need,
    "aid.pledge": Pledge,
    "aid.consignment": Consignment,
    "aid.distribution": Distribution,
    "aid.stated_figure": StatedFigure,
    "supplies.item": Item,
}


def index_aid() -> None:
    """Put all of aid into the search again, a thousand things at a time."""
    index_again(INDEXERS, EVERYTHING)


def _around(act: Need | Pledge | Consignment | Distribution, *parties: Party | None) -> list[Named | None]:
    """Everything an act touches that has names."""
    return [*parties, act.occasion, *(line.item for line in act.lines.all())]


def _parties(gift: Consignment) -> list[Party | None]:
    places = [*(arrival.place for arrival in gift.arrivals.all()), *(held.place for held in gift.handovers.all())]
    return [gift.giver, gift.receiver, *gift.shared_with.all(), gift.bound_for, *places]


def _subjects(gift: Consignment) -> list[str]:
    return [gift.subject, *(handover.subject for handover in gift.handovers.all())]


def _day_of(gift: Consignment) -> date:
    days = [arrival.day_earliest for arrival in gift.arrivals.all() if arrival.day_earliest]
    return min(days, default=gift.despatched_earliest or gift.counts_from)


def _goods(lines: Iterable[QuantityLine], names: Names, language: str) -> str:
    return listed(dict.fromkeys(_line(line, names, language) for line in lines))


def _line(line: QuantityLine, names: Names, language: str) -> str:
    name = names.best(line.item, language) if line.item else line.words
    return name if line.quantity is None else f"{_amount(line.quantity, line.quality, line.item, language)} {name}"


def _amount(quantity: int, quality: str, item: Item | None, language: str) -> str:
    number, unit = in_units(quantity, item) if item else (quantity, "piece")
    words = "" if unit == "piece" else unit_words(unit, number)
    return show_quantity(number, quality=Quality(quality), unit=words, language=language)


def _between(
    giver: Party, receivers: Sequence[Party | None], lines: Iterable[QuantityLine], names: Names, language: str
) -> str:
    to = listed(names.best(receiver, language) for receiver in receivers if receiver) or _("receiver not known")
    goods = _goods(lines, names, language)
    return f"{names.best(giver, language)} → {to}" + (f"{colon()}{goods}" if goods else "")


def _gift_title(gift: Consignment, names: Names, language: str) -> str:
    boxes = sum(box.contents == Contents.UNKNOWN and box.level == "box" for box in gift.boxes.all())
    lines = [line for line in gift.lines.all() if line.item or not boxes]
    title = _between(gift.giver, [gift.receiver, *gift.shared_with.all()], lines, names, language)
    if not boxes:
        return title
    shown = ngettext("%(number)s box of unknown contents", "%(number)s boxes of unknown contents", boxes)
    return f"{title}{',' if lines else ':'} {shown % {'number': show_number(boxes, language)}}"


def _figure_title(figure: StatedFigure, names: Names, language: str) -> str:
    shown = _amount(figure.quantity, figure.quality, figure.item, language)
    title = _("%(party)s, stated: %(amount)s %(item)s")
    return title % {
        "party": names.best(figure.party, language), "amount": shown, "item": names.best(figure.item, language)
    }  # fmt: skip


def _line_words(act: Need | Pledge | Consignment | Distribution) -> list[str]:
    return [
        " ".join(filter(None, [str(line.quantity or ""), line.item.name if line.item else "", line.words]))
        for line in act.lines.all()
    ]


def _gift_words(gift: Consignment) -> Iterator[str]:
    yield gift.words
    yield from _line_words(gift)
    boxes = Counter(box.level for box in gift.boxes.all())
    yield from (f"{number} {'boxes' if level == 'box' else 'pallets'}" for level, number in boxes.items())
    for arrival in gift.arrivals.all():
        yield " ".join(filter(None, [arrival.day_words, _place(arrival.place, arrival.place_words), _day(arrival)]))
    for held in gift.handovers.all():
        yield _handover_words(held)
    yield from dict.fromkeys(f"{box.sscc} {box.note}".strip() for box in gift.boxes.all())
    for receipt in gift.receipts.all():
        yield f"{receipt.number} {receipt.note}"
        yield from (each.answer_words for line in receipt.lines.all() for each in line.discrepancies.all())
    yield gift.transport
    yield gift.note


def _handover_words(held: Handover) -> str:
    said = [held.day_words, held.part_of_day, _place(held.place, held.place_words), held.giver_words, held.taker_words]
    return " ".join(filter(None, [*said, held.witness_words, held.handed_words, _day(held)]))


def _place(place: Party | None, words: str) -> str:
    return place.name if place else words


def _day(event: object) -> str:
    """The exact day in plain words, so that "16 March" is found however the source wrote it."""
    earliest, latest = getattr(event, "day_earliest", None), getattr(event, "day_latest", None)
    return f"{earliest.day} {earliest:%B %Y}" if earliest and earliest == latest else ""
