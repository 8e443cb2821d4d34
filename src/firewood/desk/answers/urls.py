"""Routes of the answers for others."""

from django.urls import path

from firewood.desk.answers import views

urlpatterns = [
    path("answers/<str:direction>/<str:item>/", views.sentence, name="sentence"),
    path("answers/letters/", views.letters, name="sentence-letters"),
    path("answers/changed-numbers/", views.changed_numbers, name="changed-numbers"),
    path("partners/<str:key>/sentences/", views.partner_sentences, name="partner-sentences"),
]
