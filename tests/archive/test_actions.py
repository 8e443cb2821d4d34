"""Sources and their sentences stand as they were entered; citations say which of them says what."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from firewood.accounts.actor import Actor, program
from firewood.archive.actions import CitationDraft, SentenceDraft, SourceDraft, cite, enter_sentences, enter_source
from firewood.archive.models import Citation, Sentence, Source
from firewood.archive.queries import citations_of, cited_by, grounds_of, source_letters
from firewood.journal.refusals import NotAllowed, NotNow
from firewood.languages.dates import StatedDay
from firewood.languages.search import find

pytestmark = pytest.mark.django_db

CLERK = program("archive test")
AT = datetime(2020, 10, 9, 3, tzinfo=UTC)
DAY = date(2020, 3, 26)


def letter(key: str = "X") -> Source:
    draft = SourceDraft(
        key=key, title="A letter", language="en", published=StatedDay("26 March", DAY, DAY), counts_from=DAY
    )
    return enter_source(draft, actor=CLERK, at=AT)


def sentences(source: Source, *texts: str) -> dict[int, Sentence]:
    drafts = [SentenceDraft(number, text, "en") for number, text in enumerate(texts, start=1)]
    return enter_sentences(source, sentences=drafts, actor=CLERK, at=AT)


def test_a_sentence_is_found_by_its_words_and_leads_to_its_place() -> None:
    sentences(letter(), "We thank you.", "The boxes have arrived.")
    found = find("boxes arrived")
    assert [(each.kind, each.key, each.url) for each in found] == [("sentence", "X2", "/sources/X/#s2")]


def test_more_sentences_may_follow_but_none_is_changed() -> None:
    source = letter()
    sentences(source, "We thank you.")
    assert sorted(sentences(source, "We thank you.", "The boxes have arrived.")) == [1, 2]
    with pytest.raises(NotNow, match="other words: 1"):
        sentences(source, "We do not thank you.")
    assert [each.text for each in source.sentences.all()] == ["We thank you.", "The boxes have arrived."]


def test_citing_again_replaces_what_was_cited_before() -> None:
    source = letter()
    standing = sentences(source, "We thank you.", "The boxes have arrived.")
    for number in (1, 2):
        cite([CitationDraft("aid.x:1", source, standing[number])], actor=CLERK, at=AT)
    assert [each.sentence for each in Citation.objects.all()] == [standing[2]]
    assert sorted(cited_by(source)) == [2]


def test_citations_of_many_things_say_their_letters() -> None:
    one, two = letter("X"), letter("Y")
    cite([CitationDraft("a:1", two), CitationDraft("a:1", one), CitationDraft("a:2", one)], actor=CLERK, at=AT)
    found = citations_of(["a:1", "a:2", "a:3"])
    assert {subject: source_letters(cited) for subject, cited in found.items()} == {
        "a:1": ["X", "Y"], "a:2": ["X"], "a:3": [],
    }  # fmt: skip


def test_a_sentence_that_proves_three_things_is_a_ground_once_with_what_is_concluded_from_it() -> None:
    one, two = letter("X"), letter("Y")
    standing = sentences(one, "We thank you.", "The boxes have arrived.")
    cite(
        [
            CitationDraft("a:1", one, standing[1]), CitationDraft("a:1", one, standing[1], field="received"),
            CitationDraft("a:1", one, standing[1], field="state", derived=True, reason="Thanks come after arrival."),
            CitationDraft("a:1", one), CitationDraft("a:1", two),
        ],
        actor=CLERK, at=AT,
    )  # fmt: skip
    found = grounds_of(citations_of(["a:1"])["a:1"])
    assert [(each.source.key, str(each.sentence or ""), each.conclusions) for each in found] == [
        ("X", "We thank you.", ["Thanks come after arrival."]), ("Y", "", []),
    ]  # fmt: skip


def test_a_conclusion_without_a_reason_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        cite([CitationDraft("a:1", letter(), derived=True)], actor=CLERK, at=AT)
    assert Citation.objects.count() == 0


def test_a_reader_may_neither_enter_nor_cite_and_nothing_changes() -> None:
    reader = Actor("officer", "reader", "A reader")
    source = letter()
    with pytest.raises(NotAllowed):
        enter_source(SourceDraft(key="Z", title="A note", language="en"), actor=reader, at=AT)
    with pytest.raises(NotAllowed):
        enter_sentences(source, sentences=[SentenceDraft(1, "No.", "en")], actor=reader, at=AT)
    with pytest.raises(NotAllowed):
        cite([CitationDraft("a:1", source)], actor=reader, at=AT)
    assert (Source.objects.count(), Sentence.objects.count(), Citation.objects.count()) == (1, 0, 0)
