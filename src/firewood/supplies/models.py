"""Items, packings, lots, places of goods, and the goods ledger with its balances."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from firewood.journal.identity import new_id
from firewood.journal.standing import Status
from firewood.supplies.states import EntryKind, Quality, Usage

LARGEST = 10**11
"""More of anything than a city could receive: a larger number is a slip of the hand."""


def known(field: str, kinds: type, name: str) -> models.CheckConstraint:
    """The constraint that a column holds one of the words of an enum."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [str(kind) for kind in kinds]}), name=name)  # type: ignore[attr-defined]


class Item(models.Model):
    """A kind of goods. Kept in its base unit, spoken of in its reporting unit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    category = models.CharField(max_length=60, blank=True)
    base_unit = models.CharField(max_length=20, default="piece")
    reporting_unit = models.CharField(max_length=20, default="piece")
    reporting_factor = models.PositiveIntegerField(default=1)
    note = models.TextField(blank=True)
    rank = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["rank", "name"]
        constraints = [models.CheckConstraint(condition=Q(reporting_factor__gt=0), name="item_reporting_factor")]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"supplies.item:{self.pk}"


class ExternalCode(models.Model):
    """What others call the item: HS with its edition, UNSPSC, WHO, IFRC, GTIN."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=20)
    edition = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "scheme", "edition", "code"], name="external_code_once")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.edition} {self.code}".replace("  ", " ")


class Packing(models.Model):
    """How many base units one larger unit of an item holds; a changed carton is a new packing, the old one stays."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="packings")
    unit = models.CharField(max_length=20)
    contains = models.PositiveIntegerField()
    since = models.DateField(null=True, blank=True)
    gtin = models.CharField(max_length=14, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["item", "unit", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["item", "unit", "contains"], name="packing_once"),
            models.CheckConstraint(condition=Q(contains__gt=0), name="packing_holds_something"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} of {self.contains}"


class Lot(models.Model):
    """What was made together: one lot number of one item, with its expiry."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="lots")
    number = models.CharField(max_length=60)
    manufacturer = models.CharField(max_length=200, blank=True)
    made_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="lot_once")]

    def __str__(self) -> str:
        return self.number


class Place(models.Model):
    """Where goods are in our books: a store of ours, or a place that is not ours such as a donor or a transit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    party = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="+")
    usage = models.CharField(max_length=20)
    reference = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            known("usage", Usage, "place_usage_known"),
            models.UniqueConstraint(fields=["party", "usage", "reference"], name="place_once"),
        ]
        indexes = [models.Index(fields=["reference"], condition=~Q(reference=""), name="place_reference")]

    def __str__(self) -> str:
        return self.name or f"{self.usage} of {self.party_id}"


class LedgerEntry(models.Model):
    """One event in the life of goods; its postings cancel out."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=8)
    document = models.CharField(max_length=120)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    actor_key = models.CharField(max_length=120)
    actor_name = models.CharField(max_length=200)
    actor_office = models.CharField(max_length=200, blank=True)
    idempotency_key = models.CharField(max_length=200, unique=True)
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["document"], name="ledger_entry_document")]
        constraints = [
            known("kind", EntryKind, "ledger_entry_kind_known"),
            known("status", Status, "ledger_entry_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.document}"


class Posting(models.Model):
    """One leg of an entry: so many base units more (or fewer) of an item, of a lot, from a donor, at a place."""

    append_only = True

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="postings")
    status = models.CharField(max_length=8)
    occurred_at = models.DateTimeField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    donor = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    usage = models.CharField(max_length=20)
    quantity = models.BigIntegerField()
    quality = models.CharField(max_length=11, default=Quality.EXACT)
    reversing = models.BooleanField(default=False)
    entered_quantity = models.BigIntegerField(null=True)
    entered_unit = models.CharField(max_length=20, blank=True)
    entered_factor = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["status", "usage", "occurred_at"],
                include=["item", "donor", "place", "quantity", "quality", "reversing"],
                name="posting_as_of",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(quantity=0) & Q(quantity__range=(-LARGEST, LARGEST)), name="posting_quantity_possible"
            ),
            models.CheckConstraint(
                condition=Q(entered_quantity=None)
                | Q(quantity=F("entered_quantity") * F("entered_factor"))
                | Q(quantity=-1 * F("entered_quantity") * F("entered_factor")),
                name="posting_as_entered",
            ),
            models.CheckConstraint(
                condition=Q(quality__in=["exact", "approximate", "at_least"]), name="posting_quality_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity:+d} at {self.place_id}"


class Balance(models.Model):
    """What stands at a place now, kept by the database itself in the transaction of every posting."""

    status = models.CharField(max_length=8)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, null=True, on_delete=models.PROTECT, related_name="+")
    donor = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="balances")
    usage = models.CharField(max_length=20)
    quantity = models.BigIntegerField(default=0)
    approximate = models.IntegerField(default=0)
    at_least = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["status", "usage"],
                include=["item", "donor", "place", "quantity", "approximate", "at_least"],
                name="balance_totals",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "item", "donor", "status", "lot"], nulls_distinct=False, name="balance_once"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0) | Q(usage__in=["donor", "supplier", "adjustment", "opening"]),
                name="balance_never_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} at {self.place_id}"
