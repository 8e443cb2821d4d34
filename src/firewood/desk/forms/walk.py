"""The way through a guest's receipt, one question a screen; what was answered travels with the address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import get_language

from firewood.aid.forms.receipts import CountLineForm, ReceiptSheet
from firewood.aid.models import Consignment
from firewood.languages.numbers import NotAWholeNumber, read_whole_number

LONGEST = 12
"""Of more lines than these all are asked on one screen."""


@dataclass(frozen=True)
class Screen:
    """One screen: its name, which line it asks about, and the fields it shows."""

    name: str
    fields: tuple[BoundField, ...]
    line: CountLineForm | None = None


class Walk:
    """Where the guest stands on the way, and what was answered so far."""

    def __init__(self, answers: QueryDict, consignment: Consignment) -> None:
        self.answers = answers
        self.sheet = ReceiptSheet(answers, consignment)
        self.screens = list(self._screens())

    @property
    def screen(self) -> Screen | None:
        """The screen to show now; None when everything is answered and can be checked."""
        return next((each for each in self.screens if each.name == self._at), None)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The answers of all other screens, to travel along."""
        shown = {field.html_name for field in self.screen.fields} if self.screen else set()
        left_out = {*shown, "at", "done"}
        return [(name, str(value)) for name, value in self.answers.items() if name not in left_out]

    @property
    def steps(self) -> list[str]:
        """The dots: past, at, or nothing for each screen and for the check at the end."""
        names = [each.name for each in self.screens] + ["check"]
        here = names.index(self.screen.name) if self.screen else len(names) - 1
        return ["past" if place < here else "at" if place == here else "" for place in range(len(names))]

    def judge(self) -> bool:
        """Whether the screen just answered can be read; its fields tell what cannot."""
        asked = next((each for each in self.screens if each.name == self.answers.get("done")), None)
        if asked is None:
            return True
        for field in asked.fields:
            field.form.is_valid()
        return not any(field.errors for field in asked.fields)

    @property
    def _at(self) -> str:
        if "at" in self.answers:
            return str(self.answers["at"])
        done = self.answers.get("done")
        names = [each.name for each in self.screens]
        if done is None:
            return names[0] if names else "check"
        if not self.judge():
            return str(done)
        after = names[names.index(done) + 1 :] if done in names else []
        return after[0] if after else "check"

    def _screens(self) -> Iterator[Screen]:
        head = self.sheet.head
        if self.sheet.boxes_left:
            yield Screen("boxes", (head["boxes_arrived"],))
            yield Screen("boxes-damaged", (head["boxes_damaged"], head["damaged_boxes"]))
        if len(self.sheet.lines) > LONGEST:
            yield Screen("lines", tuple(field for line in self.sheet.lines for field in line))
        else:
            for line in self.sheet.lines:
                yield from _screens_of(line)
        if self.troubled:
            yield Screen("photo", ())

    @property
    def troubled(self) -> bool:
        """Whether anything is missing or damaged, so that a photo helps."""
        damaged = self.answers.get("boxes_damaged") or self.answers.get("damaged_boxes")
        return bool(damaged) or any(
            value not in {"", "0"} for name, value in self.answers.items() if name.endswith("-damaged")
        )


def _screens_of(line: CountLineForm) -> Iterator[Screen]:
    key = line.line.pk
    yield Screen(f"arrived-{key}", (line["arrived"],), line)
    arrived = _number(line["arrived"].value())
    if arrived is None:
        return
    if arrived:
        yield Screen(f"damaged-{key}", (line["damaged"], line["reason"]), line)
    if line.left is not None and arrived * line.factor < line.left:
        yield Screen(f"missing-{key}", (line["missing"],), line)


def _number(text: Any) -> int | None:
    try:
        return read_whole_number(str(text or ""), language=get_language() or "en")
    except NotAWholeNumber:
        return None
