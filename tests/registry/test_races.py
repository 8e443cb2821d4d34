"""Two colleagues at the same moment: no place ends up belonging to itself by way of another."""

from functools import partial

from firewood.journal.refusals import Unreadable
from firewood.registry.actions import PartyDraft, change_party
from firewood.registry.models import Party
from firewood.registry.states import PartyKind
from tests.faults.racing import at_once, split
from tests.registry.world import AT, LIU, party


def test_two_places_put_below_each_other_at_once_do_not_close_a_circle(committed: str) -> None:
    one, other = (party(key, PartyKind.GOVERNMENT_BODY) for key in ("one", "other"))
    for _ in range(5):
        Party.objects.update(parent=None)
        drafts = [
            PartyDraft(key=below.key, kind=PartyKind.GOVERNMENT_BODY, name=below.name, parent=above)
            for below, above in ((one, other), (other, one))
        ]
        acts = [partial(change_party, below, draft=draft, actor=LIU, at=AT)
                for below, draft in zip((one, other), drafts, strict=True)]  # fmt: skip
        done, refused = split(at_once(*acts))
        assert (len(done), [type(error) for error in refused]) == (1, [Unreadable])
        assert Party.objects.filter(parent=None).count() == 1
