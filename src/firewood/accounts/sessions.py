"""Sessions with the colleague and the browser they belong to: twelve hours at most, four without a sign of life."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import Q

from firewood.journal.clock import real_now

LONGEST = timedelta(hours=12)
IDLE = timedelta(hours=4)
BETWEEN_SIGNS = timedelta(minutes=1)  # how often a sign of life is written down
OFFICER, BROWSER, FIRST_SEEN = "_auth_user_id", "browser", "first_seen"


class SessionStore(DatabaseStore):
    """Django's sessions in the database, in our own table. All times are real ones, also in a demonstration."""

    last_seen: datetime | None = None

    @classmethod
    def get_model_class(cls) -> Any:
        """The table of sessions."""
        from firewood.accounts.models import Session  # noqa: PLC0415  models are loaded after the settings

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of this session, with whose it is."""
        row: Any = super().create_model_instance(data)
        row.officer_id, row.browser = data.get(OFFICER), data.get(BROWSER, "")
        row.first_seen = datetime.fromisoformat(data[FIRST_SEEN]) if FIRST_SEEN in data else real_now()
        row.last_seen = self.last_seen = real_now()
        return row

    def _get_session_from_db(self) -> Any:
        now = real_now()
        rows: Any = self.get_model_class().objects.filter(expire_date__gt=now, last_seen__gt=now - IDLE)
        row = rows.filter(session_key=self.session_key).first()
        if row is None:
            self._session_key = None
            return None
        self.last_seen = row.last_seen
        return row

    def give_sign_of_life(self) -> None:
        """Write down that this browser was here, at most once a minute."""
        if self.last_seen and real_now() - self.last_seen > BETWEEN_SIGNS:
            self.last_seen = real_now()
            self.get_model_class().objects.filter(session_key=self.session_key).update(last_seen=self.last_seen)

    @classmethod
    def clear_expired(cls) -> None:
        """Remove sessions that have ended."""
        now = real_now()
        cls.get_model_class().objects.filter(Q(expire_date__lt=now) | Q(last_seen__lt=now - IDLE)).delete()
