"""Texts in several languages, and the index in which everything is found."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from firewood.languages.states import EntryStatus, TextState


class Text(models.Model):
    """One wording: of one thing, in one field, in one language.

    `subject` names the thing as "app.thing:key". `language` is a BCP 47 tag in small letters.
    `ordinal` counts several wordings of one field, for instance a second name.
    """

    subject = models.CharField(max_length=120)
    field = models.CharField(max_length=60)
    language = models.CharField(max_length=35)
    ordinal = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    state = models.CharField(max_length=10, default=TextState.ORIGINAL.value)
    made_by = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "field", "language", "ordinal"], name="text_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in TextState]), name="text_state_known"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="text_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.field} ({self.language})"


class SearchEntry(models.Model):
    """One findable thing in one language, with its words folded so that any spelling finds it.

    `words` holds the numbers of the words in `folded`, so that a common word is found without reading texts.
    """

    subject = models.CharField(max_length=120)
    language = models.CharField(max_length=35)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    title = models.TextField()
    body = models.TextField(blank=True, default="")
    source = models.TextField(blank=True, default="")
    url = models.TextField()
    status = models.CharField(max_length=10, default=EntryStatus.ACTUAL.value)
    happened_on = models.DateField(null=True, blank=True)
    folded = models.TextField()
    words = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "language"], name="search_entry_once"),
            models.CheckConstraint(
                condition=models.Q(status__in=[status.value for status in EntryStatus]),
                name="search_entry_status_known",
            ),
        ]
        indexes = [
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="search_entry_folded"),
            GinIndex(fields=["words"], name="search_entry_words"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class SearchWord(models.Model):
    """One word of the index, folded, under a number made of the word itself."""

    id = models.BigIntegerField(primary_key=True)
    word = models.TextField()

    class Meta:
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="search_word_parts")]

    def __str__(self) -> str:
        return self.word
