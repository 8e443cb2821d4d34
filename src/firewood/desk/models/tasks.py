"""A task: one question, one reason, one button; on our desk or handed to another department."""

from django.db import models
from django.db.models import Q

from firewood.accounts.models import Officer
from firewood.desk.states import TaskState
from firewood.journal.identity import new_id
from firewood.journal.standing import Status
from firewood.registry.models import Party


class Task(models.Model):
    """What somebody shall do or find out, about a thing or about nothing in particular.

    `officer` is the colleague who looks after it; `party` the department or district it is handed to, which answers
    through the guest door. `about` is a subject, `url` the page of the thing. `words` are for whom it is handed to;
    `reason` stays with us. The answer is kept as it was written; the journal keeps the earlier ones.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    status = models.CharField(max_length=8, default=Status.ACTUAL)
    state = models.CharField(max_length=10, default=TaskState.OPEN)
    question = models.CharField(max_length=300)
    reason = models.CharField(max_length=1000, blank=True)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=35, default="en")
    about = models.CharField(max_length=120, blank=True)
    url = models.CharField(max_length=300, blank=True)
    officer = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    due_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answer_language = models.CharField(max_length=35, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["status", "state", "due_on"], name="task_waiting"),
            models.Index(fields=["about"], name="task_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in TaskState]), name="task_state_known"),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="task_status_known"),
            models.CheckConstraint(condition=~Q(question=""), name="task_asks_something"),
            models.CheckConstraint(
                condition=~Q(state__in=["handed", "answered"]) | Q(party__isnull=False, due_on__isnull=False),
                name="task_handed_to_somebody_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        return f"desk.task:{self.pk}"
