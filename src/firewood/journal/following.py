"""Read the journal from where one stopped: each line at least once, in order, the place kept with the effect."""

from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Max

from firewood.journal.models import Entry, Follower

BATCH = 500

Effect = Callable[[Sequence[Entry]], None]


def is_behind(name: str) -> bool:
    """Whether the journal holds lines that this follower has not read."""
    last = Entry.objects.aggregate(last=Max("number"))["last"] or 0
    return not Follower.objects.filter(name=name, number__gte=last).exists()


def follow(name: str, effect: Effect) -> int:
    """Hand every new line of the journal to `effect`, in batches; gives how many lines were read.

    The place is kept in the transaction of the effect: after a crash the batch comes again, so an effect must bear
    repetition. Two followers of one name wait for each other.
    """
    read = 0
    while is_behind(name) and (batch := _batch(name, effect)):
        read += batch
    return read


def _batch(name: str, effect: Effect) -> int:
    Follower.objects.get_or_create(name=name)
    with transaction.atomic():
        place = Follower.objects.select_for_update().get(name=name)
        lines = list(Entry.objects.filter(number__gt=place.number).order_by("number")[:BATCH])
        if lines:
            effect(lines)
            place.number = lines[-1].number
            place.save(update_fields=["number"])
    return len(lines)
