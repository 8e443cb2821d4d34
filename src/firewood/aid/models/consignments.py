"""Consignments with their batches, lines, boxes, arrivals and handovers."""

from django.db import models
from django.db.models import F, Q

from firewood.accounts.states import Assurance
from firewood.aid.models.acts import Act, QuantityLine
from firewood.aid.states import (
    NEVER_REPORTED,
    Basis,
    BoxState,
    ConsignmentState,
    Contents,
    Direction,
    HandoverRole,
    HandoverState,
)
from firewood.journal.identity import new_id
from firewood.supplies.models import known


class Consignment(Act):
    """Goods on their way from a giver to a receiver.

    A later batch of the same gift points to the first one. A reported gift may be told of as several batches of which
    nobody knows what was in which: then it is one consignment with `batch_count`, and one arrival for each known day.
    `shared_with` are further receivers when it is not known who got what; no receiver at all means for whom is unknown.
    `included_in` links a report of goods that another report already counts. `contents_open` says "and other supplies".
    """

    direction = models.CharField(max_length=8)
    giver = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="consignments_given")
    receiver = models.ForeignKey(
        "registry.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="consignments_received"
    )
    shared_with = models.ManyToManyField("registry.Party", blank=True, related_name="consignments_shared")
    need = models.ForeignKey("aid.Need", null=True, blank=True, on_delete=models.PROTECT, related_name="consignments")
    pledge = models.ForeignKey(
        "aid.Pledge", null=True, blank=True, on_delete=models.PROTECT, related_name="consignments"
    )
    state = models.CharField(max_length=24, default=ConsignmentState.DRAFT)
    first_batch = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later_batches"
    )
    batch_number = models.PositiveSmallIntegerField(null=True, blank=True)
    batch_count = models.PositiveSmallIntegerField(null=True, blank=True)
    included_in = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="includes")
    contents_open = models.BooleanField(default=False)
    store = models.ForeignKey("supplies.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    transport = models.CharField(max_length=300, blank=True)
    bound_for = models.ForeignKey("registry.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    despatched_words = models.CharField(max_length=200, blank=True)
    despatched_earliest = models.DateField(null=True, blank=True)
    despatched_latest = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["status", "-id"], name="consignment_newest"),
            models.Index(fields=["status", "direction", "basis", "counts_from"], name="consignment_totals"),
        ]
        constraints = [
            known("state", ConsignmentState, "consignment_state_known"),
            known("direction", Direction, "consignment_direction_known"),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="consignment_between_two"),
            models.CheckConstraint(
                condition=~Q(basis=str(Basis.REPORTED), state__in=sorted(map(str, NEVER_REPORTED))),
                name="consignment_reported_never_closed",
            ),
            models.CheckConstraint(
                condition=Q(basis=str(Basis.REPORTED)) | Q(receiver__isnull=False), name="consignment_done_has_receiver"
            ),
        ]

    @property
    def subject(self) -> str:
        return f"aid.consignment:{self.pk}"

    @property
    def partner_id(self) -> object:
        """The other side: who gave to us, or to whom we give; None when nobody knows for whom."""
        return self.giver_id if self.direction == Direction.RECEIVED else self.receiver_id


class Box(models.Model):
    """A logistic unit: a box, or a pallet that holds boxes. A box of unknown contents is counted as a box."""

    consignment = models.ForeignKey(Consignment, on_delete=models.CASCADE, related_name="boxes")
    number = models.PositiveIntegerField()
    level = models.CharField(max_length=6, default="box")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="holds")
    state = models.CharField(max_length=8, default=BoxState.OPEN)
    contents = models.CharField(max_length=8, default=Contents.UNKNOWN)
    sscc = models.CharField(max_length=18, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["consignment", "number"], name="box_once"),
            models.UniqueConstraint(fields=["sscc"], condition=~Q(sscc=""), name="box_sscc_once"),
            known("state", BoxState, "box_state_known"),
            known("contents", Contents, "box_contents_known"),
            models.CheckConstraint(condition=Q(level__in=["box", "pallet"]), name="box_level_known"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="box_not_in_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.number}"

    @property
    def subject(self) -> str:
        return f"aid.box:{self.pk}"


class ConsignmentLine(QuantityLine):
    """One item in a consignment, loose or in a box; `donor` is whose gift it first was, the giver unless said."""

    consignment = models.ForeignKey(Consignment, on_delete=models.CASCADE, related_name="lines")
    box = models.ForeignKey(Box, null=True, blank=True, on_delete=models.CASCADE, related_name="lines")
    lot = models.ForeignKey("supplies.Lot", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    donor = models.ForeignKey("registry.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(QuantityLine.Meta):
        abstract = False


class Arrival(models.Model):
    """A day on which a consignment, or one batch of it, reached a place."""

    consignment = models.ForeignKey(Consignment, on_delete=models.CASCADE, related_name="arrivals")
    batch_number = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.ForeignKey("registry.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place_words = models.CharField(max_length=200, blank=True)
    day_words = models.CharField(max_length=200, blank=True)
    day_earliest = models.DateField(null=True, blank=True)
    day_latest = models.DateField(null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    assurance = models.CharField(max_length=12, default=Assurance.CLERK)

    class Meta:
        ordering = ["day_earliest", "batch_number", "pk"]

    def __str__(self) -> str:
        return self.day_words


class Handover(models.Model):
    """A meeting at which something is handed over, planned or held; any number for one consignment.

    `starts_at` and `ends_at` are hours at its place. Who takes part are its persons, the order of the meeting its
    programme; speaking notes are texts of the field "notes", one for each language.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    consignment = models.ForeignKey(Consignment, on_delete=models.CASCADE, related_name="handovers")
    state = models.CharField(max_length=10, default=HandoverState.PLANNED)
    day_words = models.CharField(max_length=200, blank=True)
    day_earliest = models.DateField(null=True, blank=True)
    day_latest = models.DateField(null=True, blank=True)
    part_of_day = models.CharField(max_length=60, blank=True)
    place = models.ForeignKey("registry.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place_words = models.CharField(max_length=200, blank=True)
    giver_office = models.ForeignKey(
        "registry.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    giver_words = models.CharField(max_length=300, blank=True)
    taker_office = models.ForeignKey(
        "registry.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taker_words = models.CharField(max_length=300, blank=True)
    witness_words = models.CharField(max_length=500, blank=True)
    handed_words = models.CharField(max_length=300, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["day_earliest", "starts_at", "id"]
        constraints = [
            known("state", HandoverState, "handover_state_known"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="handover_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.day_words}"

    @property
    def subject(self) -> str:
        return f"aid.handover:{self.pk}"


class HandoverPerson(models.Model):
    """Who takes part in a handover, with the office held now; a name may be unknown while the office is not."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="people")
    ordinal = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=12)
    office = models.ForeignKey("registry.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["handover", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "ordinal"], name="handover_person_once"),
            models.CheckConstraint(condition=~Q(name="", title=""), name="handover_person_says_who"),
            known("role", HandoverRole, "handover_role_known"),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.title) if part)


class ProgrammePoint(models.Model):
    """One point of the programme of a handover, with its hour when that is fixed."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="programme")
    ordinal = models.PositiveSmallIntegerField(default=0)
    at = models.TimeField(null=True, blank=True)
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["handover", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["handover", "ordinal"], name="programme_point_once")]

    def __str__(self) -> str:
        return self.words
