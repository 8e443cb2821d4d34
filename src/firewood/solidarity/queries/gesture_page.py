"""Everything that the page of one letter or other gesture shows."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from firewood.accounts.actor import Actor
from firewood.aid.models import Consignment, Pledge
from firewood.aid.queries.parties import names
from firewood.aid.states import Basis
from firewood.archive.models import Attachment, Citation, IncomingPaper
from firewood.archive.queries import citations_of, papers_of, source_letters
from firewood.journal.clock import today
from firewood.journal.models import Entry
from firewood.journal.queries import history_of
from firewood.journal.standing import Status
from firewood.languages.choice import SHOWN, base_of, direction_of, tidy_tag
from firewood.languages.dates import StatedDay, show_day
from firewood.languages.lists import listed
from firewood.languages.models import Text
from firewood.languages.states import TextState
from firewood.languages.texts import Wording, best_texts, fields_of
from firewood.registry.models import Party, Quotation
from firewood.registry.ours import our_city
from firewood.registry.queries import quotations_about
from firewood.solidarity import rules
from firewood.solidarity.drafts import GestureDays
from firewood.solidarity.models import Answer, Gesture, Signatory
from firewood.solidarity.queries import (
    LettersKnown,
    answers_to,
    day_of_gesture,
    four_days,
    letters_known,
    partner_of,
    reply_of,
)
from firewood.solidarity.queries.files import files_shown
from firewood.solidarity.queries.register_page import Row, Shown
from firewood.solidarity.states import COUNTED_AS_LETTER, NOT_GONE, GestureKind, GestureState, Way
from firewood.solidarity.words import word

FIELDS: Final = ("title", "summary", "body")
LONG: Final = ("summary", "body")
S = GestureState
Thing = TypeVar("Thing", Gesture, Consignment, Pledge)


@dataclass(frozen=True)
class Version:
    """The words of a gesture in one language: the original, or a translation of ours."""

    language: str
    texts: dict[str, Text]
    original: bool

    @property
    def state(self) -> str:
        """The least sure state of its texts: outdated, machine, human, original."""
        order = (TextState.OUTDATED, TextState.MACHINE, TextState.HUMAN, TextState.ORIGINAL)
        states = {str(text.state) for text in self.texts.values()}
        return next((str(each) for each in order if str(each) in states), "")

    def wording(self, field: str) -> Wording | None:
        """One of its texts, ready to be shown."""
        row = self.texts.get(field)
        return Wording(row.text, row.language, direction_of(row.language), row.state) if row else None

    @property
    def title(self) -> Wording | None:
        return self.wording("title")

    @property
    def summary(self) -> Wording | None:
        return self.wording("summary")

    @property
    def body(self) -> Wording | None:
        return self.wording("body")

    @property
    def is_long(self) -> bool:
        """Whether it is more than a few lines, and is set smaller."""
        return sum(len(self.texts[name].text) for name in LONG if name in self.texts) > 600

    @property
    def has_words(self) -> bool:
        """Whether more than a heading is there."""
        return any(name in self.texts for name in LONG)


@dataclass(frozen=True)
class Next:
    """What should happen next, in one sentence, and the step that does it."""

    sentence: str
    step: str = ""


class GesturePage:
    """What is shown of a letter or another gesture; a district sees of what it is connected with only its own."""

    def __init__(self, gesture: Gesture, *, language: str, actor: Actor) -> None:
        self.gesture, self.language, self.actor = gesture, language, actor

    @property
    def is_drill(self) -> bool:
        return self.gesture.status == Status.EXERCISE

    @property
    def is_reported(self) -> bool:
        return self.gesture.basis == Basis.REPORTED

    @property
    def is_ours(self) -> bool:
        return self.gesture.way == Way.OUT

    @property
    def has_gone(self) -> bool:
        return self.gesture.state not in NOT_GONE

    # ---------- who ----------

    @cached_property
    def signatories(self) -> list[Signatory]:
        rows = self.gesture.signatories.select_related("person", "office__party", "office__person")
        return list(rows.order_by("ordinal"))

    @cached_property
    def persons(self) -> dict[str, Wording]:
        """The names of those who signed, for this reader."""
        known = [row.person.subject for row in self.signatories if row.person]
        return best_texts(known, "name", language=self.language)

    @cached_property
    def signers(self) -> list[tuple[Wording | str, Signatory]]:
        """Name and row of each who signed; the name is empty where only the office is known."""
        return [
            (self.persons.get(row.person.subject, row.name) if row.person else row.name, row)
            for row in self.signatories
        ]

    @cached_property
    def parties(self) -> list[Party]:
        gesture = self.gesture
        known = [gesture.sender, gesture.addressee, gesture.on_behalf_of, gesture.meant_for]
        known += [office.party for office in (gesture.to_office, gesture.handed_to) if office]
        return [party for party in known if party is not None]

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        return names(self.parties, self.language)

    @property
    def partner(self) -> Party:
        """The side that is not ours."""
        return partner_of(self.gesture)

    @property
    def voice(self) -> str:
        """Who speaks, as the heading says it: the first who signed, else the sender."""
        name = self.signers[0][0] if self.signers else ""
        return str(
            name or (self.signatories[0].title if self.signatories else "") or self.names[self.gesture.sender_id]
        )

    @cached_property
    def heading(self) -> Wording | None:
        """What it is called, where it has a heading."""
        found = best_texts([self.gesture.subject], "title", language=self.language)
        return found.get(self.gesture.subject)

    # ---------- when ----------

    @cached_property
    def days(self) -> list[tuple[str, StatedDay]]:
        """The four days, each with its name; unknown ones keep their place."""
        named = (("written", _("Written")), ("sent", _("Sent")), ("received", pgettext("letter", "Received")),
                 ("handed", _("Handed over")))  # fmt: skip
        return [(label, self._day(name)) for name, label in named if self._has_place(name)]

    def _day(self, name: str) -> StatedDay:
        found: StatedDay = getattr(self._four, name)
        return found

    @cached_property
    def _four(self) -> GestureDays:
        return four_days(self.gesture)

    def _has_place(self, name: str) -> bool:
        """A day keeps its place while it may be known; a draft has not gone, and not every letter is handed over."""
        if self._day(name).is_known or name == "written":
            return True
        if name == "handed":
            return bool(self.gesture.handed_to_id or self.gesture.handed_to_words)
        return self.has_gone and self.gesture.kind not in {GestureKind.ILLUMINATION, GestureKind.VISIT}

    @property
    def counts_from_source(self) -> bool:
        """Whether it counts from the day of its source, because none of its own is known."""
        return self.is_reported and not any(
            self._day(name).latest for name in ("written", "sent", "received", "handed")
        )

    # ---------- what it says ----------

    @cached_property
    def texts(self) -> dict[str, list[Text]]:
        return {name: rows for name, rows in fields_of(self.gesture.subject).items() if name in FIELDS}

    @cached_property
    def versions(self) -> list[Version]:
        """The original first, then our translations by language."""
        by_language: dict[str, dict[str, Text]] = {}
        for name, rows in self.texts.items():
            for row in rows:
                by_language.setdefault(row.language, {})[name] = row
        own = tidy_tag(self.gesture.language)
        found = [Version(tag, rows, tag == own) for tag, rows in by_language.items()]
        return sorted(found, key=lambda each: (not each.original, each.language))

    @property
    def original(self) -> Version | None:
        return next((each for each in self.versions if each.original), None)

    @property
    def translations(self) -> list[Version]:
        return [each for each in self.versions if not each.original]

    @cached_property
    def without_version(self) -> list[str]:
        """Languages of this house, and of the partner, in which nobody has written it yet."""
        have = {base_of(each.language) for each in self.versions} | {base_of(self.gesture.language)}
        wanted = dict.fromkeys([*SHOWN, *(tidy_tag(tag) for tag in self.partner.languages)])
        return [tag for tag in wanted if base_of(tag) not in have]

    @cached_property
    def quotations(self) -> list[Quotation]:
        own = list(self.gesture.quotations.select_related("speaker", "voice_of", "source"))
        more = [each for each in quotations_about(self.gesture.subject) if each not in own]
        return [*own, *more]

    # ---------- what belongs to it ----------

    @cached_property
    def _answers(self) -> list[Answer]:
        rows = self.gesture.answers.select_related("to_gesture", "to_consignment__giver", "to_consignment__receiver")
        return list(rows.order_by("pk"))

    @cached_property
    def answers(self) -> list[Row]:
        """The letters that it answers."""
        found = self._whole([row.to_gesture for row in self._answers if row.to_gesture])
        return Shown(self._seen(found), language=self.language).rows

    @cached_property
    def answers_goods(self) -> list[Consignment]:
        """The consignments that it answers."""
        return self._seen([row.to_consignment for row in self._answers if row.to_consignment])

    @cached_property
    def answered_by(self) -> list[Row]:
        """The letters that answer it, drafts included."""
        return Shown(self._seen(answers_to(self.gesture)), language=self.language).rows

    @cached_property
    def answers_said(self) -> list[tuple[Row, Wording]]:
        """The answers that have left or come, each with its words; those of no known words are only told."""
        gone = [row for row in self.answered_by if row.gesture.state not in NOT_GONE]
        said = best_texts([row.gesture.subject for row in gone], "body", language=self.language)
        return [(row, said[row.gesture.subject]) for row in gone if row.gesture.subject in said]

    @cached_property
    def answering(self) -> dict[UUID, Wording]:
        """The names of those whose answers are shown."""
        return names([row.gesture.sender for row, _said in self.answers_said], self.language)

    @cached_property
    def with_goods(self) -> Consignment | None:
        """The consignment with which it came."""
        return next(iter(self._seen([self.gesture.with_goods] if self.gesture.with_goods else [])), None)

    @cached_property
    def accepts(self) -> Pledge | None:
        """The offer that it accepts."""
        return next(iter(self._seen([self.gesture.accepts] if self.gesture.accepts else [])), None)

    def _seen(self, things: list[Thing]) -> list[Thing]:
        return [each for each in things if rules.sees_what_it_answers(self.actor, each)]

    def _whole(self, found: list[Gesture]) -> list[Gesture]:
        keys = [each.pk for each in found]
        return list(Gesture.objects.filter(pk__in=keys).select_related("sender", "addressee", "meant_for"))

    @cached_property
    def citations(self) -> list[Citation]:
        return citations_of([self.gesture.subject])[self.gesture.subject]

    @cached_property
    def letters(self) -> list[str]:
        """The letters of the sources on which it rests, and of what is quoted of it."""
        return sorted({*source_letters(self.citations), *(each.source.key for each in self.quotations)})

    @cached_property
    def attachments(self) -> list[Attachment]:
        return files_shown(self.gesture, self.actor)

    @cached_property
    def papers(self) -> list[IncomingPaper]:
        """The papers of the inbox out of which it came."""
        return papers_of(self.gesture.subject)

    @cached_property
    def history(self) -> list[Entry]:
        return history_of([self.gesture.subject])

    # ---------- how it stands ----------

    @cached_property
    def reply(self) -> str:
        """answered, not_gone, unknown, not_expected or expected."""
        return str(reply_of(self.gesture))

    @property
    def next(self) -> Next:
        """The next step in plain words."""
        if self.is_reported:
            return Next(
                _("A source tells of it. When the papers are here, it can be taken into our own books."), "adopt"
            )
        if not self.is_ours and self.gesture.state == S.WITHDRAWN:
            return Next(_next_of_aside(self.gesture))
        return self._next_of_ours() if self.is_ours and self.gesture.state != S.DELIVERED else self._next_reply()

    def _next_of_ours(self) -> Next:
        told = {
            S.DRAFT: Next(_("It is a draft. Next it is signed, and sent."), "sign"),
            S.SIGNED: Next(_("It is signed. Next it is sent."), "send"),
            S.SENT: Next(_("It has gone. Next we note when it reached them."), "delivery"),
            S.WITHDRAWN: Next(_("It was withdrawn and is not sent.")),
        }
        return told.get(GestureState(self.gesture.state), Next(""))

    def _next_reply(self) -> Next:
        due = self.gesture.reply_due
        by_us = self.gesture.way == Way.IN
        if self.reply == "answered":
            return Next(_("It is answered. Nothing is to be done."))
        if self.reply == "not_expected":
            return Next(_("No answer is expected. Nothing is to be done."))
        if self.reply == "expected":
            return Next(_expected(by_us=by_us, due=show_day(due) if due else ""), "answer" if by_us else "")
        if by_us:
            return Next(_("Whether it needs an answer is not noted."), "answer")
        return Next(_("Whether they will answer is not known."))

    @cached_property
    def counted_in(self) -> LettersKnown | None:
        """Who is known to have written, when this letter is among those of a stated count."""
        gesture = self.gesture
        if gesture.way != Way.IN or gesture.kind not in COUNTED_AS_LETTER or self.is_drill:
            return None
        known = letters_known(as_of=today(), status=gesture.status)
        among = known.stated is not None and gesture.counts_from <= known.stated.as_of
        if gesture.occasion_id and known.occasion and gesture.occasion_id != known.occasion.pk:
            return None
        return known if among and gesture.sender in known.cities and gesture.addressee == our_city() else None

    # ---------- to copy ----------

    @cached_property
    def sentence(self) -> str:
        """One sentence that can be copied: who, what, to whom, which day, how we know."""
        gesture, day = self.gesture, day_of_gesture(self.gesture)
        who = [part for name, row in self.signers for part in (str(name), row.title) if part]
        told = {
            "kind": word("kind", gesture.kind),
            "who": listed([*who, str(self.names[gesture.sender_id])]),
            "to": str(self.names[gesture.addressee_id]),
            "day": show_day(day) if day.is_known else _("day not known"),
            "number": gesture.number,
        }
        said = _("%(who)s to %(to)s: %(kind)s, %(day)s (%(number)s)") % told
        sources = listed(source_letters(self.citations))
        return (
            _("%(said)s, reported by source %(sources)s.") % {"said": said, "sources": sources}
            if sources
            else f"{said}."
        )


def _next_of_aside(gesture: Gesture) -> str:
    """What is to be known of an entry that was set aside, when it is read alone."""
    if gesture.twice_of is None:
        return _("It was entered by mistake and set aside. It counts nowhere.")
    return _("It was entered twice and set aside. %(number)s stands.") % {"number": gesture.twice_of.number}


def _expected(*, by_us: bool, due: str) -> str:
    if by_us:
        return _("They expect an answer by %(day)s.") % {"day": due} if due else _("They expect an answer.")
    return _("We expect an answer by %(day)s.") % {"day": due} if due else _("We expect an answer.")
