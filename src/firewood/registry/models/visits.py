"""Visits: who came to whom, when, where and why; planned or held."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from firewood.archive.models import Source
from firewood.journal.identity import new_id
from firewood.journal.standing import Status
from firewood.registry.models.parties import Office, Party, Person
from firewood.registry.models.words import Occasion
from firewood.registry.states import VisitState, VisitWay


class Visit(models.Model):
    """A visit between one of ours and one of theirs, with its day as stated, its place and its purpose."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    status = models.CharField(max_length=8, default=Status.ACTUAL)
    ours = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="visits_as_ours")
    theirs = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="visits_as_theirs")
    way = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    day_words = models.CharField(max_length=200, blank=True)
    day_earliest = models.DateField(null=True, blank=True)
    day_latest = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)
    purpose = models.TextField()
    language = models.CharField(max_length=35)
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="visits")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ending = models.TextField(_("why it was called off"), blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-day_earliest", "number"]
        indexes = [
            models.Index(fields=["theirs", "status"], name="visit_theirs"),
            models.Index(fields=["ours", "status"], name="visit_ours"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(ours=F("theirs")), name="visit_between_two"),
            models.CheckConstraint(condition=Q(way__in=[w.value for w in VisitWay]), name="visit_way_known"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in VisitState]), name="visit_state_known"),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="visit_status_known"),
            models.CheckConstraint(
                condition=~Q(state=VisitState.CALLED_OFF.value) | ~Q(ending=""), name="visit_called_off_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        return f"registry.visit:{self.pk}"


class Visitor(models.Model):
    """Who came on a visit, with the office held at the time; one of us or one of them."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="visitors")
    ordinal = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="visits")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["visit", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "ordinal"], name="visitor_once"),
            models.CheckConstraint(condition=~Q(words=""), name="visitor_says_who"),
        ]

    def __str__(self) -> str:
        return self.words
