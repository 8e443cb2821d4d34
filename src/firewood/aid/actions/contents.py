"""What is in a consignment: its lines and boxes, checked and written."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from firewood.aid.actions.lines import columns, problems_of
from firewood.aid.drafts import BoxDraft, ConsignmentDraft
from firewood.aid.models import Box, Consignment, ConsignmentLine
from firewood.aid.states import Contents
from firewood.journal.refusals import Problem
from firewood.languages.choice import is_tag
from firewood.languages.numbers import show_number
from firewood.languages.texts import write_text

MOST_BOXES = 100_000


def problems_in(draft: ConsignmentDraft, *, inbound: bool) -> list[Problem]:
    """Everything that is wrong with the lines and boxes of a draft. What we send must be known, save sealed boxes."""
    return [
        *problems_of(draft.lines, all_known=not inbound),
        *_box_problems(draft.boxes),
        *_line_box_problems(draft),
        *_saying_problems(draft),
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


def _box_problems(boxes: Iterable[BoxDraft]) -> Iterable[Problem]:
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


def _saying_problems(draft: ConsignmentDraft) -> Iterable[Problem]:
    """Batches that cannot be, and words on the boxes in no language anybody knows."""
    if draft.batch_number is not None and not 1 <= draft.batch_number <= (draft.batch_count or draft.batch_number):
        told = {"number": draft.batch_number, "count": draft.batch_count}
        yield Problem("batch_number", _("Batch %(number)s of %(count)s cannot be.") % told)
    for language, _words in draft.messages:
        if not is_tag(language):
            sentence = _("“%(language)s” is no language tag. Write for example zh-Hans or ko.")
            yield Problem("messages", sentence % {"language": language})


def _line_box_problems(draft: ConsignmentDraft) -> Iterable[Problem]:
    numbers = {box.number for box in draft.boxes}
    for row, line in enumerate(draft.lines, start=1):
        if line.box is not None and line.box not in numbers:
            yield Problem("box", _("Box %(number)s is not in this consignment.") % {"number": line.box}, row)
