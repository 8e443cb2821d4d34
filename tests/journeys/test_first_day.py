"""Two lines of a first day, counted in clicks and fields: a pasted offer is accepted, a call becomes a need."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.conf import LazySettings

from firewood.aid.models import Need, Pledge
from firewood.archive.models import IncomingPaper
from firewood.languages.models import Text
from firewood.solidarity.models import Gesture
from tests.aid.world import World
from tests.browsing import Visit
from tests.journeys.office import Office, furnish

OFFER = """Seoul, 7 October 2020
Dear friends in Beijing,
Seoul would like to donate 20,000 masks,
about 1,000 pairs of gloves and some protective suits.
They can leave our store next week.
Please tell us where to send them.
With warm regards
Office for International Relations"""


@dataclass
class Counted:
    """An officer whose clicks and fields are counted."""

    office: Office
    number: int = 0

    def click(self, which: str) -> None:
        self.office.visitor.page.locator(which).first.click()
        self.number += 1

    def type(self, name: str, words: str) -> None:
        self.office.visitor.page.locator(f"main [name={name}]").first.fill(words)
        self.number += 1


@pytest.fixture(autouse=True)
def clock(settings: LazySettings) -> None:
    settings.FIREWOOD_CLOCK = date(2020, 10, 9)


def furnished() -> World:
    from firewood.registry.wordings import write_names

    here = furnish()
    write_names(here.seoul.subject, name="Seoul", names={"de": ["Seoul"], "zh-hans": ["首尔"]})
    return here


def say_that_it_has_gone(desk: Counted) -> None:
    desk.click("form[action$='/gone/'] button")
    desk.office.check()
    answer = Gesture.objects.get(way="out")
    assert (answer.state, answer.addressee.key, [link.to_gesture.number for link in answer.answers.all()]) == (
        "sent", "seoul", ["IN-2020-001"],
    )  # fmt: skip


@pytest.mark.parametrize("javascript", [True, False])
def test_eight_pasted_lines_become_a_letter_an_offer_and_its_acceptance(visit: Visit, javascript: bool) -> None:
    furnished()
    office = Office.come_in(visit(javascript=javascript))
    office.axe = javascript
    desk = Counted(office)
    desk.click("a.to-inbox")
    desk.type("text", OFFER)
    desk.click("form[data-draft=inbox-text] button.do")
    office.check()
    desk.click("form.sheet-form .file-it button.do")
    office.check()
    desk.click("form[action$='/accept/'] button.do")
    office.check()
    if javascript:
        desk.click("button[data-copy]")
    assert desk.number <= 8
    assert Gesture.objects.count() == 1

    say_that_it_has_gone(desk)

    letter, offer, paper = Gesture.objects.get(way="in"), Pledge.objects.get(), IncomingPaper.objects.get()
    assert (letter.number, letter.kind, letter.sender.key, letter.written_words) == (
        "IN-2020-001", "letter", "seoul", "7 October 2020",
    )  # fmt: skip
    assert (offer.state, offer.giver.key, offer.receiver.key) == ("accepted", "seoul", "beijing")
    assert [(line.item.key, line.quantity, line.quality, line.words) for line in offer.lines.all() if line.item] == [
        ("masks", 20_000, "exact", "20,000 masks"),
        ("gloves", 2_000, "approximate", "about 1,000 pairs of gloves"),
        ("suits", None, "unknown", "protective suits"),
    ]
    assert offer.answer_words.splitlines()[:3] == [
        "Dear colleagues in Seoul,",
        "",
        (
            "Thank you for your offer: Masks (20,000 pieces), Gloves (≈ 1,000 pairs), Protective suits. We accept your"
            " help with gratitude."
        ),
    ]
    assert [each.subject for each in paper.filings.all()] == [letter.subject, offer.subject]
    body = Text.objects.get(subject=letter.subject, field="body")
    assert (body.text, body.language) == (OFFER, "en")
    page = office.visitor.page
    page.goto(f"{office.visitor.site}/aid/pledges/{offer.number}/")
    assert page.locator("#from-papers ~ ul a, [aria-labelledby=from-papers] a").first.get_attribute("href") == (
        f"/inbox/{paper.pk}/"
    )


def test_a_call_from_an_embassy_becomes_a_need_with_nothing_known_but_masks(visit: Visit) -> None:
    from firewood.registry.states import PartyKind
    from tests.aid.world import party

    furnished()
    iran = party("iran", "Iran", PartyKind.COUNTRY)
    party("embassy-of-iran", "Embassy of Iran", PartyKind.EMBASSY, parent=iran, country=iran)
    office = Office.come_in(visit())
    desk = Counted(office)
    desk.click("a.to-inbox")
    desk.type("who", "Embassy of Iran")
    desk.type("what", "They need masks")
    desk.click("form[data-draft=inbox-call] button.do")
    office.check()
    desk.click("form.sheet-form .file-it button.do")
    office.check()
    assert desk.number <= 5

    need, call = Need.objects.get(), Gesture.objects.get()
    (line,) = need.lines.all()
    assert (line.item and line.item.key, line.quantity, line.quality) == ("masks", None, "unknown")
    assert (need.party.key, need.stated_by and need.stated_by.key) == ("iran", "embassy-of-iran")
    assert (need.due_on, need.assurance, need.state) == (None, "clerk", "draft")
    assert (call.kind, call.channel, call.sender.key, call.written_earliest) == (
        "call", "telephone", "embassy-of-iran", None,
    )  # fmt: skip
