"""People of the office with their duties, and the links by which guests enter."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.journal.identity import new_id


class Officer(AbstractBaseUser):
    """A person who signs in; with a party, they belong to a district or department and see only what concerns it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    login = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    duties = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    language = models.CharField(max_length=35, default="en")
    party_id = models.UUIDField(null=True, blank=True)
    party_name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    wrong_code_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name"]
    objects = BaseUserManager["Officer"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(duties__contained_by=[duty.value for duty in Duty]), name="officer_duties_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"accounts.officer:{self.pk}"

    @property
    def actor(self) -> Actor:
        """The officer as the journal will know them for what they do now."""
        duties = frozenset(Duty(duty) for duty in self.duties)
        return Actor("officer", self.login, self.name, self.office, duties=duties, party_id=self.party_id)


class Session(AbstractBaseSession):
    """A browser in which a colleague is signed in, from when to when; without an officer, one that only began to."""

    officer = models.ForeignKey(Officer, null=True, on_delete=models.CASCADE, related_name="sessions")
    browser = models.CharField(max_length=80, blank=True)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()

    class Meta:
        ordering = ["-last_seen"]

    @classmethod
    def get_session_store_class(cls) -> type:
        """The store that reads and writes these rows, as Django asks for it."""
        store: type = import_module(settings.SESSION_ENGINE).SessionStore  # it reads this table
        return store


class ColleagueInvitation(models.Model):
    """A letter by which a colleague gets an account, or a new password; only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    secret_hash = models.BinaryField(unique=True)
    officer = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    duties = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    language = models.CharField(max_length=35, default="en")
    party_id = models.UUIDField(null=True, blank=True)
    party_name = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(duties__contained_by=[duty.value for duty in Duty]), name="invitation_duties_known"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="invitation_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"accounts.invitation:{self.pk}"


class GuestLink(models.Model):
    """A link by which a partner's colleague enters one thread; only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    secret_hash = models.BinaryField(unique=True)
    thread = models.CharField(max_length=120)
    party_id = models.UUIDField()
    party_name = models.CharField(max_length=200)
    guest_name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=35, default="en")
    status = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["thread"], name="guest_link_thread")]
        constraints = [
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("made_at")), name="guest_link_ends_later")
        ]

    def __str__(self) -> str:
        return f"{self.party_name}: {self.thread}"

    @property
    def subject(self) -> str:
        return f"accounts.guest_link:{self.pk}"

    @property
    def actor(self) -> Actor:
        """The guest as the journal will know them: by the party for which they speak."""
        return Actor(
            "guest",
            str(self.pk),
            self.guest_name or self.party_name,
            self.party_name,
            party_id=self.party_id,
            thread=self.thread,
        )


class ApiToken(models.Model):
    """A key by which another program enters; only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80, unique=True)
    secret_hash = models.BinaryField(unique=True)
    duties = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(duties__contained_by=[duty.value for duty in Duty]), name="api_token_duties_known"
            ),
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("made_at")), name="api_token_ends_later"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"accounts.api_token:{self.pk}"

    @property
    def actor(self) -> Actor:
        """The program as the journal will know it."""
        return Actor("client", str(self.pk), self.name, duties=frozenset(Duty(duty) for duty in self.duties))


class ApiCall(models.Model):
    """What a program was answered under a key of its own, so that a repeated call is done only once."""

    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="calls")
    key = models.CharField(max_length=100)
    asked = models.BinaryField()
    answer = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="api_call_once")]

    def __str__(self) -> str:
        return self.key
