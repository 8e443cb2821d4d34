"""Stories about a need that is changed: what stays, what the journal keeps, and what is refused."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict

from firewood.accounts.actor import Actor
from firewood.aid import actions
from firewood.aid.drafts import NeedDraft, PledgeDraft, Telling
from firewood.aid.followers import catch_up
from firewood.aid.forms.lines import typed
from firewood.aid.forms.merging_needs import MergingNeed
from firewood.aid.models import Need
from firewood.aid.states import NeedEnding
from firewood.journal.models import Entry
from firewood.journal.queries import newest_line
from firewood.journal.refusals import NotAllowed, NotNow, Unreadable, WrittenMeanwhile
from firewood.journal.standing import Status
from firewood.languages.search import find
from tests.aid.world import AT, LIU, READER, WANG, World, line, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def stated(here: World) -> Need:
    draft = NeedDraft(here.seoul, [line(here.suits, 500), line(here.masks, 2_000)], telling=Telling(words="For nurses"))
    return actions.state_need(draft, actor=LIU, at=AT)


def says(need: Need) -> list[tuple[str, int | None]]:
    return [(row.item.key, row.quantity) for row in need.lines.select_related("item") if row.item]


def refused(need: Need, kind: type[Exception], draft: NeedDraft, *, seen: int | None = None, actor: Actor = LIU) -> str:
    """The refusal's words, after it is proved that nothing was changed by it."""
    need.refresh_from_db()
    before = (Entry.objects.count(), says(need), need.party_id, need.words, need.due_on, need.state)
    with pytest.raises(kind) as no:
        actions.change_need(need, draft, seen=seen, actor=actor, at=AT)
    need = Need.objects.get(pk=need.pk)
    assert (Entry.objects.count(), says(need), need.party_id, need.words, need.due_on, need.state) == before
    return str(no.value)


def test_a_published_need_is_changed_and_the_journal_keeps_before_and_after(here: World) -> None:
    need = actions.publish_need(stated(here), actor=LIU, at=AT)
    suits = need.lines.get(item=here.suits)
    draft = NeedDraft(
        here.seoul, [line(here.gloves, 40), line(here.suits, 800)], due_on=date(2020, 3, 20),
        telling=Telling(words="For nurses", language="zh-Hans", note="call first"),
    )  # fmt: skip
    changed = actions.change_need(need, draft, seen=newest_line(need.subject), actor=LIU, at=AT)
    assert (changed.number, changed.state, changed.due_on) == (need.number, "published", date(2020, 3, 20))
    assert says(changed) == [(here.gloves.key, 40), (here.suits.key, 800)]
    assert changed.lines.get(item=here.suits).pk == suits.pk
    assert (changed.language, changed.note) == ("en", "call first")
    told = Entry.objects.get(event="aid.need.changed").facts
    assert set(told["before"]) == set(told["after"]) == {"due_on", "note", "lines"}
    assert [row["quantity"] for row in told["before"]["lines"]] == [500, 2_000]
    assert [row["quantity"] for row in told["after"]["lines"]] == [40, 800]
    assert (told["before"]["due_on"], told["after"]["due_on"]) == (None, "2020-03-20")


def test_the_search_finds_what_the_need_says_now(here: World) -> None:
    need = stated(here)
    catch_up()
    draft = NeedDraft(here.seoul, [line(here.suits, 500)], telling=Telling(words="For midwives"))
    actions.change_need(need, draft, actor=LIU, at=AT)
    catch_up()
    assert [hit.key for hit in find("midwives", language="en")] == [need.number]
    assert list(find("nurses", language="en")) == []


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(here: World) -> None:
    need = stated(here)
    seen = newest_line(need.subject)
    actions.change_need(need, NeedDraft(here.seoul, [line(here.suits, 700)]), seen=seen, actor=LIU, at=AT)
    assert "Somebody else" in refused(need, WrittenMeanwhile, NeedDraft(here.seoul, [line(here.suits, 9)]), seen=seen)


