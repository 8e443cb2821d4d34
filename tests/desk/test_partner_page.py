"""Stories of a partner's page and card: one axis page by page, the card, next dates, and how much is asked."""

import re
from datetime import date
from html import unescape

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firewood.accounts.states import Duty
from firewood.registry.actions import (
    OfficeDraft,
    PartyDraft,
    PersonDraft,
    VisitDraft,
    change_party,
    enter_office,
    enter_visit,
)
from firewood.registry.models import Party, Visit
from firewood.registry.states import Aspect, PartyKind, VisitWay
from firewood.solidarity.models import Gesture
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, LIU, World, despatched, line, stocked, world
from tests.registry.world import registry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _march(settings: LazySettings) -> None:
    """The office's day is 20 March 2020."""
    settings.FIREWOOD_CLOCK = date(2020, 3, 20)


def letters(here: World, many: int) -> None:
    """So many letters from Seoul, one a day."""
    Gesture.objects.bulk_create(
        Gesture(
            number=f"IN-2019-{n + 1:03}", kind="letter", way="in", state="received", sender=here.seoul,
            addressee=here.beijing, counts_from=date.fromordinal(date(2019, 1, 1).toordinal() + n),
            received_words="then", received_earliest=date.fromordinal(date(2019, 1, 1).toordinal() + n),
            received_latest=date.fromordinal(date(2019, 1, 1).toordinal() + n), reply="not_expected",
        )
        for n in range(many)
    )  # fmt: skip


def seoul_with_a_mayor(here: World) -> None:
    """Seoul with its zone, its language, an office address and a mayor."""
    draft = PartyDraft(
        key="seoul", kind=PartyKind.CITY, name="Seoul", names={"ko": ["서울"], "fa": ["سئول"]}, zone="Asia/Seoul",
        languages=["ko"], email="office@example.org",
    )  # fmt: skip
    change_party(here.seoul, draft=draft, actor=LIU, at=AT)
    enter_office(
        OfficeDraft(key="mayor", party=here.seoul, title="Mayor of Seoul", leads=True,
                    greetings={"ko": "존경하는 시장님"}),
        holder=PersonDraft(key="park", name="Park Won-soon"), actor=LIU, at=AT,
    )  # fmt: skip


def test_what_fits_on_one_page_is_told_from_its_beginning() -> None:
    here = world()
    letters(here, 3)
    stocked(here, here.masks, 100)
    despatched(here, line(here.masks, 50))
    page = officer(Duty.FOCAL_POINT).get("/partners/seoul/").content.decode()
    assert page.index("IN-2019-001") < page.index("IN-2019-003") < page.index("C-2020-001")
    assert "4 acts" in page
    assert "newest first" not in page


def test_more_than_a_page_is_shown_newest_first_with_a_way_to_the_rest() -> None:
    here = world()
    letters(here, 130)
    client = officer(Duty.FOCAL_POINT)
    first = client.get("/partners/seoul/")
    assert "Acts 1 to 60 of 130, the newest first" in words_of(first)
    assert first.content.decode().count('class="act"') == 60
    page = first.content.decode()
    assert page.index("IN-2019-130") < page.index("IN-2019-129")
    last = client.get("/partners/seoul/?page=3")
    assert "Acts 121 to 130 of 130" in words_of(last)
    assert "IN-2019-001" in last.content.decode()
    for odd in ("0", "-1", "99999999999", "x"):
        assert client.get(f"/partners/seoul/?page={odd}").status_code == 200


def test_the_card_tells_names_greeting_language_time_last_acts_and_what_is_open() -> None:
    here = world()
    Party.objects.filter(pk=here.beijing.pk).update(zone="Asia/Shanghai")
    seoul_with_a_mayor(here)
    letters(here, 2)
    card = words_of(officer(Duty.STORE).get("/partners/card/?party=seoul"), "part card")
    for told in ("서울", "존경하는 시장님", "Korean", "One hour ahead of Beijing", "office@example.org",
                 "Park Won-soon",
                 "Letter: Seoul → Beijing", "2 January 2019", "nothing known", "Nothing is open."):  # fmt: skip
        assert told in card
    assert "سئول" not in card


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Asia/Shanghai", "Same time as Beijing"),
        ("Asia/Seoul", "One hour ahead of Beijing"),
        ("Asia/Kolkata", "2½ hours behind Beijing"),
        ("Europe/Berlin", "7 hours behind Beijing"),
        ("America/Argentina/Buenos_Aires", "11 hours behind Beijing"),
    ],
)
def test_the_clock_there_is_told_by_its_distance(zone: str, words: str) -> None:
    here = world()
    Party.objects.filter(pk=here.beijing.pk).update(zone="Asia/Shanghai")
    Party.objects.filter(pk=here.seoul.pk).update(zone=zone)
    assert words in words_of(officer(Duty.READER).get("/partners/seoul/"))


