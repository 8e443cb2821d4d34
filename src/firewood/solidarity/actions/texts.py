"""Translations of a gesture, and words quoted from it. The original is never replaced by either."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid.states import Basis
from firewood.archive.actions import CitationDraft, SentenceDraft, SourceDraft, cite, enter_sentences, enter_source
from firewood.archive.models import Sentence, Source
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, Problem, require
from firewood.journal.standing import Status
from firewood.languages.choice import tidy_tag
from firewood.languages.states import TextState
from firewood.languages.texts import Draft, write_texts
from firewood.registry.actions import QuotationDraft, enter_quotation
from firewood.registry.models import Quotation
from firewood.registry.states import QuotationState
from firewood.solidarity import rules
from firewood.solidarity.actions.problems import language_problems, refuse, text_problems, too_long
from firewood.solidarity.actions.rows import day_of_row, lock_seen
from firewood.solidarity.models import Gesture
from firewood.solidarity.states import NOT_GONE, Way

LONGEST_QUOTATION = 2_000


@action
def write_version(
    gesture: Gesture,
    *,
    language: str,
    texts: Mapping[str, str],
    machine: bool = False,
    actor: Actor,
    at: datetime,
) -> Gesture:
    """Write the texts in another language: a translation, marked as one. An empty text takes it away."""
    gesture = lock_seen(gesture, actor)
    require(rules.may_keep(actor, gesture), _("translate this letter"))
    refuse([*text_problems(texts, language), *_version_problems(gesture, language, texts)])
    state = TextState.MACHINE if machine else TextState.HUMAN
    write_texts(
        Draft(subject=gesture.subject, field=field, language=language, text=text, state=state, made_by=actor.name)
        for field, text in texts.items()
    )
    record("solidarity.gesture.translated", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           language=tidy_tag(language), machine=machine, texts=dict(texts))  # fmt: skip
    return gesture


@action
def quote(gesture: Gesture, *, text: str, language: str, actor: Actor, at: datetime) -> Quotation:
    """Take words out of a gesture as a thing of their own, with whoever said them and the office held."""
    gesture = lock_seen(gesture, actor)
    require(rules.may_keep(actor, gesture), _("quote from this letter"))
    refuse([*_quotation_problems(text), *language_problems("language", language)])
    _refuse_unsaid(gesture)
    source = _as_source(gesture, actor=actor, at=at)
    quotation = enter_quotation(_quotation(gesture, text.strip(), language, source), actor=actor, at=at)
    sentence = _as_sentence(source, quotation, actor=actor, at=at)
    cite([CitationDraft(quotation.subject, source, sentence)], actor=actor, at=at)
    gesture.quotations.add(quotation)
    record("solidarity.gesture.quoted", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           quotation=quotation.key, text=quotation.text)  # fmt: skip
    return quotation


def _version_problems(gesture: Gesture, language: str, texts: Mapping[str, str]) -> list[Problem]:
    problems = []
    if not texts:
        problems.append(Problem("texts", _("There is nothing to write down.")))
    if gesture.language and tidy_tag(language) == gesture.language:
        problems.append(Problem("language", _("This is the language of the original, which no translation replaces.")))
    return problems


def _quotation_problems(text: str) -> list[Problem]:
    if not text.strip():
        return [Problem("text", _("Give the words."))]
    return [too_long("text", LONGEST_QUOTATION)] if len(text) > LONGEST_QUOTATION else []


def _refuse_unsaid(gesture: Gesture) -> None:
    if gesture.basis == Basis.REPORTED:
        raise NotNow(
            "only_reported",
            _("This is only reported by a source. Take it into our books first, when the papers are here."),
            basis=gesture.basis,
        )
    if gesture.status != Status.ACTUAL:
        raise NotNow("only_an_exercise", _("Words of an exercise were not said."), status=gesture.status)
    if gesture.state in NOT_GONE:
        raise NotNow("not_gone", _("What has not gone yet has not been said."), state=gesture.state)


def _as_source(gesture: Gesture, *, actor: Actor, at: datetime) -> Source:
    """The letter itself as a document that says something."""
    known = Source.objects.filter(key=gesture.number).first()
    return known or enter_source(
        SourceDraft(
            key=gesture.number, title=f"{gesture.number}: {gesture.sender.name} → {gesture.addressee.name}",
            language=gesture.language or "en", counts_from=gesture.counts_from, medium=gesture.kind,
        ),
        actor=actor, at=at,
    )  # fmt: skip


def _as_sentence(source: Source, quotation: Quotation, *, actor: Actor, at: datetime) -> Sentence:
    """The words as the next sentence of that document; the gesture is locked, so the number is free."""
    number = source.sentences.count() + 1
    draft = SentenceDraft(number, quotation.text, quotation.language)
    return enter_sentences(source, sentences=[draft], actor=actor, at=at)[number]


def _quotation(gesture: Gesture, text: str, language: str, source: Source) -> QuotationDraft:
    first = gesture.signatories.order_by("ordinal").select_related("person").first()
    said = day_of_row(gesture, "written")
    return QuotationDraft(
        key=f"{gesture.number.lower()}-{secrets.token_hex(3)}",
        state=QuotationState.QUOTATION,
        text=text,
        language=tidy_tag(language),
        source=source,
        speaker=first.person if first else None,
        voice="" if first is None or first.person else str(first),
        voice_of=gesture.sender,
        office_held=first.title if first else "",
        said=said if said.is_known else day_of_row(gesture, "received" if gesture.way == Way.IN else "sent"),
        addressed_to=gesture.addressee,
        occasion=gesture.occasion,
        about=gesture.subject,
    )
