"""The register, a letter's page, entering, writing on, merging, translating: as a colleague sees them."""

import json
import re
from datetime import date

import pytest
from django.conf import LazySettings

from firewood.accounts.states import Duty
from firewood.journal.models import Entry
from firewood.languages.texts import texts_of
from firewood.solidarity.forms.gestures import begin_again
from firewood.solidarity.models import Gesture, Signatory
from tests.aid.pages import officer, words_of
from tests.aid.world import announced, item, line
from tests.solidarity.world import friends, letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standing_clock(settings: LazySettings) -> None:
    settings.FIREWOOD_CLOCK = date(2020, 10, 9)


def draft(**more: str) -> dict[str, str]:
    """A letter of ours as the form sends it."""
    return {
        "kind": "letter", "sender": "beijing", "addressee": "cologne", "language": "en", "title": "To Cologne",
        "body": "Dear friends,\n\nwe are well.", "channel": "unknown", "reply": "unknown", **more,
    }  # fmt: skip


def test_three_fields_are_enough() -> None:
    friends()
    client = officer(Duty.FOCAL_POINT)
    assert client.get("/letters/new/?way=in").status_code == 200
    answer = client.post("/letters/new/?way=in", {"kind": "letter", "sender": "seoul", "addressee": "beijing"})
    assert answer.status_code == 302
    letter = Gesture.objects.get()
    assert (answer["Location"], letter.state, letter.way) == (f"/letters/{letter.number}/", "received", "in")
    page = words_of(client.get(answer["Location"]))
    assert "Seoul: letter" in page
    assert page.count("not known") >= 5
    assert "not known whether we answered" in page
    assert "unanswered" not in page


def test_a_form_told_twice_makes_one_letter() -> None:
    friends()
    client = officer(Duty.FOCAL_POINT)
    sent = {"kind": "letter", "sender": "seoul", "addressee": "beijing", "key": "k1"}
    first = client.post("/letters/new/?way=in", sent)
    assert client.post("/letters/new/?way=in", sent)["Location"] == first["Location"]
    assert Gesture.objects.count() == 1


def test_everything_wrong_is_said_at_once_and_nothing_is_entered() -> None:
    friends()
    client = officer(Duty.FOCAL_POINT)
    lines = Entry.objects.count()
    answer = client.post(
        "/letters/new/?way=out", draft(language="", sent="30.02.2020", answers="IN-2020-099", reply_due="9 March 2020")
    )
    assert answer.status_code == 422
    said = words_of(answer, "errors")
    assert "4 things" in said
    for sentence in ("not in the calendar", "IN-2020-099", "in which language", "choose “expected”"):
        assert sentence in said
    assert (Gesture.objects.count(), Entry.objects.count()) == (0, lines)
    assert "we are well" in answer.content.decode()


def test_a_draft_is_written_signed_sent_handed_over_delivered() -> None:
    friends()
    client = officer(Duty.FOCAL_POINT)
    page = client.post("/letters/new/?way=out", draft())["Location"]
    assert client.get(f"{page}sign/").status_code == 200
    assert client.post(f"{page}sign/", {}).status_code == 422
    for step, data in (
        ("sign", {"name": "Chen Jining", "title": "Mayor of Beijing"}),
        ("send", {"sent": "8 March 2020", "channel": "embassy"}),
        ("handover", {"day": "9 March 2020", "words": "the Ambassador"}),
        ("delivery", {"day": "12 March 2020"}),
        ("reply", {"reply": "expected", "due": "9 November 2020"}),
    ):
        answer = client.post(f"{page}{step}/", data)
        assert answer.status_code == 302, (step, words_of(answer))
    shown = words_of(client.get(page))
    for sentence in ("8 March 2020", "9 March 2020", "12 March 2020", "the Ambassador", "Mayor of Beijing",
                     "We expect an answer by 9 November 2020"):  # fmt: skip
        assert sentence in shown
    assert Gesture.objects.get().state == "delivered"
    assert client.post(f"{page}withdraw/", {"words": "no"}).status_code == 409


def test_a_task_begins_on_the_page_of_a_letter() -> None:
    here = friends()
    came = letter(here.cologne, here.beijing)
    begun = f"/tasks/new/?about={came.subject}"
    assert begun in officer(Duty.FOCAL_POINT).get(f"/letters/{came.number}/").content.decode()
    assert begun not in officer(Duty.READER, login="zhao").get(f"/letters/{came.number}/").content.decode()