def test_the_card_stands_beside_the_forms_of_aid_and_changes_with_the_choice() -> None:
    seoul_with_a_mayor(world())
    client = officer(Duty.FOCAL_POINT, Duty.STORE)
    for path in ("/aid/needs/new/?party=seoul", "/aid/consignments/new/given/?receiver=seoul",
                 "/aid/pledges/new/?direction=given&receiver=seoul"):  # fmt: skip
        assert "존경하는 시장님" in client.get(path).content.decode()
    empty = client.get("/aid/needs/new/").content.decode()
    assert "Once a partner is chosen" in empty
    assert 'hx-get="/partners/card/"' in empty
    assert "존경하는 시장님" in client.get("/partners/card/?giver=beijing&receiver=seoul").content.decode()
    assert "Once a partner is chosen" in client.get("/partners/card/?giver=nowhere").content.decode()


def test_visits_stand_on_the_axis_when_held_and_among_the_dates_when_planned() -> None:
    here = world()
    told = {"ours": here.beijing, "theirs": here.seoul, "language": "en"}
    enter_visit(VisitDraft(**told, way=VisitWay.TO_US, purpose="They came", held=True), actor=LIU, at=AT)  # type: ignore[arg-type]
    enter_visit(VisitDraft(**told, way=VisitWay.TO_THEM, purpose="We shall go"), actor=LIU, at=AT)  # type: ignore[arg-type]
    answer = officer(Duty.FOCAL_POINT).get("/partners/seoul/")
    assert "They came" in words_of(answer, "left")
    assert "Visit: We shall go" in words_of(answer, "days")
    assert Visit.objects.count() == 2


def test_our_own_party_has_neither_card_nor_guest_links() -> None:
    world()
    page = officer(Duty.FOCAL_POINT).get("/partners/beijing/").content.decode()
    assert "This is one of ours." in page
    assert "Partner card" not in page
    assert "Guest links" not in page


def test_our_own_city_has_one_table_of_friends_in_which_years_that_disagree_stand_together() -> None:
    here = registry()
    here.says(Aspect.YEARS, 37, "37 years")
    here.says(Aspect.SINCE_YEAR, 1993, "since 1993")
    page = unescape(officer(Duty.FOCAL_POINT).get("/partners/beijing/").content.decode())
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert page.count("How long friends") == 1
    assert 'href="/partners/seoul/#partnership"' in page
    assert "37 years, which gives 1983 Source A ≠ since 1993 Source A The statements do not agree" in told
    assert "What we did for each other" not in page


def test_a_page_of_many_acts_asks_no_more_questions_than_one_of_few() -> None:
    here = world()
    seoul_with_a_mayor(here)
    client = officer(Duty.FOCAL_POINT)
    letters(here, 3)
    few = asked(client, "/partners/seoul/")
    Gesture.objects.all().delete()
    letters(here, 300)
    stocked(here, here.masks, 1000)
    despatched(here, line(here.masks, 50))
    many = asked(client, "/partners/seoul/")
    assert many <= few + 8
    assert many <= 72


def asked(client: object, path: str) -> int:
    """How many questions a page asks of the database."""
    client.get(path)  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200  # type: ignore[attr-defined]
    return len(captured)


def test_the_button_that_writes_to_a_partner_begins_a_letter_to_it() -> None:
    world()
    client = officer(Duty.FOCAL_POINT)
    page = client.get("/partners/seoul/").content.decode()
    link = re.search(r'href="(/letters/new/[^"]*)"', page)
    assert link
    letter = client.get(unescape(link[1])).content.decode()
    assert re.search(r'<option value="seoul"\s+selected', letter)
