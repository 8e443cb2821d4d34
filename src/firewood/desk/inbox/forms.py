"""The forms of the inbox: files, a pasted text, the note of a call, and the one screen on which a paper is filed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.aid.actions.lines import far_problems
from firewood.aid.drafts import ConsignmentDraft, LineDraft, NeedDraft, PledgeDraft, Telling
from firewood.aid.forms.acts import Sheet
from firewood.aid.forms.fields import DayField, PartyField, QuietForm, StatedDayField, WordsField
from firewood.aid.forms.lines import Rows
from firewood.aid.queries.parties import party_choices
from firewood.aid.states import Origin
from firewood.desk.inbox.actions import FilingDraft
from firewood.desk.inbox.answering import answerable, answers_of
from firewood.desk.inbox.proposals import Proposal, Reading
from firewood.journal.clock import day_of, today
from firewood.journal.refusals import Problem
from firewood.languages.choice import KNOWN, name_of
from firewood.languages.dates import StatedDay, show_day
from firewood.registry.models import Party
from firewood.registry.ours import our_city
from firewood.solidarity.drafts import GestureDays, GestureDraft, SignatoryDraft
from firewood.solidarity.states import Channel, GestureKind
from firewood.solidarity.words import CHANNELS, KINDS

MORE_LANGUAGES: Final = ("fr", "es", "ru", "cs", "sk", "hu", "pl", "nb", "it", "pt", "ar", "he", "zh-hant")
BRINGS: Final = [
    ("", later("no goods")),
    ("offer", later("an offer")),
    ("need", later("a need")),
    ("announcement", later("goods that are on their way to us")),
]
FIELD_OF: Final = {
    "sender": "partner", "giver": "partner", "party": "partner", "addressee": "addressee", "receiver": "addressee",
    "written": "day", "body": "title", "summary": "title", "lines": "brings", "expected_on": "due_on",
    "signatories": "signed_words",
}  # fmt: skip
"""What the actions call a field, and where it stands on this screen."""


class PasteForm(forms.Form):
    """Words that somebody pasted."""

    text = WordsField(label=later("Text"), rows=9, required=True, max_length=400_000)


class CallForm(forms.Form):
    """The note of a call: twenty seconds."""

    who = forms.CharField(
        label=later("Who called"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    for_whom = forms.CharField(
        label=later("For whom"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    what = WordsField(label=later("What about"), rows=3, required=True, max_length=20_000)


class AsideForm(forms.Form):
    """Why a paper is nothing for us."""

    reason = forms.CharField(
        label=later("Why"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    )


class AcceptForm(forms.Form):
    """The words with which an offer is accepted."""

    words = WordsField(label=later("Words of acceptance"), rows=12, max_length=4000)


class FilingHead(QuietForm):
    """What a paper is, from whom, of which day, and what it brings."""

    kind = forms.ChoiceField(label=later("It is"), required=False)
    partner = PartyField(label=pgettext_lazy("letter", "From"))
    day = StatedDayField(label=later("Written on"), required=False)
    title = forms.CharField(
        label=later("Title"), required=False, max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    language = forms.ChoiceField(label=later("Language"), required=False)
    signatory = forms.ChoiceField(label=later("Signed by"), required=False)
    brings = forms.ChoiceField(label=later("It brings"), required=False, choices=BRINGS, widget=forms.RadioSelect)
    due_on = DayField(label=later("By which day"), required=False)
    list_open = forms.BooleanField(label=later("More than is listed here"), required=False)
    needer = PartyField(label=later("Who needs it, if not the sender"), required=False)
    addressee = PartyField(label=later("Addressed to"), required=False)
    received = StatedDayField(label=later("Received on"), required=False)
    channel = forms.ChoiceField(label=later("How it came"), required=False, choices=list(CHANNELS.items()))
    signed_words = forms.CharField(
        label=later("Signed by somebody not in the list"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    answers = forms.MultipleChoiceField(label=later("It answers"), required=False, widget=forms.CheckboxSelectMultiple)
    note = WordsField(label=later("Note for the office"), rows=2, max_length=4000)

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        if not read.get("kind") and not read.get("brings") and not {"kind", "brings"} & set(self.errors):
            self.add_error("kind", _("Say what the paper becomes, or set it aside."))
        if read.get("kind") and not read.get("language") and "language" not in self.errors:
            self.add_error("language", _("Say in which language it is."))
        return read


class FilingSheet(Sheet):
    """The one screen on which a paper is filed: what was read stands in it as a proposal."""

    head: FilingHead  # type: ignore[assignment]

    def __init__(self, data: Mapping[str, Any] | None, reading: Reading) -> None:
        self.reading, self.paper = reading, reading.paper
        self.beside: list[Problem] = []
        self.rows = Rows(data, reading.catalogue, initial=reading.rows() if data is None else None)
        self.head = FilingHead(data, initial=None if data is not None else self._initial())
        self._offer_choices(data)
        self._tell_what_was_read()

    def problems(self) -> Iterable[Problem]:
        read = self.head.cleaned_data
        if read.get("brings"):
            yield from self.rows.problems()
        elif self.rows.filled and "brings" not in self.head.errors:
            yield Problem("brings", _("There are goods in the rows. Say what they are, or remove the rows."))
        yield from far_problems("due_on", read.get("due_on"), on=today())

    def is_valid(self) -> bool:
        fine = super().is_valid()
        found = list(self.problems()) if fine else []
        if found:
            self.mark(found)
        return fine and not found

    def mark(self, problems: Iterable[Problem]) -> None:
        super().mark(replace(each, field=FIELD_OF.get(each.field, each.field)) for each in problems)

    @property
    def brought(self) -> list[forms.BoundField]:
        """The fields about the goods."""
        return [self.head[name] for name in ("due_on", "needer", "list_open")]

    @property
    def first(self) -> list[forms.BoundField]:
        return [self.head[name] for name in ("kind", "partner", "day", "language", "title", "signatory")]

    @property
    def more(self) -> list[forms.BoundField]:
        """What is seldom needed."""
        names = ("addressee", "received", "channel", "signed_words", "note")
        return [self.head[name] for name in names]

    @property
    def more_is_wrong(self) -> bool:
        return any(field.errors for field in self.more)

    def draft(self, *, status: str) -> FilingDraft:
        """All that the paper becomes."""
        read = self.head.cleaned_data
        brings, lines = read["brings"], self._lines()
        return FilingDraft(
            gesture=self._gesture(status) if read["kind"] else None,
            pledge=self._pledge(lines, status) if brings == "offer" else None,
            need=self._need(lines, status) if brings == "need" else None,
            announcement=self._announcement(lines, status) if brings == "announcement" else None,
        )

    def _initial(self) -> dict[str, Any]:
        reading = self.reading
        office, _words = reading.signatory_found
        return {
            "kind": reading.kind.value, "partner": reading.partner.value, "day": reading.day.value,
            "title": self.paper.title[:300], "language": self.paper.language, "brings": reading.brings.value,
            "signatory": office.key if office else "", "channel": reading.channel, "addressee": our_city().key,
            "needer": reading.needer.value,
            "received": show_day(day_of(self.paper.arrived_at)),
            "list_open": reading.purpose == "need" and not reading.goods.goods,
        }  # fmt: skip

    def _offer_choices(self, data: Mapping[str, Any] | None) -> None:
        language = get_language() or "en"
        theirs, ours = party_choices(language, ours=False), party_choices(language, ours=True)
        read = {each.key for each in self.reading.partners}
        found = [
            choice for key in [each.key for each in self.reading.partners] for choice in theirs if choice[0] == key
        ]
        others = [choice for choice in theirs if choice[0] not in read]
        grouped: list[Any] = [(_("Named in the paper"), found), (_("All others"), others)] if found else theirs
        self._choose("partner", [("", _("choose")), *grouped])
        self._choose("needer", [("", _("the sender")), *theirs])
        self._choose("addressee", ours)
        self._choose(
            "kind", [*((str(kind), str(KINDS[kind])) for kind in KINDS), ("", _("no letter, only what it brings"))]
        )
        self._choose("language", [("", _("choose")), *_languages(self.paper.language, language)])
        self._choose(
            "signatory",
            [("", _("not known"))]
            + [
                (office.key, ", ".join(filter(None, [str(office.person or ""), office.title])))
                for office, _w in self.reading.offices
            ],
        )
        chosen = str(data.get("partner", "")) if data is not None else str(self.reading.partner.value)
        self.partner = self.reading.parties.get(chosen)
        known = answerable(self.partner, status=self.paper.status) if self.partner else []
        self._choose("answers", known)

    def _choose(self, field: str, offered: list[Any]) -> None:
        self.head.fields[field].choices = offered  # type: ignore[attr-defined]

    def _tell_what_was_read(self) -> None:
        reading = self.reading
        office, words = reading.signatory_found
        read = {
            "kind": reading.kind, "partner": reading.partner, "day": reading.day, "brings": reading.brings,
            "signatory": Proposal(office, words), "needer": reading.needer,
        }  # fmt: skip
        for name, proposal in read.items():
            if proposal.words:
                self.head.fields[name].help_text = _("Proposed: the paper says “%(words)s”.") % {
                    "words": proposal.words
                }
        if self.paper.language:
            self.head.fields["language"].help_text = _("Proposed from the letters and words of the text.")

    def _lines(self) -> list[LineDraft]:
        tongue = self.paper.language or get_language() or "en"
        return [replace(line, language=tongue) for line in self.rows.drafts()]

    def _telling(self, status: str) -> Telling:
        read = self.head.cleaned_data
        return Telling(status=status, day=read["day"], note=read["note"], language=read["language"] or "en")  # type: ignore[arg-type]

    def _ours(self) -> Party:
        return self.head.cleaned_data["addressee"] or our_city()

    def _pledge(self, lines: list[LineDraft], status: str) -> PledgeDraft:
        read = self.head.cleaned_data
        return PledgeDraft(read["partner"], self._ours(), lines, due_on=read["due_on"], telling=self._telling(status))

    def _need(self, lines: list[LineDraft], status: str) -> NeedDraft:
        read = self.head.cleaned_data
        who, said_by = read["needer"] or read["partner"], read["partner"]
        telling = replace(self._telling(status), stated_by=said_by)
        return NeedDraft(who, lines, Origin.STATED, read["list_open"], read["due_on"], telling)

    def _announcement(self, lines: list[LineDraft], status: str) -> ConsignmentDraft:
        read = self.head.cleaned_data
        return ConsignmentDraft(
            giver=read["partner"], receiver=self._ours(), lines=lines, expected_on=read["due_on"],
            telling=replace(self._telling(status), day=StatedDay()),
        )  # fmt: skip

    def _gesture(self, status: str) -> GestureDraft:
        read = self.head.cleaned_data
        gestures, consignments = answers_of(read["answers"])
        body = {"summary" if read["kind"] == GestureKind.CALL else "body": self.paper.text}
        return GestureDraft(
            kind=GestureKind(read["kind"]), sender=read["partner"], addressee=self._ours(), status=status,  # type: ignore[arg-type]
            signatories=self._signatories(), days=GestureDays(written=read["day"], received=read["received"]),
            texts={name: text for name, text in {"title": read["title"], **body}.items() if text.strip()},
            language=read["language"], channel=Channel(read["channel"] or Channel.UNKNOWN),
            answers_gestures=gestures, answers_consignments=consignments, note=read["note"],
        )  # fmt: skip

    def _signatories(self) -> list[SignatoryDraft]:
        read = self.head.cleaned_data
        office = next((office for office, _w in self.reading.offices if office.key == read["signatory"]), None)
        named = [SignatoryDraft(person=office.person, office=office)] if office else []
        return named + ([SignatoryDraft(name=read["signed_words"])] if read["signed_words"] else [])


def _languages(own: str, reader: str) -> list[tuple[str, str]]:
    """The languages to choose from; that of the paper too when it is another one."""
    tags = list(dict.fromkeys([*KNOWN, *MORE_LANGUAGES, *([own] if own else [])]))
    return sorted(((tag, name_of(tag, reader=reader)) for tag in tags), key=lambda each: each[1].casefold())
