"""Answers to the questions that others ask us: the sentence for a figure, for a partner, for the letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from firewood.aid import addresses
from firewood.aid.models import Consignment
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.days import newest_first
from firewood.aid.queries.figures import Share
from firewood.aid.queries.sayings import gift_sentences
from firewood.aid.queries.shown_totals import RowShown, SourceShown, TotalsShown, shown_totals, sources_of
from firewood.aid.states import Direction, Part
from firewood.archive.queries import citations_of, source_letters
from firewood.desk.answers.asking import ALL, LETTERS, Question, looks_like_question, read_question
from firewood.desk.answers.letters import letters_as_of, letters_sentences
from firewood.desk.queries.acts import side_of
from firewood.journal.refusals import NotFound
from firewood.journal.standing import Status
from firewood.languages.models import Text
from firewood.languages.search import fold
from firewood.languages.texts import Wording
from firewood.registry.models import Party
from firewood.registry.queries import party_by_key

MOST_GIFTS = 200


@dataclass(frozen=True)
class Answer:
    """One answer: what it is about, its sentence in every language, where it leads, and what must be known beside."""

    title: str
    language: str
    sentences: tuple[Wording, ...]
    url: str
    letters: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Answers:
    """All answers to one question, with a plain remark and the sources of what they say."""

    found: tuple[Answer, ...] = ()
    remark: str = ""
    sources: tuple[SourceShown, ...] = ()


def answers_to(typed: str, *, status: str, language: str) -> Answers:
    """What we answer to a question typed into the search; nothing when it is none, or in an exercise."""
    if status != Status.ACTUAL or not typed:
        return Answers()
    catalogue = Catalogue(language)
    if not looks_like_question(typed) and fold(typed) not in catalogue.by_name:
        return Answers()
    items = {name: known.item.key for name, known in catalogue.by_name.items()}
    asked = read_question(typed, items=items, parties=_party_names() if looks_like_question(typed) else {})
    if asked is None:
        return Answers()
    if asked.what == LETTERS:
        return answer_about_letters()
    if asked.what == ALL:
        return answers_about_partner(party_by_key(asked.party), language=language, direction=asked.direction)
    return answer_about_item(asked, language=language)


def answer_about_item(asked: Question, *, language: str) -> Answers:
    """How many of an item were received or given, in all or from or to one side."""
    totals = shown_totals(asked.direction, status=Status.ACTUAL, language=language, speaks=True)
    row = totals.row(asked.what)
    if row is None:
        return Answers(remark=_("Of this item nothing is counted, reported or stated."))
    if asked.party:
        return _answer_about_share(totals, row, party_by_key(asked.party))
    url = reverse("sentence", args=[asked.direction, asked.what])
    found = Answer(str(row.name), row.name.language if row.name else "", row.sentences, url, _letters(row))
    return Answers((found,), "", tuple(sources_of(_letters(row))))


def answer_about_letters() -> Answers:
    """How many sister cities have sent letters, as a source states it and as we know them by name."""
    known = letters_as_of()
    letters = (known.stated.source.key,) if known.stated else ()
    found = Answer(_("Letters"), "", letters_sentences(known), reverse("sentence-letters"), letters)
    return Answers((found,), "", tuple(sources_of(letters)))


def answers_about_partner(party: Party, *, language: str, direction: Direction | None = None) -> Answers:
    """What a partner, with all that belongs to it, gave us and what we gave them: a sentence for each gift."""
    side = side_of(party)
    gifts = _gifts(side, direction)
    said, letters = gift_sentences(gifts), citations_of(gift.subject for gift in gifts)
    found = tuple(
        Answer(gift.number, "", said[gift.pk], addresses.of_consignment(gift),
               tuple(source_letters(letters[gift.subject])), _way(gift))
        for gift in gifts if gift.pk in said
    )  # fmt: skip
    used = {letter for answer in found for letter in answer.letters}
    return Answers(found, _no_split(direction, language), tuple(sources_of(used)))


def figures_of_partner(
    party: Party, *, direction: Direction, language: str
) -> list[tuple[RowShown, tuple[Wording, ...]]]:
    """The sentences for each item that a partner gave us, or got from us, as far as a number is known."""
    totals = shown_totals(direction, status=Status.ACTUAL, language=language, speaks=True)
    side = set(side_of(party))
    found = []
    for row in totals.rows:
        shares = row.row.donors if direction == Direction.RECEIVED else row.row.recipients
        found += [
            (row, totals.sayings.of_share(row.row, share, row.letters))
            for share in shares
            if share.party in side and share.figure.quantity
        ]
    return found


def figure_page(direction: str, key: str, *, status: str, language: str) -> tuple[TotalsShown, RowShown]:
    """The row whose sentence is asked for. `NotFound` when nothing is known of it."""
    if direction not in set(Direction):
        raise NotFound("not_found", direction)
    totals = shown_totals(Direction(direction), status=status, language=language, speaks=True)
    row = totals.row(key)
    if row is None:
        raise NotFound("not_found", _("Of this item nothing is counted, reported or stated."))
    return totals, row


def _answer_about_share(totals: TotalsShown, row: RowShown, party: Party) -> Answers:
    side = set(side_of(party))
    shares: Iterable[Share] = row.row.donors if totals.direction == Direction.RECEIVED else row.row.recipients
    said = [(share, totals.sayings.of_share(row.row, share, row.letters)) for share in shares if share.party in side]
    url = reverse("partner", args=[party.key])
    found = tuple(Answer(str(row.name), "", sentences, url, row.letters) for _share, sentences in said)
    return Answers(found, _no_split(totals.direction, totals.language), tuple(sources_of(row.letters)))


def _no_split(direction: Direction | None, language: str) -> str:
    """Said plainly where it matters: a sum that a source states is not known by giver."""
    if direction == Direction.GIVEN:
        return ""
    totals = shown_totals(Direction.RECEIVED, status=Status.ACTUAL, language=language)
    if not any(row.spoken and row.spoken.part == Part.STATED for row in totals.rows):
        return ""
    return _("The sums that sources state are not known by giver: nobody can say how much of them came from whom.")


def _letters(row: RowShown) -> tuple[str, ...]:
    if row.spoken and row.spoken.stated:
        return tuple(letter for stated, letter in row.stated if stated.id == row.spoken.stated.id)
    return row.letters if row.spoken is None or row.spoken.part == Part.REPORTED else ()


def _gifts(side: list[UUID], direction: Direction | None) -> list[Consignment]:
    ours = Q(receiver__in=side) | Q(shared_with__in=side)
    rows = Consignment.objects.filter(Q(giver__in=side) | ours, status=str(Status.ACTUAL))
    if direction:
        rows = rows.filter(direction=str(direction))
    keys = rows.values_list("pk", flat=True).distinct()
    ordered = newest_first(Consignment.objects.filter(pk__in=list(keys)))
    return list(ordered.select_related("giver", "receiver").prefetch_related("shared_with")[:MOST_GIFTS])


def _way(gift: Consignment) -> str:
    return str(gift.direction)


def _party_names() -> dict[str, str]:
    """Every place and body by its folded names in all languages."""
    rows = dict(Party.objects.values_list("pk", "key"))
    texts = Text.objects.filter(subject__startswith="registry.party:", field="name").values_list("subject", "text")
    own = {fold(name): key for name, key in Party.objects.values_list("name", "key")}
    known = {f"registry.party:{pk}": key for pk, key in rows.items()}
    return own | {fold(text): known[subject] for subject, text in texts if subject in known}
