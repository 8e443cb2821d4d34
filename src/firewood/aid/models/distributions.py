"""Distribution: who was given the goods in the end, on the front line or among the most vulnerable."""

from django.db import models

from firewood.accounts.states import Assurance
from firewood.aid.models.acts import Act, QuantityLine
from firewood.aid.models.consignments import Consignment
from firewood.aid.states import DistributionState, RecipientGroup
from firewood.supplies.models import known


class Distribution(Act):
    """Goods given on to those who use them: ours out of our store, or what a partner says it did or will do."""

    consignment = models.ForeignKey(
        Consignment, null=True, blank=True, on_delete=models.PROTECT, related_name="distributions"
    )
    stated_by = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="+")
    assurance = models.CharField(max_length=12, default=Assurance.CLERK)
    state = models.CharField(max_length=10, default=DistributionState.DONE)
    groups = models.CharField(max_length=60)
    recipient = models.ForeignKey("registry.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    store = models.ForeignKey("supplies.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    day_words = models.CharField(max_length=200, blank=True)
    day_earliest = models.DateField(null=True, blank=True)
    day_latest = models.DateField(null=True, blank=True)
    entry = models.ForeignKey("supplies.LedgerEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [known("state", DistributionState, "distribution_state_known")]

    @property
    def subject(self) -> str:
        return f"aid.distribution:{self.pk}"

    @property
    def group_list(self) -> list[RecipientGroup]:
        return [RecipientGroup(group) for group in self.groups.split()]


class DistributionLine(QuantityLine):
    """One item that was distributed."""

    distribution = models.ForeignKey(Distribution, on_delete=models.CASCADE, related_name="lines")

    class Meta(QuantityLine.Meta):
        abstract = False
