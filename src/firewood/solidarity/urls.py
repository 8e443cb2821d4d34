"""Routes of letters and other gestures."""

from django.urls import path

from firewood.solidarity.views import gestures, register, steps, texts, thanks

G = "letters/<str:number>/"

urlpatterns = [
    path("letters/", register.register, name="letters"),
    path("letters/export.csv", register.export, name="letters-export"),
    path("letters/new/", gestures.new, name="gesture-new"),
    path("letters/words/", texts.words, name="polite-words"),
    path("letters/thanks/", thanks.thanks, name="thanks"),
    path("letters/thanks/<str:number>/", thanks.give, name="give-thanks"),
    path("letters/thanks/<str:number>/aside/", thanks.aside, name="thanks-aside"),
    path("letters/thanks/<str:number>/again/", thanks.again, name="thanks-again"),
    path(G, gestures.gesture, name="gesture"),
    path(f"{G}change/", gestures.change, name="change-gesture"),
    path(f"{G}versions/", texts.version, name="gesture-version"),
    path(f"{G}quotations/", texts.quotation, name="gesture-quotation"),
    path(f"{G}answers/", steps.answers, name="gesture-answers"),
    path(f"{G}answers/<str:other>/unlink/", steps.unlink, name="gesture-unlink"),
    path(f"{G}bring-back/", steps.bring_back, name="gesture-bring-back"),
    path(f"{G}adopt/", steps.adopt, name="adopt-gesture"),
    path(f"{G}<str:step>/", steps.step, name="gesture-step"),
]