def test_an_item_for_which_an_offer_stands_is_not_taken_out(here: World) -> None:
    need = stated(here)
    offer = PledgeDraft(here.beijing, here.seoul, [line(here.suits, 100)], need=need)
    pledge = actions.accept_pledge(actions.offer(offer, actor=LIU, at=AT), actor=LIU, at=AT)
    without = NeedDraft(here.seoul, [line(here.masks, 2_000)])
    assert "cannot be taken out" in refused(need, NotNow, without)
    whole = NeedDraft(here.cologne, [line(here.suits, 500), line(here.masks, 2_000)])
    assert "who needs it stays" in refused(need, Unreadable, whole)
    less = actions.change_need(need, NeedDraft(here.seoul, [line(here.suits, 60)]), actor=LIU, at=AT)
    assert says(less) == [(here.suits.key, 60)]
    actions.withdraw_pledge(pledge, words="", actor=LIU, at=AT)
    assert says(actions.change_need(need, without, actor=LIU, at=AT)) == [(here.masks.key, 2_000)]


def test_who_may_not_what_is_closed_and_what_nobody_can_read_is_refused(here: World) -> None:
    need, draft = stated(here), NeedDraft(here.seoul, [line(here.suits, 1)])
    for actor in (READER, WANG):
        refused(need, NotAllowed, draft, actor=actor)
    assert "nobody knows yet" in refused(need, Unreadable, NeedDraft(here.seoul, []))
    assert "ten years" in refused(need, Unreadable, replace(draft, due_on=date(2090, 1, 1))).replace("10", "ten")
    exercise = Telling(status=Status.EXERCISE)
    assert "cannot be mixed" in refused(need, Unreadable, replace(draft, telling=exercise))
    actions.close_need(need, ending=NeedEnding.MET, actor=LIU, at=AT)
    assert "is closed" in refused(need, NotNow, draft)


def test_a_need_that_is_only_reported_is_not_changed(here: World) -> None:
    need = stated(here)
    Need.objects.filter(pk=need.pk).update(basis="reported")
    assert "only reported" in refused(need, NotNow, NeedDraft(here.seoul, [line(here.suits, 1)]))


def test_the_guest_of_the_party_that_stated_it_changes_it_and_nobody_elses(here: World) -> None:
    need = stated(here)
    guest = Actor("guest", "kim", "Kim", "Seoul", party_id=here.seoul.pk)
    changed = actions.change_need(need, NeedDraft(here.seoul, [line(here.suits, 900)]), actor=guest, at=AT)
    assert says(changed) == [(here.suits.key, 900)]
    refused(need, NotAllowed, NeedDraft(here.cologne, [line(here.suits, 900)]), actor=guest)
    other = Actor("guest", "anna", "Anna", "Cologne", party_id=here.cologne.pk)
    refused(need, NotAllowed, NeedDraft(here.seoul, [line(here.suits, 1)]), actor=other)


def row(item: str, quantity: str) -> dict[str, str]:
    return {"item": item, "quantity": quantity, "unit": "", "quality": "exact", "words": ""}


def test_rows_of_two_editors_are_brought_together_item_by_item(here: World) -> None:
    base = [row("masks", "10"), row("gloves", "20"), row("suits", "30"), row("goggles", "40")]
    mine = [row("masks", "11"), row("gloves", "20"), row("shields", "5")]  # suits and goggles taken away
    theirs = [row("masks", "12"), row("suits", "33"), row("goggles", "40"), row("boots", "6")]  # gloves taken away
    sent = QueryDict(mutable=True)
    sent["lines"] = str(len(mine))
    for number, each in enumerate(mine):
        for name, value in each.items():
            sent[f"line-{number}-{name}"] = value
    sent["base"] = json.dumps({"rows": json.dumps(base)})
    merging = MergingNeed(sent, {"rows": json.dumps(theirs)})
    assert merging.needed
    merged = [(one["item"], one["quantity"]) for one in typed(merging.data) if one["item"]]
    assert merged == [("masks", "11"), ("shields", "5"), ("suits", "33"), ("boots", "6")]
    sent["add"] = "1"
    assert not MergingNeed(sent, {"rows": json.dumps(theirs)}).needed
