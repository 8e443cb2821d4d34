"""The sheets for a partnership: what it is, what is said of it, the year we speak, its terms and agreements."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import pgettext_lazy

from firewood.archive.actions import SourceDraft
from firewood.archive.models import Source
from firewood.archive.uploads import read_paper
from firewood.journal.clock import today
from firewood.journal.refusals import Problem
from firewood.languages.dates import StatedDay
from firewood.registry.actions import AgreementDraft, PartnershipDraft, StatementDraft
from firewood.registry.actions.agreements import agreement_problems
from firewood.registry.actions.partnerships import side_problems, statement_problems
from firewood.registry.forms.fields import (
    CountField,
    DayField,
    LanguageField,
    OnceByLanguageField,
    PartyField,
    StatedDayField,
    WordsField,
)
from firewood.registry.forms.sheet import CHOOSE, MISSING, Sheet, offer, offer_sources, our_parties, reader, source_by
from firewood.registry.keys import free_key
from firewood.registry.models import Agreement, Partnership, PartnershipStatement, Party
from firewood.registry.models.partnerships import ASPECTS, PARTNERSHIP_KINDS
from firewood.registry.states import Aspect, PartnershipKind


class PartnershipSheet(Sheet):
    """A partnership of one of ours with this party: of which kind, and above which it stands."""

    ours = PartyField(label=later("Which of ours"), error_messages=CHOOSE)
    kind = forms.ChoiceField(label=later("Kind"), choices=PARTNERSHIP_KINDS, error_messages=CHOOSE)
    via = forms.ChoiceField(label=later("Under the partnership of"), required=False, error_messages=CHOOSE,
                            help_text=later("The one of the cities, when these are their districts."))  # fmt: skip
    note = WordsField(label=later("Note for the office"), rows=2)
    parts = ((later("The partnership"), ("ours", "kind", "via", "note")),)

    def __init__(self, data: Any = None, *, theirs: Party, partnership: Partnership | None = None) -> None:
        super().__init__(data, initial=_shown_partnership(partnership) if partnership else None)
        self.theirs, self.partnership = theirs, partnership
        offer(self, "ours", our_parties())
        if partnership:
            del self.fields["ours"]
        others = Partnership.objects.select_related("ours", "theirs").exclude(
            key=partnership.key if partnership else ""
        )
        known = [(each.key, f"{each.ours.name} – {each.theirs.name}") for each in others]
        self.fields["via"].choices = [("", _("none")), *known]  # type: ignore[attr-defined]

    def problems(self) -> Iterable[Problem]:
        chosen = not self.partnership and "ours" in self.cleaned_data
        return side_problems(self.draft()) if chosen else ()

    def draft(self) -> PartnershipDraft:
        """The partnership as described."""
        ours = self.partnership.ours if self.partnership else self.cleaned_data["ours"]
        return PartnershipDraft(
            key=self.partnership.key if self.partnership else free_key(Partnership, ours.key, self.theirs.key),
            ours=ours, theirs=self.theirs, kind=PartnershipKind(self.read("kind", PartnershipKind.PARTNER)),
            via=Partnership.objects.filter(key=self.read("via")).first(), note=self.read("note"),
        )  # fmt: skip


class StatementSheet(Sheet):
    """What a source says of a partnership, and which source."""

    aspect = forms.ChoiceField(label=pgettext_lazy("what words are about", "about"), choices=ASPECTS,
                               error_messages=CHOOSE)  # fmt: skip
    value = CountField(label=later("Number"), required=False,
                       help_text=later("The year in which it began, or how many years it has lasted."))  # fmt: skip
    words = WordsField(label=later("Words of the source"), rows=3, required=True, error_messages=MISSING)
    language = LanguageField(label=later("Language of these words"), error_messages=MISSING)
    translations = OnceByLanguageField(label=later("Our translations"), rows=2,
                                       help_text=later("One a line: the language, a colon, the words."))  # fmt: skip
    as_of = DayField(label=later("As of"), required=False, help_text=later("The day on which the source says it."))
    source = forms.ChoiceField(label=later("Source"), required=False, error_messages=CHOOSE)
    source_title = forms.CharField(label=later("or a new source: its title"), required=False, max_length=4000)
    source_publisher = forms.CharField(label=later("Who published it"), required=False, max_length=300)
    parts = (
        (later("What is said"), ("aspect", "value", "words", "language", "translations")),
        (later("Who says it, and when"), ("source", "source_title", "source_publisher", "as_of")),
    )

    def __init__(self, data: Any = None, *, partnership: Partnership) -> None:
        super().__init__(data, initial={"language": reader()})
        self.partnership = partnership
        offer_sources(self)

    def problems(self) -> Iterable[Problem]:
        yield from statement_problems(self.draft())
        if bool(self.read("source")) == bool(self.read("source_title")):
            yield Problem("source", _("Say who says it: choose a source, or write the title of a new one; not both."))

    def new_source(self) -> SourceDraft | None:
        """A source that nobody entered yet."""
        title = self.read("source_title")
        if not title:
            return None
        number = Source.objects.count() + 1
        while Source.objects.filter(key=f"S{number}").exists():
            number += 1
        return SourceDraft(
            key=f"S{number}", title=title, publisher=self.read("source_publisher"),
            language=self.read("language") or "en", counts_from=self.cleaned_data.get("as_of") or today(),
        )  # fmt: skip

    def draft(self) -> StatementDraft:
        """The statement as written down; the day of its source where no other is given."""
        source = source_by(self.read("source")) or Source()
        aspect = Aspect(self.read("aspect", Aspect.NAMED))
        return StatementDraft(
            key=free_key(PartnershipStatement, self.partnership.key, aspect.value), aspect=aspect,
            words=self.read("words"), language=self.read("language") or "en", source=source,
            value=self.cleaned_data.get("value"), translations=self.read("translations", {}),
            as_of=self.cleaned_data.get("as_of") or source.counts_from or today(),
        )  # fmt: skip


class DecisionSheet(Sheet):
    """Which of the stated years our office speaks, and why."""

    statement = forms.ChoiceField(label=later("The year this office speaks"), widget=forms.RadioSelect,
                                  error_messages=CHOOSE)  # fmt: skip
    because = WordsField(label=later("Why this one"), rows=3, required=True, error_messages=MISSING, max_length=4000)
    parts = ((later("Our decision"), ("statement", "because")),)

    def __init__(self, data: Any = None, *, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["statement"].choices = list(choices)  # type: ignore[attr-defined]


class WhySheet(Sheet):
    """A reason."""

    because = WordsField(label=later("Why"), rows=3, required=True, error_messages=MISSING, max_length=4000)
    parts = ((later("The reason"), ("because",)),)


class TermSheet(Sheet):
    """From when until when a partnership held, as our office decides."""

    since = DayField(label=pgettext_lazy("day", "From"), error_messages=MISSING)
    until = DayField(label=later("Until"), required=False, help_text=later("The first day on which it held no more."))
    parts = ((later("The term"), ("since", "until")),)


class AgreementSheet(Sheet):
    """A paper both sides signed."""

    title = forms.CharField(label=later("Title"), max_length=300, error_messages=MISSING)
    language = LanguageField(label=later("Language of the title"), error_messages=MISSING)
    signed = StatedDayField(label=later("Signed on"), required=False)
    valid_until = DayField(
        label=later("Valid until"), required=False, help_text=later("Its last day, where it has one.")
    )
    source = forms.ChoiceField(label=later("Source"), required=False, error_messages=CHOOSE)
    note = WordsField(label=later("Note for the office"), rows=2, help_text=later("Such as where the paper is kept."))
    files = forms.FileField(  # type: ignore[assignment]
        label=later("The signed paper"), required=False, allow_empty_file=True, widget=forms.FileInput,
        help_text=later("A scan, a PDF or a Word file; it is kept with the agreement."),
    )  # fmt: skip
    parts = ((later("The agreement"), ("title", "language", "signed", "valid_until", "source", "note", "files")),)

    def __init__(self, data: Any = None, files: Any = None, *, agreement: Agreement | None = None) -> None:
        super().__init__(data, files, initial=_shown_agreement(agreement) if agreement else {"language": reader()})
        offer_sources(self)

    def problems(self) -> Iterable[Problem]:
        return agreement_problems(self.draft())

    def draft(self) -> AgreementDraft:
        """The agreement as described."""
        return AgreementDraft(
            title=self.read("title"), language=self.read("language") or "en", note=self.read("note"),
            signed=self.read("signed", StatedDay()), valid_until=self.cleaned_data.get("valid_until"),
            source=source_by(self.read("source")),
        )  # fmt: skip

    def draft_with_paper(self) -> AgreementDraft:
        """The agreement with the paper that was sent; one that the door does not take is refused here."""
        sent = self.cleaned_data.get("files")
        return replace(self.draft(), kept=read_paper(sent).kept) if sent else self.draft()


def _shown_partnership(partnership: Partnership) -> dict[str, Any]:
    via = partnership.via.key if partnership.via else ""
    return {"kind": partnership.kind, "via": via, "note": partnership.note}


def _shown_agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "title": agreement.title, "language": agreement.language, "note": agreement.note,
        "signed": agreement.signed_words, "source": agreement.source.key if agreement.source else "",
        "valid_until": agreement.valid_until.isoformat() if agreement.valid_until else "",
    }  # fmt: skip
