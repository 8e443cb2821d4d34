"""The story of the exercise, act by act, so that every state of aid is somewhere on the stage at its end."""

from datetime import datetime, timedelta

from firewood.aid import actions
from firewood.aid.drafts import BoxDraft, Count, CountedLine, DistributionDraft, HandoverDraft, PledgeDraft
from firewood.aid.models import Consignment, Need
from firewood.aid.queries.settlement import discrepancies
from firewood.aid.states import DistributionState, NeedEnding, RecipientGroup, Resolution
from firewood.desk.exercise.stage import CLERK, OFFICER, Stage
from firewood.journal.clock import day_of
from firewood.journal.standing import Status

LENGTH_DAYS = 60
"""The exercise begins so many days before the day on which it is loaded, and all of it is in the past."""


def hold_exercise(*, at: datetime) -> bool:
    """Play the exercise once; False when it was played before."""
    if Need.objects.filter(status=str(Status.EXERCISE)).exists():
        return False
    stage = Stage(at - timedelta(days=LENGTH_DAYS))
    stage.fill_store(("masks", 200_000), ("gloves", 50_000), ("protective-suits", 9_000), ("disinfectant", 500))
    for scene in (
        _needs,
        _offers,
        _pledges,
        _settled,
        _in_difference,
        _corrected,
        _late,
        _underway,
        _ended,
        _to_us,
        _boxes,
    ):
        scene(stage)
        stage.wait(1)
    return True


def _needs(stage: Stage) -> None:
    """A need in every state, and every reason for closing one."""
    stage.need("tehran", stage.line("masks", 8_000))
    actions.publish_need(stage.need("yokohama", stage.line("gloves", 2_000)), actor=OFFICER, at=stage.at())
    for key, ending in (("busan", NeedEnding.MET), ("moscow", NeedEnding.WITHDRAWN), ("berlin", NeedEnding.EXPIRED)):
        need = stage.need(key, stage.line("masks", 1_000))
        actions.close_need(need, ending=ending, actor=OFFICER, at=stage.at())


def _offers(stage: Stage) -> None:
    """Offers from partners: open, accepted, politely declined, taken back."""
    offers = [
        actions.offer(
            PledgeDraft(stage.party(key), stage.home, [stage.line("masks", 3_000)], telling=stage.told),
            actor=OFFICER,
            at=stage.at(),
        )
        for key in ("busan", "yokohama", "moscow", "paris-region")
    ]
    actions.accept_pledge(offers[1], words="Thank you. Our store awaits them.", actor=OFFICER, at=stage.at())
    actions.decline_pledge(
        offers[2], words="Thank you. Our stores are full; others need them more.", actor=OFFICER, at=stage.at()
    )
    actions.withdraw_pledge(offers[3], words="The goods are needed at home.", actor=OFFICER, at=stage.at())


def _pledges(stage: Stage) -> None:
    """Pledges of ours: fulfilled in part by two batches, fulfilled whole, and one that nobody kept."""
    need = stage.need("cologne", stage.line("protective-suits", 5_000))
    actions.publish_need(need, actor=OFFICER, at=stage.at())
    pledge = stage.pledge("cologne", stage.line("protective-suits", 2_000), need=need)
    actions.accept_pledge(pledge, actor=OFFICER, at=stage.at())
    for number, quantity in enumerate((1_200, 500), start=1):
        stage.despatch(
            stage.send("cologne", stage.line("protective-suits", quantity), pledge=pledge, batch=(number, 3))
        )
    whole = stage.pledge("tehran", stage.line("masks", 4_000))
    actions.accept_pledge(whole, actor=OFFICER, at=stage.at())
    stage.despatch(stage.send("tehran", stage.line("masks", 4_000), pledge=whole))
    forgotten = stage.pledge("berlin", stage.line("masks", 2_000), due_on=day_of(stage.now))
    actions.accept_pledge(forgotten, actor=OFFICER, at=stage.at())
    stage.wait(actions.GRACE_DAYS + 2)
    actions.lapse_pledge(forgotten, actor=OFFICER, at=stage.at())


