"""What happened, on which day: each batch has its own; what is only prepared is not told, what was lost not given."""

from datetime import date

import pytest
from django.utils.translation import override

from firewood.aid import actions, addresses
from firewood.aid.actions import Reported, ReportedArrival, ReportedGift
from firewood.aid.states import ConsignmentState, Direction
from firewood.desk.queries.acts import happenings, rows_of, title_of, titles_of
from firewood.desk.queries.kept_acts import all_happenings
from firewood.desk.queries.overview import Overview
from firewood.desk.templatetags.desk_words import called
from firewood.languages.dates import StatedDay
from firewood.languages.texts import write_text
from firewood.registry.actions import VisitDraft, enter_visit
from firewood.registry.models import Party
from firewood.registry.states import VisitWay
from firewood.solidarity.models import Gesture
from tests.aid.world import AT, LIU, announced, despatched, line, prepared, stocked, world

pytestmark = pytest.mark.django_db


def test_each_batch_stands_on_its_own_day() -> None:
    here = world()
    days = [date(2020, 3, 16), date(2020, 3, 17)]
    arrivals = [
        ReportedArrival(StatedDay("March 16 and 17", day, day), place_words="Narita", batch=number)
        for number, day in enumerate(days, start=1)
    ]
    gift = ReportedGift(
        Direction.GIVEN,
        here.beijing,
        [here.seoul, here.cologne],
        ConsignmentState.ARRIVED,
        batch_count=2,
        arrivals=arrivals,
    )
    actions.enter_reported_consignment(Reported("narita", date(2020, 3, 25)), gift=gift, actor=LIU, at=AT)
    names = {party.pk: party.name for party in Party.objects.all()}
    told = [(event.day.earliest, title_of(event, names)) for event in happenings(status="actual")]
    assert told == [
        (days[0], "Goods: Beijing → Seoul and Cologne, batch 1 of 2"),
        (days[1], "Goods: Beijing → Seoul and Cologne, batch 2 of 2"),
    ]
    shown = Overview(status="actual", direction=Direction.RECEIVED, language="en")
    assert (len(shown.gave), len(shown.days)) == (1, 2)


def test_what_is_on_the_table_has_not_happened_and_what_was_lost_was_not_given() -> None:
    here = world()
    stocked(here, here.masks, 100)
    prepared(here, line(here.masks, 1))
    actions.cancel_consignment(prepared(here, line(here.masks, 2)), reason="withdrawn", actor=LIU, at=AT)
    kept, lost = despatched(here, line(here.masks, 3)), despatched(here, line(here.masks, 4))
    actions.mark_lost(lost, reason="sunk", actor=LIU, at=AT)
    expected = announced(here, line(here.masks, 5))
    events = happenings(status="actual")
    assert {event.pk for event in events} == {kept.pk, lost.pk, expected.pk}
    assert all(event.day.earliest == date(2020, 3, 9) for event in events)
    shown = Overview(status="actual", direction=Direction.GIVEN, language="en")
    assert [told.event.pk for told in shown.gave] == [kept.pk]


def gesture(number: str, sender: Party, addressee: Party, **more: object) -> Gesture:
    told: dict[str, object] = {
        "kind": "letter", "way": "in", "state": "received", "basis": "reported", "counts_from": date(2020, 3, 25)
    }  # fmt: skip
    return Gesture.objects.create(number=number, sender=sender, addressee=addressee, **(told | more))


def test_letters_and_gestures_stand_among_the_acts_with_their_best_known_day() -> None:
    here = world()
    early = {
        "written_words": "early February",
        "written_earliest": date(2020, 2, 1),
        "written_latest": date(2020, 2, 9),
    }
    came = {
        "received_words": "11 February",
        "received_earliest": date(2020, 2, 11),
        "received_latest": date(2020, 2, 11),
    }
    gesture("IN-2020-001", here.seoul, here.beijing, **early, **came)
    gesture("IN-2020-002", here.cologne, here.beijing, kind="illumination", **early)
    gesture("IN-2020-003", here.cologne, here.beijing, kind="thanks")
    gesture("OUT-2020-001", here.beijing, here.seoul, way="out", state="sent", basis="done", kind="video")
    names = {party.pk: party.name for party in Party.objects.all()}
    told = [(event.day.earliest, event.kind, title_of(event, names)) for event in happenings(status="actual")]
    assert told == [
        (date(2020, 2, 1), "light", "Illumination: Cologne → Beijing"),
        (date(2020, 2, 11), "letter", "Letter: Seoul → Beijing"),
        (None, "thanks", "Thanks: Cologne → Beijing"),
        (None, "video", "Video: Beijing → Seoul"),
    ]
    assert [event.number for event in happenings(status="actual", parties=[here.seoul.pk])] == [
        "IN-2020-001", "OUT-2020-001"]  # fmt: skip
    assert [event.url for event in happenings(status="actual")][:1] == ["/letters/IN-2020-002/"]


