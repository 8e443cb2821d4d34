"""The sheets on which needs, offers and consignments are written: a head, and rows of goods."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.aid.actions.contents import batch_problems, box_problems, language_problems, place_problems
from firewood.aid.actions.lines import far_problems
from firewood.aid.actions.needs import nothing_needed
from firewood.aid.actions.pledges import nothing_offered
from firewood.aid.drafts import BoxDraft, ConsignmentDraft, NeedDraft, PledgeDraft, Telling
from firewood.aid.forms.fields import (
    BoxNumbersField,
    CountField,
    DayField,
    PartyField,
    QuietForm,
    WordsField,
    box_numbers,
    ranges,
)
from firewood.aid.forms.lines import Rows
from firewood.aid.models import Consignment, Need, Pledge
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.parties import party_choices
from firewood.aid.states import Direction, Origin
from firewood.journal.clock import today
from firewood.journal.refusals import Problem
from firewood.languages.dates import StatedDay
from firewood.languages.texts import best_texts
from firewood.registry.models import Occasion, Party
from firewood.registry.ours import our_city
from firewood.supplies.models import Place
from firewood.supplies.states import Usage

NOTES = ("occasion", "words", "note")
BOXED = ("boxes", "pallets", "message_language", "message", "message_language_2", "message_2")


class Head(QuietForm):
    """What every act may carry."""

    occasion = forms.ChoiceField(label=later("Occasion"), required=False)
    words = WordsField(label=later("Words with it"), rows=2, max_length=4000)
    note = WordsField(label=later("Note for the office"), rows=2, max_length=4000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        occasions = list(Occasion.objects.all())
        names = best_texts((each.subject for each in occasions), "name", language=get_language() or "en")
        known = [(each.key, str(names.get(each.subject, each.name))) for each in occasions]
        self.fields["occasion"].choices = [("", _("none")), *known]  # type: ignore[attr-defined]

    def let_choose(self, field: str, parties: list[tuple[str, str]]) -> None:
        """Offer these parties in a field; nobody is chosen beforehand when there are several."""
        offered = parties if len(parties) == 1 else [("", _("choose")), *parties]
        self.fields[field].choices = offered  # type: ignore[attr-defined]

    def telling(self, status: str, day: StatedDay | None = None) -> Telling:
        """The common part of the draft."""
        read = self.cleaned_data
        return Telling(
            status=status,  # type: ignore[arg-type]
            occasion=Occasion.objects.filter(key=read["occasion"]).first() if read["occasion"] else None,
            day=day or StatedDay(),
            words=read["words"],
            language=get_language() or "en",
            note=read["note"],
        )


class NeedHead(Head):
    party = PartyField(label=later("Who needs it"))
    due_on = DayField(label=later("Needed by"), required=False)
    list_open = forms.BooleanField(label=later("More is needed than is listed here"), required=False)
    field_order = ["party", "due_on", "list_open", "occasion", "words", "note"]


class PledgeHead(Head):
    giver = PartyField(label=later("Who gives"))
    receiver = PartyField(label=later("Who receives"))
    due_on = DayField(label=later("Will be sent by"), required=False)
    field_order = ["giver", "receiver", "due_on", "occasion", "words", "note"]


class ConsignmentHead(Head):
    giver = PartyField(label=later("From"))
    receiver = PartyField(label=later("To"))
    store = forms.ModelChoiceField(
        Place.objects.filter(usage=str(Usage.STORE)),
        label=later("Our store"),
        required=False,
        empty_label=later("the only one, or choose"),
    )
    transport = forms.CharField(label=later("How it travels"), required=False, max_length=300)
    expected_on = DayField(label=later("Expected on"), required=False)
    batch_number = CountField(label=later("Batch number"), required=False)
    batch_count = CountField(label=later("of so many batches"), required=False)
    boxes = BoxNumbersField(
        label=later("Boxes"),
        required=False,
        help_text=later("Their numbers, for example 1-40. A box in which no row lies has unknown contents."),
    )
    pallets = WordsField(
        label=later("Pallets"),
        rows=2,
        help_text=later("One a line: its number, a colon, the boxes on it. For example 101: 1-20"),
    )
    message_language = forms.CharField(label=later("Language of the words on the boxes"), required=False, max_length=35)
    message = WordsField(label=later("Words on the boxes"), rows=2, max_length=2000)
    message_language_2 = forms.CharField(label=later("Their second language"), required=False, max_length=35)
    message_2 = WordsField(label=later("The same words in it"), rows=2, max_length=2000)
    field_order = ["giver", "receiver", "store", "transport", "expected_on", "batch_number", "batch_count"]

    def clean_pallets(self) -> list[BoxDraft]:
        return [
            pallet for text in self.cleaned_data["pallets"].splitlines() if text.strip() for pallet in [_pallet(text)]
        ]

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        for suffix in ("", "_2"):
            if read.get(f"message{suffix}") and not read.get(f"message_language{suffix}"):
                self.add_error(f"message_language{suffix}", _("Say in which language these words are, for example ko."))
        if {"boxes", "pallets"} <= set(read):
            self._check_pallets(read)
        return read

    def problems(self) -> Iterator[Problem]:
        """What an action would refuse in that which could be read, beside boxes and rows."""
        read = self.cleaned_data
        if {"batch_number", "batch_count"} <= set(read):
            yield from batch_problems(read["batch_number"], read["batch_count"])
        yield from language_problems(self.messages())
        yield from far_problems("expected_on", read.get("expected_on"), on=today())

    def box_drafts(self) -> list[BoxDraft]:
        """The boxes by number, each inside its pallet; a number typed twice is there twice, and will be refused."""
        on_pallet = {
            number: pallet.number for pallet in self.cleaned_data["pallets"] for number in box_numbers(pallet.note)
        }
        boxes = [BoxDraft(number, inside=on_pallet.get(number)) for number in self.cleaned_data["boxes"]]
        pallets = [
            BoxDraft(pallet.number, level="pallet", contents_known=True) for pallet in self.cleaned_data["pallets"]
        ]
        return boxes + pallets

    def messages(self) -> list[tuple[str, str]]:
        """The words on the boxes by language."""
        read = self.cleaned_data
        pairs = [(read.get(f"message_language{suffix}"), read.get(f"message{suffix}")) for suffix in ("", "_2")]
        return [(language, words) for language, words in pairs if language and words]

    def _check_pallets(self, read: dict[str, Any]) -> None:
        """Every box on a pallet is among the boxes, and on no other pallet: none is left out without a word."""
        boxes, on = set(read["boxes"]), dict[int, int]()
        for pallet in read["pallets"]:
            held = dict.fromkeys(box_numbers(pallet.note))
            twice = next((number for number in held if number in on), None)
            if twice is not None:
                told = {"number": twice, "one": on[twice], "other": pallet.number}
                self.add_error("pallets", _("Box %(number)s is on pallets %(one)s and %(other)s.") % told)
            if left := [number for number in held if number not in boxes]:
                sentence = _("Pallet %(pallet)s holds boxes that are not in this consignment: %(boxes)s.")
                self.add_error("pallets", sentence % {"pallet": pallet.number, "boxes": ", ".join(ranges(left))})
            on |= dict.fromkeys(held, pallet.number)


def _pallet(text: str) -> BoxDraft:
    """One line such as "101: 1-20"; the numbers on it are kept in the note until the boxes are made."""
    number, colon, held = text.replace("：", ":").partition(":")
    if not colon or not number.strip().isdecimal():
        raise forms.ValidationError(
            _("“%(text)s” is no pallet. Write its number, a colon, and its boxes.") % {"text": text}
        )
    box_numbers(held)
    return BoxDraft(int(number), level="pallet", note=held)


class Sheet:
    """A head and rows that are read and judged together."""

    head: Head

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        language: str,
        boxed: bool = False,
        rows: list[dict[str, Any]] | None = None,
    ) -> None:
        self.rows = Rows(data, Catalogue(language), boxed=boxed, initial=rows)
        self.beside: list[Problem] = []

    def is_valid(self) -> bool:
        """Whether the form was sent and can be read; all problems are found at once.

        Beside what cannot be read stands what the action would refuse in the rest.
        """
        if not self.rows.judged:
            self._hush()
            return False
        fine = all([self.head.is_valid(), self.rows.are_valid()])
        if not fine:
            self.mark(self.problems())
        return fine

    def mark(self, problems: Iterable[Problem]) -> None:
        """Say each problem at the field where it stands; what stands at no field is said above them all."""
        for problem in list(problems):
            form: forms.Form = self.rows.forms[problem.row - 1] if problem.row else self.head
            if problem.field in form.fields:
                form.add_error(problem.field, problem.message)
            else:
                self.beside.append(problem)

    def problems(self) -> Iterable[Problem]:
        """What the action would refuse in that which could be read."""
        yield from self.rows.problems()
        yield from far_problems("due_on", self.head.cleaned_data.get("due_on"), on=today())

    @property
    def first(self) -> list[BoundField]:
        """The fields at the top of the sheet."""
        return [field for field in self.head if field.name not in {*NOTES, *BOXED}]

    @property
    def boxed(self) -> list[BoundField]:
        """The fields about boxes."""
        return [field for field in self.head if field.name in BOXED]

    @property
    def notes(self) -> list[BoundField]:
        """The fields at the foot of the sheet."""
        return [field for field in self.head if field.name in NOTES]

    def _hush(self) -> None:
        if self.head.is_bound:
            self.head.hush()


class NeedSheet(Sheet):
    """A need as somebody writes it down."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        language: str,
        party: Party | None = None,
        changed: Need | None = None,
    ) -> None:
        super().__init__(data, language=language, rows=rows_of(lines_of(changed)) if changed else None)
        self.changed = changed
        self.head = NeedHead(data, initial=head_of(changed) if changed else {"party": party.key if party else None})
        everybody = [*party_choices(language, ours=True), *party_choices(language, ours=False)]
        self.head.let_choose("party", everybody)

    def problems(self) -> Iterable[Problem]:
        if not self.rows.filled and not self.rows.pasted:
            yield from nothing_needed([], list_open=self.head.cleaned_data.get("list_open", False))
        yield from super().problems()

    def draft(self, *, status: str, side: frozenset[Any]) -> NeedDraft:
        read = self.head.cleaned_data
        origin = Origin.OWN if read["party"].pk in side else Origin.STATED
        old = self.changed
        day = StatedDay(old.stated_words, old.stated_earliest, old.stated_latest) if old else None
        telling = self.head.telling(status, day)
        return NeedDraft(read["party"], self.rows.drafts(), origin, read["list_open"], read["due_on"], telling)

    def hush(self) -> None:
        """Show what was typed without judging it."""
        for form in (self.head, *self.rows.forms):
            form.hush()


