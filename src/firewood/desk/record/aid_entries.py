"""From the rows of a record to items, reported acts of aid, and stated figures."""

from datetime import date

from django.utils.translation import gettext as _

from firewood.aid import actions
from firewood.aid.actions import Figure, Reported, ReportedArrival, ReportedGift
from firewood.aid.drafts import BoxDraft, HandoverDraft, LineDraft, Telling
from firewood.aid.models import Consignment, Distribution, Need, Pledge, StatedFigure
from firewood.desk.record import rows
from firewood.desk.record.registry_entries import Entering, stated
from firewood.journal.refusals import Problem, Unreadable
from firewood.languages.texts import write_text
from firewood.registry.models import Party
from firewood.registry.wordings import write_names
from firewood.supplies.actions import ItemDraft, enter_code, enter_item
from firewood.supplies.ledger import Entered
from firewood.supplies.models import Item


def enter_item_row(row: rows.ItemRow, entering: Entering) -> Item:
    known = row.gazetteer
    draft = ItemDraft(
        row.key, known.name, base_unit=known.base_unit, reporting_unit=known.reporting_unit,
        reporting_factor=known.reporting_factor, category=known.category, note=row.note, rank=entering.rank(row.key),
    )  # fmt: skip
    item = enter_item(draft, **entering.by)
    called = [] if row.words == known.name else [row.words]
    write_names(item.subject, name=known.name, names={**known.names, "en": [*known.names.get("en", ()), *called]})
    for code in known.codes:
        enter_code(item, scheme=code.scheme, code=code.code, edition=code.edition, **entering.by)
    return item


def enter_need_row(row: rows.NeedRow, entering: Entering) -> Need:
    return actions.enter_reported_need(
        _reported(row, entering),
        party=entering.books.get("party", row.party),
        lines=_lines(row, entering),
        list_open=row.list_open,
        **entering.by,
    )


def enter_pledge_row(row: rows.PledgeRow, entering: Entering) -> Pledge:
    return actions.enter_reported_pledge(
        _reported(row, entering),
        direction=row.direction,
        giver=entering.books.get("party", row.giver),
        receiver=entering.books.get("party", row.receiver),
        lines=_lines(row, entering),
        **entering.by,
    )


def enter_consignment_row(row: rows.ConsignmentRow, entering: Entering) -> Consignment:
    gift = ReportedGift(
        direction=row.direction,
        giver=entering.books.get("party", row.giver),
        receivers=_receivers(row, entering),
        state=row.state,
        lines=_lines(row, entering),
        boxes=[BoxDraft(number) for number in range(1, (row.boxes or 0) + 1)],
        contents_open=row.contents_open,
        batch_count=row.batch_count,
        arrivals=[_arrival(each, entering) for each in row.arrivals],
        handovers=[_handover(each, entering) for each in row.handover],
    )
    consignment = actions.enter_reported_consignment(_reported(row, entering), gift=gift, **entering.by)
    for message in (entering.row("quotation", key) for key in row.messages):
        write_text(consignment.subject, field="box_message", language=message.language, text=message.text)
    return consignment


def enter_distribution_row(row: rows.DistributionRow, entering: Entering) -> Distribution:
    return actions.enter_reported_distribution(
        _reported(row, entering),
        consignment=entering.books.get("consignment", row.consignment),
        groups=row.groups,
        state=row.state,
        stated_by=entering.books.get("party", row.stated_by),
        lines=_lines(row, entering),
        **entering.by,
    )


def enter_figure_row(row: rows.FigureRow, entering: Entering) -> StatedFigure:
    item: Item = entering.books.get("item", row.item)
    figure = Figure(
        key=row.key, direction=row.direction, party=entering.books.get("party", row.party), item=item,
        entered=Entered(row.quantity, row.unit, _factor(item, row.unit)), quality=row.quality, words=row.words,
        language=row.language, source=entering.source(row), as_of=row.as_of, scope=row.scope,
        scope_kinds=[kind.value for kind in row.scope_kinds], scope_in=row.scope_in,
    )  # fmt: skip
    return actions.enter_stated_figure(figure, **entering.by)


def _reported(row: rows.ActRow, entering: Entering) -> Reported:
    telling = Telling(
        occasion=entering.occasion(row.occasion),
        day=stated(row.day),
        words=row.words,
        language=row.language,
        note=row.note,
    )
    return Reported(row.key, _counts_from(row, entering), telling)


def _counts_from(row: rows.ActRow, entering: Entering) -> date:
    """The last day on which it can have happened; without a known day, that of its source."""
    days = [row.day]
    if isinstance(row, rows.ConsignmentRow):
        days += [arrival.day for arrival in row.arrivals]
        days += [handover.day for handover in row.handover]
    known = [day.latest for day in days if day and day.latest]
    counts_from = max(known) if known else entering.counts_from(row)
    if counts_from is None:
        message = _("Neither it nor its source has a day from which it counts.")
        raise Unreadable([Problem(field=row.key, message=message)])
    return counts_from


def _lines(row: rows.ActRow, entering: Entering) -> list[LineDraft]:
    return [_line(each, row.language, entering) for each in row.lines]


def _line(row: rows.LineRow, language: str, entering: Entering) -> LineDraft:
    item: Item | None = entering.books.get("item", row.item)
    if row.quantity is None:
        return LineDraft(item, words=row.words, language=language)
    unit = row.unit or (item.base_unit if item else "piece")
    entered = Entered(row.quantity, unit, _factor(item, unit) if item else 1)
    return LineDraft(item, entered, row.quality, words=row.words, language=language)


def _factor(item: Item, unit: str) -> int:
    """How many base units one such unit holds: a base unit, a reporting unit, or a packing of the item."""
    known = {item.base_unit: 1, item.reporting_unit: item.reporting_factor}
    known |= {packing.unit: packing.contains for packing in item.packings.all() if packing.unit == unit}
    if unit not in known:
        message = _("%(item)s is not counted in “%(unit)s”.") % {"item": item.name, "unit": unit}
        raise Unreadable([Problem(field=item.key, message=message)])
    return known[unit]


def _receivers(row: rows.ConsignmentRow, entering: Entering) -> list[Party]:
    return [entering.books.get("party", key) for key in (row.receiver, *row.shared_with) if key]


def _arrival(row: rows.ArrivalRow, entering: Entering) -> ReportedArrival:
    return ReportedArrival(row.day.stated(), place=entering.books.get("party", row.place), batch=row.batch)


def _handover(row: rows.HandoverRow, entering: Entering) -> HandoverDraft:
    get = entering.books.get
    return HandoverDraft(
        day=row.day.stated(), part_of_day=row.part_of_day, place=get("party", row.place),
        giver_office=get("office", row.giver_office), giver_words=row.giver_words,
        taker_office=get("office", row.taker_office), taker_words=row.taker_words, handed_words=row.handed_words,
    )  # fmt: skip
