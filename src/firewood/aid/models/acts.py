"""What needs, pledges, consignments and distributions have in common: identity, number, basis, lines of goods."""

from django.db import models
from django.db.models import Q

from firewood.aid.states import Basis
from firewood.journal.identity import new_id
from firewood.journal.standing import Status
from firewood.supplies.models import LARGEST
from firewood.supplies.states import Quality


class Act(models.Model):
    """An act of aid: done here, or reported by a source.

    `key` is the stable name of a reported act in its record; `counts_from` the day from which it counts in a total
    "as of" a day: the day of the act, or the day of its source when the act has none.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    status = models.CharField(max_length=8, default=Status.ACTUAL)
    basis = models.CharField(max_length=8, default=Basis.DONE)
    occasion = models.ForeignKey("registry.Occasion", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    counts_from = models.DateField()
    note = models.TextField(blank=True)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=35, default="en")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number


class QuantityLine(models.Model):
    """A line of goods: item and quantity may each be unknown; what was typed is kept beside the base units.

    `quantity` is in base units of the item; null only when its quality is unknown. `words` is what was said.
    """

    ordinal = models.PositiveSmallIntegerField(default=0)
    item = models.ForeignKey("supplies.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=35, default="en")
    quantity = models.BigIntegerField(null=True, blank=True)
    quality = models.CharField(max_length=11, default=Quality.EXACT)
    entered_quantity = models.BigIntegerField(null=True, blank=True)
    entered_unit = models.CharField(max_length=20, blank=True)
    entered_factor = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["ordinal", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__range=(1, LARGEST), quality__in=["exact", "approximate", "at_least"])
                | Q(quantity=None, quality="unknown"),
                name="%(app_label)s_%(class)s_quantity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity if self.quantity is not None else '?'} {self.item or self.words}"
