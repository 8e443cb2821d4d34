"""The sheet on which a letter or another gesture is entered, written or changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import pgettext_lazy

from firewood.accounts.actor import Actor
from firewood.aid.forms.fields import DayField, PartyField, QuietForm, StatedDayField, WordsField
from firewood.aid.models import Consignment
from firewood.journal.refusals import Problem
from firewood.languages.choice import is_tag, tidy_tag
from firewood.languages.dates import StatedDay, show_day
from firewood.languages.texts import fields_of
from firewood.registry.models import Occasion, Office
from firewood.registry.ours import our_side
from firewood.solidarity import rules
from firewood.solidarity.drafts import GestureDays, GestureDraft, SignatoryDraft
from firewood.solidarity.forms import choices
from firewood.solidarity.models import Gesture, Signatory
from firewood.solidarity.states import Channel, GestureKind, Reply, Way
from firewood.solidarity.words import CHANNELS, KINDS, REPLIES

SIGNERS = 3
TEXTS = ("title", "summary", "body")
SIDES = ("kind", "sender", "addressee")
FIRST_SIGNER = ("signer_1_office", "signer_1_name", "signer_1_title")
WRITTEN = ("language", "title", "body")
STANDS_AT = {
    "reply_due": ("due",),
    "signatories": ("signer_1_office", "office"),
    "title_language": ("signer_1_title", "title"),
    "texts": ("body",),
    "answers": ("number",),
}
"""Where on a form something stands that an action calls otherwise."""
DAYS = ("written", "sent", "received", "handed")


class KeptDayField(StatedDayField):
    """A day as stated; words that stand there already keep the days they were read as."""

    standing: StatedDay | None = None

    def clean(self, value: Any) -> StatedDay:
        if self.standing and str(value).strip() == _shown_day(self.standing):
            return self.standing
        return super().clean(value)


class GestureForm(QuietForm):
    """A gesture as somebody enters it: only the kind and the two sides must be given."""

    kind = forms.ChoiceField(label=later("What it is"))
    sender = PartyField(label=pgettext_lazy("letter", "From"))
    addressee = PartyField(label=pgettext_lazy("letter", "To"))
    language = forms.ChoiceField(label=later("In which language"), required=False)
    title = forms.CharField(label=later("Heading"), required=False, max_length=300)
    body = WordsField(label=later("The text, word for word"), rows=12, max_length=60_000)
    summary = WordsField(label=later("What it says, in short"), rows=2, max_length=2000)
    other_language = forms.CharField(
        label=later("Another language"), required=False, max_length=35, help_text=later("Its tag, for example ka.")
    )
    written = KeptDayField(label=later("Written on"), required=False, max_length=200)
    sent = KeptDayField(label=later("Sent on"), required=False, max_length=200)
    received = KeptDayField(label=later("Received on"), required=False, max_length=200)
    handed = KeptDayField(label=later("Handed over on"), required=False, max_length=200)
    channel = forms.ChoiceField(label=later("How it came or goes"), required=False)
    handed_to = forms.ModelChoiceField(Office.objects.none(), label=later("Handed over to"), required=False)
    handed_to_words = forms.CharField(label=later("Handed over to, in words"), required=False, max_length=300)
    to_office = forms.ModelChoiceField(Office.objects.none(), label=later("To whom there"), required=False)
    to_words = forms.CharField(label=later("To whom there, in words"), required=False, max_length=300)
    on_behalf_of = PartyField(label=later("In the name of"), required=False)
    meant_for = PartyField(label=later("Meant for more than the addressee"), required=False)
    occasion = forms.ChoiceField(label=later("Occasion"), required=False)
    with_goods = forms.CharField(
        label=later("With consignment"), required=False, max_length=60, help_text=later("Its number.")
    )
    answers = forms.CharField(
        label=later("It answers"),
        required=False,
        max_length=500,
        help_text=later("Numbers of letters or consignments, with commas between them."),
    )
    reply = forms.ChoiceField(label=later("Reply"), required=False)
    reply_due = DayField(label=later("Reply expected by"), required=False)
    file_number = forms.CharField(label=later("File number"), required=False, max_length=80)
    words = WordsField(label=later("Words of the source, if it is known only from one"), rows=2, max_length=4000)
    note = WordsField(label=later("Note for the office"), rows=2, max_length=4000)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        way: Way,
        initial: Mapping[str, Any] | None = None,
        actor: Actor,
        standing: Gesture | None = None,
    ) -> None:
        self.way, self.actor, self.standing = way, actor, standing
        self.signers = rows_for(standing) if standing else SIGNERS
        super().__init__(data, initial=dict(initial or {}))
        for number in range(1, self.signers + 1):
            self._add_signer(number)
        self._offer(choices.own_keys(actor))
        if standing:
            self._keep(standing)

    def _keep(self, standing: Gesture) -> None:
        """What stands already can be kept as it is, even where it could not be chosen anew."""
        for name in DAYS:
            self.fields[name].standing = stated_day(standing, name)  # type: ignore[attr-defined]
        for name, who in (("sender", standing.sender), ("addressee", standing.addressee)):
            field: Any = self.fields[name]
            if who.key not in dict(field.choices):
                field.choices = [*field.choices, (who.key, str(who))]

    def _add_signer(self, number: int) -> None:
        """One who signs: chosen among the offices we know, or written down."""
        first = number == 1
        self.fields[f"signer_{number}_office"] = forms.ModelChoiceField(
            Office.objects.none(), required=False,
            label=_("Signed by") if first else _("Also signed by"),
        )  # fmt: skip
        self.fields[f"signer_{number}_name"] = forms.CharField(
            label=_("Name, if not in the list"), required=False, max_length=200
        )
        self.fields[f"signer_{number}_title"] = forms.CharField(
            label=_("Office held at that time"), required=False, max_length=200
        )

    def _offer(self, only: Sequence[str]) -> None:
        ours, theirs = (
            choices.choose(choices.partners_and_ours(ours=True, only=only)),
            choices.choose(choices.partners_and_ours(ours=False)),
        )
        coming = self.way == Way.IN
        side = our_side()
        offices = list(Office.objects.select_related("person", "party"))
        here, there = [o for o in offices if o.party_id in side], [o for o in offices if o.party_id not in side]
        self._choose("kind", [(str(code), str(said)) for code, said in KINDS.items()])
        self._choose("sender", theirs if coming else ours)
        self._choose("addressee", ours if coming else theirs)
        self._choose("channel", [(str(code), str(said)) for code, said in CHANNELS.items()])
        self._choose("reply", [(str(code), str(said)) for code, said in REPLIES.items()])
        self._choose("occasion", choices.occasion_choices(_("none")))
        everybody = choices.every_party()
        self._choose("on_behalf_of", everybody)
        self._choose("meant_for", everybody)
        self._choose("language", choices.language_choices(self.initial.get("language") or ""))
        self._choose_office("to_office", here if coming else there, _("nobody named"))
        self._choose_office("handed_to", offices, _("nobody named"))
        for number in range(1, self.signers + 1):
            self._choose_office(f"signer_{number}_office", there if coming else here, _("not chosen here"))
        for field in self.fields.values():
            if isinstance(field.widget, forms.TextInput):
                field.widget.attrs["dir"] = "auto"

    def _choose(self, field: str, offered: choices.Choices) -> None:
        self.fields[field].choices = offered  # type: ignore[attr-defined]

    def _choose_office(self, field: str, offices: list[Office], nobody: str) -> None:
        chosen: Any = self.fields[field]
        chosen.queryset = Office.objects.filter(pk__in=[office.pk for office in offices])
        chosen.choices = choices.office_choices(offices, nobody)

    # ---------- as it is laid out ----------

    def first(self) -> list[BoundField]:
        """Who writes to whom."""
        return [self[name] for name in SIDES]

    def first_signer(self) -> list[BoundField]:
        """Who signs, or speaks."""
        return [self[name] for name in FIRST_SIGNER]

    def text(self) -> list[BoundField]:
        """What it says."""
        return [self[name] for name in WRITTEN]

    def more_signers(self) -> list[BoundField]:
        """Those who sign with the first one."""
        return [self[name] for name in self.fields if name.startswith("signer_") and name not in FIRST_SIGNER]

    def days(self) -> list[BoundField]:
        """The four days and the way it took."""
        return [self[name] for name in (*DAYS, "channel", "handed_to", "handed_to_words")]

    def links(self) -> list[BoundField]:
        """What it belongs to, and the reply."""
        return [self[name] for name in ("answers", "with_goods", "occasion", "reply", "reply_due", "file_number")]

    def rest(self) -> list[BoundField]:
        """Everything else that may be known."""
        return [
            self[name]
            for name in (
                "summary", "other_language", "to_office", "to_words", "on_behalf_of", "meant_for", "words", "note"
            )
        ]  # fmt: skip

    def more_open(self) -> bool:
        """Whether something stands in the folded part that should be seen at once."""
        folded = (*self.more_signers(), *self.days(), *self.links(), *self.rest())
        return any(field.errors for field in folded)

    # ---------- as it is read ----------

    def clean_other_language(self) -> str:
        tag = str(self.cleaned_data["other_language"])
        if tag and not is_tag(tag):
            raise forms.ValidationError(_("“%(tag)s” is no tag of a language.") % {"tag": tag})
        return tidy_tag(tag)

    def clean_with_goods(self) -> Consignment | None:
        number = self.cleaned_data["with_goods"].strip()
        stands = self.standing.with_goods if self.standing else None
        if stands and number == stands.number:
            return stands
        return _consignment(number, self.actor) if number else None

    def clean_answers(self) -> list[Gesture | Consignment]:
        typed = self.cleaned_data["answers"].replace("，", ",").replace("、", ",").split(",")
        asked = [number.strip() for number in typed if number.strip()]
        # What stands is kept, also where the actor could not have chosen it.
        stands = _answered(self.standing) if self.standing else []
        return [answered_by_number(number, actor=None if number in stands else self.actor) for number in asked]

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        known = read.get("language") or read.get("other_language")
        if any(read.get(name) for name in TEXTS) and not known and "language" not in self.errors:
            self.add_error("language", _("Say in which language this text is."))
        if read.get("reply_due") and read.get("reply") != Reply.EXPECTED:
            self.add_error("reply", _("You gave a day by which the reply is expected: choose “expected” here."))
        return read

    def mark(self, problems: Sequence[Problem]) -> None:
        """Say at its fields what the action refused."""
        mark(self, problems)

    def draft(self, *, status: Any) -> GestureDraft:
        """The gesture as it was read."""
        read = self.cleaned_data
        answers = read["answers"]
        return GestureDraft(
            kind=GestureKind(read["kind"]), sender=read["sender"], addressee=read["addressee"], status=status,
            signatories=self.signatories(),
            days=GestureDays(read["written"], read["sent"], read["received"], read["handed"]),
            texts={name: read[name] for name in TEXTS if read[name]},
            language=read["other_language"] or read["language"],
            channel=Channel(read["channel"] or Channel.UNKNOWN),
            on_behalf_of=read["on_behalf_of"], meant_for=read["meant_for"], to_office=read["to_office"],
            to_words=read["to_words"], handed_to=read["handed_to"], handed_to_words=read["handed_to_words"],
            with_goods=read["with_goods"], occasion=Occasion.objects.filter(key=read["occasion"] or "").first(),
            reply=Reply(read["reply"] or Reply.UNKNOWN), reply_due=read["reply_due"],
            answers_gestures=[each for each in answers if isinstance(each, Gesture)],
            answers_consignments=[each for each in answers if isinstance(each, Consignment)],
            file_number=read["file_number"], words=read["words"], words_language=self._words_language(),
            note=read["note"],
        )  # fmt: skip

    def _words_language(self) -> str:
        same = self.standing and self.standing.words == self.cleaned_data["words"]
        return self.standing.words_language if self.standing and same else choices.reader()

    def signatories(self) -> list[SignatoryDraft]:
        """Who signs, in their order; a row with nothing in it is nobody, an unchanged one stays as it is."""
        rows = list(self.standing.signatories.all()) if self.standing else []
        found = []
        for number in range(1, self.signers + 1):
            names = [f"signer_{number}_{part}" for part in ("office", "name", "title")]
            office, name, title = (self.cleaned_data.get(each) for each in names)
            if number <= len(rows) and not any(each in self.changed_data for each in names):
                found.append(_as_it_stands(rows[number - 1]))
            elif office or name or title:
                found.append(signatory(office, name or "", title or ""))
        return found


def mark(form: forms.Form, problems: Sequence[Problem]) -> None:
    """Say at the fields of a form what an action refused; what has no field of its own stands above them all."""
    for problem in problems:
        names = (problem.field, *STANDS_AT.get(problem.field, ()))
        form.add_error(next((name for name in names if name in form.fields), None), problem.message)


def signatory(office: Office | None, name: str, title: str) -> SignatoryDraft:
    """Somebody who signs: words that were written beside a chosen office go before it."""
    if office is None:
        return SignatoryDraft(name=name, title=title, title_language=choices.reader())
    own_title = title or office.title
    return SignatoryDraft(
        person=office.person, office=office, name=name or (office.person.name if office.person else ""),
        title=own_title, title_language=choices.reader() if title else office.language,
    )  # fmt: skip


def _as_it_stands(row: Signatory) -> SignatoryDraft:
    return SignatoryDraft(row.person, row.office, row.name, row.title, row.title_language)


def answered_by_number(number: str, *, actor: Actor | None) -> Gesture | Consignment:
    """The letter or consignment with a number, for whoever may see it; None sees all. Raises ValidationError."""
    rows = Gesture.objects.select_related("sender__parent", "addressee__parent")
    found = rows.filter(number__iexact=number).first()
    return found if found and (actor is None or rules.sees_gesture(actor, found)) else _consignment(number, actor)


def _consignment(number: str, actor: Actor | None) -> Consignment:
    """A district knows no consignments here."""
    known = actor is None or not actor.is_of_district
    found = Consignment.objects.filter(number__iexact=number).first() if known else None
    if found is None:
        raise forms.ValidationError(_("There is nothing with the number %(number)s.") % {"number": number})
    return found


def begin_again(gesture: Gesture) -> dict[str, str]:
    """What the form begins with when a gesture is changed: every field as text, as it was entered."""
    texts = fields_of(gesture.subject)
    own = {
        name: next((row.text for row in rows if row.language == gesture.language), "")
        for name, rows in texts.items()
        if name in TEXTS
    }
    begins: dict[str, str] = {
        "kind": gesture.kind, "sender": gesture.sender.key, "addressee": gesture.addressee.key,
        "language": gesture.language, **own,
        **{name: _shown_day(stated_day(gesture, name)) for name in DAYS},
        "channel": gesture.channel, "handed_to": _pk(gesture.handed_to_id), "to_office": _pk(gesture.to_office_id),
        "handed_to_words": gesture.handed_to_words, "to_words": gesture.to_words,
        "on_behalf_of": gesture.on_behalf_of.key if gesture.on_behalf_of else "",
        "meant_for": gesture.meant_for.key if gesture.meant_for else "",
        "occasion": gesture.occasion.key if gesture.occasion else "",
        "with_goods": gesture.with_goods.number if gesture.with_goods else "",
        "answers": ", ".join(_answered(gesture)), "reply": gesture.reply,
        "reply_due": show_day(gesture.reply_due) if gesture.reply_due else "",
        "file_number": gesture.file_number, "words": gesture.words, "note": gesture.note,
    }  # fmt: skip
    for number, row in enumerate(gesture.signatories.select_related("office__person"), start=1):
        begins |= _signer(number, row)
    return begins


def rows_for(gesture: Gesture) -> int:
    """How many may sign on the form: never fewer than there are."""
    return max(SIGNERS, gesture.signatories.count() + 1)


def stated_day(gesture: Gesture, name: str) -> StatedDay:
    """One of the four days of a gesture: written, sent, received or handed."""
    read = [getattr(gesture, f"{name}_{part}") for part in ("words", "earliest", "latest")]
    return StatedDay(*read)


def _signer(number: int, row: Signatory) -> dict[str, str]:
    """A row of the form: what an office says by itself is not written beside it again."""
    office = row.office
    holder = office.person.name if office and office.person else ""
    return {
        f"signer_{number}_office": _pk(row.office_id),
        f"signer_{number}_name": "" if office and row.name == holder else row.name,
        f"signer_{number}_title": "" if office and row.title == office.title else row.title,
    }


def _answered(gesture: Gesture) -> list[str]:
    rows = gesture.answers.select_related("to_gesture", "to_consignment").order_by("pk")
    return [(row.to_gesture or row.to_consignment).number for row in rows]  # type: ignore[union-attr]


def _shown_day(day: StatedDay) -> str:
    return day.words or (show_day(day) if day.is_known else "")


def _pk(value: Any) -> str:
    return str(value) if value else ""
