"""Every component on one page, with made-up names, served to the browser tests."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils import translation

from firewood.languages.dates import read_stated_day
from firewood.languages.texts import Wording
from firewood.ui.drawing.friendship import Deed, line_up
from firewood.ui.drawing.steps import Step
from firewood.ui.drawing.woodpile import Act, Pile, stack
from firewood.ui.drawing.worldmap import Thread, Town, World, draw
from tests.ui.towns import HOME, partners

GALLERY = Path(__file__).with_name("gallery.html")
GUEST = Path(__file__).with_name("gallery_guest.html")
TOWNS = [
    Town(key="mill", name="Millford", latitude=37.57, longitude=126.98, url="#mill"),
    Town(key="quay", name="Quayside", latitude=35.18, longitude=129.08, url="#quay"),
    Town(key="elm", name="Elmstead", latitude=35.68, longitude=139.69, url="#elm"),
    Town(key="oak", name="Oakham", latitude=35.44, longitude=139.64, url="#oak"),
    Town(key="nord", name="Nordhafen", latitude=50.94, longitude=6.96, language="de", url="#nord"),
    Town(key="west", name="Westbury", latitude=51.51, longitude=-0.13, url="#west"),
    Town(key="sand", name="سنگستان", latitude=35.7, longitude=51.4, language="fa", url="#sand"),
]
WAYS = [("mill", "to"), ("mill", "from"), ("quay", "offer"), ("elm", "from"), ("oak", "offer"), ("nord", "to"),
        ("west", "gesture"), ("sand", "from"), ("sand", "gesture")]  # fmt: skip
DAYS = (
    "2015",
    "early February 2020",
    "11 February 2020",
    "9 March 2020",
    "9 March 2020",
    "16 and 17 March 2020",
    "April 2020",
    "",
)
KINDS = ("help", "letter", "light", "goods", "letter", "goods", "meeting", "thanks")


class SampleForm(forms.Form):
    """One field of each kind."""

    boxes = forms.CharField(
        label="Boxes that arrived", help_text="Digits only.", widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    state = forms.ChoiceField(
        label="How are they?", choices=[("", "choose"), ("good", "all good"), ("wet", "some are wet")]
    )
    way = forms.ChoiceField(label="Way", choices=[("air", "by air"), ("sea", "by sea")], widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    photo = forms.FileField(label="Photo", required=False)
    sealed = forms.BooleanField(label="The seals are whole", required=False)


class FilterForm(forms.Form):
    """A bar over a list."""

    direction = forms.ChoiceField(label="Direction", required=False, choices=[("", "both"), ("us", "to us")])
    state = forms.ChoiceField(label="State", required=False, choices=[("", "all"), ("open", "open")])


def pile(*, exercise: bool = False) -> Pile:
    acts = [
        Act(label=f"{words or 'day not known'}: {kind}", url="#", way=("us", "them", "exchange")[place % 3], kind=kind,
            day=read_stated_day(words), offer=place == 2, exercise=exercise)
        for place, (words, kind) in enumerate(zip(DAYS, KINDS, strict=True))
    ]  # fmt: skip
    return stack(acts + [Act(label=f"undated act {n}", url="#", way="us", kind="letter") for n in range(12)])


def big_pile() -> Pile:
    days = [date.fromordinal(737425 + n % 200).isoformat() for n in range(300)]
    return stack(
        [Act(label=f"act {n}", url="#", way="us", kind="goods", day=read_stated_day(day)) for n, day in enumerate(days)]
    )


def world() -> World:
    return draw(HOME, towns=TOWNS, threads=[Thread(town=town, way=way, words="masks and suits") for town, way in WAYS])


DEEDS = [
    Deed(title="A helping hand", way="them", kind="help", day=read_stated_day("2015")),
    Deed(title="49 boxes", way="us", kind="goods", url="#", day=read_stated_day("20 February 2020"), sources=("A",)),
    Deed(
        title="Supplies arrive",
        way="them",
        kind="goods",
        words="“Good neighbours.”",
        day=read_stated_day("9 March 2020"),
    ),
    Deed(title="Letter of sympathy", way="us", kind="letter", words=Wording("이웃의 편지", "ko", "ltr", "original")),
]
STEPS = [
    Step(name="Pledged", state="done", words="accepted by Nordhafen", day=date(2020, 3, 2)),
    Step(name="Packed", state="done", words="40 boxes"),
    Step(name="Received", state="stop", words="39 of 40"),
    Step(name="Distributed", words="waits for Nordhafen"),
]


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """All components; `?as=fa` shows them right to left.

    `?bad=1` shows errors, `?drill=1` the exercise, `?many=1` 200 partners, `?guest=1` a guest's page.
    """
    form = SampleForm({"boxes": "12x"}, auto_id="s_%s") if request.GET.get("bad") else SampleForm(auto_id="s_%s")
    many = partners(200 if request.GET.get("many") else 0)
    shown = {
        "form": form, "filters": FilterForm(auto_id="f_%s"), "steps": STEPS,
        "pile": pile(exercise=bool(request.GET.get("drill"))), "big_pile": big_pile(),
        "world": world(), "rows": line_up(DEEDS), "full": many[0] and draw(HOME, towns=many[0], threads=many[1]),
        "drill": request.GET.get("drill"),
        "quote": Wording("서로 돕는 이웃이 됩시다.", "ko", "ltr", "original"),
        "ours": Wording("Let us be neighbours who help each other.", "en", "ltr", "human"),
        "names": ["Millford", "Quayside", "Elmstead"],
        "states": ["known"] * 5 + ["unknown"] * 3 + ["damaged", "missing"],
        "stated": read_stated_day("early March 2020"), "unsaid": read_stated_day(""), "day_known": date(2020, 3, 9),
        "page": Paginator(range(90), 20).get_page(2),
        "sources": [SimpleNamespace(letter="A", title="A made-up report of 9 March 2020", url="", language="en")],
    }  # fmt: skip
    with translation.override(request.GET.get("as") or translation.get_language()):
        source = GUEST if request.GET.get("guest") else GALLERY
        return HttpResponse(engines["django"].from_string(source.read_text()).render(shown, request))


urlpatterns = [path("looks/", gallery), path("", include("firewood.project.urls"))]
