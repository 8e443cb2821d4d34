"""What the search finds of aid, however it is asked."""

from datetime import date

import pytest

from firewood.aid.followers import NAME, catch_up
from firewood.aid.models import Arrival, Handover, Need
from firewood.archive.models import Citation, Sentence, Source
from firewood.desk.finding import as_json, find_everything
from firewood.journal.action import action
from firewood.journal.following import is_behind
from firewood.journal.record import record
from firewood.languages.texts import write_text
from firewood.registry.states import PartyKind
from firewood.supplies.actions import enter_code
from tests.aid.queries.things import ACTOR, FEBRUARY, boxes, item, line, party, reported, stated
from tests.aid.world import AT, LIU, world

pytestmark = pytest.mark.django_db


@action
def tell(subject: str) -> None:
    """Something happened to the subject."""
    record("aid.story.told", subject=subject, actor=ACTOR, at=FEBRUARY)


def keys(words: str, **how: str) -> list[str]:
    return [result.key for result in find_everything(words, **how)]


def mapo_boxes() -> None:
    mapo, ours = party("Mapo District", PartyKind.DISTRICT), party("Shijingshan", PartyKind.DISTRICT)
    write_text(mapo.subject, field="name", language="ko", text="마포구")
    write_text(mapo.subject, field="name", language="zh-hans", text="麻浦区")
    gift = reported(giver=mapo, receiver=ours, key="mapo-boxes", words="received 49 boxes of medical supplies")
    line(gift, None, None)
    boxes(gift, 49)
    source = Source.objects.create(key="A", title="Article", language="en")
    sentence = Sentence.objects.create(source=source, number=51, text="It came on February 20.", language="en")
    Citation.objects.create(subject=gift.subject, source=source, sentence=sentence)
    write_text(gift.subject, field="message", language="en", text="When brothers come together")
    tell(gift.subject)


@pytest.mark.parametrize(
    "words", ["49 boxes Mapo", "마포구", "麻浦区 boxes", "February 20", "brothers together", "mapo-boxes"]
)
def test_forty_nine_boxes_are_found(words: str) -> None:
    mapo_boxes()
    assert keys(words) == ["mapo-boxes"]


def test_the_result_has_the_fixed_shape() -> None:
    mapo_boxes()
    (result,) = find_everything("49 boxes Mapo")
    assert as_json(result) == {
        "kind": "consignment",
        "key": "mapo-boxes",
        "title": "Mapo District → Shijingshan: 49 boxes of unknown contents",
        "snippet": "received 49 boxes of medical supplies · When brothers come together · It came on February 20.",
        "source": "A",
        "url": result.url,
    }


def test_titles_follow_the_language_of_the_reader() -> None:
    mapo_boxes()
    (result,) = find_everything("49 Mapo", language="zh-hans")
    assert result.title.startswith("麻浦区 → ")


def test_arrivals_and_handovers_are_found_by_day_place_and_person() -> None:
    gift = reported(giver=party("Beijing"), receiver=party("Tokyo"), direction="given", key="tokyo")
    line(gift, item("disinfectant"), None)
    Arrival.objects.create(
        consignment=gift, place=party("Narita Airport", PartyKind.AIRPORT), day_words="On March 16 and 17",
        day_earliest=date(2020, 3, 16), day_latest=date(2020, 3, 16), batch_number=1,
    )  # fmt: skip
    Handover.objects.create(consignment=gift, state="done", taker_words="Mohammad Keshavarzzadeh")
    tell(gift.subject)
    assert keys("Narita 16 March") == keys("keshavarzzadeh") == keys("disinfectant tokyo") == ["tokyo"]


def test_a_stated_figure_is_found_by_its_words_and_its_number() -> None:
    figure = stated(item("masks"), 1130000, as_of=date(2020, 3, 25))
    figure.words = "approximately 1.13 million masks"
    figure.save()
    tell(figure.subject)
    assert keys("1.13 million masks") == keys("1,130,000 masks") == [figure.key]


def test_exercises_are_found_only_in_the_exercise() -> None:
    gift = reported(giver=party("Seoul"), receiver=party("Beijing"), status="exercise", key="drill")
    tell(gift.subject)
    assert (keys("Seoul"), keys("Seoul", status="exercise")) == ([], ["drill"])


def test_a_changed_thing_is_found_by_its_new_words_only() -> None:
    need = Need.objects.create(
        number="N-1", party=party("Seoul"), origin="stated", counts_from=date(2020, 3, 1), words="gauze"
    )
    tell(need.subject)
    assert keys("gauze") == ["N-1"]
    Need.objects.update(words="bandages")
    tell(need.subject)
    assert (keys("gauze"), keys("bandages")) == ([], ["N-1"])


def test_a_party_that_is_renamed_takes_its_acts_along() -> None:
    seoul = party("Seoul")
    gift = reported(giver=seoul, receiver=party("Beijing"), key="gift")
    tell(gift.subject)
    assert keys("서울") == []
    write_text(seoul.subject, field="name", language="ko", text="서울")
    tell(seoul.subject)
    assert keys("서울") == ["gift"]


def test_following_reads_every_line_once_and_then_rests() -> None:
    mapo_boxes()
    assert is_behind(NAME)
    assert catch_up() > 0
    assert not is_behind(NAME)
    assert catch_up() == 0


def test_a_kind_of_goods_is_found_by_its_name_and_code() -> None:
    masks = world().masks
    enter_code(masks, scheme="HS", edition="2017", code="6307.90", actor=LIU, at=AT)
    assert [(result.kind, result.key) for result in find_everything("6307.90")] == [("item", "masks")]
