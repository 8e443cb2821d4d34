"""Thanks that need not be given or waited for any more, and why."""

from django.db import models
from django.db.models import Q

from firewood.aid.models import Consignment
from firewood.journal.identity import new_id


class ThanksSetAside(models.Model):
    """That thanks for a consignment are off the list, with the reason; the list itself follows from receipts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    consignment = models.OneToOneField(Consignment, on_delete=models.PROTECT, related_name="thanks_set_aside")
    reason = models.TextField()
    set_aside_at = models.DateTimeField()
    set_aside_by = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "thanks set aside"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="thanks_set_aside_says_why")]

    def __str__(self) -> str:
        return self.reason

    @property
    def subject(self) -> str:
        return f"solidarity.thankssetaside:{self.pk}"
