"""Receipts line by line in the terms of UBL's receipt advice, and the differences they open."""

from django.db import models
from django.db.models import F, Q

from firewood.aid.models.consignments import Box, Consignment, ConsignmentLine
from firewood.aid.states import (
    DiscrepancyKind,
    DiscrepancyState,
    ReceiptState,
    RejectReason,
    Resolution,
    ShortageAction,
)
from firewood.journal.identity import new_id
from firewood.supplies.models import LARGEST, known
from firewood.supplies.states import Quality


class Receipt(models.Model):
    """What the receiver says came: one statement, numbered and never edited; a wrong one is reversed by a new one.

    `stated_by` is whose statement it is, `assurance` how we know; the other side acknowledges it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    consignment = models.ForeignKey(Consignment, on_delete=models.PROTECT, related_name="receipts")
    status = models.CharField(max_length=8)
    state = models.CharField(max_length=8, default=ReceiptState.ISSUED)
    stated_by = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="+")
    assurance = models.CharField(max_length=12)
    stated_name = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    entry = models.ForeignKey(
        "supplies.LedgerEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="receipts"
    )
    idempotency_key = models.CharField(max_length=200, unique=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    late = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    language = models.CharField(max_length=35, default="en")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)
    acknowledged_assurance = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [known("state", ReceiptState, "receipt_state_known")]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        return f"aid.receipt:{self.pk}"


class ReceiptLine(models.Model):
    """One item of a receipt, in base units. UBL: received includes rejected and oversupplied; accepted is the rest."""

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(
        ConsignmentLine, null=True, blank=True, on_delete=models.PROTECT, related_name="receipt_lines"
    )
    box = models.ForeignKey(Box, null=True, blank=True, on_delete=models.PROTECT, related_name="receipt_lines")
    item = models.ForeignKey("supplies.Item", on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey("supplies.Lot", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    received_quantity = models.BigIntegerField(default=0)
    short_quantity = models.BigIntegerField(default=0)
    rejected_quantity = models.BigIntegerField(default=0)
    oversupply_quantity = models.BigIntegerField(default=0)
    quality = models.CharField(max_length=11, default=Quality.EXACT)
    shortage_action = models.CharField(max_length=10, blank=True)
    reject_reason = models.CharField(max_length=10, blank=True)
    reject_action = models.CharField(max_length=10, blank=True)
    entered_quantity = models.BigIntegerField(null=True, blank=True)
    entered_unit = models.CharField(max_length=20, blank=True)
    entered_factor = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_quantity__range=(0, LARGEST))
                & Q(short_quantity__range=(0, LARGEST))
                & Q(rejected_quantity__range=(0, LARGEST))
                & Q(oversupply_quantity__range=(0, LARGEST))
                & Q(rejected_quantity__lte=F("received_quantity"))
                & Q(oversupply_quantity__lte=F("received_quantity")),
                name="receipt_line_possible",
            ),
            models.CheckConstraint(
                condition=Q(short_quantity=0, shortage_action="")
                | Q(short_quantity__gt=0, shortage_action__in=[str(code) for code in ShortageAction]),
                name="receipt_line_short_has_action",
            ),
            models.CheckConstraint(
                condition=Q(rejected_quantity=0, reject_reason="")
                | Q(rejected_quantity__gt=0, reject_reason__in=[str(code) for code in RejectReason]),
                name="receipt_line_rejected_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.received_quantity} {self.item}"

    @property
    def accepted_quantity(self) -> int:
        return self.received_quantity - self.rejected_quantity


class Discrepancy(models.Model):
    """A difference between what was sent and what came, which the other side acknowledges or disputes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    receipt_line = models.ForeignKey(ReceiptLine, on_delete=models.PROTECT, related_name="discrepancies")
    kind = models.CharField(max_length=10)
    quantity = models.BigIntegerField()
    state = models.CharField(max_length=12, default=DiscrepancyState.OPEN)
    resolution = models.CharField(max_length=12, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_assurance = models.CharField(max_length=12, blank=True)
    answer_words = models.TextField(blank=True)
    entry = models.ForeignKey("supplies.LedgerEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            known("kind", DiscrepancyKind, "discrepancy_kind_known"),
            known("state", DiscrepancyState, "discrepancy_state_known"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="discrepancy_of_something"),
            models.CheckConstraint(
                condition=Q(state="resolved", resolution__in=[str(word) for word in Resolution])
                | Q(~Q(state="resolved"), resolution=""),
                name="discrepancy_resolved_somehow",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity}"

    @property
    def subject(self) -> str:
        return f"aid.discrepancy:{self.pk}"
