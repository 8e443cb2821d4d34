"""Forms of tasks: write one down, hand it on, answer it, close it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.accounts.models import Officer
from firewood.aid.forms.fields import DayField, PartyField, WordsField
from firewood.aid.queries.parties import names, party_choices
from firewood.archive.uploads import read_paper
from firewood.desk.models import Task
from firewood.desk.tasks.actions import ANSWER, QUESTION, REASON, Handing, TaskDraft
from firewood.journal.refusals import Problem
from firewood.journal.standing import Status
from firewood.languages.dates import show_day
from firewood.registry.ours import our_city, our_office


class _Marked(forms.Form):
    """A form that can say at its fields what an action refused."""

    def mark(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)


class TaskForm(_Marked):
    """A task: the question, why, who looks after it, and by when. `about` and `url` come with the page it began on."""

    question = forms.CharField(label=later("What shall be done or found out?"), max_length=QUESTION)
    reason = WordsField(label=later("Why, in one sentence"), max_length=REASON, rows=2)
    officer = forms.ChoiceField(label=later("Who looks after it"), required=False)
    due_on = DayField(label=later("Until when"), required=False)

    def __init__(self, *args: Any, colleagues: list[Officer], task: Task | None = None, **options: Any) -> None:
        if task is not None:
            due = show_day(task.due_on) if task.due_on else ""
            options["initial"] = {
                "question": task.question, "reason": task.reason, "due_on": due,
                "officer": task.officer.login if task.officer else "",
            }  # fmt: skip
        super().__init__(*args, **options)
        self._colleagues = {each.login: each for each in colleagues}
        nobody = ("", _("nobody yet"))
        self.fields["officer"].choices = [nobody, *((each.login, each.name) for each in colleagues)]  # type: ignore[attr-defined]
        self.fields["question"].widget.attrs |= {"dir": "auto"}

    def draft(self, *, status: Status, about: str = "", url: str = "") -> TaskDraft:
        told = self.cleaned_data
        return TaskDraft(
            question=told["question"], reason=told["reason"], officer=self._colleagues.get(told["officer"]),
            due_on=told["due_on"], about=about, url=url, language=get_language() or "en", status=status,
        )  # fmt: skip


class HandForm(_Marked):
    """To whom a task is handed, in which language, until when, with which words."""

    party = PartyField(label=later("To which department or district"), required=False)
    department = forms.CharField(
        label=later("Or another department of ours"), required=False, max_length=200,
        help_text=later("It is not in the list yet: write its name, and it is entered."),
    )  # fmt: skip
    name = forms.CharField(label=later("Name of the colleague there"), required=False, max_length=200)
    language = forms.ChoiceField(label=later("Language"))
    due_on = DayField(label=later("Until when"))
    words = WordsField(label=later("Words for them"), max_length=4000)

    def __init__(self, *args: Any, task: Task | None = None, **options: Any) -> None:
        if task is not None:
            options["initial"] = {
                "party": task.party.key if task.party else "", "language": get_language() or "en",
                "due_on": show_day(task.due_on) if task.due_on else "", "words": task.words,
            }  # fmt: skip
        super().__init__(*args, **options)
        own = {our_office().key, our_city().key}
        choices = [each for each in party_choices(get_language() or "en", ours=True) if each[0] not in own]
        self.fields["party"].choices = [("", _("choose one")), *choices]  # type: ignore[attr-defined]
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]
        for field in ("name", "department"):
            self.fields[field].widget.attrs["dir"] = "auto"

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if "party" in told and "department" in told and bool(told["party"]) == bool(told["department"]):
            both = _("Choose one from the list, or write the name of another; not both.")
            self.add_error("party", both if told["party"] else _("Say to whom it is handed."))
        return told

    def handing(self) -> Handing:
        told = self.cleaned_data
        party = told["party"]
        name = str(names([party], told["language"])[party.pk]) if party else ""
        return Handing(**told, party_name=name, department_language=get_language() or "en")


class FilesInput(forms.FileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, each as it was sent; the door reads them."""

    widget = FilesInput(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        return list(data or [])


class AnswerForm(_Marked):
    """What came of it, with files where there are any, and whether it is done."""

    words = WordsField(label=later("Your answer"), max_length=ANSWER, rows=6)
    files = FilesField(  # type: ignore[assignment]
        label=later("Files with it"), required=False, help_text=later("Pictures, PDF, Word and Excel files, e-mails."),
    )  # fmt: skip
    done = forms.BooleanField(label=later("This is done"), required=False)

    def answer(self) -> dict[str, Any]:
        """What was answered; a file that the door does not take is refused here, before anything is kept."""
        kept = [kept for each in self.cleaned_data["files"] for kept in read_paper(each).kept]
        return {"words": self.cleaned_data["words"], "done": self.cleaned_data["done"], "kept": kept}


class FinishForm(_Marked):
    """A word on what came of it, which is kept."""

    words = WordsField(label=later("What came of it"), max_length=ANSWER, rows=2)