def _settled(stage: Stage) -> None:
    """From the packing table to the ward, with a handover, and both sides agreeing on every piece."""
    consignment = stage.send(
        "seoul",
        stage.line("masks", 2_000, box=1),
        stage.line("masks", 2_000, box=2),
        boxes=[BoxDraft(1, inside=3), BoxDraft(2, inside=3), BoxDraft(3, "pallet")],
        messages=[("en", "Exercise: with the best wishes of our citizens.")],
    )
    stage.despatch(consignment)
    planned = HandoverDraft(stage.today(), place_words="Airport", giver_words="Officer of the focal point")
    handover = actions.plan_handover(consignment, draft=planned, actor=OFFICER, at=stage.at())
    actions.hold_handover(handover, actor=OFFICER, at=stage.at())
    actions.note_arrival(consignment, day=stage.today(), place_words="Airport", actor=OFFICER, at=stage.at())
    guest = stage.guest(consignment)
    lines = [CountedLine(2_000, line=line) for line in consignment.lines.all()]
    receipt = actions.issue_receipt(consignment, count=Count(lines), key="1", actor=guest, at=stage.at())
    actions.acknowledge_receipt(receipt, actor=OFFICER, at=stage.at())
    given = DistributionDraft(
        [stage.line("masks", 3_000)],
        [RecipientGroup.FRONT_LINE, RecipientGroup.VULNERABLE],
        consignment=consignment,
        telling=stage.told,
    )
    actions.state_distribution(given, actor=guest, at=stage.at())
    actions.state_distribution(given, state=DistributionState.PROMISED, actor=guest, at=stage.at())


def _in_difference(stage: Stage) -> None:
    """40 boxes to Cologne: one missing, one wet; one difference disputed, one acknowledged and not yet settled."""
    consignment = stage.send(
        "cologne",
        stage.line("protective-suits", 1_000, box=1),
        stage.line("gloves", 4_000, box=2),
        boxes=[BoxDraft(number, contents_known=True) for number in range(1, 41)],
    )
    stage.despatch(consignment)
    actions.note_arrival(consignment, day=stage.today(), place_words="Cologne", actor=OFFICER, at=stage.at())
    count = Count(
        [
            stage.came(consignment, "protective-suits", 1_000, rejected=50),
            stage.came(consignment, "gloves", 3_800, short=200),
        ],
        damaged_boxes=[31],
        missing_boxes=[17],
    )
    actions.issue_receipt(consignment, count=count, key="1", actor=stage.guest(consignment), at=stage.at())
    _answer(stage, consignment)


def _answer(stage: Stage, consignment: Consignment) -> None:
    short, damaged = discrepancies(consignment).get(kind="short"), discrepancies(consignment).get(kind="damaged")
    words = "Box 17 was sealed and weighed when it left."
    actions.dispute_discrepancy(short, words=words, actor=OFFICER, at=stage.at())
    actions.acknowledge_discrepancy(damaged, words="We ask the carrier.", actor=OFFICER, at=stage.at())


def _corrected(stage: Stage) -> None:
    """A receipt that was wrong, taken back, and stated again; its difference waits for an answer."""
    consignment = stage.despatch(stage.send("tokyo", stage.line("masks", 1_000)))
    guest = stage.guest(consignment)
    wrong = actions.issue_receipt(
        consignment,
        count=Count([stage.came(consignment, "masks", 800, short=200)]),
        key="1",
        actor=guest,
        at=stage.at(),
    )
    right = Count([stage.came(consignment, "masks", 990, short=10)])
    actions.correct_receipt(wrong, count=right, reason="A pallet was overlooked.", key="2", actor=guest, at=stage.at())


