"""What a guest sees: the own thread and nothing else."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.models import GuestLink
from firewood.aid import rules
from firewood.aid.forms.fields import ranges
from firewood.aid.models import Consignment, Discrepancy, Need, Pledge, Receipt
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.contents import Contained, contents_of
from firewood.aid.queries.parties import names
from firewood.aid.queries.settlement import Reckoning, boxes_outstanding, discrepancies, outstanding, reckoning
from firewood.aid.states import (
    CONSIGNMENT_STEPS,
    NEED_STEPS,
    PLEDGE_STEPS,
    Basis,
    BoxState,
    Contents,
    Direction,
    DiscrepancyState,
    PledgeState,
    ReceiptState,
)
from firewood.archive.models import Attachment
from firewood.journal.refusals import NotFound
from firewood.languages.texts import Wording
from firewood.registry.models import Party

_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class GuestThread:
    """The consignment, or the party, that a link opens."""

    def __init__(self, link: GuestLink, *, language: str) -> None:
        self.link, self.language = link, language
        self.actor: Actor = link.actor
        self.noun, _colon, self.key = link.thread.partition(":")

    @cached_property
    def party(self) -> Party:
        """For whom the guest speaks."""
        return Party.objects.get(pk=self.link.party_id)

    @cached_property
    def consignment(self) -> Consignment:
        """The consignment of the thread; refused when the link opens something else, or is not for this guest."""
        rows = Consignment.objects.select_related("giver", "receiver").filter(pk=self.key, status=self.link.status)
        found = rows.first() if self.noun == "aid.consignment" else None
        if found is None or not (rules.sees_consignment(self.actor, found) and self._is_a_side(found)):
            raise NotFound("not_found", _("There is nothing here, or not for you."))
        return found

    def _is_a_side(self, found: Consignment) -> bool:
        """Whether the guest speaks for one of the two sides."""
        sides = {found.giver_id, found.receiver_id}
        return self.link.party_id in sides or found.shared_with.filter(pk=self.link.party_id).exists()

    @property
    def is_party(self) -> bool:
        return self.noun == "registry.party"

    def require_party(self) -> None:
        """Refuse when this link is for one consignment only."""
        if not self.is_party or str(self.link.party_id) != self.key:
            raise NotFound("not_found", _("There is nothing here, or not for you."))

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.language)

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        sides = [] if self.is_party else [self.consignment.giver, self.consignment.receiver]
        return names([self.party, *(side for side in sides if side)], self.language)

    @cached_property
    def holds(self) -> Contained:
        return contents_of("consignment", [self.consignment], self.catalogue)[self.consignment.pk]

    @cached_property
    def boxes_listed(self) -> int:
        """How many boxes are counted by what is in them."""
        return self.holds.boxes - self.holds.unknown_boxes

    @cached_property
    def boxes_asked(self) -> str:
        """The numbers of the boxes of unknown contents that are still to come."""
        waiting = {str(BoxState.OPEN), str(BoxState.SEALED)}
        boxes = self.consignment.boxes.filter(level="box", contents=str(Contents.UNKNOWN), state__in=waiting)
        return ", ".join(ranges(list(boxes.values_list("number", flat=True))))

    @cached_property
    def to_come(self) -> bool:
        """Whether the guest can still say that something came."""
        source = {str(state) for state in CONSIGNMENT_STEPS["receive"].sources}
        if not rules.may_receive(self.actor, self.consignment) or self.consignment.state not in source:
            return False
        left = outstanding(self.consignment)
        return any(number is None or number > 0 for number in left.values()) or boxes_outstanding(self.consignment) > 0

    @cached_property
    def receipts(self) -> list[Receipt]:
        return list(self.consignment.receipts.filter(state=str(ReceiptState.ISSUED)))

    @cached_property
    def reckoned(self) -> list[Reckoning]:
        return reckoning(self.consignment) if self.receipts else []

    @cached_property
    def differences(self) -> list[Discrepancy]:
        return list(discrepancies(self.consignment))

    @cached_property
    def is_theirs(self) -> bool:
        """Whether the goods came from the guest's side to us."""
        return self.consignment.direction == Direction.RECEIVED

    @cached_property
    def to_answer(self) -> Discrepancy | None:
        """The first difference of our receipt that the guest has not answered."""
        waiting = {DiscrepancyState.OPEN, DiscrepancyState.DISPUTED}
        return next((each for each in self.differences if self.is_theirs and each.state in waiting), None)

    @cached_property
    def to_acknowledge(self) -> Receipt | None:
        """The first receipt of ours that the guest has not acknowledged."""
        return next((each for each in self.receipts if self.is_theirs and each.acknowledged_at is None), None)

    @cached_property
    def needs(self) -> list[Need]:
        return list(Need.objects.filter(party=self.party, status=self.link.status, basis=str(Basis.DONE)))

    @cached_property
    def offers(self) -> list[Pledge]:
        """What the guest's side offered."""
        rows = Pledge.objects.filter(giver=self.party, status=self.link.status, basis=str(Basis.DONE))
        return list(rows.select_related("receiver"))

    @cached_property
    def contained(self) -> dict[UUID, Contained]:
        """What each need and each offer of the guest's side holds."""
        return contents_of("need", self.needs, self.catalogue) | contents_of("pledge", self.offers, self.catalogue)

    @cached_property
    def stated(self) -> list[Need | Pledge]:
        """What the guest's side stated, needs first."""
        return [*self.needs, *self.offers]

    def told(self, asked: Mapping[str, str]) -> Need | Pledge | None:
        """The need or offer that was stated a moment ago."""
        return next((each for each in self.stated if each.number == asked.get("told")), None)

    def may_take_back(self, act: Need | Pledge) -> bool:
        """Whether the guest can still take back what their side stated."""
        if isinstance(act, Need):
            return act.state in NEED_STEPS["close"].sources and rules.may_withdraw_need(self.actor, act)
        return act.state in PLEDGE_STEPS["withdraw"].sources and rules.may_withdraw_pledge(self.actor, act)

    @cached_property
    def to_take_back(self) -> list[UUID]:
        return [each.pk for each in self.stated if self.may_take_back(each)]

    @cached_property
    def offered(self) -> list[Pledge]:
        """What we offered them and they have not answered."""
        rows = Pledge.objects.filter(receiver=self.party, status=self.link.status, basis=str(Basis.DONE))
        return list(rows.filter(state=str(PledgeState.OFFERED)).select_related("giver"))

    def photos(self, keys: Iterable[str]) -> list[UUID]:
        """Those photos of this thread, named by their keys, that were not sent with a receipt yet."""
        named = [UUID(key) for key in keys if _KEY.fullmatch(key)]
        waiting = Attachment.objects.filter(pk__in=named, subject=self.consignment.subject, awaiting=True)
        return list(waiting.values_list("pk", flat=True))

    def photo(self, pk: UUID) -> Attachment:
        """A photo of this thread."""
        found = Attachment.objects.filter(pk=pk, subject=self.consignment.subject).first()
        if found is None:
            raise NotFound("not_found", _("There is no such file."))
        return found
