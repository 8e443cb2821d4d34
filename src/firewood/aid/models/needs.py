"""Needs: what somebody lacks, as stated by them, by us, or as we heard of it."""

from django.db import models

from firewood.accounts.states import Assurance
from firewood.aid.models.acts import Act, QuantityLine
from firewood.aid.states import NeedEnding, NeedState, Origin
from firewood.supplies.models import known


class Need(Act):
    """What a party lacks. `list_open`: the list of items is not complete. Coverage is computed, never stored."""

    party = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="needs")
    stated_by = models.ForeignKey("registry.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10)
    assurance = models.CharField(max_length=12, default=Assurance.CLERK)
    state = models.CharField(max_length=10, default=NeedState.DRAFT)
    ending = models.CharField(max_length=10, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    list_open = models.BooleanField(default=False)
    stated_words = models.CharField(max_length=200, blank=True)
    stated_earliest = models.DateField(null=True, blank=True)
    stated_latest = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            known("state", NeedState, "need_state_known"),
            known("origin", Origin, "need_origin_known"),
            models.CheckConstraint(
                condition=models.Q(state="closed", ending__in=[str(ending) for ending in NeedEnding])
                | models.Q(~models.Q(state="closed"), ending=""),
                name="need_closed_for_a_reason",
            ),
        ]

    @property
    def subject(self) -> str:
        return f"aid.need:{self.pk}"


class NeedLine(QuantityLine):
    """One item of a need."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="lines")

    class Meta(QuantityLine.Meta):
        abstract = False
