"""Occasions on which cities help each other, and words that were said or written."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from firewood.archive.models import Source
from firewood.journal.identity import new_id
from firewood.registry.models.parties import Party, Person
from firewood.registry.states import QuotationState

QUOTATION_STATES = [
    (QuotationState.QUOTATION.value, _("quotation")),
    (QuotationState.INDIRECT_SPEECH.value, _("indirect speech")),
    (QuotationState.MOTTO.value, _("motto")),
    (QuotationState.WORDS_ON_BOXES.value, _("words on the boxes")),
    (QuotationState.CLAIM.value, _("claim of the source")),
]


class Occasion(models.Model):
    """What happened that made cities help each other: an outbreak, a flood."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(_("key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    started_words = models.TextField(_("started, as stated"), blank=True)
    started_earliest = models.DateField(_("started at the earliest"), null=True, blank=True)
    started_latest = models.DateField(_("started at the latest"), null=True, blank=True)
    place = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="occasions")
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["started_earliest", "key"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"registry.occasion:{self.pk}"


class Quotation(models.Model):
    """Words in the language of their source, with whoever said them and the office held at that time.

    `language` is that of `text`; `original_languages` are those in which the words stood first, when the source gives
    them in another language only (then the original words are unknown). `voice` says who speaks when nobody is named.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(_("key"), max_length=80, unique=True)
    state = models.CharField(_("kind"), max_length=20, choices=QUOTATION_STATES)
    text = models.TextField(_("words"))
    language = models.CharField(_("language"), max_length=35)
    original_languages = ArrayField(models.CharField(max_length=35), default=list, blank=True)
    speaker = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="quotations")
    voice = models.TextField(_("voice"), blank=True)
    voice_of = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="quotations")
    office_held = models.TextField(_("office held"), blank=True)
    said_words = models.TextField(_("when, as stated"), blank=True)
    said_earliest = models.DateField(_("at the earliest"), null=True, blank=True)
    said_latest = models.DateField(_("at the latest"), null=True, blank=True)
    addressed_to = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="words_to")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="quotations")
    about = models.CharField(pgettext_lazy("what words are about", "about"), max_length=100, blank=True, db_index=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="quotations")
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["said_earliest", "key"]

    def __str__(self) -> str:
        return self.text

    @property
    def subject(self) -> str:
        return f"registry.quotation:{self.pk}"
