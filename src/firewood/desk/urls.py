"""Routes of the desk and of the guest door."""

from django.urls import include, path

from firewood.desk.views import guest, lists, looks, pages

ROOMS = ("inbox", "tasks", "handovers", "calendar", "mail", "activity", "answers", "colleagues")
G = "g/<str:secret>/"

urlpatterns = [
    path("", pages.overview, name="overview"),
    path("acts/", pages.acts, name="acts"),
    path("open-ends/", pages.ends, name="open-ends"),
    *(path("", include(f"firewood.desk.{room}.urls")) for room in ROOMS),
    path("partners/", lists.partners, name="partners"),
    path("partners/card/", pages.partner_card, name="partner-card"),
    path("partners/<str:key>/", pages.partner, name="partner"),
    path("partners/<str:key>/guests/", pages.invite_partner, name="invite-partner"),
    path("partners/<str:key>/guests/<uuid:link>/revoke/", pages.revoke_partner, name="revoke-partner"),
    path("persons/<str:key>/", pages.person, name="person"),
    path("words/", pages.words, name="words"),
    path("occasions/<str:key>/", pages.occasion, name="occasion"),
    path("sources/", pages.sources, name="sources"),
    path("sources/<str:key>/", pages.source, name="source"),
    path("search", pages.search, name="search"),
    path("looks/", looks.looks, name="looks"),
    path("files/<uuid:pk>/", pages.attachment, name="attachment"),
    path(G, guest.thread, name="guest"),
    path(f"{G}language/", guest.choose_language, name="guest-language"),
    path(f"{G}receipt/", guest.receipt, name="guest-receipt"),
    path(f"{G}answer/", guest.answer, name="guest-answer"),
    path(f"{G}need/", guest.need, name="guest-need"),
    path(f"{G}offer/", guest.offer, name="guest-offer"),
    path(f"{G}files/<uuid:pk>/", guest.photo, name="guest-photo"),
]
