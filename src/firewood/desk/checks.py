"""What must never be false across apps: words belong to something, files are there, everything can be found."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from firewood.aid.findable import EVERYTHING as AID
from firewood.archive.models import Attachment, Citation, Filing, IncomingPaper, Sentence, Source
from firewood.desk.finding import catch_up
from firewood.journal.checks import Check
from firewood.languages.models import SearchEntry, Text
from firewood.registry.models import Occasion, Partnership, Party, Person, Quotation, Visit
from firewood.solidarity.findable import EVERYTHING as SOLIDARITY

SHOWN = 5
FINDABLE: tuple[type[Model], ...] = (
    *AID.values(), *SOLIDARITY.values(), Party, Person, Partnership, Occasion, Quotation, Visit, Source, Sentence,
    IncomingPaper,
)  # fmt: skip


def words_belong_to_something() -> tuple[bool, str]:
    """Every citation, text, attachment, filing and quotation is about a thing that exists."""
    named = {
        subject
        for rows in (
            Citation.objects.values_list("subject", flat=True),
            Text.objects.values_list("subject", flat=True),
            Attachment.objects.values_list("subject", flat=True),
            Filing.objects.values_list("subject", flat=True),
            Quotation.objects.exclude(about="").values_list("about", flat=True),
        )
        for subject in rows.distinct().order_by()
    }
    return _verdict(missing_among(named), f"{len(named)} things have words or papers, all exist")


def missing_among(subjects: Iterable[str]) -> list[str]:
    """Which of these subjects ("app.thing:id") name nothing that exists."""
    models = _models_by_subject()
    keys: defaultdict[str, set[str]] = defaultdict(set)
    missing = []
    for subject in subjects:
        kind, _colon, key = subject.partition(":")
        keys[kind].add(key)
    for kind, wanted in keys.items():
        there = _existing(models.get(kind), wanted)
        missing += [f"{kind}:{key}" for key in wanted - there]
    return sorted(missing)


def _existing(model: type[Model] | None, keys: set[str]) -> set[str]:
    if model is None:
        return set()
    readable = {key for key in keys if _is_key_of(model, key)}
    found = model._default_manager.filter(pk__in=readable).values_list("pk", flat=True)  # noqa: SLF001
    return {str(key) for key in found}


def _is_key_of(model: type[Model], key: str) -> bool:
    try:
        return model._meta.pk.to_python(key) is not None
    except Exception:  # noqa: BLE001  whatever cannot be read as its key is none
        return False


def _models_by_subject() -> dict[str, type[Model]]:
    """Every table whose rows call themselves "app.thing:id", by the part before the colon."""
    with_subject = [model for model in apps.get_models() if isinstance(getattr(model, "subject", None), property)]
    return {str(model().subject).partition(":")[0]: model for model in with_subject}  # type: ignore[attr-defined]


def everything_is_found() -> tuple[bool, str]:
    """Every thing that has a page stands in the search, and nothing that is gone does."""
    catch_up()
    indexed = set(SearchEntry.objects.values_list("subject", flat=True))
    there = {subject for model in FINDABLE for subject in _subjects_of(model)}
    lost = sorted(there - indexed) + [f"{subject} is gone" for subject in missing_among(indexed - there)]
    return _verdict(lost, f"{len(there)} things can be found")


def _subjects_of(model: type[Model]) -> Iterable[str]:
    kind = str(model().subject).partition(":")[0]  # type: ignore[attr-defined]
    return (f"{kind}:{key}" for key in model._default_manager.values_list("pk", flat=True))  # noqa: SLF001


def files_are_there() -> tuple[bool, str]:
    """Every attachment's file stands in its place with the content it came with."""
    rows: list[tuple[UUID, str, str, str]] = list(Attachment.objects.values_list("pk", "name", "stored_at", "sha256"))
    wrong = [f"{name} ({fault})" for _pk, name, place, sha256 in rows if (fault := _fault(place, sha256))]
    return _verdict(wrong, f"{len(rows)} files are as they came")


def _fault(place: str, sha256: str) -> str:
    path = Path(settings.MEDIA_ROOT) / place
    if not path.is_file():
        return "the file is missing"
    with path.open("rb") as file:
        return "" if hashlib.file_digest(file, "sha256").hexdigest() == sha256 else "the file was changed"


def _verdict(wrong: list[str], kept: str) -> tuple[bool, str]:
    if not wrong:
        return True, kept
    more = f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
    return False, ", ".join(wrong[:SHOWN]) + more


CHECKS = [
    Check("words belong to something", words_belong_to_something),
    Check("everything is found", everything_is_found),
    Check("files", files_are_there),
]
