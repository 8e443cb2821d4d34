"""A refusal says no in one way for programs and in a sentence for people, and never loses a problem."""

import pytest

from firewood.journal.refusals import (
    NotAllowed,
    NotFound,
    NotNow,
    Problem,
    Refused,
    TooMuch,
    Unreadable,
    require,
)


@pytest.mark.parametrize(
    ("kind", "status"), [(Refused, 422), (NotAllowed, 403), (NotFound, 404), (NotNow, 409), (TooMuch, 507)]
)
def test_a_refusal_has_a_status_a_code_a_sentence_and_facts(kind: type[Refused], status: int) -> None:
    refusal = kind("stale", "Somebody changed this meanwhile.", version=3)
    assert (refusal.status, refusal.code, refusal.message, refusal.facts) == (
        status,
        "stale",
        "Somebody changed this meanwhile.",
        {"version": 3},
    )
    assert str(refusal) == "Somebody changed this meanwhile."


def test_what_cannot_be_read_names_every_problem_with_its_field_and_row() -> None:
    problems = [Problem("quantity", "12x is not a number.", 1), Problem("day", "There is no 30 February.")]
    refusal = Unreadable(problems)
    assert (refusal.status, refusal.code) == (422, "unreadable")
    assert refusal.problems == tuple(problems)
    assert [(one.field, one.row) for one in refusal.problems] == [("quantity", 1), ("day", None)]
    assert str(refusal) == "12x is not a number. There is no 30 February."


def test_require_refuses_with_what_was_to_be_done() -> None:
    require(True, "despatch a consignment")
    with pytest.raises(NotAllowed) as no:
        require(False, "despatch a consignment")
    assert (no.value.code, str(no.value)) == ("not_allowed", "Your duties do not let you despatch a consignment.")
