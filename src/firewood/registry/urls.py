"""Routes of the registry: its sheets. The pages of a partner and a person stand on the desk."""

from django.urls import path

from firewood.registry.views import parties, partnerships, visits

P, F, V = "partners/<str:key>/", "friendships/<str:key>/", "visits/<str:number>/"

urlpatterns = [
    path("partners/new/", parties.new_party, name="new-party"),
    path(f"{P}change/", parties.change_party, name="change-party"),
    path(f"{P}offices/new/", parties.new_office, name="new-office"),
    path(f"{P}friendship/new/", partnerships.new_partnership, name="new-partnership"),
    path(f"{P}visits/new/", visits.new_visit, name="new-visit"),
    path("persons/new/", parties.new_person, name="new-person"),
    path("persons/<str:key>/change/", parties.change_person, name="change-person"),
    path("offices/<str:key>/change/", parties.change_office, name="change-office"),
    path("occasions/new/", parties.new_occasion, name="new-occasion"),
    path("occasions/<str:key>/change/", parties.change_occasion, name="change-occasion"),
    path(f"{F}change/", partnerships.change_partnership, name="change-partnership"),
    path(f"{F}say/", partnerships.say, name="state-of-partnership"),
    path(f"{F}year/", partnerships.decide, name="decide-year"),
    path(f"{F}year/undecided/", partnerships.undecide, name="undecide-year"),
    path(f"{F}term/", partnerships.term, name="decide-term"),
    path(f"{F}agreements/new/", partnerships.new_agreement, name="new-agreement"),
    path("statements/<uuid:pk>/take-back/", partnerships.take_back, name="take-back-statement"),
    path("terms/<uuid:pk>/give-up/", partnerships.give_up_term, name="give-up-term"),
    path("agreements/<uuid:pk>/change/", partnerships.change_agreement, name="change-agreement"),
    path(V, visits.visit, name="visit"),
    path(f"{V}change/", visits.change_visit, name="change-visit"),
    path(f"{V}held/", visits.hold_visit, name="hold-visit"),
    path(f"{V}call-off/", visits.call_off_visit, name="call-off-visit"),
]
