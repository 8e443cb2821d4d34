"""Stories of the sheets of the registry: who may open them, every problem at once, nothing typed is lost."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from firewood.accounts.states import Duty
from firewood.archive.models import Attachment
from firewood.registry.actions import enter_visit
from firewood.registry.models import (
    Agreement,
    Occasion,
    Office,
    Partnership,
    PartnershipStatement,
    PartnershipTerm,
    Party,
    Person,
    Visit,
)
from firewood.registry.states import Aspect, PartyKind
from tests.aid.pages import officer, words_of
from tests.archive.zoo import docx, docx_with_macros, picture
from tests.registry.test_visits import draft
from tests.registry.world import AT, LIU, lines, party, registry

pytestmark = pytest.mark.django_db

SHEETS = (
    "/partners/new/", "/partners/seoul/change/", "/partners/seoul/offices/new/", "/partners/seoul/friendship/new/",
    "/partners/seoul/visits/new/", "/persons/new/", "/occasions/new/", "/friendships/beijing-seoul/change/",
    "/friendships/beijing-seoul/say/", "/friendships/beijing-seoul/year/", "/friendships/beijing-seoul/year/undecided/",
    "/friendships/beijing-seoul/term/", "/friendships/beijing-seoul/agreements/new/", "/visits/V-2020-001/change/",
    "/visits/V-2020-001/held/", "/visits/V-2020-001/call-off/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _october(settings: LazySettings) -> None:
    """The office's day is 9 October 2020."""
    settings.FIREWOOD_CLOCK = date(2020, 10, 9)


def sent(client: Client, path: str, **data: str) -> str:
    """Send a sheet that can be read; gives where it leads."""
    answer = client.post(path, data)
    assert answer.status_code == 302, words_of(answer)
    where: str = answer["Location"]
    assert client.get(where).status_code == 200
    return where


def test_a_city_is_not_entered_again_by_its_name_in_another_language_unless_it_is_another_place() -> None:
    registry()
    germany, italy = (party(key, PartyKind.COUNTRY) for key in ("germany", "italy"))
    party("cologne", country=germany, names={"de": ["Köln"]})
    client = officer(Duty.FOCAL_POINT)
    before = lines()
    for names in ({"name": "Köln"}, {"name": "KÖLN"}, {"name": "Colonia", "names": "de: köln"}):
        answer = client.post("/partners/new/", {"kind": "city", "country": "germany", **names})
        assert answer.status_code == 422
        assert "is a name of Cologne, which is entered already" in words_of(answer)
        assert 'name="another"' in answer.content.decode()
    assert client.post("/partners/new/", {"kind": "city", "name": "서울"}).status_code == 422
    assert lines() == before
    assert 'name="another"' not in client.post("/partners/new/", {"kind": "city", "name": " "}).content.decode()
    sent(client, "/partners/new/", kind="city", name="Köln", country=italy.key)
    sent(client, "/partners/new/", kind="city", name="Colonia", names="de: Köln", country=germany.key, another="on")
    sent(client, "/partners/new/", kind="district", name="Köln", country=germany.key)
    assert Party.objects.filter(name__in=["Köln", "Colonia"]).count() == 3


@pytest.mark.parametrize("path", SHEETS)
def test_who_only_reads_gets_no_sheet_and_who_keeps_the_registry_gets_each(path: str) -> None:
    here = registry()
    enter_visit(draft(here), actor=LIU, at=AT)
    before = lines()
    reader = officer(Duty.READER, login="zhao")
    assert [reader.get(path).status_code, reader.post(path, {}).status_code] == [403, 403]
    assert officer(Duty.REGISTRAR).get(path).status_code == 200
    assert lines() == before


