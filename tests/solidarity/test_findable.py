"""Letters are found by their words, persons, partners and numbers, in every language."""

from datetime import date

import pytest

from firewood.desk.finding import find_everything
from firewood.languages.texts import write_text
from firewood.registry.actions import OfficeDraft, PersonDraft, enter_office, enter_person
from firewood.registry.wordings import write_names
from firewood.solidarity import actions
from firewood.solidarity.drafts import SignatoryDraft
from tests.solidarity.world import AT, LIU, friends, letter, stated

pytestmark = pytest.mark.django_db


def found(words: str, **more: str) -> list[str]:
    return [each.key for each in find_everything(words, **more) if each.kind in ("gesture", "stated_letters")]


def test_a_letter_is_found_by_what_stands_in_it_around_it_and_under_it() -> None:
    here = friends()
    write_names(here.seoul.subject, name="Seoul", names={"zh-hans": ["首尔"], "ko": ["서울"]})
    person = enter_person(PersonDraft(key="park", name="Park Won-soon", names={"ko": ["박원순"]}), actor=LIU, at=AT)
    office = enter_office(
        OfficeDraft(key="park-office", party=here.seoul, title="Mayor of Seoul", person=person,
                    translations={"de": "Bürgermeister von Seoul"}),
        actor=LIU, at=AT,
    )  # fmt: skip
    came = letter(
        here.seoul, here.beijing, on=date(2020, 3, 5), texts={"title": "위로", "body": "Firewood in cold weather"},
        language="ko", signatories=[SignatoryDraft(office=office)], file_number="Az 17/2020",
    )  # fmt: skip
    actions.write_version(came, language="de", texts={"title": "Beileid"}, actor=LIU, at=AT)
    for words in ("firewood cold", "박원순", "Park Seoul", "首尔 信函", "Bürgermeister", "Beileid", "5 March 2020",
                  "Az 17/2020", "IN-2020-001", "위로"):  # fmt: skip
        assert found(words) == ["IN-2020-001"], words
    assert [each.url for each in find_everything("Beileid")] == ["/letters/IN-2020-001/"]
    assert found("Beileid", status="exercise") == []


def test_a_letter_is_found_under_a_name_that_its_signatory_got_later() -> None:
    here = friends()
    person = enter_person(PersonDraft(key="koike", name="Yuriko Koike"), actor=LIU, at=AT)
    letter(here.seoul, here.beijing, signatories=[SignatoryDraft(person=person, title="Governor")])
    assert found("小池百合子") == []
    enter_person(PersonDraft(key="koike", name="Yuriko Koike", names={"ja": ["小池百合子"]}), actor=LIU, at=AT)
    assert found("小池百合子") == ["IN-2020-001"]


def test_a_stated_count_is_found_and_leads_to_the_register() -> None:
    here = friends()
    count = stated(here.beijing, 24, date(2020, 3, 25))
    assert found("24 sister cities") == ["stated-24"]
    write_text(count.subject, field="words", language="de", text="24 Partnerstädte", state="human")
    assert [each.url for each in find_everything("24 sister cities")] == ["/letters/#stated-24"]
