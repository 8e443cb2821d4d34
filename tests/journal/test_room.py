"""Below the floor nothing new is written down, and the sentence says so."""

import shutil
from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from firewood.accounts.actor import Actor
from firewood.journal.models import Entry
from firewood.journal.refusals import TooMuch
from firewood.journal.room import MIB, free_bytes
from firewood.supplies.actions import ItemDraft, enter_item
from firewood.supplies.models import Item
from tests.aid.world import LIU

Usage = namedtuple("Usage", "total used free")
AT = datetime(2020, 3, 9, 2, 0, tzinfo=UTC)


def masks(actor: Actor = LIU) -> Item:
    return enter_item(ItemDraft("masks", "Masks"), actor=actor, at=AT)


@pytest.mark.django_db
def test_an_act_is_refused_while_less_is_free_than_must_be_kept(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.FIREWOOD_ROOM_KEPT = 256 * MIB
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 255 * MIB))
    with pytest.raises(TooMuch) as no:
        masks()
    assert (no.value.status, no.value.code) == (507, "no_room")
    assert str(no.value).startswith("The disk of this office is almost full: 255 MiB are free, 256 MiB must stay free.")
    assert (Item.objects.count(), Entry.objects.count()) == (0, 0)

    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 256 * MIB))
    assert masks().key == "masks"


def test_the_fullest_disk_counts_and_one_that_is_not_there_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    free = {tmp_path: 7, tmp_path / "database": 5}
    (tmp_path / "database").mkdir()
    settings.FIREWOOD_DISKS = [*free, tmp_path / "elsewhere"]
    monkeypatch.setattr(shutil, "disk_usage", lambda disk: Usage(0, 0, free[disk]))
    assert free_bytes() == 5