def test_a_letter_that_has_not_left_and_a_message_on_a_box_are_no_acts_of_their_own() -> None:
    here = world()
    for number, state in enumerate(("draft", "signed", "withdrawn"), start=1):
        gesture(f"OUT-2020-{number}", here.beijing, here.seoul, way="out", state=state, basis="done")
    boxes = announced(here, line(here.masks, 5))
    gesture("IN-2020-001", here.seoul, here.beijing, kind="box_message", with_goods=boxes)
    assert [event.number for event in happenings(status="actual")] == [boxes.number]


def test_a_gesture_with_a_title_still_tells_who_did_it_for_whom() -> None:
    here = world()
    lit = gesture("IN-2020-001", here.cologne, here.beijing, kind="illumination")
    gesture("IN-2020-002", here.seoul, here.beijing)
    write_text(lit.subject, field="title", language="en", text="Cologne lights its city hall in red")
    events = happenings(status="actual")
    names = {party.pk: party.name for party in Party.objects.all()}
    told = titles_of(events, names, language="de")
    assert [str(title) for title in told] == [
        "Illumination: Cologne → Beijing: Cologne lights its city hall in red", "Letter: Seoul → Beijing"]  # fmt: skip
    assert called(told[0]) == (
        '<span dir="auto">Illumination: Cologne → Beijing</span>: '
        '<span lang="en" dir="auto">Cologne lights its city hall in red</span>'
    )
    assert called(told[1]) == '<span dir="auto">Letter: Seoul → Beijing</span>'
    with override("zh-hans"):
        assert called(titles_of(events, names, language="zh-hans")[0]) == (
            '<span dir="auto">亮灯：Cologne → Beijing</span>：'
            '<span lang="en" dir="auto">Cologne lights its city hall in red</span>'
        )
    assert rows_of(events)[lit.pk] == lit


def test_an_act_leads_to_the_page_that_its_own_app_names() -> None:
    here = world()
    boxes = announced(here, line(here.masks, 5))
    assert [event.url for event in happenings(status="actual")] == [addresses.of_consignment(boxes)]
    assert [event.subject for event in happenings(status="actual")] == [boxes.subject]


def test_visits_held_stand_among_the_acts_and_planned_ones_do_not() -> None:
    here = world()
    told = {"ours": here.beijing, "theirs": here.seoul, "language": "en"}
    held = StatedDay("9 March 2020", date(2020, 3, 9), date(2020, 3, 9))
    for way, place in ((VisitWay.TO_US, ""), (VisitWay.TO_THEM, ""), (VisitWay.ELSEWHERE, "Geneva")):
        enter_visit(VisitDraft(**told, way=way, purpose="To learn", day=held, place=place, held=True), actor=LIU, at=AT)  # type: ignore[arg-type]
    enter_visit(VisitDraft(**told, way=VisitWay.TO_US, purpose="Soon"), actor=LIU, at=AT)  # type: ignore[arg-type]
    events = all_happenings("actual")
    assert events == happenings(status="actual")
    names = {party.pk: party.name for party in (here.beijing, here.seoul)}
    assert [(event.way, event.kind, event.partners, title_of(event, names)) for event in events] == [
        ("us", "visit", (here.seoul.pk,), "Visit: Seoul → Beijing"),
        ("them", "visit", (here.seoul.pk,), "Visit: Beijing → Seoul"),
        ("exchange", "visit", (here.seoul.pk,), "Visit: Seoul and Beijing"),
    ]
    assert [event.url for event in events] == [f"/visits/{event.number}/" for event in events]
    enter_visit(VisitDraft(**told, way=VisitWay.TO_US, purpose="Again", day=held, held=True), actor=LIU, at=AT)  # type: ignore[arg-type]
    assert len(all_happenings("actual")) == 4
