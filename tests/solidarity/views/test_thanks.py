"""Thanks owed and expected: listed, given with a proposed text, set aside; polite texts in three languages."""

from datetime import date

import pytest
from django.conf import LazySettings

from firewood.accounts.states import Duty
from firewood.aid import actions
from firewood.aid.drafts import Count
from firewood.aid.models import Consignment
from firewood.journal.models import Entry
from firewood.languages.texts import texts_of, write_text
from firewood.registry.models import Office
from firewood.registry.states import PartyKind
from firewood.solidarity.models import Answer, Gesture
from firewood.solidarity.queries.polite import Cause, propose
from firewood.solidarity.wordings import TEXTS, TITLES, WRITTEN, Facts, Polite, polite
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, WANG, World, announced, came, despatched, line, party, stocked, world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standing_clock(settings: LazySettings) -> None:
    settings.FIREWOOD_CLOCK = date(2020, 3, 12)


def received(here: World) -> Consignment:
    """600 pairs of gloves from Cologne, counted and confirmed."""
    consignment = announced(here, line(here.gloves, 600, unit="pair", factor=2), giver=here.cologne)
    actions.issue_receipt(consignment, count=Count([came(consignment, here.gloves, 1200)]), key="r1", actor=WANG, at=AT)
    return consignment


def test_a_confirmed_receipt_owes_thanks_and_two_clicks_give_them() -> None:
    here = world()
    consignment = received(here)
    client = officer(Duty.FOCAL_POINT)
    page = client.get("/letters/thanks/")
    assert "Cologne" in words_of(page)
    assert "thanks are due by 23 March 2020" in words_of(page)
    give = f"/letters/thanks/{consignment.number}/"
    assert give in page.content.decode()
    form = client.get(give)
    shown = form.context["form"]
    assert "Gloves (600 pairs)" in shown["body"].value()
    assert "On 9 March 2020 your consignment reached us" in shown["body"].value()
    sent = {name: shown[name].value() or "" for name in shown.fields}
    answer = client.post(give, sent | {"gone": "1", "key": "k"})
    assert answer.status_code == 302, words_of(answer)
    letter = Gesture.objects.get()
    assert (letter.state, letter.kind, letter.way, letter.sent_words) == ("sent", "thanks", "out", "12 March 2020")
    assert Answer.objects.get().to_consignment == consignment
    assert "We have thanked for everything" in words_of(client.get("/letters/thanks/"))
    assert client.post(give, sent | {"gone": "1", "key": "k"})["Location"] == answer["Location"]
    assert Gesture.objects.count() == 1
    assert f"/letters/{letter.number}/" in client.get(give).content.decode()


def test_thanks_are_written_in_the_language_of_the_partner_with_ours_beside() -> None:
    here = world()
    consignment = received(here)
    client = officer(Duty.FOCAL_POINT, language="zh-hans")
    give = f"/letters/thanks/{consignment.number}/?language=de"
    shown = client.get(give).context["form"]
    assert "am 9. März 2020 ist Ihre Sendung bei uns eingetroffen: Gloves (600 Paar)" in shown["body"].value()
    assert "计有：Gloves（600 双）。我方已清点完毕" in shown["own_body"].value()
    sent = {name: shown[name].value() or "" for name in shown.fields}
    assert client.post(give, sent | {"name": "Chen Jining"}).status_code == 302
    letter = Gesture.objects.get()
    assert (letter.state, letter.language) == ("draft", "de")
    states = {row.language: row.state for row in texts_of([letter.subject], "body")[letter.subject]}
    assert states == {"de": "original", "zh-hans": "human"}
    assert "Cologne" in words_of(client.get("/letters/thanks/"))


def test_without_a_second_factor_nothing_is_signed_and_nothing_written() -> None:
    here = world()
    consignment = received(here)
    client = officer(Duty.FOCAL_POINT, second_factor=False)
    give = f"/letters/thanks/{consignment.number}/"
    sent = {"title": "Thanks", "body": "Thank you.", "name": "Chen Jining", "sent": "9 March 2020", "channel": "email"}
    lines = Entry.objects.count()
    assert client.get(give).status_code == 403
    assert client.post(give, sent | {"gone": "1"}).status_code == 403
    assert (Gesture.objects.count(), Entry.objects.count()) == (0, lines)


def test_thanks_are_set_aside_with_a_reason_and_taken_up_again() -> None:
    here = world()
    consignment = received(here)
    client = officer(Duty.FOCAL_POINT)
    aside = f"/letters/thanks/{consignment.number}/aside/"
    assert client.post(aside, {"reason": ""}).status_code == 422
    assert client.post(aside, {"reason": "thanked by telephone"}).status_code == 302
    page = words_of(client.get("/letters/thanks/"))
    assert "thanked by telephone" in page
    assert "We have thanked for everything" in page
    assert client.post(aside, {"reason": "again"}).status_code == 409
    assert client.post(f"/letters/thanks/{consignment.number}/again/").status_code == 302
    assert "thanked by telephone" not in words_of(client.get("/letters/thanks/"))
    assert officer(Duty.READER, login="zhao").post(aside, {"reason": "no"}).status_code == 403