class PledgeSheet(Sheet):
    """An offer as somebody writes it down; for a need, it begins with what is lacking."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, language: str, direction: Direction, need: Need | None = None
    ) -> None:
        super().__init__(data, language=language, rows=rows_of(need.lines.select_related("item")) if need else None)
        self.need = need
        own_side = "giver" if direction == Direction.GIVEN else "receiver"
        self.head = PledgeHead(
            data, initial={own_side: our_city().key} | ({"receiver": need.party.key} if need else {})
        )
        ours, theirs = party_choices(language, ours=True), party_choices(language, ours=False)
        self.head.let_choose("giver", ours if direction == Direction.GIVEN else theirs)
        self.head.let_choose("receiver", theirs if direction == Direction.GIVEN else ours)

    def problems(self) -> Iterable[Problem]:
        if not self.rows.filled and not self.rows.pasted:
            yield from nothing_offered([])
        yield from super().problems()

    def draft(self, *, status: str) -> PledgeDraft:
        read = self.head.cleaned_data
        return PledgeDraft(
            read["giver"], read["receiver"], self.rows.drafts(), self.need, read["due_on"], self.head.telling(status)
        )


class ConsignmentSheet(Sheet):
    """A consignment as it is prepared here or announced by a partner."""

    head: ConsignmentHead

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        language: str,
        direction: Direction,
        begins: Mapping[str, Any] | None = None,
    ) -> None:
        begins = begins or {}
        super().__init__(data, language=language, boxed=True, rows=begins.get("rows"))
        self.begins, self.direction = begins, direction
        own_side = "giver" if direction == Direction.GIVEN else "receiver"
        self.head = ConsignmentHead(data, initial={own_side: our_city().key, **begins.get("head", {})})
        ours, theirs = party_choices(language, ours=True), party_choices(language, ours=False)
        self.head.let_choose("giver", ours if direction == Direction.GIVEN else theirs)
        self.head.let_choose("receiver", theirs if direction == Direction.GIVEN else ours)

    def problems(self) -> Iterable[Problem]:
        yield from self.rows.problems(all_known=self.direction == Direction.GIVEN)
        if not {"boxes", "pallets"} & set(self.head.errors):
            boxes = self.head.box_drafts()
            yield from box_problems(boxes)
            yield from place_problems(self.rows.boxes(), boxes)
        yield from self.head.problems()

    def draft(self, *, status: str) -> ConsignmentDraft:
        read = self.head.cleaned_data
        return ConsignmentDraft(
            giver=read["giver"], receiver=read["receiver"], lines=self.rows.drafts(), boxes=self.head.box_drafts(),
            store=read["store"], need=self.begins.get("need"), pledge=self.begins.get("pledge"),
            first_batch=self.begins.get("first_batch"), batch_number=read["batch_number"],
            batch_count=read["batch_count"], transport=read["transport"], expected_on=read["expected_on"],
            messages=self.head.messages(),
            telling=self.head.telling(status),
        )  # fmt: skip


def lines_of(need: Need) -> Any:
    """The lines of a need with their items, as they stand now."""
    return need.lines.select_related("item").all()


def head_of(need: Need) -> dict[str, str]:
    """What the head of a need's sheet begins with when the need is changed."""
    return {
        "party": need.party.key,
        "due_on": need.due_on.isoformat() if need.due_on else "",
        "list_open": "on" if need.list_open else "",
        "occasion": need.occasion.key if need.occasion else "",
        "words": need.words,
        "note": need.note,
    }