def test_a_partner_is_entered_with_names_coordinates_and_zone_and_changed() -> None:
    registry()
    client = officer(Duty.FOCAL_POINT)
    where = sent(
        client, "/partners/new/", kind="city", name="Exampleton", names="ko: 예시시\nGerman: Beispielstadt",
        latitude="37,5", longitude="127", zone="Asia/Seoul", languages="Korean, en",
    )  # fmt: skip
    assert where == "/partners/exampleton/"
    party = Party.objects.get(key="exampleton")
    assert (str(party.latitude), party.languages) == ("37.5000", ["ko", "en"])
    shown = client.get("/partners/exampleton/change/").content.decode()
    assert "ko: 예시시" in shown
    assert "de: Beispielstadt" in shown
    sent(
        client, "/partners/exampleton/change/", kind="city", name="Exampleton", names="ko: 예시시", note="by the river"
    )
    party.refresh_from_db()
    assert (party.note, party.zone) == ("by the river", "")


def test_all_that_is_wrong_is_said_at_once_and_what_was_typed_stays() -> None:
    registry()
    before = lines()
    answer = officer(Duty.FOCAL_POINT).post(
        "/partners/new/",
        {"kind": "city", "name": "", "names": "no language here\nqqq: words", "latitude": "north", "zone": "Mars",
         "email": "nobody", "languages": "Elvish", "note": "keep me"},
    )  # fmt: skip
    said = words_of(answer, "errors")
    assert answer.status_code == 422
    assert "7 things are missing or cannot be read" in said
    for words in ("English name", "lacks its language", "“qqq” is no language", "Write degrees",
                  "“Mars” is no time zone",
                  "“nobody” is no e-mail address", "“Elvish” is no language"):  # fmt: skip
        assert words in said
    assert "keep me" in answer.content.decode()
    assert (Party.objects.filter(name="").exists(), lines()) == (False, before)


def test_an_office_is_entered_with_somebody_new_and_its_end() -> None:
    registry()
    client = officer(Duty.REGISTRAR)
    where = sent(
        client, "/partners/seoul/offices/new/", new_person="Oh Example", title="Mayor of Seoul", language="English",
        leads="on", greetings="ko: 존경하는 시장님\nen: Dear Mayor Oh", since="April 2019",
    )  # fmt: skip
    office = Office.objects.get()
    assert where == f"/partners/seoul/#{office.key}"
    assert (office.person and office.person.name, office.leads, office.since_words) == (
        "Oh Example",
        True,
        "April 2019",
    )
    assert "Dear Mayor Oh" in client.get("/partners/seoul/").content.decode()
    sent(client, f"/offices/{office.key}/change/", person="oh-example", title="Mayor of Seoul", language="en",
         since="April 2019", until="July 2020")  # fmt: skip
    office.refresh_from_db()
    assert (office.leads, office.until_words) == (False, "July 2020")
    assert Person.objects.count() == 1


def test_somebody_chosen_and_somebody_new_is_one_too_many() -> None:
    registry()
    client = officer(Duty.REGISTRAR)
    sent(client, "/persons/new/", name="Oh Example", reads="Korean, English")
    answer = client.post(
        "/partners/seoul/offices/new/",
        {"person": "oh-example", "new_person": "Another", "title": "", "language": "xx1"},
    )
    said = words_of(answer, "errors")
    assert "Choose somebody, or write a new name; not both." in said
    assert "3 things" in said
    assert (Office.objects.count(), Person.objects.count()) == (0, 1)


def test_whoever_decides_the_year_in_a_second_tab_is_told_of_the_first() -> None:
    here = registry()
    one, other = here.says(Aspect.YEARS, 37), here.says(Aspect.SINCE_YEAR, 1993)
    client, page = officer(Duty.FOCAL_POINT), "/friendships/beijing-seoul/year/"
    told = {"line": str(client.get(page).context["line"]), "because": "so", "standing": "actual"}
    answers = [client.post(page, {**told, "statement": str(each.pk)}).status_code for each in (one, other)]
    assert answers == [302, 409]
    assert PartnershipStatement.objects.get(decided=True).pk == one.pk


