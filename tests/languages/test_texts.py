"""Wordings of a thing in several languages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firewood.languages.models import Text
from firewood.languages.texts import Draft, Wording, best_text, best_texts, texts_of, write_text, write_texts

pytestmark = pytest.mark.django_db

COLOGNE = "registry.party:cologne"
SEOUL = "registry.party:seoul"


def name_cologne() -> None:
    write_texts(
        [
            Draft(subject=COLOGNE, field="name", language="de", text="Köln"),
            Draft(subject=COLOGNE, field="name", language="en", text="Cologne", state="human"),
            Draft(subject=COLOGNE, field="name", language="zh-Hans", text="科隆", state="human", made_by="the office"),
        ]
    )


def test_a_reader_gets_their_own_language() -> None:
    name_cologne()
    rows = texts_of([COLOGNE], "name")[COLOGNE]
    assert best_text(rows, "zh-Hans-CN") == Wording("科隆", "zh-hans", "ltr", "human")
    assert best_text(rows, "de-AT") == Wording("Köln", "de", "ltr", "original")
    assert str(best_text(rows, "ko")) == "Cologne"


def test_without_english_the_original_is_shown_and_without_anything_nothing() -> None:
    write_text(SEOUL, field="note", language="fa", text="یادداشت")
    write_text(SEOUL, field="note", language="ko", text="메모", state="machine")
    assert best_text(texts_of([SEOUL], "note")[SEOUL], "de") == Wording("یادداشت", "fa", "rtl", "original")
    assert best_text([], "de") is None


def test_names_of_many_things_cost_one_query() -> None:
    name_cologne()
    write_text(SEOUL, field="name", language="ko", text="서울")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = best_texts([COLOGNE, SEOUL, "registry.party:nowhere"], "name", language="en")
    assert {subject: str(wording) for subject, wording in found.items()} == {COLOGNE: "Cologne", SEOUL: "서울"}
    assert len(queries) == 1


def test_a_changed_original_leaves_its_translations_outdated() -> None:
    name_cologne()
    write_text(COLOGNE, field="name", language="de", text="Köln am Rhein")
    states = dict(Text.objects.filter(subject=COLOGNE).values_list("language", "state"))
    assert states == {"de": "original", "en": "outdated", "zh-hans": "outdated"}


def test_the_same_text_again_outdates_nothing_and_doubles_nothing() -> None:
    name_cologne()
    name_cologne()
    assert sorted(Text.objects.values_list("language", "state")) == [
        ("de", "original"), ("en", "human"), ("zh-hans", "human")]  # fmt: skip


def test_a_second_name_stands_behind_the_first() -> None:
    name_cologne()
    write_text(COLOGNE, field="name", language="en", text="Koeln", ordinal=1)
    assert str(best_text(texts_of([COLOGNE], "name")[COLOGNE], "en")) == "Cologne"


def test_an_empty_text_takes_the_wording_away() -> None:
    name_cologne()
    write_text(COLOGNE, field="name", language="en", text="  ", state="human")
    assert [row.language for row in texts_of([COLOGNE], "name")[COLOGNE]] == ["de", "zh-hans"]
