"""Translations stand beside the original, and quoted words are things of their own."""

from datetime import date

import pytest

from firewood.archive.queries import citations_of
from firewood.journal.refusals import NotAllowed, NotNow, Unreadable
from firewood.journal.standing import Status
from firewood.languages.texts import fields_of
from firewood.registry.models import Office, Person, Quotation
from firewood.registry.queries import quotations_about
from firewood.solidarity import actions
from firewood.solidarity.drafts import SignatoryDraft
from firewood.solidarity.models import Gesture
from tests.solidarity.world import AT, LIU, READER, draft, friends, letter, lines, reported

pytestmark = pytest.mark.django_db


def texts(gesture: Gesture, field: str = "title") -> dict[str, tuple[str, str]]:
    return {text.language: (text.state, text.text) for text in fields_of(gesture.subject).get(field, [])}


def test_a_translation_stands_beside_the_original_and_is_behind_when_that_changes() -> None:
    here = friends()
    ours = letter(here.beijing, here.seoul, texts={"title": "感谢"}, language="zh-Hans")
    actions.write_version(ours, language="en", texts={"title": "Thanks"}, actor=LIU, at=AT)
    actions.write_version(ours, language="ko", texts={"title": "감사"}, machine=True, actor=LIU, at=AT)
    assert texts(ours) == {
        "zh-hans": ("original", "感谢"), "en": ("human", "Thanks"), "ko": ("machine", "감사"),
    }  # fmt: skip
    actions.rewrite_gesture(
        ours, draft(here.beijing, here.seoul, texts={"title": "深表感谢"}, language="zh-hans"), actor=LIU, at=AT
    )
    assert {language: state for language, (state, _text) in texts(ours).items()} == {
        "zh-hans": "original", "en": "outdated", "ko": "outdated",
    }  # fmt: skip
    actions.write_version(ours, language="en", texts={"title": "Deep thanks"}, actor=LIU, at=AT)
    actions.write_version(ours, language="ko", texts={"title": ""}, actor=LIU, at=AT)
    assert texts(ours) == {"zh-hans": ("original", "深表感谢"), "en": ("human", "Deep thanks")}


def test_an_original_in_another_language_than_was_thought_takes_the_place_of_the_wrong_one() -> None:
    here = friends()
    came = letter(here.seoul, here.beijing, texts={"body": "東京より"}, language="zh")
    actions.amend_gesture(
        came, draft(here.seoul, here.beijing, texts={"body": "東京より"}, language="ja"), actor=LIU, at=AT
    )
    assert texts(came, "body") == {"ja": ("original", "東京より")}


def test_no_translation_replaces_the_original() -> None:
    here = friends()
    came = letter(here.seoul, here.beijing, texts={"title": "위로"}, language="ko")
    before = lines()
    for language, wrong, sentence in (
        ("ko", {"title": "x"}, "language of the original"),
        ("qqq", {"title": "x"}, "is not a language"),
        ("de", {}, "nothing to write down"),
        ("de", {"headline": "x"}, "no such text"),
    ):
        with pytest.raises(Unreadable, match=sentence):
            actions.write_version(came, language=language, texts=wrong, actor=LIU, at=AT)
    with pytest.raises(NotAllowed):
        actions.write_version(came, language="de", texts={"title": "Beileid"}, actor=READER, at=AT)
    assert (lines(), texts(came)) == (before, {"ko": ("original", "위로")})


def test_words_are_quoted_with_whoever_said_them_and_the_office_held() -> None:
    here = friends()
    person = Person.objects.create(key="park", name="Park Won-soon", sort_name="park")
    office = Office.objects.create(key="park-office", person=person, party=here.seoul, title="Mayor of Seoul")
    came = letter(
        here.seoul, here.beijing, on=date(2020, 3, 5), texts={"body": "We stand by you. Always."}, language="en",
        signatories=[SignatoryDraft(office=office)],
    )  # fmt: skip
    first = actions.quote(came, text="We stand by you.", language="en", actor=LIU, at=AT)
    second = actions.quote(came, text="Always.", language="en", actor=LIU, at=AT)
    assert (first.speaker, first.office_held, first.voice_of, first.said_earliest) == (
        person, "Mayor of Seoul", here.seoul, date(2020, 3, 5),
    )  # fmt: skip
    assert set(came.quotations.all()) == set(quotations_about(came.subject)) == {first, second}
    cited = citations_of([first.subject, second.subject])
    assert [
        (each.source.key, each.sentence and (each.sentence.number, each.sentence.text))
        for one in (first, second)
        for each in cited[one.subject]
    ] == [("IN-2020-001", (1, "We stand by you.")), ("IN-2020-001", (2, "Always."))]


def test_what_was_not_said_is_not_quoted() -> None:
    here = friends()
    ours = letter(here.beijing, here.seoul, texts={"body": "Dear friends"}, language="en")
    drill = letter(here.seoul, here.beijing, status=Status.EXERCISE)
    told = reported(here.seoul, here.beijing, date(2020, 2, 1))
    came = letter(here.cologne, here.beijing)
    before = lines()
    for gesture, sentence in ((ours, "not gone"), (drill, "exercise"), (told, "only reported")):
        with pytest.raises(NotNow, match=sentence):
            actions.quote(gesture, text="Dear friends", language="en", actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="Give the words"):
        actions.quote(came, text=" ", language="en", actor=LIU, at=AT)
    assert (lines(), Quotation.objects.count()) == (before, 0)
