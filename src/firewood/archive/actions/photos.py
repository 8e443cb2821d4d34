"""What an office or a guest can do with photos and files: keep one, and let it go with a statement."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.archive import rules
from firewood.archive.models import Attachment
from firewood.archive.uploads import Kept
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import require


@action
def keep_photo(
    photo: Kept, *, subject: str, status: str, language: str = "", awaiting: bool = False, actor: Actor, at: datetime
) -> Attachment:
    """Keep a photo with the thing it belongs to; `awaiting`: the statement that it goes with is still being written."""
    require(rules.may_keep_photo(actor), _("send a photo"))
    kept = Attachment.objects.create(
        sha256=photo.sha256, media_type=photo.media_type, size=photo.size, width=photo.width, height=photo.height,
        name=photo.name, subject=subject, language=language, stored_at=photo.stored_at, awaiting=awaiting,
    )  # fmt: skip
    record(
        "archive.attachment.kept", subject=subject, actor=actor, at=at, status=status,
        sha256=kept.sha256, media_type=kept.media_type, size=kept.size,
    )  # fmt: skip
    return kept


@action
def keep_files(
    files: Sequence[Kept], *, subject: str, status: str, language: str = "", actor: Actor, at: datetime
) -> list[Attachment]:
    """Keep files that passed the door with the thing they belong to; one that is there already is not kept twice."""
    require(rules.may_keep_photo(actor), _("send a file"))
    there = set(Attachment.objects.filter(subject=subject).values_list("sha256", flat=True))
    fresh = {each.sha256: each for each in files if each.sha256 not in there}
    kept = [
        Attachment.objects.create(
            sha256=each.sha256, media_type=each.media_type, size=each.size, width=each.width, height=each.height,
            name=each.name, subject=subject, language=language, stored_at=each.stored_at,
            credit=actor.office or actor.name,
        )
        for each in fresh.values()
    ]  # fmt: skip
    told = [{"name": each.name, "sha256": each.sha256, "media_type": each.media_type, "size": each.size}
            for each in kept]  # fmt: skip
    record("archive.file.kept", subject=subject, actor=actor, at=at, status=status, files=told)
    return kept


@action
def send_photos(photos: Sequence[UUID], *, subject: str, status: str, actor: Actor, at: datetime) -> None:
    """Let the photos that were sent beforehand go with the statement that was made now."""
    require(rules.may_keep_photo(actor), _("send a photo"))
    waiting = Attachment.objects.filter(pk__in=photos, subject=subject, awaiting=True).order_by("pk")
    sent = [str(each.pk) for each in waiting.select_for_update()]
    Attachment.objects.filter(pk__in=sent).update(awaiting=False)
    record("archive.attachment.sent", subject=subject, actor=actor, at=at, status=status, photos=sent)
