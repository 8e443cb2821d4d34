"""The sheets for a visit: plan or note it, hold it, call it off."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.journal.clock import now
from firewood.journal.refusals import Problem
from firewood.journal.standing import Status
from firewood.languages.dates import StatedDay
from firewood.registry.actions import VisitDraft
from firewood.registry.actions.visits import visit_problems
from firewood.registry.forms.fields import LinesField, PartyField, StatedDayField, WordsField
from firewood.registry.forms.sheet import CHOOSE, MISSING, Sheet, offer, offer_sources, our_parties, reader, source_by
from firewood.registry.models import Occasion, Party, Visit
from firewood.registry.states import VisitState, VisitWay
from firewood.registry.words import VISIT_WAYS


class VisitSheet(Sheet):
    """A visit: who came to whom, when, where and why."""

    ours = PartyField(label=later("Which of ours"), error_messages=CHOOSE)
    way = forms.ChoiceField(label=later("Who went to whom"), choices=list(VISIT_WAYS.items()), error_messages=CHOOSE)
    held = forms.BooleanField(label=later("It was held already"), required=False)
    day = StatedDayField(label=later("When"), required=False)
    place = forms.CharField(label=later("Where"), required=False, max_length=300)
    purpose = WordsField(label=later("Why"), rows=2, required=True, error_messages=MISSING)
    visitors = LinesField(label=later("Who came"), rows=4,
                          help_text=later("One a line: the name, a comma, the office held."))  # fmt: skip
    occasion = forms.ChoiceField(label=later("Occasion"), required=False, error_messages=CHOOSE)
    source = forms.ChoiceField(label=later("Source"), required=False, error_messages=CHOOSE)
    note = WordsField(label=later("Note for the office"), rows=2)
    parts = (
        (later("Between whom"), ("ours", "way", "held")),
        (later("When, where and why"), ("day", "place", "purpose", "visitors")),
        (later("What belongs to it"), ("occasion", "source", "note")),
    )

    def __init__(self, data: Any = None, *, theirs: Party, visit: Visit | None = None) -> None:
        super().__init__(data, initial=_shown(visit) if visit else None)
        self.theirs, self.visit = theirs, visit
        ours = our_parties()
        offer(self, "ours", ours)
        if visit:
            del self.fields["held"]
        offer_sources(self)
        occasions = [(each.key, each.name) for each in Occasion.objects.all()]
        self.fields["occasion"].choices = [("", _("none")), *occasions]  # type: ignore[attr-defined]

    def problems(self) -> Iterable[Problem]:
        held = self.visit.state == VisitState.HELD if self.visit else None
        chosen = "ours" in self.cleaned_data
        return visit_problems(self.draft(Status.ACTUAL), at=now(), held=held) if chosen else ()

    def draft(self, status: Status) -> VisitDraft:
        """The visit as told."""
        plain = {name: self.read(name) for name in ("place", "purpose", "note")}
        return VisitDraft(
            ours=self.cleaned_data["ours"], theirs=self.theirs, way=VisitWay(self.read("way", VisitWay.TO_US)),
            language=reader(),
            held=bool(self.read("held")), day=self.read("day", StatedDay()), status=status,
            visitors=self.read("visitors", ()), source=source_by(self.read("source")),
            occasion=Occasion.objects.filter(key=self.read("occasion")).first(), **plain,
        )  # fmt: skip


class HeldSheet(Sheet):
    """When a planned visit was held."""

    day = StatedDayField(label=later("When it was held"), required=False,
                         help_text=later("Nothing written: on the day it was planned for."))  # fmt: skip
    parts = ((later("The day"), ("day",)),)


class CallOffSheet(Sheet):
    """Why a planned visit is called off."""

    why = WordsField(label=later("Why"), rows=3, required=True, error_messages=MISSING, max_length=4000)
    parts = ((later("The reason"), ("why",)),)


def _shown(visit: Visit) -> dict[str, Any]:
    plain = {name: getattr(visit, name) for name in ("way", "place", "purpose", "note")}
    return {
        **plain, "ours": visit.ours.key, "day": visit.day_words,
        "visitors": "\n".join(visitor.words for visitor in visit.visitors.all()),
        "occasion": visit.occasion.key if visit.occasion else "",
        "source": visit.source.key if visit.source else "",
    }  # fmt: skip
