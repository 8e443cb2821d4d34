"""An office and its guests in real browsers: what a colleague and a guest do on the pages, in any language."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from firewood.accounts.actions import admit_officer
from firewood.accounts.actor import program
from firewood.accounts.states import Duty
from firewood.aid.models import Consignment
from firewood.registry.models import Occasion
from tests.aid.world import AT, World, stocked, world
from tests.browsing import Visit, Visitor
from tests.second_factor import app_of, code_of

PASSWORD = "warm-hands-2020"


def furnish(language: str = "en") -> World:
    """An office with a store, an officer, and partner cities."""
    here = world()
    stocked(here, here.masks, 10_000)
    stocked(here, here.gloves, 4_000)
    Occasion.objects.create(key="outbreak", name="Outbreak")
    officer = admit_officer(
        "liu", password=PASSWORD, name="Liu", office="Foreign Affairs Office",
        duties=[Duty.FOCAL_POINT, Duty.STORE], actor=program(), at=AT,
    )  # fmt: skip
    officer.language = language
    officer.save()
    app_of(officer)
    return here


@dataclass
class Office:
    """A colleague of the office at a browser."""

    visitor: Visitor
    axe: bool = True

    @classmethod
    def come_in(cls, visitor: Visitor) -> "Office":
        visitor.sign_in("liu", PASSWORD)
        visitor.prove(code_of("liu"))
        return cls(visitor)

    def check(self) -> None:
        self.visitor.check(axe=self.axe)

    def go(self, path: str) -> None:
        assert self.visitor.go(path) == 200
        self.check()

    def fill(self, **values: str) -> None:
        """Fill fields by their names; __ stands for a dash."""
        for name, value in values.items():
            field = self.visitor.page.locator(f"main [name='{name.replace('__', '-')}']").first
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def send(self, which: str = "main form.sheet-form p > button.do, main form.stack p > button.do") -> None:
        self.visitor.page.locator(which).last.click()
        self.check()

    def step(self, name: str) -> None:
        """Press the button that takes a step."""
        self.visitor.page.locator(f"form[action$='/{name}/'] button").first.click()
        self.check()

    def invite(self, number: str, language: str) -> str:
        """Make a guest link for the other side; gives its path."""
        self.go(f"/aid/consignments/{number}/")
        self.fill(language=language)
        self.step("guests")
        return urlsplit(self.visitor.page.locator("#address").input_value()).path

    @property
    def number(self) -> str:
        """The number of the consignment whose page is open."""
        found = re.search(r"/aid/consignments/([^/]+)/", self.visitor.page.url)
        assert found, self.visitor.page.url
        return found[1]


@dataclass
class Guest:
    """A colleague of a partner city at a phone."""

    visitor: Visitor
    path: str
    axe: bool = True

    def open(self) -> None:
        assert self.visitor.go(self.path) == 200
        self.check()

    def check(self) -> None:
        self.visitor.check(axe=self.axe)
        small = self.visitor.small_targets()
        assert small == []

    def press(self, which: str) -> None:
        self.visitor.page.locator(which).first.click()
        self.check()

    def answer(self, value: str, **more: str) -> None:
        """Answer the question of the screen, and go on."""
        page = self.visitor.page
        first = page.locator(".screen .field :is(input, select)").first
        if first.evaluate("each => each.tagName") == "SELECT":
            first.select_option(value)
        else:
            first.fill(value)
        for name, chosen in more.items():
            page.locator(f".screen [name$='-{name}']").first.select_option(chosen)
        self.press(".screen button.do")


def consignment(number: str) -> Consignment:
    return Consignment.objects.get(number=number)


def both(
    visit: Visit, *, language: str = "en", javascript: bool = True, phone: bool = False
) -> tuple[Visitor, Visitor]:
    """A browser for the office and a phone for the guest."""
    return (
        visit(language=language, javascript=javascript, phone=phone),
        visit(language=language, javascript=javascript, phone=True),
    )
