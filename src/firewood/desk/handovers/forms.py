"""The form of a planned handover: day, hours, place, who takes part, the programme, speaking notes by language."""

import re
from collections.abc import Iterable
from datetime import time, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.aid.actions.arrivals import NOTES
from firewood.aid.drafts import AttendeeDraft, HandoverDraft, PointDraft
from firewood.aid.forms.fields import PartyField, StatedDayField, WordsField
from firewood.aid.models import Handover
from firewood.aid.queries.parties import place_choices
from firewood.aid.states import HandoverRole
from firewood.journal.clock import today
from firewood.journal.refusals import Problem
from firewood.languages.choice import KNOWN, name_of
from firewood.languages.dates import in_plain_digits, show_day
from firewood.languages.texts import texts_of
from firewood.registry.models import Office

NOTES_ROWS = 3
_HOUR = re.compile(r"([01]?\d|2[0-3])[:.：]([0-5]\d)")
ROLES: dict[HandoverRole, str] = {
    HandoverRole.GIVER: "givers", HandoverRole.TAKER: "takers", HandoverRole.WITNESS: "witnesses",
    HandoverRole.SPEAKER: "speakers", HandoverRole.INTERPRETER: "interpreters",
}  # fmt: skip


class HourField(forms.CharField):
    """An hour of the day such as 10:30; None when nothing was typed."""

    def clean(self, value: Any) -> time | None:
        text = in_plain_digits(super().clean(value)).strip()
        if not text:
            return None
        found = _HOUR.fullmatch(text)
        if found is None:
            raise forms.ValidationError(_("Write the hour like 10:30."))
        return time(int(found[1]), int(found[2]))


class PeopleField(WordsField):
    """Persons, one a line, with their office after a comma."""

    def __init__(self, role: HandoverRole, **options: Any) -> None:
        super().__init__(rows=2, max_length=2000, **options)
        self.role = role

    def clean(self, value: Any) -> list[AttendeeDraft]:
        return [read_person(line, self.role) for line in lines_of(super().clean(value))]


class ProgrammeField(WordsField):
    """Points of the programme, one a line, with the hour in front when it is fixed."""

    def clean(self, value: Any) -> list[PointDraft]:
        points = []
        for line in lines_of(super().clean(value)):
            found = _HOUR.match(in_plain_digits(line))
            if len(line) > 300:
                raise forms.ValidationError(_("A point of the programme has at most 300 characters."))
            at = time(int(found[1]), int(found[2])) if found else None
            words = line[found.end() :].strip(" \t:,-–—：，") if found else line
            points.append(PointDraft(words or line, at))
        return points


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def read_person(line: str, role: HandoverRole) -> AttendeeDraft:
    """ "Kim Min-jun, Director" as a person with an office; whom the registry knows keeps the office known there."""
    name, _comma, title = (part.strip() for part in _parted(line))
    if len(name) > 200 or len(title) > 200:
        raise forms.ValidationError(_("A name or an office has at most 200 characters."))
    known = Office.objects.filter(person__name__iexact=name).select_related("person")
    office = known.filter(title__iexact=title).first() if title else known.order_by("-attested_on").first()
    return AttendeeDraft(role, name, title or (office.title if office else ""), office)


def _parted(line: str) -> tuple[str, str, str]:
    return re.sub(r"[，、;；]", ",", line, count=1).partition(",")


