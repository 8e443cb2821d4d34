"""The journal, one line for everything that was done, never changed; and the running numbers of the office."""

from django.db import models


class Entry(models.Model):
    """One line of the journal; `hash` binds it to every line before it."""

    append_only = True
    kept_by_database = True

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    event = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    actor_kind = models.CharField(max_length=20)
    actor_key = models.CharField(max_length=120)
    actor_name = models.CharField(max_length=200)
    actor_office = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=8)
    facts = models.JSONField(default=dict)
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "number"], name="journal_entry_subject"),
            models.Index(fields=["event", "number"], name="journal_entry_event"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.event} {self.subject}"


class Numbering(models.Model):
    """The last number given for one kind of document in one year; exercises count on their own."""

    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year", "status"], name="numbering_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} {self.status}: {self.last}"


class Follower(models.Model):
    """How far somebody who follows the journal has read it."""

    name = models.CharField(max_length=60, primary_key=True)
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} has read up to {self.number}"
