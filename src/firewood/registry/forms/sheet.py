"""What every sheet of the registry has: its parts, every problem at once, and the place of each."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.archive.models import Source
from firewood.journal.refusals import Problem
from firewood.languages.choice import tidy_tag
from firewood.languages.texts import texts_of
from firewood.registry.models import Party
from firewood.registry.ours import our_side
from firewood.registry.queries import names_of

MISSING = {"required": later("Write this down; it cannot stay empty.")}
CHOOSE = {"required": later("Choose one."), "invalid_choice": later("Choose one of those that are offered.")}


class Sheet(forms.Form):
    """A form that looks, beside what cannot be read, at what the action would refuse: all problems at once."""

    parts: Sequence[tuple[str | Promise, Sequence[str]]] = ()

    def problems(self) -> Iterable[Problem]:
        """What the action would refuse of what could be read."""
        return ()

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.mark(self.problems())
        return self.cleaned_data

    def mark(self, problems: Iterable[Problem]) -> None:
        """Let each problem stand at its field; a field that could not be read keeps to that."""
        marked = set(self.errors)
        for problem in list(problems):
            if problem.field not in marked:
                self.add_error(problem.field if problem.field in self.fields else None, problem.message)

    def shown_parts(self) -> Iterator[tuple[str | Promise, list[BoundField]]]:
        """The parts of the sheet with their fields."""
        for heading, names in self.parts:
            yield heading, [self[name] for name in names if name in self.fields]

    def read(self, name: str, otherwise: Any = "") -> Any:
        """What was read in a field; something else where it could not be read."""
        value = self.cleaned_data.get(name)
        return otherwise if value is None else value


def reader() -> str:
    """The language of the page."""
    return get_language() or "en"


def offer(form: forms.Form, field: str, parties: Iterable[Party], empty: str = "") -> None:
    """Let a field choose among these parties, by their names in the reader's language."""
    rows = list(parties)
    named = names_of(rows, language=reader())
    known = sorted(((row.key, str(named[row.pk])) for row in rows), key=lambda each: each[1].casefold())
    form.fields[field].choices = [("", empty or _("choose")), *known]  # type: ignore[attr-defined]


def our_parties() -> list[Party]:
    """The parties on our side: our city first."""
    return list(Party.objects.filter(pk__in=our_side()))


def offer_sources(form: forms.Form, field: str = "source") -> None:
    """Let a field choose among the sources we know."""
    known = [(row.key, f"{row.key}: {row.title}"[:120]) for row in Source.objects.all()]
    form.fields[field].choices = [("", _("none of these")), *known]  # type: ignore[attr-defined]


def source_by(key: str) -> Source | None:
    """A source by its key; None where none was chosen."""
    return Source.objects.filter(key=key).first() if key else None


def standing(subject: str, field: str, *, without: str = "") -> dict[str, list[str]]:
    """The wordings of a thing by language, as a sheet shows them; `without` is one that has a field of its own."""
    found: dict[str, list[str]] = {}
    for row in texts_of([subject], field)[subject]:
        if row.text != without:
            found.setdefault(tidy_tag(row.language), []).append(row.text)
    return found