def rows_of(lines: Any) -> list[dict[str, Any]]:
    """Rows to begin a form with, as the lines of another act say."""
    return [
        {
            "item": line.item.key if line.item else "",
            "quantity": str(line.entered_quantity or ""),
            "unit": f"{line.entered_unit}:{line.entered_factor}" if line.entered_unit else "",
            "quality": line.quality,
            "words": line.words,
            "box": str(line.box.number) if getattr(line, "box", None) else "",
            "lot": line.lot.number if getattr(line, "lot", None) else "",
        }
        for line in lines
    ] or [{}]


def begin_from(
    *, pledge: Pledge | None = None, need: Need | None = None, batch: Consignment | None = None
) -> dict[str, Any]:
    """What a new consignment begins with: the lines of a pledge or need, or the two sides of an earlier batch."""
    begins: dict[str, Any] = {"pledge": pledge, "need": need, "first_batch": batch}
    if pledge:
        begins["rows"] = rows_of(pledge.lines.select_related("item"))
        begins["head"] = {"giver": pledge.giver.key, "receiver": pledge.receiver.key}
    elif need:
        begins["rows"] = rows_of(need.lines.select_related("item"))
        begins["head"] = {"receiver": need.party.key}
    elif batch:
        begins["head"] = {"giver": batch.giver.key, "receiver": batch.receiver.key if batch.receiver else None}
    return begins


def begin_again(consignment: Consignment) -> dict[str, Any]:
    """What the form begins with when a consignment is changed."""
    boxes = list(consignment.boxes.select_related("parent"))
    held: dict[int, list[int]] = {}
    for box in boxes:
        if box.parent:
            held.setdefault(box.parent.number, []).append(box.number)
    head = {
        "giver": consignment.giver.key,
        "receiver": consignment.receiver.key if consignment.receiver else None,
        "store": consignment.store_id,
        "transport": consignment.transport,
        "expected_on": consignment.expected_on.isoformat() if consignment.expected_on else "",
        "batch_number": consignment.batch_number,
        "batch_count": consignment.batch_count,
        "boxes": ", ".join(ranges([box.number for box in boxes if box.level == "box"])),
        "pallets": "\n".join(f"{number}: {', '.join(ranges(inside))}" for number, inside in held.items()),
        "words": consignment.words,
        "note": consignment.note,
    }
    return {"head": head, "rows": rows_of(consignment.lines.select_related("item", "box", "lot"))}