def test_two_editors_of_one_draft_get_both_texts() -> None:
    friends()
    ours, other = officer(Duty.FOCAL_POINT), officer(Duty.FOCAL_POINT, login="wang")
    page = ours.post("/letters/new/?way=out", draft())["Location"]
    letter = Gesture.objects.get()
    base = json.dumps(begin_again(letter))
    theirs = draft(base=base, body="Dear friends,\n\nwe are all well.", note="ask the mayor")
    assert other.post(f"{page}change/", theirs).status_code == 302
    mine = draft(base=base, body="Dear friends,\n\nwe are well again.", title="To our friends")
    answer = ours.post(f"{page}change/", mine)
    assert answer.status_code == 409
    said = words_of(answer)
    for sentence in ("Somebody else wrote here meanwhile", "we are all well.", "we are well again.", "ask the mayor"):
        assert sentence in said
    assert texts_of([letter.subject], "body")[letter.subject][0].text == "Dear friends,\n\nwe are all well."
    letter.refresh_from_db()
    both = mine | {"base": json.dumps(begin_again(letter)), "note": "ask the mayor",
                   "body": "Dear friends,\n\nwe are all well again."}  # fmt: skip
    assert ours.post(f"{page}change/", both).status_code == 302
    letter.refresh_from_db()
    assert letter.note == "ask the mayor"
    texts = {
        row.field: row.text for name in ("title", "body") for row in texts_of([letter.subject], name)[letter.subject]
    }
    assert texts == {"title": "To our friends", "body": "Dear friends,\n\nwe are all well again."}


def test_correcting_one_field_leaves_all_others() -> None:
    friends()
    client = officer(Duty.FOCAL_POINT)
    sent = {
        "kind": "letter", "sender": "seoul", "addressee": "beijing", "received": "early February 2020",
        "language": "ko", "body": "힘내세요", "signer_1_name": "Park Won-soon", "signer_1_title": "Mayor",
        "file_number": "7/20",
    }  # fmt: skip
    page = client.post("/letters/new/?way=in", sent)["Location"]
    letter = Gesture.objects.get()
    again = begin_again(letter) | {"base": json.dumps(begin_again(letter)), "note": "in the safe"}
    answer = client.post(f"{page}change/", again)
    assert answer.status_code == 302, words_of(answer)
    letter.refresh_from_db()
    assert (letter.note, letter.received_words, letter.file_number) == ("in the safe", "early February 2020", "7/20")
    assert str(letter.received_earliest) == "2020-02-01"
    assert str(Signatory.objects.get()) == "Park Won-soon, Mayor"


def test_a_translation_stands_beside_the_original_and_grows_old() -> None:
    friends()
    client = officer(Duty.FOCAL_POINT)
    page = client.post("/letters/new/?way=out", draft())["Location"]
    letter = Gesture.objects.get()
    assert "we are well" in words_of(client.get(f"{page}versions/?language=de"))
    written = {"language": "de", "title": "An Köln", "body": "Liebe Freunde,\n\nuns geht es gut.", "machine": "on"}
    assert client.post(f"{page}versions/?language=de", written).status_code == 302
    assert "by machine; nobody has read it yet" in words_of(client.get(page))
    base = json.dumps(begin_again(letter))
    client.post(f"{page}change/", draft(base=base, body="Dear friends,\n\nwe are fine."))
    assert "outdated: the original was changed since" in words_of(client.get(page))


def test_an_answer_is_begun_from_the_letter_and_makes_it_answered() -> None:
    friends()
    client = officer(Duty.FOCAL_POINT)
    sent = {"kind": "letter", "sender": "cologne", "addressee": "beijing", "language": "de", "body": "Alles Gute."}
    page = client.post("/letters/new/?way=in", sent)["Location"]
    letter = Gesture.objects.get()
    form = client.get(f"/letters/new/?answers={letter.number}").content.decode()
    assert "sehr geehrte Damen und Herren in Cologne" in form or "Sehr geehrte Damen und Herren in Cologne" in form
    answer = client.post(f"/letters/new/?answers={letter.number}", draft(answers=letter.number))
    assert answer.status_code == 302
    assert "being written" in words_of(client.get(page))
    client.post(f"{answer['Location']}send/", {"sent": "9 March 2020", "channel": "email"})
    shown = words_of(client.get(page))
    assert "It is answered. Nothing is to be done." in shown
    unlink = f"{answer['Location']}answers/{letter.number}/unlink/"
    assert client.post(unlink).status_code == 302
    assert "not known whether we answered" in words_of(client.get(page))