def _late(stage: Stage) -> None:
    """Closed with 100 missing, of which all turned up later."""
    consignment = stage.despatch(stage.send("yokohama", stage.line("masks", 1_000)))
    guest = stage.guest(consignment)
    count = Count([stage.came(consignment, "masks", 900, short=100)])
    actions.issue_receipt(consignment, count=count, key="1", actor=guest, at=stage.at())
    short = discrepancies(consignment).get()
    actions.acknowledge_discrepancy(short, resolution=Resolution.WRITE_OFF, actor=OFFICER, at=stage.at())
    stage.wait(2)
    turned_up = Count([CountedLine(100, item=stage.item("masks"))])
    actions.receive_late(consignment, count=turned_up, key="2", actor=guest, at=stage.at())


def _underway(stage: Stage) -> None:
    """Consignments that are not there yet: on the table, packed, arrived; and handovers planned and called off."""
    stage.send("stavanger", stage.line("masks", 500), boxes=[BoxDraft(1), BoxDraft(2)])
    packed = stage.send("busan", stage.line("gloves", 100, box=1), boxes=[BoxDraft(1)])
    actions.pack_consignment(packed, actor=CLERK, at=stage.at())
    for words in ("Town hall", "Embassy"):
        draft = HandoverDraft(stage.today(), place_words=words)
        handover = actions.plan_handover(packed, draft=draft, actor=OFFICER, at=stage.at())
    actions.cancel_handover(handover, actor=OFFICER, at=stage.at())
    arrived = stage.despatch(stage.send("tel-aviv-yafo", stage.line("disinfectant", 40)))
    actions.note_arrival(arrived, day=stage.today(), place_words="Tel Aviv", actor=OFFICER, at=stage.at())


def _ended(stage: Stage) -> None:
    """Consignments that nobody received: given up, lost, brought back."""
    given_up = stage.send("moscow", stage.line("masks", 10))
    actions.cancel_consignment(given_up, reason="The need was withdrawn.", actor=OFFICER, at=stage.at())
    lost = stage.despatch(stage.send("buenos-aires", stage.line("masks", 10)))
    actions.mark_lost(lost, reason="The carrier lost it.", actor=OFFICER, at=stage.at())
    back = stage.despatch(stage.send("warsaw", stage.line("masks", 10)))
    actions.return_consignment(back, reason="The border is closed.", actor=OFFICER, at=stage.at())


def _to_us(stage: Stage) -> None:
    """Goods to us: announced; received with 40 wet suits; agreed by the giver; given on, and once in error."""
    stage.announce("city-of-london", stage.line("masks", 5_000))
    consignment = stage.announce("cologne", stage.line("protective-suits", 500))
    count = Count([stage.came(consignment, "protective-suits", 500, rejected=40)])
    actions.issue_receipt(consignment, count=count, key="1", actor=CLERK, at=stage.at())
    damaged = discrepancies(consignment).get()
    guest = stage.guest(consignment)
    actions.acknowledge_discrepancy(
        damaged, resolution=Resolution.DISPOSE, words="Please dispose of them.", actor=guest, at=stage.at()
    )
    for number, quantity in enumerate((300, 20)):
        draft = DistributionDraft(
            [stage.line("protective-suits", quantity)],
            [RecipientGroup.FRONT_LINE],
            store=stage.store,
            telling=stage.told,
        )
        given = actions.distribute(draft, key=f"exercise-{number}", actor=CLERK, at=stage.at())
    actions.reverse_distribution(given, reason="Noted twice.", actor=CLERK, at=stage.at())
    even = stage.announce("seoul", stage.line("masks", 600))
    receipt = actions.issue_receipt(
        even, count=Count([stage.came(even, "masks", 600)]), key="1", actor=CLERK, at=stage.at()
    )
    actions.acknowledge_receipt(receipt, actor=stage.guest(even), at=stage.at())


def _boxes(stage: Stage) -> None:
    """49 boxes that nobody knows the contents of: 48 came, 2 of them damaged, 12 opened and counted."""
    consignment = stage.announce("mapo", boxes=49)
    count = Count(damaged_boxes=[5, 6], missing_boxes=[49])
    actions.issue_receipt(consignment, count=count, key="1", actor=CLERK, at=stage.at())
    found = {number: [stage.line("masks", 50)] for number in range(10, 22)}
    actions.count_boxes(consignment, boxes=found, key="1", actor=CLERK, at=stage.at())