def test_the_year_is_decided_on_a_page_and_left_undecided_again() -> None:
    here = registry()
    here.says(Aspect.YEARS, 37, "sister cities for 37 years")
    client = officer(Duty.FOCAL_POINT)
    sent(client, "/friendships/beijing-seoul/say/", aspect="since_year", value="1993", words="since 1993",
         language="en", source_title="A brochure", source_publisher="Somebody")  # fmt: skip
    page = client.get("/partners/seoul/").content.decode()
    assert "37" in page
    assert "1993" in page
    assert "not decided" in page
    chosen = PartnershipStatement.objects.get(value_int=1993)
    assert client.post("/friendships/beijing-seoul/year/", {"statement": str(chosen.pk)}).status_code == 422
    sent(client, "/friendships/beijing-seoul/year/", statement=str(chosen.pk), because="The treaty is of that year")
    assert "The treaty is of that year" in words_of(client.get("/partners/seoul/"), "decide")
    sent(client, "/friendships/beijing-seoul/year/undecided/", because="It was not found")
    assert "not decided" in words_of(client.get("/partners/seoul/"), "decide")


def test_a_statement_entered_by_mistake_is_taken_back_by_a_button() -> None:
    here = registry()
    mistaken = here.says(Aspect.SINCE_YEAR, 1901, "since 1901")
    spoken = here.says(Aspect.SINCE_YEAR, 1993, "since 1993")
    client, address = officer(Duty.FOCAL_POINT), f"/statements/{mistaken.pk}/take-back/"
    sent(client, "/friendships/beijing-seoul/year/", statement=str(spoken.pk), because="The treaty is of that year")
    page = client.get("/partners/seoul/").content.decode()
    assert address in page
    assert f"/statements/{spoken.pk}/take-back/" not in page  # our office speaks it
    assert address not in officer(Duty.READER, login="zhao").get("/partners/seoul/").content.decode()
    assert client.post(address)["Location"] == "/partners/seoul/#partnership"
    page = client.get("/partners/seoul/").content.decode()
    assert "since 1901" not in page
    assert "since 1993" in page
    assert client.post(address).status_code == 404


def test_a_task_begins_on_the_page_of_a_partner() -> None:
    here = registry()
    begun = f"/tasks/new/?about={here.friends.theirs.subject}"
    assert begun in officer(Duty.FOCAL_POINT).get("/partners/seoul/").content.decode()
    assert begun not in officer(Duty.READER, login="zhao").get("/partners/seoul/").content.decode()


def test_a_statement_needs_one_source_not_two_and_not_none() -> None:
    registry()
    client = officer(Duty.FOCAL_POINT)
    told = {"aspect": "since_year", "value": "", "words": "since long", "language": "en"}
    for more in ({}, {"source": "A", "source_title": "Another"}):
        answer = client.post("/friendships/beijing-seoul/say/", {**told, **more})
        assert answer.status_code == 422
        assert "2 things" in words_of(answer, "errors")
    assert PartnershipStatement.objects.count() == 0


def test_a_partnership_its_term_and_its_agreement_are_entered() -> None:
    registry()
    client = officer(Duty.FOCAL_POINT)
    sent(client, "/partners/new/", kind="city", name="Exampleton")
    sent(client, "/partners/exampleton/friendship/new/", ours="beijing", kind="friendship")
    key = Partnership.objects.get(kind="friendship").key
    sent(client, f"/friendships/{key}/term/", since="1 January 2019", until="1 January 2022")
    answer = client.post(f"/friendships/{key}/term/", {"since": "2021-01-01"})
    assert (answer.status_code, "overlaps" in words_of(answer)) == (409, True)
    sent(client, f"/friendships/{key}/agreements/new/", title="Three years", language="en", signed="1 January 2019",
         valid_until="1 January 2022")  # fmt: skip
    paper, term = Agreement.objects.get(), PartnershipTerm.objects.get()
    page = words_of(client.get("/partners/exampleton/"))
    assert "valid until 1 January 2022" in page
    assert "“Three years” ends" in page
    sent(client, f"/agreements/{paper.pk}/change/", title="Three years", language="en", valid_until="1 January 2025")
    assert client.post(f"/terms/{term.pk}/give-up/").status_code == 302
    assert PartnershipTerm.objects.count() == 0


