"""Letters and other gestures for other programs: the register, who has written, and entering one."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from firewood.accounts.actor import Actor
from firewood.accounts.api import ClientRequest
from firewood.accounts.tokens import once
from firewood.aid.api.reading import Reading
from firewood.aid.api.schemas import Key, Sent, Short, Tag, Words
from firewood.aid.drafts import NO_DAY
from firewood.aid.models import Consignment
from firewood.journal.clock import now, today
from firewood.journal.paging import MOST, page_of
from firewood.journal.refusals import Problem
from firewood.journal.standing import Status
from firewood.languages.dates import NotADay, StatedDay, read_stated_day
from firewood.languages.texts import fields_of
from firewood.registry.models import Occasion, Office, Party, Person
from firewood.registry.queries import occasion_by_key
from firewood.solidarity import actions
from firewood.solidarity.addresses import of_gesture
from firewood.solidarity.drafts import GestureDays, GestureDraft, SignatoryDraft
from firewood.solidarity.models import Gesture, Signatory
from firewood.solidarity.queries import Asked, four_days, gesture_by_number, in_register, letters_known, reply_of
from firewood.solidarity.states import Channel, GestureKind, Reply, Way

router = Router(tags=["letters"])
Limit = Annotated[int, Query(ge=1, le=MOST)]
Day = Annotated[str, Field(max_length=200)]


class SignatoryIn(Sent):
    """Who signs: a person and the office held by their keys, or one of them in words."""

    person: Key = ""
    office: Key = ""
    name: Annotated[str, Field(max_length=200)] = ""
    title: Annotated[str, Field(max_length=200)] = ""
    title_language: Tag = "en"


class GestureIn(Sent):
    """A letter or another gesture; from one of ours it is a draft, to one of ours it is received."""

    kind: GestureKind
    sender: Key
    addressee: Key
    status: Literal["actual", "exercise"] = "actual"
    signatories: Annotated[list[SignatoryIn], Field(max_length=50)] = []
    written: Day = ""
    sent: Day = ""
    received: Day = ""
    handed: Day = ""
    title: Short = ""
    summary: Annotated[str, Field(max_length=5_000)] = ""
    body: Annotated[str, Field(max_length=200_000)] = ""
    language: Annotated[str, Field(max_length=35)] = ""
    channel: Channel = Channel.UNKNOWN
    on_behalf_of: Key = ""
    meant_for: Key = ""
    to_office: Key = ""
    to_words: Short = ""
    handed_to: Key = ""
    handed_to_words: Short = ""
    with_goods: Key = ""
    occasion: Key = ""
    reply: Reply = Reply.UNKNOWN
    reply_due: date | None = None
    answers: Annotated[list[Key], Field(max_length=50)] = []
    file_number: Annotated[str, Field(max_length=80)] = ""
    words: Words = ""
    words_language: Tag = "en"
    note: Words = ""


class LetterReading(Reading):
    """Reads what was sent of a gesture; every problem with its field."""

    def named_day(self, field: str, words: str) -> StatedDay:
        try:
            return read_stated_day(words, year=today().year) if words else NO_DAY
        except NotADay as error:
            self.problems.append(Problem(field, error.sentence))
            return NO_DAY

    def side(self, field: str, key: str) -> Party:
        found = self.party(field, key)
        if found is None and not key:
            self.problems.append(Problem(field, _("Say who.")))
        return found or Party()

    def office(self, field: str, key: str, row: int | None = None) -> Office | None:
        return self._one(Office.objects.select_related("person").filter(key=key), field, key, row)

    def occasion(self, key: str) -> Occasion | None:
        return self._one(Occasion.objects.filter(key=key), "occasion", key, None)

    def signatory(self, sent: SignatoryIn, row: int) -> SignatoryDraft:
        person = self._one(Person.objects.filter(key=sent.person), "person", sent.person, row)
        office = self.office("office", sent.office, row)
        return SignatoryDraft(person, office, sent.name, sent.title, sent.title_language)

    def answered(self, numbers: list[str]) -> tuple[list[Gesture], list[Consignment]]:
        gestures = {each.number: each for each in Gesture.objects.filter(number__in=numbers)}
        goods = {each.number: each for each in Consignment.objects.filter(number__in=numbers)}
        for row, number in enumerate(numbers, start=1):
            if number not in gestures and number not in goods:
                sentence = _("There is nothing with the number “%(number)s”.") % {"number": number}
                self.problems.append(Problem("answers", sentence, row))
        return list(gestures.values()), list(goods.values())


@router.get("/letters/known", summary="How many sister cities have written: known by name, and stated")
def known(
    request: ClientRequest,
    as_of: date | None = None,
    exercise: bool = False,  # noqa: FBT001, FBT002
    occasion: Key = "",
) -> dict[str, Any]:
    asked = occasion_by_key(occasion)
    return letters_known(as_of=as_of or today(), status=_standing(exercise), occasion=asked).as_json()


@router.get("/letters", summary="Letters and other gestures, the latest entered first")
def register(
    request: ClientRequest,
    exercise: bool = False,  # noqa: FBT001, FBT002
    way: Way | None = None,
    kind: GestureKind | None = None,
    partner: Key = "",
    after: str = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    asked = Asked(status=_standing(exercise), way=str(way or ""), kind=str(kind or ""), partner=partner)
    return page_of(in_register(asked, actor=request.actor), after=after, limit=limit, show=in_list)


@router.get("/letters/{number}", summary="One letter or gesture with its texts, signatories and answers")
def gesture(request: ClientRequest, number: str) -> dict[str, Any]:
    return shown(gesture_by_number(number, actor=request.actor))


@router.post("/letters", summary="Enter a letter or another gesture")
def enter(request: ClientRequest, sent: GestureIn) -> Any:
    return _do(request, sent, lambda actor: shown(actions.enter_gesture(draft_of(sent), actor=actor, at=now())))


def draft_of(sent: GestureIn) -> GestureDraft:
    """From keys and words to a drafted gesture; refuses with every problem."""
    reading = LetterReading()
    gestures, goods = reading.answered(sent.answers)
    same = ("to_words", "handed_to_words", "file_number", "words", "words_language", "note", "language", "reply_due")
    draft = GestureDraft(
        **{name: getattr(sent, name) for name in same},
        kind=sent.kind,
        channel=sent.channel,
        reply=sent.reply,
        status=Status(sent.status),
        sender=reading.side("sender", sent.sender),
        addressee=reading.side("addressee", sent.addressee),
        signatories=[reading.signatory(each, row) for row, each in enumerate(sent.signatories, start=1)],
        days=_days(sent, reading),
        texts={field: getattr(sent, field) for field in ("title", "summary", "body")},
        on_behalf_of=reading.party("on_behalf_of", sent.on_behalf_of),
        meant_for=reading.party("meant_for", sent.meant_for),
        to_office=reading.office("to_office", sent.to_office),
        handed_to=reading.office("handed_to", sent.handed_to),
        with_goods=reading.act("with_goods", Consignment.objects.all(), sent.with_goods),
        occasion=reading.occasion(sent.occasion),
        answers_gestures=gestures,
        answers_consignments=goods,
    )
    reading.done()
    return draft


def in_list(row: Gesture) -> dict[str, Any]:
    """A gesture without its texts."""
    codes = ("number", "key", "status", "basis", "kind", "way", "state", "channel", "counts_from", "language")
    return {
        **{name: getattr(row, name) for name in codes},
        "sender": row.sender.key,
        "addressee": row.addressee.key,
        "on_behalf_of": row.on_behalf_of.key if row.on_behalf_of else None,
        "meant_for": row.meant_for.key if row.meant_for else None,
        "occasion": row.occasion.key if row.occasion else None,
        "signatories": [_signatory(each) for each in row.signatories.all()],
        "days": {name: _day(row, name) for name in ("written", "sent", "received", "handed")},
        "answers": [(each.to_gesture or each.to_consignment).number for each in row.answers.all()],  # type: ignore[union-attr]
        "url": of_gesture(row),
    }


def shown(row: Gesture) -> dict[str, Any]:
    """A gesture in full; a translation is marked as one by its state."""
    texts = fields_of(row.subject)
    return {
        **in_list(row),
        "to": {"office": row.to_office.key if row.to_office else None, "words": row.to_words},
        "handed_to": {"office": row.handed_to.key if row.handed_to else None, "words": row.handed_to_words},
        "with_goods": row.with_goods.number if row.with_goods else None,
        "reply": {"known": reply_of(row), "due": row.reply_due},
        "texts": {
            field: [{"language": text.language, "state": text.state, "text": text.text} for text in written]
            for field, written in texts.items()
        },
        "quotations": [
            {"key": each.key, "text": each.text, "language": each.language} for each in row.quotations.all()
        ],
        "set_aside": {"reason": row.aside_reason, "twice_of": row.twice_of.number if row.twice_of else None}
        if row.is_aside
        else None,
        "file_number": row.file_number,
        "words": row.words,
        "words_language": row.words_language,
        "note": row.note,
        "subject": row.subject,
    }


def _days(sent: GestureIn, reading: LetterReading) -> GestureDays:
    names = ("written", "sent", "received", "handed")
    return GestureDays(**{name: reading.named_day(name, getattr(sent, name)) for name in names})


def _signatory(row: Signatory) -> dict[str, Any]:
    return {"name": row.name, "title": row.title, "title_language": row.title_language}


def _day(row: Gesture, name: str) -> dict[str, Any]:
    day: StatedDay = getattr(four_days(row), name)
    return {"words": day.words, "earliest": day.earliest, "latest": day.latest}


def _standing(exercise: bool) -> str:  # noqa: FBT001
    return str(Status.EXERCISE if exercise else Status.ACTUAL)


def _do(request: ClientRequest, sent: Sent, work: Callable[[Actor], dict[str, Any]]) -> Any:
    """Run the work of one call as the client's actor, once for its key."""
    key = str(request.headers.get("Idempotency-Key", ""))
    asked = {"path": request.path, "sent": sent.model_dump(mode="json")}
    return once(request.auth, key, asked=asked, work=lambda: work(request.auth.actor))
