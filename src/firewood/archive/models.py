"""What our facts rest on: source documents, their sentences, who says what, and the papers and pictures kept."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from firewood.archive.states import Medium, PaperState
from firewood.journal.identity import new_id
from firewood.journal.standing import Status


class Source(models.Model):
    """A document (or another named origin) that states something.

    `published_*` is the date as the document gives it; an undated act in it counts from `counts_from`, which is
    `counts_from_derived` when the document does not state that day itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(_("key"), max_length=40, unique=True)
    title = models.TextField(_("title"))
    language = models.CharField(_("language"), max_length=35)
    publisher = models.TextField(_("publisher"), blank=True)
    published_words = models.TextField(_("published, as stated"), blank=True)
    published_earliest = models.DateField(_("published at the earliest"), null=True, blank=True)
    published_latest = models.DateField(_("published at the latest"), null=True, blank=True)
    counts_from = models.DateField(_("undated acts count from"), null=True, blank=True)
    counts_from_derived = models.BooleanField(_("this day is our conclusion"), default=False)
    medium = models.CharField(_("medium"), max_length=80, blank=True)
    note = models.TextField(_("note"), blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_earliest__isnull=True)
                | Q(published_latest__isnull=True)
                | Q(published_earliest__lte=F("published_latest")),
                name="source_published_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        return f"archive.source:{self.pk}"


class Sentence(models.Model):
    """One sentence of a source, word for word."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="sentences")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("words"))
    language = models.CharField(_("language"), max_length=35)

    class Meta:
        ordering = ["source", "number"]
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="sentence_once_per_source")]

    def __str__(self) -> str:
        return self.text

    @property
    def subject(self) -> str:
        return f"archive.sentence:{self.pk}"


class Citation(models.Model):
    """Which sentence says a statement of ours; for showing and searching, never joined in a rule.

    `subject` is "app.model:id"; `field` names the statement of it that is meant, empty for the whole thing.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.CharField(_("what it is about"), max_length=100)
    field = models.CharField(_("which statement"), max_length=80, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    sentence = models.ForeignKey(Sentence, on_delete=models.PROTECT, null=True, blank=True, related_name="citations")
    derived = models.BooleanField(_("our conclusion"), default=False)
    reason = models.TextField(_("why we conclude it"), blank=True)

    class Meta:
        ordering = ["subject", "field", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "field", "source", "sentence"], nulls_distinct=False, name="citation_once"
            ),
            models.CheckConstraint(condition=Q(derived=False) | ~Q(reason=""), name="citation_derived_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.field}".strip()


class Attachment(models.Model):
    """A paper, picture or file kept with a thing; `stored_at` is its path below the media folder."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    width = models.PositiveIntegerField(_("width in pixels"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height in pixels"), null=True, blank=True)
    name = models.CharField(_("name as given"), max_length=255)
    subject = models.CharField(_("what it belongs to"), max_length=100)
    language = models.CharField(_("language"), max_length=35, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    credit = models.TextField(_("credit"), blank=True)
    stored_at = models.CharField(max_length=255)
    awaiting = models.BooleanField(_("not sent with a statement yet"), default=False)

    class Meta:
        ordering = ["subject", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["subject"], name="attachment_subject")]

    def __str__(self) -> str:
        return self.name


class IncomingPaper(models.Model):
    """A paper in the inbox: a scan, an e-mail, a pasted text, a file or the note of a call, until it is filed.

    `from_words` and `to_words` are as the paper says; `fingerprint` is that of the file or text as it was sent, so that
    the same one is told when it comes twice; `left_words` says what of it was not unpacked or kept, and why.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    status = models.CharField(max_length=8, default=Status.ACTUAL)
    state = models.CharField(max_length=10, default=PaperState.WAITING)
    medium = models.CharField(_("how it came"), max_length=8)
    arrived_at = models.DateTimeField(_("arrived"))
    taken_in_by = models.CharField(_("taken in by"), max_length=200, blank=True)
    from_words = models.TextField(_("from"), blank=True)
    to_words = models.TextField(_("for whom"), blank=True)
    title = models.TextField(_("title"), blank=True)
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    left_words = models.TextField(_("what was not kept, and why"), blank=True)
    reason = models.TextField(_("why it was set aside"), blank=True)
    fingerprint = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001  a call has none

    class Meta:
        ordering = ["-arrived_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "state", "-arrived_at"], name="paper_waiting")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in PaperState]), name="paper_state_known"),
            models.CheckConstraint(condition=Q(medium__in=[m.value for m in Medium]), name="paper_medium_known"),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="paper_status_known"),
            models.CheckConstraint(
                condition=~Q(state=PaperState.SET_ASIDE.value) | ~Q(reason=""), name="paper_set_aside_says_why"
            ),
            models.UniqueConstraint(fields=["fingerprint", "status"], name="paper_once"),
        ]

    def __str__(self) -> str:
        return self.title or self.from_words or str(self.arrived_at)

    @property
    def subject(self) -> str:
        return f"archive.incomingpaper:{self.pk}"


class Filing(models.Model):
    """That a paper became a thing, or belongs to it: a letter, an offer, a need, a consignment."""

    paper = models.ForeignKey(IncomingPaper, on_delete=models.PROTECT, related_name="filings")
    subject = models.CharField(_("what it became"), max_length=100)
    ordinal = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["paper", "ordinal"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["subject"], name="filing_subject")]
        constraints = [models.UniqueConstraint(fields=["paper", "subject"], name="filing_once")]

    def __str__(self) -> str:
        return f"{self.paper} → {self.subject}"


class RecordEntry(models.Model):
    """A thing that came from a folder of record data, and what stood there, so that loading again doubles nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.CharField(_("record"), max_length=80)
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("key"), max_length=120)
    subject = models.CharField(_("what it became"), max_length=100)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["record", "kind", "key"]
        constraints = [models.UniqueConstraint(fields=["record", "kind", "key"], name="record_entry_once")]

    def __str__(self) -> str:
        return f"{self.record}: {self.kind} {self.key}"
