"""How many have written, as a source states it; never added to what we know by name."""

from django.db import models
from django.db.models import Q

from firewood.archive.models import Source
from firewood.journal.identity import new_id
from firewood.registry.models import Occasion, Party
from firewood.supplies.states import Quality


class StatedLetters(models.Model):
    """A source's count of the sister cities that sent letters to `party` on an occasion, in its words, as of a day.

    A letter of another occasion is not among those it counts; without an occasion it may count every letter.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    cities = models.PositiveIntegerField()
    quality = models.CharField(max_length=11, default=Quality.EXACT)
    words = models.TextField()
    language = models.CharField(max_length=35)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    occasion = models.ForeignKey(Occasion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-as_of", "key"]
        verbose_name_plural = "stated letters"
        constraints = [models.CheckConstraint(condition=Q(cities__gt=0), name="stated_letters_some")]

    def __str__(self) -> str:
        return self.words

    @property
    def subject(self) -> str:
        return f"solidarity.statedletters:{self.pk}"
