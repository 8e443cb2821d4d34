"""Offers and pledges: what somebody is willing to give, with or without a need."""

from django.db import models
from django.db.models import F, Q

from firewood.accounts.states import Assurance
from firewood.aid.models.acts import Act, QuantityLine
from firewood.aid.states import Direction, PledgeState
from firewood.supplies.models import known


class Pledge(Act):
    """An offer; once accepted it is a pledge, fulfilled by consignments, or it lapses after its day and some grace."""

    direction = models.CharField(max_length=8)
    giver = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="pledges_given")
    receiver = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="pledges_received")
    need = models.ForeignKey("aid.Need", null=True, blank=True, on_delete=models.PROTECT, related_name="pledges")
    assurance = models.CharField(max_length=12, default=Assurance.CLERK)
    state = models.CharField(max_length=14, default=PledgeState.OFFERED)
    offered_words = models.CharField(max_length=200, blank=True)
    offered_earliest = models.DateField(null=True, blank=True)
    offered_latest = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_words = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            known("state", PledgeState, "pledge_state_known"),
            known("direction", Direction, "pledge_direction_known"),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="pledge_between_two"),
        ]

    @property
    def subject(self) -> str:
        return f"aid.pledge:{self.pk}"


class PledgeLine(QuantityLine):
    """One item of a pledge."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="lines")

    class Meta(QuantityLine.Meta):
        abstract = False
