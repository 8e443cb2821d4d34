"""Made-up things with which the parts of the visual language are shown, in the language of the reader."""

from datetime import date
from types import SimpleNamespace
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.languages.dates import StatedDay, read_stated_day
from firewood.languages.texts import Wording
from firewood.ui.drawing.friendship import Deed, Row, line_up
from firewood.ui.drawing.steps import Step
from firewood.ui.drawing.woodpile import Act, Pile, stack
from firewood.ui.drawing.worldmap import Thread, Town, World, draw

HOME: Final = Town(key="home", name="Alderby", latitude=39.9, longitude=116.4)
TOWNS: Final = (
    Town(key="mill", name="Millford", latitude=37.57, longitude=126.98, url="#worldmap"),
    Town(key="quay", name="Quayside", latitude=35.18, longitude=129.08, url="#worldmap"),
    Town(key="elm", name="Elmstead", latitude=35.68, longitude=139.69, url="#worldmap"),
    Town(key="oak", name="Oakham", latitude=35.44, longitude=139.64, url="#worldmap"),
    Town(key="nord", name="Nordhafen", latitude=50.94, longitude=6.96, language="de", url="#worldmap"),
    Town(key="west", name="Westbury", latitude=51.51, longitude=-0.13, url="#worldmap"),
    Town(key="sand", name="سنگستان", latitude=35.7, longitude=51.4, language="fa", url="#worldmap"),
)
WAYS: Final = (
    ("mill", "to"), ("mill", "from"), ("quay", "offer"), ("elm", "from"), ("oak", "offer"), ("nord", "to"),
    ("west", "gesture"), ("sand", "from"), ("sand", "gesture"),
)  # fmt: skip
DAYS: Final = (
    "2015", "early February 2020", "11 February 2020", "9 March 2020", "9 March 2020", "16 and 17 March 2020",
    "April 2020", "",
)  # fmt: skip
KINDS: Final = ("help", "letter", "light", "goods", "letter", "goods", "meeting", "thanks")


class SampleForm(forms.Form):
    """One field of each kind."""

    boxes = forms.CharField(
        label=later("Boxes that arrived"), help_text=later("Digits only."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    way = forms.ChoiceField(
        label=later("How it travels"), choices=[("air", later("by air")), ("sea", later("by sea"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    note = forms.CharField(label=later("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class SampleFilter(forms.Form):
    """A bar over a list."""

    direction = forms.ChoiceField(
        label=later("Direction"), required=False, choices=[("", later("both")), ("us", later("to us"))]
    )


def samples() -> dict[str, Any]:
    """What the examples need."""
    form = SampleForm({"boxes": "12x"}, auto_id="sample_%s")
    form.add_error("boxes", _("Write the number in digits, for example 12."))
    return {
        "pile": pile(), "big_pile": big_pile(), "world": world(), "rows": deeds(), "line": step_line(),
        "sayings": [
            Wording("As of 25 March 2020, Millford had given about 1,130,000 masks.", "en", "ltr", "original"),
            Wording("Bis zum 25. März 2020 gab Millford rund 1.130.000 Masken.", "de", "ltr", "original"),
        ],
        "names": ["Millford", "Quayside", "Elmstead"], "known_letters": 3,
        "states": ["known"] * 5 + ["unknown"] * 3 + ["damaged", "missing"],
        "quote": Wording("서로 돕는 이웃이 됩시다.", "ko", "ltr", "original"),
        "ours": Wording(_("Let us be neighbours who help each other."), "", "ltr", "human"),
        "stated": read_stated_day("early March 2020"), "unsaid": StatedDay(), "exact": date(2020, 3, 9),
        "form": form, "filters": SampleFilter(auto_id="filter_%s"), "page": Paginator(range(90), 20).get_page(2),
        "sources": [SimpleNamespace(letter="A", title="A made-up report of 9 March 2020", url="", language="en")],
    }  # fmt: skip


def pile(*, exercise: bool = False) -> Pile:
    """Eight acts and twelve of no known day."""
    acts = [
        Act(label=f"{words or '?'}: {kind}", url="#woodpile", way=("us", "them", "exchange")[place % 3], kind=kind,
            day=read_stated_day(words), offer=place == 2, exercise=exercise)
        for place, (words, kind) in enumerate(zip(DAYS, KINDS, strict=True))
    ]  # fmt: skip
    return stack(acts + [Act(label=f"undated {n}", url="#woodpile", way="us", kind="letter") for n in range(12)])


def big_pile(many: int = 300) -> Pile:
    """So many acts on two hundred days."""
    days = [StatedDay("", day, day) for day in (date.fromordinal(737425 + n % 200) for n in range(many))]
    ways = ("us", "them", "us")
    return stack(
        Act(label=f"{day.exact}", url="#woodpile", way=ways[n % 3], kind=KINDS[n % 6], day=day)
        for n, day in enumerate(days)
    )


def world() -> World:
    """Seven towns and what went between them and home."""
    return draw(HOME, towns=TOWNS, threads=[Thread(town=town, way=way, words=_("goods")) for town, way in WAYS])


def deeds() -> list[Row]:
    """One friendship."""
    return line_up([
        Deed(title=_("A helping hand"), way="them", kind="help", day=read_stated_day("2015")),
        Deed(title=_("49 boxes"), way="us", kind="goods", url="#friendship", day=read_stated_day("20 February 2020"),
             sources=("A",)),
        Deed(title=_("Supplies arrive"), way="them", kind="goods", day=read_stated_day("9 March 2020")),
        Deed(title=_("Letter of sympathy"), way="us", kind="letter",
             words=Wording("이웃의 편지", "ko", "ltr", "original")),
    ])  # fmt: skip


def step_line() -> list[Step]:
    """A consignment that arrived short."""
    return [
        Step(name=_("Pledged"), state="done", words=_("accepted"), day=date(2020, 3, 2)),
        Step(name=_("Packed"), state="done", words=_("40 boxes")),
        Step(name=_("Received"), state="stop", words=_("39 of 40")),
        Step(name=_("Distributed"), words=_("not known")),
    ]
