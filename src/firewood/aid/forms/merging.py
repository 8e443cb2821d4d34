"""Two editors of one thing: what the other wrote meanwhile stands beside one's own words, and nothing is lost."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BooleanField, BoundField, Form
from django.http import QueryDict
from django.utils.translation import gettext as _

from firewood.aid.forms.fields import DayField
from firewood.languages.dates import show_day


@dataclass(frozen=True)
class Clash:
    """One field that both changed: the own value is in the field, the other's beside it."""

    field: BoundField
    theirs: str


class Merging:
    """What was sent, what stood there when it was begun (`base`), and what stands there now.

    What only the other changed is taken over, what only the writer changed stays, and what both changed is shown
    side by side.
    """

    def __init__(self, sent: QueryDict, now: Mapping[str, str]) -> None:
        self.sent, self.now = sent, now
        self.base = _read(sent.get("base", ""), now)

    @property
    def needed(self) -> bool:
        """Whether somebody else has changed anything since this was begun."""
        return bool(self.theirs)

    @property
    def theirs(self) -> list[str]:
        """The fields that the other changed."""
        return [name for name in dict.fromkeys((*self.now, *self.base)) if self._now(name) != self._base(name)]

    @property
    def both(self) -> list[str]:
        """The fields that both changed, each in another way."""
        return [name for name in self.theirs if self._mine(name) not in (self._base(name), self._now(name))]

    @property
    def data(self) -> QueryDict:
        """What was sent, with what only the other changed taken over."""
        merged = self.sent.copy()
        for name in set(self.theirs) - set(self.both):
            merged[name] = self._now(name)
        merged["base"] = json.dumps(dict(self.now))
        return merged

    def clashes(self, form: Form) -> list[Clash]:
        """The fields that both changed, in the order of the form."""
        return [Clash(form[name], _shown(form[name], self._now(name))) for name in form.fields if name in self.both]

    def taken_over(self, form: Form) -> list[Clash]:
        """The fields that only the other changed, with what stands there now."""
        names = set(self.theirs) - set(self.both)
        return [Clash(form[name], _shown(form[name], self._now(name))) for name in form.fields if name in names]

    def quiet(self, form: Form) -> list[BoundField]:
        """All other fields: they go along unseen."""
        return [form[name] for name in form.fields if name not in self.both]

    def _mine(self, name: str) -> str:
        return _plain(self.sent.get(name, ""))

    def _now(self, name: str) -> str:
        return _plain(self.now.get(name, ""))

    def _base(self, name: str) -> str:
        return _plain(self.base.get(name, ""))


def _read(text: str, otherwise: Mapping[str, str]) -> Mapping[str, str]:
    """What stood there when it was begun, as the form carried it along; what stands there now, where it did not."""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return otherwise
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else otherwise


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _shown(field: BoundField, value: str) -> str:
    """A value in the words of its field: of a choice its name, of a tick yes or no, of a day the day as it is said."""
    if isinstance(field.field, BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field.field, DayField):
        return _day_said(value)
    offered = dict(getattr(field.field, "choices", ()) or ())
    known = {str(code): str(said) for code, said in offered.items()}
    return known.get(value, value)


def _day_said(value: str) -> str:
    try:
        return show_day(date.fromisoformat(value))
    except ValueError:
        return value
