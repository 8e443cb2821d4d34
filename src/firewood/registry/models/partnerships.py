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
from firewood.registry.states import Aspect, PartnershipKind

PARTNERSHIP_KINDS = [
    (PartnershipKind.SISTER_CITY.value, _("sister city")),
    (PartnershipKind.SISTER_DISTRICT.value, _("sister district")),
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
    """The friendship of one of ours with one of theirs; `via` is the partnership of the cities above two districts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(_("key"), max_length=80, unique=True)
    ours = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="partnerships_as_ours")
    theirs = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="partnerships_as_theirs")
    kind = models.CharField(_("kind"), max_length=20, choices=PARTNERSHIP_KINDS)
    via = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="branches")
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
                condition=Q(aspect=Aspect.SINCE_YEAR.value, decided=True),
                name="partnership_one_decided_since_year",
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
