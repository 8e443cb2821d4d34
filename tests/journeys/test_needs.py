"""Two colleagues change one need at the same time: the second sees both versions, and nothing is lost."""

from firewood.accounts.actions import admit_officer
from firewood.accounts.actor import program
from firewood.accounts.states import Duty
from firewood.aid.actions import publish_need, state_need
from firewood.aid.drafts import NeedDraft, Telling
from firewood.journal.models import Entry
from tests.aid.world import AT, LIU, line
from tests.browsing import Visit, Visitor
from tests.journeys.office import PASSWORD, furnish


def row(visitor: Visitor, number: int, item: str, quantity: str) -> None:
    visitor.page.select_option(f"[name=line-{number}-item]", item)
    visitor.page.fill(f"[name=line-{number}-quantity]", quantity)


def come_to_change(visitor: Visitor, name: str, path: str) -> None:
    """Sign in, press the need's button, and add a row to its sheet."""
    visitor.sign_in(name, PASSWORD)
    visitor.go(path)
    visitor.page.click("text=Change")
    visitor.page.wait_for_url(f"**{path}change/")
    visitor.check()
    assert visitor.page.input_value("[name=line-0-quantity]") == "500"
    visitor.page.click("button[name=add]")
    visitor.page.wait_for_selector("[name=line-1-item]")


def send(visitor: Visitor, to: str) -> None:
    visitor.page.locator("form.sheet-form p > button.do").last.click()
    visitor.page.wait_for_url(f"**{to}")
    visitor.page.wait_for_load_state()


def expect_both(visitor: Visitor) -> None:
    """The other's words stand beside one's own, and the rows of both are there."""
    visitor.page.wait_for_selector("text=Somebody else wrote here meanwhile")
    visitor.check()
    shown = visitor.page.inner_text("main")
    for words in ("Chen", "For nurses and doctors", "20 March 2020", "2,000"):
        assert words in shown, words
    assert visitor.page.input_value("[name=words]") == "For nurses of three clinics"
    quantities = visitor.page.locator("[name^=line-][name$=-quantity]")
    assert [quantities.nth(n).input_value() for n in range(3)] == ["500", "40", "2000"]


def test_two_officers_change_one_need_and_the_second_gets_a_page_with_both(visit: Visit) -> None:
    here = furnish()
    admit_officer("chen", password=PASSWORD, name="Chen", office="Foreign Affairs Office",
                  duties=[Duty.FOCAL_POINT], actor=program(), at=AT)  # fmt: skip
    draft = NeedDraft(here.seoul, [line(here.suits, 500)], telling=Telling(words="For nurses"))
    need = publish_need(state_need(draft, actor=LIU, at=AT), actor=LIU, at=AT)
    path = f"/aid/needs/{need.number}/"
    first, second = visit(), visit(expected=(409,))
    come_to_change(first, "chen", path)
    come_to_change(second, "liu", path)

    row(first, 1, here.masks.key, "2000")
    first.page.fill("[name=words]", "For nurses and doctors")
    first.page.fill("[name=due_on]", "2020-03-20")
    send(first, path)
    first.check()

    row(second, 1, here.goggles.key, "40")
    second.page.fill("[name=words]", "For nurses of three clinics")
    second.page.fill("[name=note]", "Call them first")
    send(second, f"{path}change/")
    expect_both(second)
    assert Entry.objects.filter(event="aid.need.changed").count() == 1

    second.page.fill("[name=words]", "For nurses and doctors of three clinics")
    send(second, path)
    second.check()
    need.refresh_from_db()
    assert (need.words, need.note) == ("For nurses and doctors of three clinics", "Call them first")
    assert str(need.due_on) == "2020-03-20"
    lines = [(each.item and each.item.key, each.quantity) for each in need.lines.select_related("item")]
    assert lines == [(here.suits.key, 500), (here.goggles.key, 40), (here.masks.key, 2_000)]
    assert Entry.objects.filter(event="aid.need.changed").count() == 2
