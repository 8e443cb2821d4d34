"""Figures that a source states, and which figure the office speaks."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from firewood.aid.states import Direction, Part
from firewood.journal.identity import new_id
from firewood.journal.standing import Status
from firewood.supplies.models import LARGEST, known


class StatedFigure(models.Model):
    """What a source says a total is, with its words and scope. It is never added to anything and posts nothing.

    `quantity` is in base units, `entered_quantity` of `entered_unit` is how the source gives it; `as_of` is the day for
    which it holds, `scope` whose gifts it covers, in the words of the source.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    status = models.CharField(max_length=8, default=Status.ACTUAL)
    direction = models.CharField(max_length=8)
    party = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="stated_figures")
    item = models.ForeignKey("supplies.Item", on_delete=models.PROTECT, related_name="stated_figures")
    quantity = models.BigIntegerField()
    quality = models.CharField(max_length=11)
    entered_quantity = models.BigIntegerField()
    entered_unit = models.CharField(max_length=20)
    entered_factor = models.PositiveIntegerField(default=1)
    words = models.TextField()
    language = models.CharField(max_length=35)
    scope = models.CharField(max_length=300, blank=True)
    scope_kinds = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    source = models.ForeignKey("archive.Source", on_delete=models.PROTECT, related_name="stated_figures")
    as_of = models.DateField()

    class Meta:
        ordering = ["item", "-as_of"]
        constraints = [
            known("direction", Direction, "stated_figure_direction"),
            models.CheckConstraint(condition=Q(quantity__range=(0, LARGEST)), name="stated_figure_possible"),
            models.CheckConstraint(
                condition=Q(quality__in=["exact", "approximate", "at_least"]), name="stated_figure_quality"
            ),
            models.CheckConstraint(
                condition=Q(quantity=models.F("entered_quantity") * models.F("entered_factor")),
                name="stated_figure_as_entered",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def subject(self) -> str:
        return f"aid.stated_figure:{self.pk}"


class SpokenFigure(models.Model):
    """Which part of a total the office speaks for an item; without a row it speaks the best part there is."""

    item = models.ForeignKey("supplies.Item", on_delete=models.PROTECT, related_name="spoken_figures")
    direction = models.CharField(max_length=8)
    status = models.CharField(max_length=8)
    part = models.CharField(max_length=8)
    stated = models.ForeignKey(StatedFigure, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "direction", "status"], name="spoken_figure_once"),
            known("part", Part, "spoken_figure_part"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.direction}: {self.part}"
