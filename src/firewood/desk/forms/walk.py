"""The way through a guest's receipt, one question a screen; what was answered travels with the address."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from firewood.aid.forms.fields import QuietForm
from firewood.aid.forms.receipts import CountLineForm, ReceiptSheet, more_than, typed_number
from firewood.aid.models import Consignment

LONGEST = 12
"""Of more lines than these all are asked on one screen."""


@dataclass(frozen=True)
class Screen:
    """One screen: its name, which line it asks about, and the fields it shows."""

    name: str
    fields: tuple[BoundField, ...]
    line: CountLineForm | None = None


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong at the check, with the screen on which it can be mended."""

    at: str
    label: str
    message: str
    line: CountLineForm | None = None


class Walk:
    """Where the guest stands on the way, and what was answered so far."""

    def __init__(self, answers: QueryDict, consignment: Consignment) -> None:
        self.answers = answers
        self._ask(consignment)
        moot = self._moot()
        if moot:
            self.answers = answers.copy()
            for name in moot:
                del self.answers[name]
            self._ask(consignment)

    @property
    def screen(self) -> Screen | None:
        """The screen to show now; None when everything is answered and can be checked."""
        return next((each for each in self.screens if each.name == self._at), None)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The answers of all other screens, to travel along."""
        shown = {field.html_name for field in self.screen.fields} if self.screen else set()
        left_out = {*shown, "at", "done"}
        return [(name, str(value)) for name, values in self.answers.lists() if name not in left_out for value in values]

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
    def troubles(self) -> list[Trouble]:
        """Everything that cannot be read in all answers together, each with its screen."""
        at = {field.html_name: screen.name for screen in self.screens for field in screen.fields}
        beside = [Trouble("boxes-damaged", _("Boxes"), problem.message) for problem in self.sheet.beside]
        return beside + [
            Trouble(at.get(field.html_name, ""), str(field.label), str(message), line)
            for line in (None, *self.sheet.lines)
            for field in line or self.sheet.head
            for message in field.errors
        ]

    @property
    def boxes_over(self) -> str:
        """How many more boxes were typed than are still to come; empty when there are not more."""
        return more_than(self.answers.get("boxes_arrived"), self.sheet.boxes_left)

    def hush_new_question(self) -> None:
        """A question that is asked for the first time is not judged yet."""
        screen = self.screen
        if screen is not None and screen.name != self.answers.get("done"):
            for form in (field.form for field in screen.fields):
                if isinstance(form, QuietForm):
                    form.hush()

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

    def _ask(self, consignment: Consignment) -> None:
        self.sheet = ReceiptSheet(self.answers, consignment)
        self.sheet.head.fields["boxes_arrived"].required = self.sheet.boxes_left > 0
        self.screens = list(self._screens())

    def _moot(self) -> list[str]:
        """Answers to questions that are not asked any more, because an earlier answer was changed."""
        asked = {field.html_name for screen in self.screens for field in screen.fields}
        follow_up = [
            line[name].html_name
            for line in self.sheet.lines
            if typed_number(line["arrived"].value()) is not None
            for name in ("damaged", "reason", "missing")
        ]
        return [name for name in follow_up if name not in asked and name in self.answers]

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
        if self.troubled or self.answers.get("at") == "photo":
            yield Screen("photo", ())

    @property
    def troubled(self) -> bool:
        """Whether anything is damaged, so that a photo helps."""
        names = ("boxes_damaged", "damaged_boxes")
        return any(
            str(value).strip() not in {"", "0"}
            for name, value in self.answers.items()
            if name in names or name.endswith("-damaged")
        )


def _screens_of(line: CountLineForm) -> Iterator[Screen]:
    key = line.line.pk
    yield Screen(f"arrived-{key}", (line["arrived"],), line)
    arrived = typed_number(line["arrived"].value())
    if arrived is None:
        return
    if arrived:
        yield Screen(f"damaged-{key}", (line["damaged"], line["reason"]), line)
    if line.left is not None and arrived * line.factor < line.left:
        yield Screen(f"missing-{key}", (line["missing"],), line)
