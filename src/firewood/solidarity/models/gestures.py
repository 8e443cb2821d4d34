"""A gesture between two sides: a letter, a video, a lit city hall; who signed it, and what it answers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from firewood.aid.models import Consignment, Pledge
from firewood.aid.states import Basis
from firewood.journal.identity import new_id
from firewood.journal.standing import Status
from firewood.registry.models import Occasion, Office, Party, Person, Quotation
from firewood.solidarity.states import Channel, GestureKind, GestureState, Reply, Way


class Gesture(models.Model):
    """A letter or another sign of solidarity, done here or reported by a source.

    Four days are kept apart: written, sent, received, handed over; each as stated with its first and last possible
    day. `counts_from` is the day from which it counts "as of" a day: its own day, or that of its source. `on_behalf_of`
    is for whom the sender speaks, `meant_for` whom it is meant for when that is more than the addressee ("China").
    Texts of the fields "title", "summary" and "body" are wordings in several languages; the original is `language`.
    `handed_to` is the office through which it went, such as an ambassador; `with_goods` the consignment it went with.
    `accepts` is the offer that one of ours accepts. `aside_reason` says why an entry of what came was set aside,
    `twice_of` which other entry of the same letter stands.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    status = models.CharField(max_length=8, default=Status.ACTUAL)
    basis = models.CharField(max_length=8, default=Basis.DONE)
    kind = models.CharField(max_length=20)
    way = models.CharField(max_length=3)
    state = models.CharField(max_length=10)
    sender = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="gestures_sent")
    addressee = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="gestures_received")
    on_behalf_of = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    meant_for = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_words = models.CharField(max_length=300, blank=True)
    handed_to = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handed_to_words = models.CharField(max_length=300, blank=True)
    with_goods = models.ForeignKey(
        Consignment, null=True, blank=True, on_delete=models.PROTECT, related_name="gestures"
    )
    accepts = models.ForeignKey(Pledge, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    occasion = models.ForeignKey(Occasion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, default=Channel.UNKNOWN)
    language = models.CharField(_("language of the original"), max_length=35, blank=True)
    written_words = models.CharField(max_length=200, blank=True)
    written_earliest = models.DateField(null=True, blank=True)
    written_latest = models.DateField(null=True, blank=True)
    sent_words = models.CharField(max_length=200, blank=True)
    sent_earliest = models.DateField(null=True, blank=True)
    sent_latest = models.DateField(null=True, blank=True)
    received_words = models.CharField(max_length=200, blank=True)
    received_earliest = models.DateField(null=True, blank=True)
    received_latest = models.DateField(null=True, blank=True)
    handed_words = models.CharField(max_length=200, blank=True)
    handed_earliest = models.DateField(null=True, blank=True)
    handed_latest = models.DateField(null=True, blank=True)
    counts_from = models.DateField()
    reply = models.CharField(max_length=12, default=Reply.UNKNOWN)
    reply_due = models.DateField(null=True, blank=True)
    quotations = models.ManyToManyField(Quotation, blank=True, related_name="gestures")
    file_number = models.CharField(_("file number"), max_length=80, blank=True)
    words = models.TextField(_("words of the source"), blank=True)
    words_language = models.CharField(max_length=35, default="en")
    note = models.TextField(blank=True)
    sent_fingerprint = models.CharField(max_length=64, unique=True, null=True, blank=True)
    aside_reason = models.TextField(blank=True)
    twice_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="entered_twice")

    class Meta:
        indexes = [
            models.Index(fields=["status", "way", "kind", "counts_from"], name="gesture_register"),
            models.Index(fields=["status", "-counts_from", "-id"], name="gesture_newest"),
            models.Index(fields=["status", "counts_from"], name="gesture_reply_expected",
                         condition=Q(reply=Reply.EXPECTED.value)),
            models.Index(fields=["sender"], name="gesture_sender"),
            models.Index(fields=["addressee"], name="gesture_addressee"),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in GestureKind]), name="gesture_kind_known"),
            models.CheckConstraint(condition=Q(way__in=[w.value for w in Way]), name="gesture_way_known"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in GestureState]), name="gesture_state_known"),
            models.CheckConstraint(condition=Q(channel__in=[c.value for c in Channel]), name="gesture_channel_known"),
            models.CheckConstraint(condition=Q(reply__in=[r.value for r in Reply]), name="gesture_reply_known"),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="gesture_status_known"),
            models.CheckConstraint(condition=~Q(sender=F("addressee")), name="gesture_between_two"),
            models.CheckConstraint(
                condition=Q(reply_due=None) | Q(reply=Reply.EXPECTED.value), name="gesture_due_when_expected"
            ),
            models.CheckConstraint(
                condition=~Q(way=Way.IN.value)
                | Q(state__in=[GestureState.RECEIVED.value, GestureState.WITHDRAWN.value])
                | Q(basis=Basis.REPORTED.value),
                name="gesture_in_is_received",
            ),
            models.CheckConstraint(
                condition=Q(aside_reason="", twice_of=None)
                | Q(way=Way.IN.value, state=GestureState.WITHDRAWN.value),
                name="gesture_aside_is_withdrawn",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        return f"solidarity.gesture:{self.pk}"

    @property
    def is_aside(self) -> bool:
        """Whether it is the entry of something that came, set aside as a mistake."""
        return self.way == Way.IN and self.state == GestureState.WITHDRAWN


class Signatory(models.Model):
    """Who signed or spoke, with the office held at the time; a name may be unknown while the office is not."""

    gesture = models.ForeignKey(Gesture, on_delete=models.CASCADE, related_name="signatories")
    ordinal = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="gestures_signed")
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(_("office held at the time"), max_length=200, blank=True)
    title_language = models.CharField(max_length=35, default="en")

    class Meta:
        ordering = ["gesture", "ordinal"]
        verbose_name_plural = "signatories"
        constraints = [
            models.UniqueConstraint(fields=["gesture", "ordinal"], name="signatory_once"),
            models.CheckConstraint(condition=~Q(name="", title=""), name="signatory_says_who"),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.title) if part)


class Answer(models.Model):
    """That a gesture answers another gesture, or a consignment."""

    gesture = models.ForeignKey(Gesture, on_delete=models.PROTECT, related_name="answers")
    to_gesture = models.ForeignKey(Gesture, null=True, blank=True, on_delete=models.PROTECT, related_name="answered_by")
    to_consignment = models.ForeignKey(
        Consignment, null=True, blank=True, on_delete=models.PROTECT, related_name="answered_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_gesture=None, to_consignment__isnull=False)
                | Q(to_gesture__isnull=False, to_consignment=None),
                name="answer_to_one_thing",
            ),
            models.CheckConstraint(condition=~Q(gesture=F("to_gesture")), name="answer_not_to_itself"),
            models.UniqueConstraint(fields=["gesture", "to_gesture", "to_consignment"], nulls_distinct=False,
                                    name="answer_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.gesture} → {self.to_gesture or self.to_consignment}"
