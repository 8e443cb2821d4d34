"""Undo after filing a paper takes the whole filing back, or nothing of it; then the paper waits again."""

from typing import Any

import pytest
from django.test import Client

from firewood.accounts.states import Duty
from firewood.aid.models import Consignment, Need, Pledge
from firewood.archive.models import Filing, IncomingPaper
from firewood.desk.activity.undo import undo_entry
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotNow
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries.letters import letters_known
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, LIU, READER, World
from tests.desk.test_inbox import OFFER, file, here, media, paste

pytestmark = pytest.mark.django_db
__all__ = ["here", "media"]
BY: dict[str, Any] = {"actor": LIU, "at": AT}


@pytest.fixture
def office(here: World) -> Client:
    return officer(Duty.FOCAL_POINT)


def filed() -> Entry:
    return Entry.objects.filter(event="archive.paper.filed").order_by("-number")[0]


def standing() -> tuple[Any, ...]:
    """Everything a filing makes, as it stands."""
    return (
        list(Gesture.objects.order_by("pk").values_list("number", "state")),
        list(Pledge.objects.order_by("pk").values_list("number", "state")),
        IncomingPaper.objects.get().state, Filing.objects.count(), Entry.objects.count(),
    )  # fmt: skip


def test_one_press_takes_letter_and_offer_back_and_the_paper_is_filed_once_more(office: Client) -> None:
    paper = paste(office, OFFER)
    assert file(office, paper) == 302
    assert office.session["undo"]["number"] == filed().number
    assert office.post(f"/activity/{filed().number}/undo/").status_code == 302
    letter, offer = Gesture.objects.get(), Pledge.objects.get()
    assert (letter.state, offer.state, IncomingPaper.objects.get().state) == ("withdrawn", "withdrawn", "waiting")
    assert list(Entry.objects.order_by("number").values_list("event", flat=True))[-3:] == [
        "solidarity.gesture.taken_back", "aid.pledge.withdrawn", "archive.paper.taken_up_again",
    ]  # fmt: skip
    assert "entered by mistake and set aside" in words_of(office.get(f"/letters/{letter.number}/"))
    assert letter.number not in words_of(office.get(f"/inbox/{paper.pk}/"))
    assert letter.number not in words_of(office.get("/partners/cologne/"))
    assert file(office, paper) == 302
    assert sorted(Gesture.objects.values_list("state", flat=True)) == ["received", "withdrawn"]
    assert Pledge.objects.filter(state="offered").count() == 1


def test_where_something_has_happened_since_it_is_named_and_everything_stays(office: Client) -> None:
    paper = paste(office, OFFER)
    assert file(office, paper) == 302
    entry = filed()
    assert office.post(f"/inbox/{paper.pk}/accept/", {"words": "Danke."}).status_code == 302
    before = standing()
    with pytest.raises(NotNow, match=f"happened to {Pledge.objects.get().number} since: everything stays"):
        undo_entry(entry, **BY)
    assert standing() == before


def test_what_breaks_in_the_middle_takes_nothing_back(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert file(office, paste(office, OFFER)) == 302
    before = standing()
    for name in ("withdraw_pledge", "take_up_paper_again"):
        with monkeypatch.context() as broken:
            broken.setattr(f"firewood.desk.inbox.actions.{name}", lambda *_a, **_k: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                undo_entry(filed(), **BY)
        assert standing() == before, name


def test_who_may_not_file_undoes_no_filing(office: Client) -> None:
    assert file(office, paste(office, OFFER)) == 302
    before = standing()
    with pytest.raises(NotAllowed):
        undo_entry(filed(), actor=READER, at=AT)
    assert standing() == before


def test_needs_and_announced_goods_are_taken_back_too(office: Client) -> None:
    goods = paste(office, "Cologne: the shipment of 5,000 masks has left. It is on its way to you.")
    assert file(office, goods) == 302
    undo_entry(filed(), **BY)
    assert Consignment.objects.get().state == "cancelled"
    need = paste(office, "Cologne urgently needs 500 masks.")
    assert file(office, need) == 302
    undo_entry(filed(), **BY)
    assert (Need.objects.get().ending, Gesture.objects.exclude(state="withdrawn").count()) == ("withdrawn", 0)


def test_a_letter_that_was_taken_back_counts_no_more(office: Client) -> None:
    assert file(office, paste(office, OFFER)) == 302
    undo_entry(filed(), **BY)
    assert letters_known(as_of=AT.date()).cities == []
