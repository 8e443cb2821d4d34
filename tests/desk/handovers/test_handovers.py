"""Stories about planned handovers: who takes part, the programme, the notes, and the folder that is printed."""

from datetime import date, time, timedelta

import pytest

from firewood.accounts.states import Duty
from firewood.aid import actions
from firewood.aid.drafts import AttendeeDraft, HandoverDraft, PointDraft
from firewood.aid.models import Handover
from firewood.aid.states import HandoverRole
from firewood.journal.clock import now, today
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotNow, Unreadable
from firewood.languages.dates import StatedDay
from firewood.languages.models import Text
from firewood.registry.models import Office, Person
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, LIU, READER, World, despatched, line, prepared, stocked, world

pytestmark = pytest.mark.django_db
DAY = StatedDay("10 March 2020", date(2020, 3, 10), date(2020, 3, 10))
FULL = HandoverDraft(
    DAY, starts_at=time(10, 0), ends_at=time(11, 0), place_words="Hall 3",
    people=[AttendeeDraft(HandoverRole.GIVER, "Liu Wei", "Director"), AttendeeDraft(HandoverRole.TAKER, "Kim Min-jun")],
    programme=[PointDraft("Welcome", time(10, 0)), PointDraft("Photograph")],
    notes={"en": "Dear friends", "ko": "친구 여러분"},
)  # fmt: skip


def planned(here: World, draft: HandoverDraft = FULL) -> Handover:
    return actions.plan_handover(prepared(here, line(here.masks, 50)), draft=draft, actor=LIU, at=AT)


def test_a_plan_holds_who_when_where_in_which_order_and_what_is_said() -> None:
    handover = planned(world())
    assert [str(each) for each in handover.people.all()] == ["Liu Wei, Director", "Kim Min-jun"]
    assert [(each.at, each.words) for each in handover.programme.all()] == [
        (time(10, 0), "Welcome"), (None, "Photograph")
    ]  # fmt: skip
    notes = Text.objects.filter(subject=handover.subject, field="notes")
    assert {row.language: row.text for row in notes} == {"en": "Dear friends", "ko": "친구 여러분"}
    assert (handover.version, handover.starts_at) == (1, time(10, 0))


def test_a_change_counts_up_and_leaves_alone_what_it_does_not_name() -> None:
    handover = planned(world())
    later = HandoverDraft(DAY, starts_at=time(14, 0), notes={"ko": ""})
    changed = actions.revise_handover(handover, draft=later, version=1, actor=LIU, at=AT + timedelta(hours=1))
    assert (changed.version, changed.starts_at, changed.people.count(), changed.programme.count()) == (
        2, time(14, 0), 2, 2,
    )  # fmt: skip
    assert list(Text.objects.filter(subject=handover.subject).values_list("language", flat=True)) == ["en"]
    with pytest.raises(NotNow, match="was changed since"):
        actions.revise_handover(handover, draft=FULL, version=1, actor=LIU, at=AT)
    called_off = actions.cancel_handover(handover, actor=LIU, at=AT)
    assert (called_off.state, called_off.version) == ("cancelled", 3)
    again = actions.plan_handover_again(handover, actor=LIU, at=AT)
    assert (again.state, again.version) == ("planned", 4)


def test_what_cannot_be_is_refused_all_at_once() -> None:
    here = world()
    consignment = prepared(here, line(here.masks, 5))
    lines = Entry.objects.count()
    wrong = HandoverDraft(
        starts_at=time(11), ends_at=time(10), people=[AttendeeDraft(HandoverRole.GIVER)], notes={"klingon!!": "x"}
    )
    with pytest.raises(Unreadable) as refused:
        actions.plan_handover(consignment, draft=wrong, actor=LIU, at=AT)
    assert [problem.field for problem in refused.value.problems] == ["day", "ends_at", "people", "notes"]
    with pytest.raises(NotAllowed):
        actions.plan_handover(consignment, draft=FULL, actor=READER, at=AT)
    assert (Entry.objects.count(), Handover.objects.count()) == (lines, 0)


def test_a_handover_for_tomorrow_has_one_folder() -> None:
    here = world()
    stocked(here, here.masks, 100)
    gift = despatched(here, line(here.masks, 50), boxes=0)
    kim = Person.objects.create(key="kim", name="Kim Min-jun", sort_name="kim")
    Office.objects.create(key="kim-office", person=kim, party=here.seoul, title="Director for International Relations")
    desk = officer(Duty.FOCAL_POINT)
    form = desk.get("/handovers/new/")
    assert gift.number in form.content.decode()
    made = desk.post("/handovers/new/", {
        "consignment": gift.number, "day": (today() + timedelta(days=1)).isoformat(), "starts_at": "10.30",
        "takers": "Kim Min-jun", "givers": "Liu Wei, Director\nSun Li", "programme": "10:30 Welcome\nPhotograph",
        "note_0_language": "en", "note_0_words": "Dear friends", "note_1_language": "ko", "note_1_words": "친구",
        "note_2_language": "de", "note_2_words": "",
    })  # fmt: skip
    assert made.status_code == 302
    folder = desk.get(made["Location"])
    words = words_of(folder)
    for part in ("Programme 10:30 Welcome", "Director for International Relations", "Dear friends", "친구",
                 "Packing list", "Masks", "50 pieces", "Receipt", "Place, day, signature"):  # fmt: skip
        assert part in words, part
    assert "Print folder" in words_of(desk.get("/"))
    assert Handover.objects.get().people.get(name="Kim Min-jun").office.key == "kim-office"


def test_what_cannot_be_read_stands_at_its_field_and_nothing_is_lost() -> None:
    here = world()
    gift = prepared(here, line(here.masks, 50))
    desk = officer(Duty.FOCAL_POINT)
    answer = desk.post(
        "/handovers/new/", {"consignment": gift.number, "day": "", "starts_at": "25:00", "programme": "10:00 Tea"}
    )
    assert answer.status_code == 422
    assert "10:00 Tea" in answer.content.decode()
    assert answer.content.decode().count('class="why"') == 2
    assert not Handover.objects.exists()


def test_only_planned_ones_are_changed_and_a_reader_only_looks() -> None:
    handover = planned(world())
    page = f"/handovers/{handover.pk}/"
    reader, desk = officer(Duty.READER, login="zhao"), officer(Duty.FOCAL_POINT)
    assert reader.get(page).status_code == 200
    assert reader.get(f"{page}change/").status_code == 403
    assert reader.post(f"{page}cancel/").status_code == 403
    assert desk.post(f"{page}hold/").status_code == 302
    assert Handover.objects.get().state == "done"
    answer = desk.post(f"{page}change/", {"day": now().date().isoformat(), "version": "2"})
    assert answer.status_code == 409
    assert desk.post(f"{page}again/").status_code == 302
    assert Handover.objects.get().state == "planned"


def test_with_nothing_to_hand_over_the_page_leads_to_a_consignment() -> None:
    world()
    page = officer(Duty.FOCAL_POINT, Duty.STORE).get("/handovers/new/").content.decode()
    assert "There is no consignment to hand over." in page
    assert 'href="/aid/consignments/new/given/"' in page.split("no consignment to hand over")[1]