class HandoverPlanForm(forms.Form):
    """Everything that is planned; only the day must be given, and it begins as tomorrow."""

    day = StatedDayField(label=later("On which day"))
    starts_at = HourField(label=pgettext_lazy("hour", "From"), required=False, max_length=8)
    ends_at = HourField(label=later("Until"), required=False, max_length=8)
    place = PartyField(label=later("Where"), required=False)
    place_words = forms.CharField(label=later("Where, in words"), required=False, max_length=200)
    handed_words = forms.CharField(label=later("What is handed over"), required=False, max_length=300)
    givers = PeopleField(HandoverRole.GIVER, label=later("Who hands over: one person a line, “name, office”"))
    takers = PeopleField(HandoverRole.TAKER, label=later("Who takes"))
    witnesses = PeopleField(HandoverRole.WITNESS, label=later("Witnesses"))
    speakers = PeopleField(HandoverRole.SPEAKER, label=later("Who speaks"))
    interpreters = PeopleField(HandoverRole.INTERPRETER, label=later("Who interprets"))
    programme = ProgrammeField(label=later("Programme: one point a line, with the hour in front"), rows=6)

    def __init__(self, *args: Any, handover: Handover | None = None, languages: Iterable[str], **options: Any) -> None:
        began = _begun(handover) if handover else _new()
        options["initial"] = began | options.get("initial", {})
        super().__init__(*args, **options)
        self.fields["place"].choices = [("", _("not noted")), *place_choices(_language())]  # type: ignore[attr-defined]
        for name in ("place_words", "handed_words"):
            self.fields[name].widget.attrs["dir"] = "auto"
        for name in ("starts_at", "ends_at"):
            self.fields[name].widget.attrs |= {"placeholder": "10:30", "autocomplete": "off"}
        self._add_notes(handover, languages)

    def _add_notes(self, handover: Handover | None, languages: Iterable[str]) -> None:
        standing = self._standing = {} if handover is None else _notes(handover)
        tags = list(dict.fromkeys([*standing, *languages, *KNOWN]))
        choices = sorted(((tag, name_of(tag, reader=_language())) for tag in {*KNOWN, *tags}), key=lambda each: each[1])
        self.note_rows = []
        for number, tag in enumerate(tags[: max(NOTES_ROWS, len(standing))]):
            which, text = f"note_{number}_language", f"note_{number}_words"
            self.fields[which] = forms.ChoiceField(
                label=_("Language of the notes"), choices=choices, initial=tag, required=False
            )
            self.fields[text] = WordsField(
                label=_("Speaking notes"), rows=5, max_length=20_000, initial=standing.get(tag, "")
            )
            self.fields[text].widget.attrs["lang"] = tag
            self.note_rows.append((which, text))

    @property
    def plain(self) -> list[forms.BoundField]:
        """The fields before the speaking notes."""
        return [field for field in self if not field.name.startswith("note_")]

    @property
    def notes(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[which], self[text]) for which, text in self.note_rows]

    def mark(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)

    def draft(self) -> HandoverDraft:
        told = self.cleaned_data
        plain = {name: told[name] for name in ("day", "starts_at", "ends_at", "place", "place_words", "handed_words")}
        people = [each for name in ROLES.values() for each in told[name]]
        notes = {told[which]: told[text] for which, text in self.note_rows if told[which] and told[text].strip()}
        gone = dict.fromkeys(self._standing, "")
        giver, taker = (_listed(told[name])[:300] for name in ("givers", "takers"))
        return HandoverDraft(
            **plain, giver_words=giver, taker_words=taker, witness_words=_listed(told["witnesses"])[:500],
            people=people, programme=told["programme"], notes=gone | notes,
        )  # fmt: skip


def _listed(people: list[AttendeeDraft]) -> str:
    return "; ".join(_said(each) for each in people)


def _said(person: AttendeeDraft) -> str:
    return ", ".join(part for part in (person.name, person.title) if part)


def _new() -> dict[str, Any]:
    points = [
        _("Welcome"), _("Words of the giving side"), _("Handing over; both sides sign the receipt"),
        _("Words of thanks"), _("Photograph"),
    ]  # fmt: skip
    return {"day": show_day(today() + timedelta(days=1)), "programme": "\n".join(points)}


def _begun(handover: Handover) -> dict[str, Any]:
    people = list(handover.people.all())
    return {
        "day": handover.day_words, "starts_at": hour(handover.starts_at), "ends_at": hour(handover.ends_at),
        "place": handover.place.key if handover.place else "", "place_words": handover.place_words,
        "handed_words": handover.handed_words,
        "programme": "\n".join(f"{hour(each.at)} {each.words}".strip() for each in handover.programme.all()),
        **{name: "\n".join(str(each) for each in people if each.role == role) for role, name in ROLES.items()},
    }  # fmt: skip


def _notes(handover: Handover) -> dict[str, str]:
    return {row.language: row.text for row in texts_of([handover.subject], NOTES)[handover.subject]}


def hour(at: time | None) -> str:
    """An hour as people write it, 10:30; empty when it is not fixed."""
    return f"{at:%H:%M}" if at else ""


def _language() -> str:
    return get_language() or "en"
