"""Stories of entering and changing parties, persons and offices; what is refused changes nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotNow, Unreadable
from firewood.languages.dates import StatedDay
from firewood.languages.search import find
from firewood.registry import queries
from firewood.registry.actions import (
    OfficeDraft,
    PartyDraft,
    PersonDraft,
    change_office,
    change_party,
    change_person,
    enter_office,
    enter_party,
    enter_person,
)
from firewood.registry.models import Office, Party, Person
from firewood.registry.states import PartyKind
from tests.registry.world import AT, LIU, READER, REGISTRAR, lines, party, registry

pytestmark = pytest.mark.django_db


def test_a_registrar_enters_an_embassy_with_its_seat_and_address() -> None:
    here = registry()
    iran = party("iran", PartyKind.COUNTRY)
    embassy = enter_party(
        PartyDraft(
            key="embassy-of-iran", kind=PartyKind.EMBASSY, name="Embassy of Iran", names={"zh-hans": ["伊朗大使馆"]},
            parent=iran, country=iran, seat=here.beijing, languages=["FA", "en"], postal_address="13 Example Road",
            email="office@example.org",
        ),
        actor=REGISTRAR, at=AT,
    )  # fmt: skip
    assert embassy.languages == ["fa", "en"]
    assert embassy.donor_kind == "national government"
    assert list(queries.missions_of(iran)) == [embassy]
    assert list(here.beijing.bodies_seated.all()) == [embassy]
    assert [(each.kind, each.key) for each in find("伊朗大使馆")] == [("party", "embassy-of-iran")]


def test_everything_wrong_with_a_party_is_said_at_once() -> None:
    registry()
    before = lines()
    draft = PartyDraft(
        key="x", kind=PartyKind.CITY, name=" ", names={"klingon!": ["Qo"]}, latitude=Decimal(95), zone="Mars/Base",
        email="nobody", languages=["??"], note="n" * 5000,
    )  # fmt: skip
    with pytest.raises(Unreadable) as refused:
        enter_party(draft, actor=LIU, at=AT)
    fields = sorted(problem.field for problem in refused.value.problems)
    assert fields == ["email", "languages", "latitude", "longitude", "name", "names", "note", "zone"]
    assert (Party.objects.filter(key="x").exists(), lines()) == (False, before)


def test_the_same_city_is_not_entered_twice() -> None:
    registry()
    with pytest.raises(Unreadable, match="entered already"):
        enter_party(PartyDraft(key="seoul-2", kind=PartyKind.CITY, name="Seoul"), actor=LIU, at=AT)
    assert Party.objects.filter(name="Seoul").count() == 1


def test_a_party_belongs_neither_to_itself_nor_to_its_own_district() -> None:
    here = registry()
    mapo = party("mapo", PartyKind.DISTRICT, parent=here.seoul)
    for parent in (here.seoul, mapo):
        with pytest.raises(Unreadable, match="cannot belong to itself"):
            change_party(
                here.seoul, draft=PartyDraft(key="seoul", kind=PartyKind.CITY, name="Seoul", parent=parent),
                actor=LIU, at=AT,
            )  # fmt: skip
    here.seoul.refresh_from_db()
    assert here.seoul.parent is None


def test_a_changed_party_loses_the_names_that_are_not_said_any_more_and_stays_us() -> None:
    here = registry()
    office = Party.objects.get(is_node=True)
    draft = PartyDraft(key="seoul", kind=PartyKind.CITY, name="Seoul", names={"ko": ["서울특별시", "서울"]})
    change_party(here.seoul, draft=draft, actor=LIU, at=AT)
    assert [each.key for each in find("首尔")] == []
    assert "seoul" in {each.key for each in find("서울특별시")}
    change_party(office, draft=PartyDraft(key="office", kind=PartyKind.OTHER, name="Office"), actor=LIU, at=AT)
    assert Party.objects.get(is_node=True).name == "Office"
    entry = Entry.objects.get(event="registry.party.changed", subject=office.subject)
    assert entry.facts["before"]["name"] == "Foreign Affairs Office"


def test_who_has_not_seen_the_latest_change_does_not_overwrite_it() -> None:
    here = registry()
    draft = PartyDraft(key="seoul", kind=PartyKind.CITY, name="Seoul", note="first")
    seen = Entry.objects.filter(subject=here.seoul.subject).latest("number").number
    change_party(here.seoul, draft=draft, seen=seen, actor=REGISTRAR, at=AT)
    before = lines()
    with pytest.raises(NotNow, match="Sun changed this"):
        change_party(here.seoul, draft=replace(draft, note="second"), seen=seen, actor=LIU, at=AT)
    here.seoul.refresh_from_db()
    assert (here.seoul.note, lines()) == ("first", before)


def test_a_record_loaded_again_keeps_what_the_office_added() -> None:
    party("tokyo", languages=["ja"], email="office@example.org")
    again = party("tokyo", note="on the bay")
    assert (again.languages, again.email, again.note) == (["ja"], "office@example.org", "on the bay")


def test_a_reader_may_change_neither_person_nor_office() -> None:
    here = registry()
    person = enter_person(PersonDraft(key="koike", name="Koike Yuriko"), actor=LIU, at=AT)
    office = enter_office(OfficeDraft(key="mayor", party=here.seoul, title="Mayor"), actor=LIU, at=AT)
    before = lines()
    with pytest.raises(NotAllowed):
        change_person(person, draft=PersonDraft(key="koike", name="K"), actor=READER, at=AT)
    with pytest.raises(NotAllowed):
        change_office(office, draft=OfficeDraft(key="mayor", party=here.seoul, title="M"), actor=READER, at=AT)
    assert (Person.objects.get().name, Office.objects.get().title, lines()) == ("Koike Yuriko", "Mayor", before)


def test_a_letter_greets_whoever_leads_now_in_the_language_of_the_letter() -> None:
    here = registry()
    since, until = (
        StatedDay("1 July 2018", date(2018, 7, 1), date(2018, 7, 1)),
        StatedDay("June 2018", date(2018, 6, 1), date(2018, 6, 30)),
    )
    enter_office(
        OfficeDraft(key="old", party=here.seoul, title="Mayor of Seoul", until=until, leads=True),
        holder=PersonDraft(key="before", name="The one before"), actor=LIU, at=AT,
    )  # fmt: skip
    now = enter_office(
        OfficeDraft(
            key="now", party=here.seoul, title="Mayor of Seoul", since=since, leads=True,
            greetings={"de": "Sehr geehrte Frau Oberbürgermeisterin"},
        ),
        holder=PersonDraft(key="after", name="The one after", greetings={"ko": "존경하는 시장님", "de": "Liebe Frau"}),
        actor=LIU, at=AT,
    )  # fmt: skip
    leader = queries.leader_of(here.seoul, on=date(2020, 10, 9))
    assert leader == now
    assert str(queries.greeting_of(leader, "de")) == "Sehr geehrte Frau Oberbürgermeisterin"
    assert str(queries.greeting_of(leader, "ko")) == "존경하는 시장님"
    assert queries.greeting_of(leader, "fa") is None
    assert queries.leader_of(here.seoul, on=date(2018, 6, 15)).key == "old"  # type: ignore[union-attr]


def test_an_office_that_ended_is_told_and_the_greeting_taken_away() -> None:
    here = registry()
    draft = OfficeDraft(key="mayor", party=here.seoul, title="Mayor", leads=True, greetings={"en": "Dear Mayor"})
    office = enter_office(draft, actor=LIU, at=AT)
    ended = StatedDay("2019", date(2019, 1, 1), date(2019, 12, 31))
    change_office(office, draft=replace(draft, until=ended, greetings={}), actor=LIU, at=AT)
    assert queries.leader_of(here.seoul, on=date(2020, 10, 9)) is None
    assert queries.greeting_of(office, "en") is None
    with pytest.raises(Unreadable, match="before the beginning"):
        change_office(office, draft=replace(draft, since=StatedDay("2021", date(2021, 1, 1), None), until=ended),
                      actor=LIU, at=AT)  # fmt: skip
