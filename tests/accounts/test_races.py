"""Two colleagues at the same moment: somebody can always give out accounts, and nobody takes a name twice."""

from functools import partial

from firewood.accounts import actions
from firewood.accounts.actions import Colleague
from firewood.accounts.actor import Actor, program
from firewood.accounts.models import Officer
from firewood.accounts.states import Duty
from firewood.journal.refusals import NotNow, Unreadable
from tests.aid.world import AT, at_work
from tests.faults.racing import at_once, split

KEEPER = at_work(Actor("officer", "keeper", "Keeper", "", frozenset({Duty.CUSTODIAN})))


def test_two_custodians_who_leave_at_once_do_not_both_leave(committed: str) -> None:
    both = [Officer.objects.create(login=name, name=name, duties=["custodian"]) for name in ("keeper", "second")]
    for _ in range(5):
        Officer.objects.update(duties=["custodian"], is_active=True)
        leaving = partial(actions.change_duties, both[0], duties=[Duty.READER], actor=KEEPER, at=AT)
        closed = partial(actions.deactivate_officer, both[1], actor=KEEPER, at=AT)
        done, refused = split(at_once(leaving, closed))
        assert (len(done), {type(error) for error in refused}) == (1, {NotNow})
        assert Officer.objects.filter(is_active=True, duties__contains=["custodian"]).count() == 1


def test_of_two_who_choose_the_same_name_at_once_one_gets_it_whatever_the_capitals(committed: str) -> None:
    kim = Colleague("Kim", "Store", [Duty.STORE])
    for names in (("kim-1", "Kim-1"), ("kim-2", "kim-2")):
        letters = [actions.invite_colleague(kim, actor=KEEPER, at=AT).invitation for _name in names]
        come = [
            partial(actions.accept_invitation, letter, login=name, password="snow on the wall", actor=program(), at=AT)
            for letter, name in zip(letters, names, strict=True)
        ]
        done, refused = split(at_once(*come))
        assert (len(done), {type(error) for error in refused}) == (1, {Unreadable})
    assert Officer.objects.count() == 2
