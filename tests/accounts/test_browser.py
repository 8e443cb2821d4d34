"""Signing in in a real browser: with an app, with a passkey, without scripts, on a phone; every page is sound."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator

from firewood.accounts import actions, factors
from firewood.accounts.actions import Colleague
from firewood.accounts.actor import program
from firewood.accounts.models import Officer
from firewood.accounts.states import Duty
from firewood.journal.clock import now
from tests.aid.world import AT, LIU, WANG, line, prepared
from tests.browsing import Visit, Visitor
from tests.journeys.office import PASSWORD, furnish
from tests.second_factor import code_of

PAGES = ["/account/", "/account/password/", "/account/passkey/", "/colleagues/", "/colleagues/duties/"]


@dataclass
class Key:
    """A security key plugged into the browser, which always finds the right finger."""

    visitor: Visitor

    def __post_init__(self) -> None:
        self.session = self.visitor.page.context.new_cdp_session(self.visitor.page)
        self.session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        self.id = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def forget_finger(self) -> None:
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": False})

    def credentials(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})[
            "credentials"
        ]
        return found


@pytest.fixture
def packed(site: str) -> str:
    """The number of a consignment that may leave."""
    from firewood.aid.actions import pack_consignment

    here = furnish()
    leaving = prepared(here, line(here.masks, 10))
    pack_consignment(leaving, actor=WANG, at=AT)
    return leaving.number


def press(visitor: Visitor, which: str) -> None:
    visitor.page.locator(which).first.click()


def make_passkey(visitor: Visitor, name: str = "Laptop") -> None:
    visitor.go("/account/passkey/")
    visitor.page.fill("[name=name]", name)
    visitor.page.fill("[name=password]", PASSWORD)
    with visitor.page.expect_navigation():
        visitor.page.locator("[data-passkey] button").click()


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("javascript", [True, False])
def test_goods_leave_after_the_code_was_typed_with_and_without_scripts(
    visit: Visit, packed: str, phone: bool, javascript: bool
) -> None:
    visitor = visit(phone=phone, javascript=javascript, expected=(403,))
    visitor.sign_in("liu", PASSWORD)
    visitor.go(f"/aid/consignments/{packed}/")
    press(visitor, "form[action$='/despatch/'] button")
    assert visitor.page.locator("h1").inner_text() == "Confirm that it is you"
    visitor.check(axe=javascript)
    visitor.page.fill("#code", code_of("liu"))
    press(visitor, "#confirm button.do")
    assert urlsplit(visitor.page.url).path == f"/aid/consignments/{packed}/"
    from firewood.aid.models import Consignment

    assert Consignment.objects.get(number=packed).state == "despatched"


@pytest.mark.parametrize("phone", [False, True])
def test_every_page_of_the_account_and_of_colleagues_is_sound(visit: Visit, packed: str, phone: bool) -> None:
    Officer.objects.filter(login="liu").update(duties=["focal_point", "custodian"])
    visitor = visit(phone=phone)
    visitor.go("/sign-in/")
    visitor.check()
    visitor.sign_in("liu", PASSWORD)
    visitor.go("/second-factor/")
    visitor.check()
    visitor.prove(code_of("liu"))
    officer = Officer.objects.get(login="liu")
    app = Authenticator.objects.get(user=officer, type="totp")
    more = ["/colleagues/invite/", f"/colleagues/{officer.pk}/", f"/account/factors/{app.pk}/remove/"]
    letter = actions.invite_colleague(Colleague("Kim", "Store", [Duty.STORE]), actor=program(), at=now())
    for page in [*PAGES, *more, "/account/recovery-codes/", f"/invitation/{letter.secret}/"]:
        assert visitor.go(page) == 200, page
        visitor.check()
        assert not phone or visitor.small_targets() == [], page


def test_an_app_is_set_up_by_a_picture_or_a_typed_key_without_scripts(visit: Visit, packed: str) -> None:
    them = Officer.objects.get(login="liu")
    Authenticator.objects.all().delete()
    visitor = visit(javascript=False)
    visitor.sign_in("liu", PASSWORD)
    visitor.go("/account/app/?next=/partners/")
    assert visitor.page.locator("svg.qr").bounding_box()["width"] > 200  # type: ignore[index]
    visitor.check(axe=False)
    secret = visitor.page.locator(".secret").inner_text().replace(" ", "")
    visitor.page.fill("[name=code]", factors.code_of(secret))
    visitor.page.fill("[name=password]", PASSWORD)
    press(visitor, "main form:has([name=code]) button.do")
    assert visitor.page.locator(".codes li").count() == 10
    press(visitor, "main a.do:has-text('kept')")
    assert urlsplit(visitor.page.url).path == "/partners/"
    assert factors.has_second_factor(them)


def test_a_passkey_is_made_confirms_and_signs_in_by_itself(visit: Visit, packed: str) -> None:
    visitor = visit(expected=(403,))
    key = Key(visitor)
    visitor.sign_in("liu", PASSWORD)
    visitor.prove(code_of("liu"))
    make_passkey(visitor)
    assert [each["rpId"] for each in key.credentials()] == ["localhost"]
    assert "Laptop" in visitor.page.locator("main").inner_text()
    visitor.check()

    # it signs in without a name or a password, and counts as the second factor
    press(visitor, "details.menu:has(form[action='/sign-out/']) summary")
    press(visitor, "form[action='/sign-out/'] button")
    with visitor.page.expect_navigation():
        visitor.page.locator("[data-passkey] button").click()
    assert urlsplit(visitor.page.url).path == "/"
    visitor.go(f"/aid/consignments/{packed}/")
    press(visitor, "form[action$='/despatch/'] button")
    from firewood.aid.models import Consignment

    assert Consignment.objects.get(number=packed).state == "despatched"
    visitor.check()


def test_a_passkey_confirms_after_a_sign_in_by_password(visit: Visit, packed: str) -> None:
    visitor = visit(expected=(403,))
    Key(visitor)
    visitor.sign_in("liu", PASSWORD)
    visitor.prove(code_of("liu"))
    make_passkey(visitor)
    visitor.page.context.clear_cookies()
    visitor.sign_in("liu", PASSWORD)
    visitor.go(f"/aid/consignments/{packed}/")
    press(visitor, "form[action$='/despatch/'] button")
    with visitor.page.expect_navigation():
        visitor.page.locator("[data-passkey] button").click()
    from firewood.aid.models import Consignment

    assert Consignment.objects.get(number=packed).state == "despatched"


def test_a_passkey_without_a_finger_or_of_another_office_opens_nothing(visit: Visit, packed: str) -> None:
    visitor = visit(expected=(422,))
    key = Key(visitor)
    visitor.sign_in("liu", PASSWORD)
    visitor.prove(code_of("liu"))
    make_passkey(visitor)
    visitor.page.context.clear_cookies()
    visitor.go("/sign-in/")
    key.forget_finger()
    visitor.page.locator("[data-passkey] button").click()
    visitor.page.locator("[data-passkey-failed]:visible").wait_for()
    Authenticator.objects.filter(type="webauthn").delete()  # as if made for another office
    key.session.send("WebAuthn.setUserVerified", {"authenticatorId": key.id, "isUserVerified": True})
    with visitor.page.expect_navigation():
        visitor.page.locator("[data-passkey] button").click()
    assert "does not open an account here" in visitor.page.locator("main").inner_text()
    assert visitor.go("/account/") == 200  # led to the sign-in page
    assert urlsplit(visitor.page.url).path == "/sign-in/"


def test_a_wrong_password_makes_no_passkey(visit: Visit, packed: str) -> None:
    visitor = visit(expected=(422,))
    key = Key(visitor)
    visitor.sign_in("liu", PASSWORD)
    visitor.prove(code_of("liu"))
    visitor.go("/account/passkey/")
    visitor.page.fill("[name=name]", "Laptop")
    visitor.page.fill("[name=password]", "wrong")
    visitor.page.locator("[data-passkey] button").click()
    visitor.page.locator("[data-passkey-failed]:visible").wait_for()
    assert key.credentials() == []
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_a_guest_is_never_asked(visit: Visit, packed: str) -> None:
    from firewood.accounts.actions import Guest, invite_guest
    from firewood.aid.actions import despatch_consignment
    from firewood.aid.models import Consignment

    leaving = Consignment.objects.get(number=packed)
    despatch_consignment(leaving, key="1", actor=WANG, at=AT)
    guest = Guest(leaving.receiver_id, "Seoul")  # type: ignore[arg-type]
    link = invite_guest(guest, thread=leaving.subject, status="actual", actor=LIU, at=now())
    visitor = visit(phone=True)
    assert visitor.go(f"/g/{link.secret}/") == 200
    visitor.page.get_by_text("Yes, everything came whole").click()
    visitor.page.get_by_role("button", name="Confirm the receipt").click()
    leaving.refresh_from_db()
    assert leaving.state in ("received", "closed")
    visitor.check()
