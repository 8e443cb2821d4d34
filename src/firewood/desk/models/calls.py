"""What comes to a colleague by itself: the calendar under a secret address, and the mail of the morning."""

from django.db import models
from django.db.models import Q

from firewood.accounts.models import Officer
from firewood.desk.states import MailState, MailWay
from firewood.journal.identity import new_id


class CalendarFeed(models.Model):
    """The secret address under which a colleague's calendar program reads our days; only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.OneToOneField(Officer, on_delete=models.PROTECT, related_name="calendar_feed")
    secret_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.officer)

    @property
    def subject(self) -> str:
        return f"desk.calendarfeed:{self.pk}"


class MorningWish(models.Model):
    """That a colleague wants the morning mail, at which address, and whether also on a day with nothing due."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.OneToOneField(Officer, on_delete=models.PROTECT, related_name="morning_wish")
    address = models.EmailField()
    wanted = models.BooleanField(default=True)
    when_nothing = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "morning wishes"

    def __str__(self) -> str:
        return self.address

    @property
    def subject(self) -> str:
        return f"desk.morningwish:{self.pk}"


class MorningMail(models.Model):
    """One morning mail to one colleague on one day; begun before it goes, so that it never goes twice."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="morning_mails")
    day = models.DateField()
    state = models.CharField(max_length=8, default=MailState.BEGUN)
    way = models.CharField(max_length=8, default=MailWay.FOLDER)
    things = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["officer", "day"], name="morning_mail_once_a_day"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in MailState]), name="morning_mail_state_known"
            ),
            models.CheckConstraint(condition=Q(way__in=[w.value for w in MailWay]), name="morning_mail_way_known"),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.day}"

    @property
    def subject(self) -> str:
        return f"desk.morningmail:{self.pk}"
