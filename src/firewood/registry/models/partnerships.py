"""Who is whose sister city, and everything that has been said about it, contradictions included."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from firewood.archive.models import Source
from firewood.journal.identity import new_id
from firewood.registry.models.parties import Party
from firewood.registry.states import ABOUT_YEARS, Aspect, PartnershipKind

PARTNERSHIP_KINDS = [
    (PartnershipKind.SISTER_CITY.value, _("sister city")),
    (PartnershipKind.SISTER_DISTRICT.value, _("sister district")),
    (PartnershipKind.FRIENDSHIP.value, _("friendship for a time")),
    (PartnershipKind.CONTACT.value, _("contact")),
    (PartnershipKind.PROJECT_PARTNER.value, _("project partner")),
    (PartnershipKind.PARTNER.value, _("partner")),
]
ASPECTS = [
    (Aspect.NAMED.value, _("named as a partner")),
    (Aspect.SINCE_YEAR.value, _("since")),
    (Aspect.YEARS.value, _("years")),
    (Aspect.COOPERATION_FIELD.value, _("field of cooperation")),
    (Aspect.VISITS.value, _("visits")),
    (Aspect.COURSE.value, _("course of relations")),
    (Aspect.STANDING.value, _("standing")),
    (Aspect.NEW_FRIEND.value, _("new friend")),
]


class Partnership(models.Model):
    """The friendship of one of ours with one of theirs; `via` is the partnership of the cities above two districts.

    One of the statements on its years may be the one our office speaks; `decided_because` says why, who and when.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(_("key"), max_length=80, unique=True)
    ours = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="partnerships_as_ours")
    theirs = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="partnerships_as_theirs")
    kind = models.CharField(_("kind"), max_length=20, choices=PARTNERSHIP_KINDS)
    via = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="branches")
    decided_because = models.TextField(_("why this year"), blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["ours", "theirs"]
        constraints = [
            models.UniqueConstraint(fields=["ours", "theirs"], name="partnership_once_per_pair"),
            models.CheckConstraint(condition=~Q(ours=F("theirs")), name="partnership_of_two"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def subject(self) -> str:
        return f"registry.partnership:{self.pk}"


class PartnershipStatement(models.Model):
    """What somebody says about a partnership; statements may contradict each other, one since-year is decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(_("key"), max_length=100, unique=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="statements")
    aspect = models.CharField(pgettext_lazy("what words are about", "about"), max_length=20, choices=ASPECTS)
    value_int = models.IntegerField(_("number"), null=True, blank=True)
    words = models.TextField(_("words"))
    language = models.CharField(_("language"), max_length=35)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="partnership_statements")
    derived = models.BooleanField(_("our conclusion"), default=False)
    decided = models.BooleanField(_("the value our office speaks"), default=False)

    class Meta:
        ordering = ["partnership", "aspect", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(decided=True),
                name="partnership_one_decided_since_year",
            ),
            models.CheckConstraint(
                condition=Q(decided=False) | Q(aspect__in=[aspect.value for aspect in ABOUT_YEARS]),
                name="partnership_only_years_are_decided",
            ),
            models.CheckConstraint(
                condition=~Q(aspect__in=[Aspect.SINCE_YEAR.value, Aspect.YEARS.value]) | Q(value_int__isnull=False),
                name="partnership_years_are_numbers",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def subject(self) -> str:
        return f"registry.partnershipstatement:{self.pk}"

    @property
    def year(self) -> int | None:
        """The year it gives: as stated, or counted back from the day of its source; None when it gives none."""
        if self.aspect == Aspect.SINCE_YEAR:
            return self.value_int
        if self.aspect == Aspect.YEARS and self.as_of and self.value_int is not None:
            return self.as_of.year - self.value_int
        return None


class PartnershipTerm(models.Model):
    """A span of time in which, as our office decided, the partnership held; an open end is not over yet."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="terms")
    term = DateRangeField(_("term"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["partnership", "term"]
        constraints = [
            ExclusionConstraint(
                name="partnership_terms_do_not_overlap",
                expressions=[("partnership", RangeOperators.EQUAL), ("term", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=Q(term__isempty=False), name="partnership_term_not_empty"),
        ]

    def __str__(self) -> str:
        return str(self.term)


class Agreement(models.Model):
    """A paper both sides signed; `valid_until` is its last day, none where it has no end or nobody knows one.

    The paper itself is kept as an attachment.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=35)
    signed_words = models.TextField(_("signed, as stated"), blank=True)
    signed_earliest = models.DateField(_("signed at the earliest"), null=True, blank=True)
    signed_latest = models.DateField(_("signed at the latest"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["partnership", "signed_earliest", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(signed_earliest=None) | Q(valid_until__gte=F("signed_earliest")),
                name="agreement_ends_after_it_was_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        return f"registry.agreement:{self.pk}"