def test_the_signed_paper_is_kept_with_its_agreement(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    registry()
    client = officer(Duty.FOCAL_POINT)
    told = {"title": "Five years", "language": "en"}
    signed = docx("Five years")
    harmful = client.post("/friendships/beijing-seoul/agreements/new/",
                          {**told, "files": SimpleUploadedFile("signed.docm", docx_with_macros())})  # fmt: skip
    assert (harmful.status_code, Agreement.objects.count(), Attachment.objects.count()) == (422, 0, 0)
    assert "holds macros" in words_of(harmful, "why")
    new = client.post("/friendships/beijing-seoul/agreements/new/",
                      {**told, "files": SimpleUploadedFile("signed.docx", signed)})  # fmt: skip
    assert new.status_code == 302
    agreement, paper = Agreement.objects.get(), Attachment.objects.get()
    assert (paper.subject, paper.name) == (agreement.subject, "signed.docx")
    shown = f'href="/files/{paper.pk}/"'
    assert shown in client.get("/partners/seoul/").content.decode()
    sheet = f"/agreements/{agreement.pk}/change/"
    assert shown in client.get(sheet).content.decode()
    again = {**told, "files": SimpleUploadedFile("signed.docx", signed)}
    assert client.post(sheet, again).status_code == 302
    assert client.post(sheet, {**told, "files": SimpleUploadedFile("map.jpg", picture())}).status_code == 302
    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["map.jpg", "signed.docx"]


def test_a_visit_is_planned_shown_as_a_next_date_and_held() -> None:
    registry()
    client = officer(Duty.FOCAL_POINT)
    where = sent(client, "/partners/seoul/visits/new/", ours="beijing", way="to_us", day="May 2021", place="City hall",
                 purpose="Thirty years", visitors="Park Won-soon, Mayor\nthree colleagues")  # fmt: skip
    assert where == "/visits/V-2020-001/"
    assert "Visit: Thirty years" in words_of(client.get("/partners/seoul/"))
    sent(client, f"{where}held/", day="1 October 2020")
    page = client.get("/partners/seoul/").content.decode()
    assert "Visit: Thirty years" not in page
    assert f'<a href="{where}"' in page
    assert Visit.objects.get().visitors.count() == 2


def test_an_occasion_is_entered_and_changed() -> None:
    registry()
    client = officer(Duty.REGISTRAR)
    where = sent(client, "/occasions/new/", name="Flood", names="de: Flut", started="July 2020", place="seoul")
    assert where == "/occasions/flood/"
    sent(client, "/occasions/flood/change/", name="Great flood", names="de: Flut")
    assert (Occasion.objects.get().name, Occasion.objects.get().place) == ("Great flood", None)


def test_the_second_of_two_editors_keeps_what_was_typed_and_overwrites_nothing() -> None:
    registry()
    client = officer(Duty.FOCAL_POINT)
    opened = client.get("/partners/seoul/change/").context["line"]
    told = {"kind": "city", "name": "Seoul", "line": opened}
    assert client.post("/partners/seoul/change/", {**told, "note": "first"}).status_code == 302
    answer = client.post("/partners/seoul/change/", {**told, "note": "second"})
    assert answer.status_code == 409
    assert "second" in answer.content.decode()
    assert Party.objects.get(key="seoul").note == "first"


def test_a_page_that_is_not_there_says_so() -> None:
    registry()
    client = officer(Duty.FOCAL_POINT)
    for path in ("/partners/nowhere/change/", "/friendships/x/year/", "/visits/V-1999-001/", "/offices/x/change/"):
        assert client.get(path).status_code == 404