def test_thanks_of_theirs_are_waited_for_and_entered() -> None:
    here = world()
    stocked(here, here.masks, 1000)
    gift = despatched(here, line(here.masks, 500))
    actions.issue_receipt(gift, count=Count([came(gift, here.masks, 500)]), key="r", actor=here.guest(gift), at=AT)
    client = officer(Duty.FOCAL_POINT)
    page = client.get("/letters/thanks/")
    assert "they confirmed it on 9 March 2020" in words_of(page)
    begins = f"/letters/new/?way=in&kind=thanks&answers={gift.number}"
    form = client.get(begins).context["form"]
    sent = {name: form[name].value() or "" for name in ("kind", "sender", "addressee", "answers")}
    assert sent == {"kind": "thanks", "sender": "seoul", "addressee": "beijing", "answers": gift.number}
    assert client.post(begins, sent).status_code == 302
    assert "We wait for no thanks" in words_of(client.get("/letters/thanks/"))
    assert client.get(f"/letters/thanks/{gift.number}/").status_code == 409


@pytest.mark.parametrize(
    ("state", "sentence"), [("announced", "is only announced"), ("cancelled", "there is nothing to thank for")]
)
def test_for_what_has_not_come_no_thanks_are_given(state: str, sentence: str) -> None:
    here = world()
    gift = announced(here, line(here.masks, 5))
    Consignment.objects.filter(pk=gift.pk).update(state=state)
    told = Entry.objects.count()
    client = officer(Duty.FOCAL_POINT)
    for answer in (client.get(f"/letters/thanks/{gift.number}/"), client.post(f"/letters/thanks/{gift.number}/", {})):
        assert answer.status_code == 409
        assert sentence in words_of(answer)
    assert (Gesture.objects.count(), Entry.objects.count()) == (0, told)


def test_polite_texts_say_only_what_is_known() -> None:
    here = world()
    for kind in Polite:
        for tag in WRITTEN:
            bare = polite(kind, language=tag, facts=Facts(partner="Seoul", city="Beijing"))
            assert "{" not in bare
            assert TITLES[tag][kind]
            assert len(bare.split("\n\n")) == 1 + len(TEXTS[tag][kind])
    consignment = received(here)
    said = propose(Polite.THANKS, here.cologne, language="fr", cause=Cause(consignment=consignment))
    assert (said.language, said.wanted) == ("en", "fr")
    number = consignment.receipts.get().number
    assert said.text.startswith("Dear colleagues in Cologne,\n\nOn 9 March 2020 your consignment reached us")
    assert f"under the number {number}" in said.text


def test_a_letter_greets_as_the_registry_knows_and_speaks_for_whom_it_goes() -> None:
    here = world()
    daxing = party("daxing", "Daxing", PartyKind.DISTRICT, parent=here.beijing)
    office = Office.objects.create(key="reker", party=here.cologne, title="Mayor", leads=True)
    write_text(office.subject, field="greeting", language="de", text="Sehr geehrte Frau Oberbürgermeisterin")
    said = propose(Polite.CONDOLENCE, here.cologne, language="de", cause=Cause(to_office=office, ours=daxing)).text
    assert said.startswith("Sehr geehrte Frau Oberbürgermeisterin,\n\nmit tiefer Anteilnahme")
    assert said.endswith("Daxing steht Ihnen zur Seite. Lassen Sie uns wissen, wie wir helfen können.\n\nDaxing")
    assert propose(Polite.CONDOLENCE, here.cologne, language="en", cause=Cause(to_office=office)).text.startswith(
        "Dear "
    )


def test_polite_words_stand_in_textareas_to_be_copied() -> None:
    world()
    client = officer(Duty.FOCAL_POINT)
    for kind in Polite:
        page = client.get(f"/letters/words/?partner=cologne&polite={kind}")
        assert page.status_code == 200
        assert page.content.decode().count("<textarea") == 3
    assert client.get("/letters/words/").status_code == 200
    assert client.get("/letters/words/?partner=nosuch&polite=thanks&language=..").status_code == 200


def test_gifts_that_only_a_source_tells_of_stand_where_it_is_not_known_whether_we_thanked() -> None:
    here = world()
    gift = announced(here, line(here.gloves, 600, unit="pair", factor=2), giver=here.cologne)
    Consignment.objects.filter(pk=gift.pk).update(basis="reported", state="received")
    page = words_of(officer(Duty.READER).get("/letters/thanks/"))
    assert "Whether we thanked for these is not known: Cologne: Gloves 600 pairs" in page
    assert gift.number in page


def test_gifts_of_ours_that_only_a_source_tells_of_stand_where_it_is_not_known_whether_they_thanked() -> None:
    here = world()
    gift = announced(here, line(here.gloves, 600, unit="pair", factor=2), giver=here.cologne)
    told = {"direction": "given", "basis": "reported", "state": "received"}
    Consignment.objects.filter(pk=gift.pk).update(giver=here.beijing, receiver=here.cologne, **told)
    page = words_of(officer(Duty.READER).get("/letters/thanks/"))
    assert "Whether they thanked us for these is not known: Cologne: Gloves 600 pairs" in page
