"""Cities, countries and bodies, and the persons who hold an office in them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from firewood.journal.identity import new_id
from firewood.registry.states import DONOR_KINDS, DonorKind, PartyKind

PARTY_KINDS = [
    (PartyKind.COUNTRY.value, _("country")),
    (PartyKind.REGION.value, _("region")),
    (PartyKind.CITY.value, _("city")),
    (PartyKind.DISTRICT.value, _("district")),
    (PartyKind.SUBDISTRICT.value, _("sub-district")),
    (PartyKind.COMMUNITY.value, _("community")),
    (PartyKind.AIRPORT.value, _("airport")),
    (PartyKind.GOVERNMENT_BODY.value, _("government body")),
    (PartyKind.PARTY_COMMITTEE.value, _("party committee")),
    (PartyKind.MINISTRY.value, _("ministry")),
    (PartyKind.EMBASSY.value, _("embassy")),
    (PartyKind.CONSULATE.value, _("consulate")),
    (PartyKind.COMPANY.value, _("company")),
    (PartyKind.HOSPITAL.value, _("hospital")),
    (PartyKind.INTERNATIONAL_ORGANISATION.value, _("international organisation")),
    (PartyKind.NEWSPAPER.value, _("newspaper")),
    (PartyKind.OTHER.value, _("other")),
]


class Party(models.Model):
    """A place or body we deal with; its names in other languages are texts of the field "name".

    `parent` is the place or body it belongs to, `country` its state; latitude and longitude are decimal degrees.
    `seat` is where a body sits, such as the city of an embassy. `languages` are those in which its office reads and
    writes, the one we write in first. Addresses are those of an office, never of a person.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(_("key"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=PARTY_KINDS)
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(_("name for sorting"), max_length=200)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    country = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4, null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=60, blank=True)
    seat = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="bodies_seated")
    languages = ArrayField(models.CharField(max_length=35), default=list, blank=True)
    postal_address = models.TextField(_("postal address of the office"), blank=True)
    email = models.EmailField(_("e-mail address of the office"), blank=True)
    is_node = models.BooleanField(_("this is us"), default=False)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["sort_name", "key"]
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(fields=["is_node"], condition=Q(is_node=True), name="party_one_node"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="party_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="party_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"registry.party:{self.pk}"

    @property
    def donor_kind(self) -> DonorKind:
        """As what it counts in a total of givers; a body placed directly under a country speaks for its government."""
        national_body = self.kind == PartyKind.GOVERNMENT_BODY and self.parent_id and self.parent_id == self.country_id
        if national_body:
            return DonorKind.NATIONAL_GOVERNMENT
        return DONOR_KINDS.get(PartyKind(self.kind), DonorKind.OTHER)


class Person(models.Model):
    """A person who writes, speaks, gives or receives; names in other scripts are texts of the field "name".

    How a letter greets the person is a text of the field "greeting" in the language of the letter; the greeting of an
    office held goes before it. `reads` and `writes` are languages.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(_("key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(_("name for sorting"), max_length=200)
    reads = ArrayField(models.CharField(max_length=35), default=list, blank=True)
    writes = ArrayField(models.CharField(max_length=35), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["sort_name", "key"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"registry.person:{self.pk}"


class Office(models.Model):
    """An office held by a person (or by somebody unnamed) in a party.

    Beginning and end are known only where a source gives them; on `attested_on` a source says it was held. Who `leads`
    is the mayor or head, to whom letters to the party go.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(_("key"), max_length=80, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="offices")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="offices")
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language of the title"), max_length=35, default="en")
    attested_on = models.DateField(_("held on"), null=True, blank=True)
    since_words = models.TextField(_("since, as stated"), blank=True)
    since_earliest = models.DateField(_("since, at the earliest"), null=True, blank=True)
    since_latest = models.DateField(_("since, at the latest"), null=True, blank=True)
    until_words = models.TextField(_("until, as stated"), blank=True)
    until_earliest = models.DateField(_("until, at the earliest"), null=True, blank=True)
    until_latest = models.DateField(_("until, at the latest"), null=True, blank=True)
    leads = models.BooleanField(_("mayor or head"), default=False)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["party", "title", "key"]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        return f"registry.office:{self.pk}"