def test_a_passage_is_quoted() -> None:
    friends()
    client = officer(Duty.FOCAL_POINT)
    sent = {"kind": "letter", "sender": "cologne", "addressee": "beijing", "language": "de", "body": "Alles Gute euch."}
    page = client.post("/letters/new/?way=in", sent)["Location"]
    assert client.post(f"{page}quotations/", {"text": "Alles Gute", "language": "de"}).status_code == 302
    letter = Gesture.objects.get()
    assert [each.text for each in letter.quotations.all()] == ["Alles Gute"]
    assert client.get(page).status_code == 200


def test_a_colleague_of_a_district_answers_at_its_own_desk_and_the_city_sees_it() -> None:
    here = friends()
    city = officer(Duty.FOCAL_POINT)
    daxing = officer(Duty.FOCAL_POINT, login="chen", party_id=here.daxing.pk)
    to_daxing = city.post(
        "/letters/new/?way=in", {"kind": "letter", "sender": "stavanger", "addressee": "daxing"}
    )["Location"]  # fmt: skip
    to_city = city.post("/letters/new/?way=in", {"kind": "letter", "sender": "cologne", "addressee": "beijing"})[
        "Location"
    ]
    register = words_of(daxing.get("/letters/"))
    assert "Stavanger" in register
    assert "Cologne →" not in register
    assert daxing.get(to_daxing).status_code == 200
    assert daxing.get(to_city).status_code == 404
    assert daxing.get("/letters/thanks/").status_code == 404
    assert "Stavanger" in daxing.get("/letters/export.csv").getvalue().decode()
    assert "Cologne" not in daxing.get("/letters/export.csv").getvalue().decode()
    number = Gesture.objects.get(addressee=here.daxing).number
    sent = draft(sender="daxing", addressee="stavanger", answers=number)
    answer = daxing.post(f"/letters/new/?answers={number}", sent)
    assert answer.status_code == 302, words_of(answer)
    daxing.post(f"{answer['Location']}send/", {"sent": "9 March 2020", "channel": "email"})
    assert "It is answered" in words_of(city.get(to_daxing))
    told = words_of(city.get(to_daxing), "letter ours")
    assert "Dear friends, we are well." in told
    assert f"answered by Daxing {Gesture.objects.get(way='out').number}, 9 March 2020" in told
    assert city.get(answer["Location"]).status_code == 200
    assert daxing.post("/letters/new/?way=out", draft()).status_code == 422
    assert Gesture.objects.filter(way="out").count() == 1
    other = Gesture.objects.get(sender=here.cologne).number
    hidden, none = (daxing.post(f"{answer['Location']}answers/", {"number": each}) for each in (other, "IN-2020-999"))
    assert (hidden.status_code, none.status_code) == (422, 422)
    assert words_of(hidden).replace(other, "IN-2020-999") == words_of(none)


def test_a_district_cannot_tell_a_letter_of_others_from_none() -> None:
    here = friends()
    city = officer(Duty.FOCAL_POINT)
    daxing = officer(Duty.FOCAL_POINT, login="chen", party_id=here.daxing.pk)
    city.post("/letters/new/?way=in", {"kind": "letter", "sender": "cologne", "addressee": "beijing"})
    hidden = Gesture.objects.get().number
    gift = announced(here, line(item("masks", "Masks"), 5)).number  # type: ignore[arg-type]  # it knows the cities
    for field in ("answers", "with_goods"):
        pages = {
            number: daxing.post("/letters/new/", draft(sender="daxing", addressee="stavanger", **{field: number}))
            for number in (hidden, gift, "IN-2020-999")
        }
        assert {page.status_code for page in pages.values()} == {422}
        assert len({words_of(page).replace(number, "") for number, page in pages.items()}) == 1
    assert Gesture.objects.count() == 1


