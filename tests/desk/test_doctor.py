"""The doctor finds exactly what is wrong: one fault of each kind, planted with the powers of the superuser."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, transaction
from psycopg.conninfo import conninfo_to_dict

from firewood.aid import actions
from firewood.aid.checks import CHECKS as AID
from firewood.aid.drafts import Count
from firewood.archive.models import Attachment
from firewood.desk.checks import CHECKS as DESK
from firewood.desk.finding import catch_up
from firewood.journal.checks import CHECKS as JOURNAL
from firewood.project import own_commands
from firewood.registry.findable import index_registry
from firewood.solidarity.checks import CHECKS as SOLIDARITY
from firewood.supplies.checks import CHECKS as LEDGER
from tests.aid.world import AT, LIU, WANG, World, announced, came, despatched, line, stocked, world
from tests.databases import TestServer
from tests.solidarity.world import letter

NOBODY = "00000000-0000-0000-0000-000000000000"
UNTYPED = "UPDATE supplies_posting SET entered_quantity = NULL, entered_factor = NULL,"
LATEST = "(SELECT max(number) FROM journal_entry)"
WRONG = {
    "a line of the journal edited": (
        "UPDATE journal_entry SET actor_name = 'Nobody' WHERE number = 3", "journal chain", "number 3"
    ),
    "a line of the journal removed": ("DELETE FROM journal_entry WHERE number = 3", "journal chain", "number 4"),
    "the last line of the journal removed": (
        f"DELETE FROM journal_entry WHERE number = {LATEST}", "journal chain", "is missing"
    ),
    "a balance changed": (
        "UPDATE supplies_balance SET quantity = quantity + 1 WHERE usage = 'store' AND quantity > 0",
        "ledger balances", "Store of Beijing, masks",
    ),
    "a balance removed": (
        "DELETE FROM supplies_balance WHERE usage = 'partner'", "ledger balances", "partner, masks"
    ),
    "an entry that does not cancel out": (
        (f"{UNTYPED} quantity = quantity - 1 WHERE usage = 'opening';"
        "UPDATE supplies_balance SET quantity = quantity - 1 WHERE usage = 'opening'"),
        "ledger entries", "1 entries do not cancel out",
    ),
    "a store below zero": (
        ("ALTER TABLE supplies_balance DROP CONSTRAINT balance_never_negative;"
        f"{UNTYPED} quantity = quantity - 5000 WHERE usage = 'store' AND quantity = 1000;"
        "UPDATE supplies_balance SET quantity = quantity - 5000 WHERE usage = 'store' AND quantity = 600;"
        f"{UNTYPED} quantity = quantity + 5000 WHERE usage = 'opening';"
        "UPDATE supplies_balance SET quantity = quantity + 5000 WHERE usage = 'opening'"),
        "ledger stocks", "masks: -",
    ),
    "an entry without postings": (
        ("INSERT INTO supplies_ledgerentry (id, kind, status, document, occurred_at, actor_key, actor_name,"
        " actor_office,"
        f" idempotency_key, reason) VALUES ('{NOBODY}', 'count', 'actual', 'x', now(), 'x', 'x', '', 'x', '')"),
        "ledger entries in full", f"count {NOBODY}",
    ),
    "a posting on another day than its entry": (
        "UPDATE supplies_posting SET occurred_at = occurred_at + interval '1 day' WHERE usage = 'opening'",
        "ledger postings", "contradict",
    ),
    "a reversal that takes back too little": (
        (f"{UNTYPED} quantity = quantity + sign(-quantity)::int WHERE reversing AND usage = 'transit';"
        f"{UNTYPED} quantity = quantity + sign(-quantity)::int WHERE reversing AND usage = 'partner';"
        "UPDATE supplies_balance SET quantity = quantity - 1 WHERE usage = 'transit' AND quantity = 20;"
        "UPDATE supplies_balance SET quantity = quantity + 1 WHERE usage = 'partner' AND quantity = 380"),
        "ledger reversals", "",
    ),
    "goods on the way of a consignment that came back": (
        "UPDATE aid_consignment SET state = 'returned' WHERE state = 'received' AND direction = 'given'",
        "aid nothing on the way", "C-2020-",
    ),
    "more received than was sent": (
        ("UPDATE aid_consignmentline SET quantity = quantity - 1, entered_quantity = entered_quantity - 1 FROM"
        " aid_consignment c WHERE c.id = consignment_id AND c.state = 'closed'"),
        "aid receipts add up", " line 1",
    ),
    "a receipt that the ledger does not know": (
        ("UPDATE aid_receiptline SET received_quantity = received_quantity + 1, oversupply_quantity = 1"
        " FROM aid_receipt t WHERE t.id = receipt_id AND t.state = 'issued' AND received_quantity = 200"),
        "aid receipts are posted", "R-2020-",
    ),
    "a receipt taken back without an entry": (
        ("UPDATE aid_receipt SET state = 'reversed' FROM aid_consignment c WHERE c.id = consignment_id"
        " AND c.state = 'received'"),
        "aid receipts taken back", "R-2020-",
    ),
    "a citation of nothing": (
        ("INSERT INTO archive_source (id, key, title, language, publisher, published_words, counts_from_derived,"
        f" medium, note, sha256) VALUES ('{NOBODY}', 'Z', 'z', 'en', '', '', false, '', '', '');"
        "INSERT INTO languages_searchentry "
        "(subject, language, kind, key, title, body, source, url, status, folded, words)"
        f" VALUES ('archive.source:{NOBODY}', 'en', 'source', 'Z', 'z', '', '', '/', 'actual', 'z', '{{}}');"
        "INSERT INTO archive_citation (id, subject, field, source_id, derived, reason)"
        f" VALUES (gen_random_uuid(), 'aid.need:{NOBODY}', '', '{NOBODY}', false, '')"),
        "words belong to something", f"aid.need:{NOBODY}",
    ),
    "a text about nothing": (
        ("INSERT INTO languages_text (subject, field, language, ordinal, text, state, made_by)"
        f" VALUES ('aid.pledge:{NOBODY}', 'words', 'en', 0, 'lost', 'original', '')"),
        "words belong to something", f"aid.pledge:{NOBODY}",
    ),
    "an act that cannot be found": (
        "DELETE FROM languages_searchentry WHERE kind = 'consignment'", "everything is found", "aid.consignment:"
    ),
    "something found that is gone": (
        ("INSERT INTO languages_searchentry "
        "(subject, language, kind, key, title, body, source, url, status, folded, words)"
        f" VALUES ('aid.need:{NOBODY}', 'en', 'need', 'N', 'gone', '', '', '/', 'actual', 'gone', '{{}}')"),
        "everything is found", "is gone",
    ),
    "a letter whose number says another way": (
        "UPDATE solidarity_gesture SET number = 'OUT-2020-009' WHERE number = 'IN-2020-001'",
        "letters numbered", "IN 2020: 2 numbers given, 1 gestures",
    ),
    "a letter that came and is said to be sent": (
        ("ALTER TABLE solidarity_gesture DROP CONSTRAINT gesture_in_is_received;"
        "UPDATE solidarity_gesture SET state = 'delivered' WHERE number = 'IN-2020-001'"),
        "letters received", "IN-2020-001",
    ),
    "a letter between two others": (
        ("UPDATE solidarity_gesture SET addressee_id = (SELECT id FROM registry_party WHERE key = 'cologne')"
        " WHERE number = 'IN-2020-002'"),
        "letters between two sides", "IN-2020-002",
    ),
    "two letters that answer each other": (
        ("INSERT INTO solidarity_answer (gesture_id, to_gesture_id) SELECT to_gesture_id, gesture_id"
        " FROM solidarity_answer"),
        "answers end", "IN-2020-001; OUT-2020-001",
    ),
    "an answer to a letter of the same way": (
        ("UPDATE solidarity_answer SET to_gesture_id ="
        " (SELECT id FROM solidarity_gesture WHERE number = 'OUT-2020-002')"), "answers go back", "OUT-2020-001",
    ),
    "a letter that counts from another day than its own": (
        "UPDATE solidarity_gesture SET counts_from = counts_from - 1 WHERE number = 'IN-2020-001'",
        "letters counted", "IN-2020-001",
    ),
    "a paper whose file is missing": (
        "UPDATE archive_attachment SET stored_at = 'elsewhere'", "files", "waybill.pdf (the file is missing)"
    ),
    "a paper whose file was changed": (
        "UPDATE archive_attachment SET sha256 = repeat('0', 64)", "files", "waybill.pdf (the file was changed)"
    ),
}  # fmt: skip


@pytest.fixture
def story(committed: str, server: TestServer, settings: object, tmp_path: Path) -> Iterator[None]:
    """A closed consignment, one received in part with its receipt corrected, gifts to us, a paper; then full power."""
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    here = world()
    stocked(here, here.masks, 1000)
    _closed(here)
    _corrected(here)
    inbound = announced(here, line(here.suits, 200))
    actions.issue_receipt(
        inbound, count=Count([came(inbound, here.suits, 200)]), key="in", actor=WANG, at=AT
    )  # fmt: skip
    _with_paper(inbound.subject, tmp_path)
    _letters(here)
    index_registry()
    catch_up()
    power = conninfo_to_dict(server.superuser(committed))
    usual = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(USER=power["user"], PASSWORD=power.get("password", ""))
    yield
    connection.close()
    connection.settings_dict.update(usual)


def _closed(here: World) -> None:
    consignment = despatched(here, line(here.masks, 100))
    receipt = actions.issue_receipt(
        consignment, count=Count([came(consignment, here.masks, 100)]), key="a", actor=here.guest(consignment), at=AT
    )
    actions.acknowledge_receipt(receipt, actor=LIU, at=AT)


def _corrected(here: World) -> None:
    consignment = despatched(here, line(here.masks, 300))
    guest = here.guest(consignment)
    wrong = actions.issue_receipt(
        consignment, count=Count([came(consignment, here.masks, 300)]), key="b", actor=guest, at=AT
    )
    right = Count([came(consignment, here.masks, 280)])
    actions.correct_receipt(wrong, count=right, reason="miscounted", key="c", actor=guest, at=AT)


def _letters(here: World) -> None:
    """Two that came, one of them answered, and one of ours."""
    first = letter(here.seoul, here.beijing, on=date(2020, 3, 1))
    letter(here.seoul, here.beijing, on=date(2020, 3, 2))
    letter(here.beijing, here.seoul, answers_gestures=[first])
    letter(here.beijing, here.seoul)


def _with_paper(subject: str, folder: Path) -> None:
    (folder / "media").mkdir()
    (folder / "media" / "one").write_bytes(b"waybill")
    Attachment.objects.create(
        sha256=hashlib.sha256(b"waybill").hexdigest(), media_type="application/pdf", size=7, name="waybill.pdf",
        subject=subject, stored_at="one",
    )  # fmt: skip


@contextmanager
def planted(fault: str) -> Iterator[None]:
    """The fault is there inside, and gone afterwards."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(fault)
            assert cursor.rowcount != 0
        yield
        transaction.set_rollback(True)


def found() -> dict[str, str]:
    """The checks that find something, with what they say."""
    results = {check.name: check.test() for check in (*JOURNAL, *LEDGER, *AID, *SOLIDARITY, *DESK)}
    return {name: detail for name, (kept, detail) in results.items() if not kept}


def test_the_doctor_finds_one_planted_fault_of_each_kind_and_nothing_else(story: None) -> None:
    assert found() == {}
    missed = {}
    for name, (fault, check, words) in WRONG.items():
        with planted(fault):
            findings = found()
        if list(findings) != [check] or words not in findings[check]:
            missed[name] = findings
    assert missed == {}


def test_every_promise_of_the_ledger_and_of_aid_has_a_planted_fault() -> None:
    promised = {check.name for check in (*JOURNAL, *LEDGER, *AID, *SOLIDARITY, *DESK)}
    assert {check for _fault, check, _words in WRONG.values()} == promised


def test_the_doctor_says_no_with_its_exit_code(story: None, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = type("Chosen", (), {"json": True})()
    with planted(WRONG["a balance changed"][0]):
        assert own_commands.doctor(chosen) == 1
    assert '"name": "ledger balances",\n      "ok": false' in capsys.readouterr().out
