"""Routes of the answers for others."""

from django.urls import path

from firewood.desk.answers import papers, views

urlpatterns = [
    path("answers/<str:direction>/<str:item>/", views.sentence, name="sentence"),
    path("answers/letters/", views.letters, name="sentence-letters"),
    path("answers/changed-numbers/", views.changed_numbers, name="changed-numbers"),
    path("speech/", papers.speech, name="speech"),
    path("partners/<str:key>/brief/", papers.brief, name="brief"),
    path("partners/<str:key>/sentences/", views.partner_sentences, name="partner-sentences"),
]