def test_the_home_of_a_district_says_which_letters_wait_and_leads_only_where_it_may_go() -> None:
    here = friends()
    city = officer(Duty.FOCAL_POINT)
    daxing = officer(Duty.FOCAL_POINT, login="chen", party_id=here.daxing.pk)
    assert "letter to" not in words_of(daxing.get("/tasks/"))
    sent = {"kind": "letter", "sender": "stavanger", "addressee": "daxing", "language": "en", "body": "Be well."}
    page = city.post("/letters/new/?way=in", sent)["Location"]
    city.post("/letters/new/?way=in", {**sent, "sender": "cologne", "addressee": "beijing"})
    home = daxing.get("/tasks/")
    assert "Nothing is due." in words_of(home)
    assert "One letter to Daxing; whether it was answered is not known" in words_of(home)
    assert 'href="/letters/?way=in"' in home.content.decode()
    assert "whether it was answered" not in words_of(city.get("/tasks/"))
    addresses = set(re.findall(r'href="(/[^"#?]*)', daxing.get(page).content.decode()))
    closed = {each for each in addresses if not each.startswith("/static/") and daxing.get(each).status_code == 404}
    assert closed <= {"/"}, closed
    Gesture.objects.filter(addressee=here.daxing).update(reply="expected", reply_due=date(2099, 3, 1))
    home = words_of(daxing.get("/tasks/"))
    number = Gesture.objects.get(addressee=here.daxing).number
    assert f"Answer {number} of Stavanger?" in home
    assert "A reply is expected by 1 March 2099." in home
    assert "not known" not in home
    daxing.post(f"/letters/new/?answers={number}", draft(sender="daxing", addressee="stavanger", answers=number))
    assert "An answer is written here and has not gone yet." in words_of(daxing.get("/tasks/"))


def test_filters_and_the_table_to_take_along_show_the_same() -> None:
    friends()
    client = officer(Duty.FOCAL_POINT)
    for kind, sender in (("letter", "seoul"), ("video", "seoul"), ("letter", "cologne")):
        client.post("/letters/new/?way=in", {"kind": kind, "sender": sender, "addressee": "beijing"})
    for query, count in (("", 3), ("kind=letter", 2), ("partner=seoul", 2), ("way=out", 0), ("reply=answered", 0),
                         ("reply=unknown", 3), ("kind=video&partner=cologne", 0), ("as_of=2020-01-01", 0),
                         ("year=2020", 3), ("year=2019", 0),
                         ("year=x", 3), ("page=99", 3)):  # fmt: skip
        page = client.get(f"/letters/?{query}")
        assert page.status_code == 200
        assert page.content.decode().count('<th scope="row">\n<a href="/letters/') == count, query
        table = client.get(f"/letters/export.csv?{query}").getvalue().decode()
        assert len(table.strip().splitlines()) == 2 + count, query
    table = client.get("/letters/export.csv").getvalue().decode().splitlines()
    assert table[0].startswith("\ufeffNumber,Way,Kind")
    assert table[1].startswith("#meta+id,#meta+direction,#meta+kind")


def test_a_reader_sees_the_register_and_writes_nothing() -> None:
    friends()
    officer(Duty.FOCAL_POINT).post(
        "/letters/new/?way=in", {"kind": "letter", "sender": "seoul", "addressee": "beijing"}
    )
    reader = officer(Duty.READER, login="zhao")
    letter = Gesture.objects.get()
    page = words_of(reader.get(f"/letters/{letter.number}/"))
    assert "Draft an answer" not in page
    assert "Write one" not in words_of(reader.get("/letters/"))
    for path in ("/letters/new/?way=in", f"/letters/{letter.number}/change/", f"/letters/{letter.number}/versions/",
                 f"/letters/{letter.number}/reply/", f"/letters/{letter.number}/answers/",
                 "/letters/words/"):  # fmt: skip
        assert reader.get(path).status_code == 403, path
    assert reader.get("/letters/IN-2020-999/").status_code == 404
    assert reader.get(f"/letters/{letter.number}/nosuch/").status_code == 404


def test_in_chinese_a_letter_has_senders_and_no_donors() -> None:
    friends()
    client = officer(Duty.FOCAL_POINT, Duty.REGISTRAR, language="zh-hans")
    for page in ("/letters/", "/letters/new/?way=in", "/inbox/"):
        shown = words_of(client.get(page))
        assert "捐赠方" not in shown, page
    assert "发件方" in words_of(client.get("/letters/new/?way=in"))
