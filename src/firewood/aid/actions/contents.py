"""What is in a consignment: its lines and boxes, checked and written."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from firewood.aid.actions.lines import columns, far_problems, problems_of
from firewood.aid.drafts import BoxDraft, ConsignmentDraft
from firewood.aid.models import Box, Consignment, ConsignmentLine
from firewood.aid.states import Contents
from firewood.journal.refusals import Problem
from firewood.languages.choice import is_tag
from firewood.languages.numbers import show_number
from firewood.languages.texts import write_text

MOST_BOXES = 100_000


def problems_in(draft: ConsignmentDraft, *, inbound: bool, on: date) -> list[Problem]:
    """Everything that is wrong with a draft written on a day. What we send must be known, save sealed boxes."""
    return [
        *problems_of(draft.lines, all_known=not inbound),
        *box_problems(draft.boxes),
        *place_problems([line.box for line in draft.lines], draft.boxes),
        *batch_problems(draft.batch_number, draft.batch_count),
        *language_problems(draft.messages),
        *far_problems("expected_on", draft.expected_on, on=on),
    ]


def fill(consignment: Consignment, draft: ConsignmentDraft) -> None:
    """Write the boxes, the lines and the words on the boxes."""
    boxes = _write_boxes(consignment, draft)
    ConsignmentLine.objects.bulk_create(
        ConsignmentLine(
            consignment=consignment,
            box=boxes.get(line.box) if line.box is not None else None,
            lot=line.lot,
            donor=line.donor,
            **columns(line, ordinal),
        )
        for ordinal, line in enumerate(draft.lines)
    )
    for language, words in draft.messages:
        write_text(consignment.subject, field="box_message", language=language, text=words)


def _write_boxes(consignment: Consignment, draft: ConsignmentDraft) -> dict[int, Box]:
    filled = {line.box for line in draft.lines if line.box is not None}
    boxes = {
        box.number: Box(
            consignment=consignment,
            number=box.number,
            level=box.level,
            note=box.note,
            sscc=box.sscc,
            contents=str(Contents.DECLARED if box.number in filled or box.contents_known else Contents.UNKNOWN),
        )
        for box in draft.boxes
    }
    Box.objects.bulk_create(boxes.values(), batch_size=2000)
    nested = [box for box in draft.boxes if box.inside is not None]
    for box in nested:
        boxes[box.number].parent = boxes[box.inside] if box.inside is not None else None
    Box.objects.bulk_update([boxes[box.number] for box in nested], ["parent"], batch_size=2000)
    return boxes


def box_problems(boxes: Iterable[BoxDraft]) -> Iterable[Problem]:
    """What cannot be in the numbers of boxes, and in what lies inside what."""
    listed = list(boxes)
    if len(listed) > MOST_BOXES:
        yield Problem(
            "boxes", _("More than %(most)s boxes: split the consignment.") % {"most": show_number(MOST_BOXES)}
        )
    for number, times in Counter(box.number for box in listed).items():
        if times > 1:
            yield Problem("boxes", _("Box %(number)s is there %(times)s times.") % {"number": number, "times": times})
    for sscc, times in Counter(box.sscc for box in listed if box.sscc).items():
        if times > 1:
            yield Problem("boxes", _("The SSCC %(sscc)s is on %(times)s boxes.") % {"sscc": sscc, "times": times})
    yield from _nesting_problems(listed)


def _nesting_problems(boxes: list[BoxDraft]) -> Iterable[Problem]:
    inside = {box.number: box.inside for box in boxes}
    for box in boxes:
        if box.number < 1:
            yield Problem("boxes", _("Boxes are numbered from 1."))
        if box.inside is not None and box.inside not in inside:
            yield Problem(
                "boxes",
                _("Box %(number)s is in box %(inside)s, which is not there.")
                % {"number": box.number, "inside": box.inside},
            )
        elif _goes_round(box.number, inside):
            yield Problem("boxes", _("Box %(number)s is inside itself.") % {"number": box.number})


def _goes_round(number: int, inside: dict[int, int | None]) -> bool:
    seen: set[int] = set()
    at: int | None = number
    while at is not None and at in inside:
        if at in seen:
            return True
        seen.add(at)
        at = inside[at]
    return False


def batch_problems(number: int | None, count: int | None) -> Iterable[Problem]:
    """Batches that cannot be."""
    if number is not None and not 1 <= number <= (count or number):
        yield Problem(
            "batch_number",
            _("Batch %(number)s of %(count)s cannot be.") % {"number": number, "count": count},
        )


def language_problems(messages: Iterable[tuple[str, str]]) -> Iterable[Problem]:
    """Words on the boxes in no language anybody knows."""
    for language, _words in messages:
        if not is_tag(language):
            sentence = _("“%(language)s” is no language tag. Write for example zh-Hans or ko.")
            yield Problem("messages", sentence % {"language": language})


def place_problems(named: Iterable[int | None], boxes: Iterable[BoxDraft]) -> Iterable[Problem]:
    """Rows that lie in a box which is not there; `named` is the box of each row, None where it lies in none."""
    numbers = {box.number for box in boxes}
    for row, number in enumerate(named, start=1):
        if number is not None and number not in numbers:
            yield Problem("box", _("Box %(number)s is not in this consignment.") % {"number": number}, row)
