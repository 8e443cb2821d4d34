"""What a guest does in one go: confirm the receipt and send the photos with it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from firewood.accounts.actor import Actor
from firewood.aid.actions import issue_receipt
from firewood.aid.drafts import Count
from firewood.aid.models import Consignment, Receipt
from firewood.archive.actions import send_photos
from firewood.journal.action import action


@action
def confirm_with_photos(
    consignment: Consignment, *, count: Count, photos: Sequence[UUID], key: str, actor: Actor, at: datetime
) -> Receipt:
    """State what came, and let the photos that were taken on the way go with it. May what `issue_receipt` may."""
    receipt = issue_receipt(consignment, count=count, key=key, actor=actor, at=at)
    if photos:
        send_photos(photos, subject=consignment.subject, status=consignment.status, actor=actor, at=at)
    return receipt
