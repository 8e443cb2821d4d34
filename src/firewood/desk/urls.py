"""Routes of the desk and of the guest door."""

from django.urls import include, path

from firewood.desk.calendar import views as calendar
from firewood.desk.handovers import views as handovers
from firewood.desk.mail import views as mail
from firewood.desk.tasks import views as tasks
from firewood.desk.views import guest, looks, pages

T = "tasks/<str:number>/"
G = "g/<str:secret>/"

urlpatterns = [
    path("", pages.overview, name="overview"),
    path("acts/", pages.acts, name="acts"),
    path("open-ends/", pages.ends, name="open-ends"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/new/", tasks.new_task, name="new-task"),
    path(T, tasks.task, name="task"),
    path(f"{T}change/", tasks.change_task, name="change-task"),
    path(f"{T}hand/", tasks.hand, name="hand-task"),
    path(f"{T}answer/", tasks.answer, name="answer-task"),
    path(f"{T}finish/", tasks.finish, name="finish-task"),
    path(f"{T}papers/", tasks.attach, name="attach-to-task"),
    path(f"{T}links/<str:link>/revoke/", tasks.revoke, name="revoke-task"),
    path(f"{T}step/<str:step>/", tasks.step, name="task-step"),
    path("", include("firewood.desk.answers.urls")),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/feed/", calendar.open_feed, name="calendar-feed-open"),
    path("calendar/feed/close/", calendar.close_feed, name="calendar-feed-close"),
    path("calendar/feed/<str:secret>.ics", calendar.feed, name="calendar-feed"),
    path("mine/", mail.mine, name="mine"),
    path("handovers/new/", handovers.new_handover, name="new-handover"),
    path("handovers/<uuid:pk>/", handovers.folder, name="handover-folder"),
    path("handovers/<uuid:pk>/change/", handovers.change_handover, name="change-handover"),
    path("handovers/<uuid:pk>/<str:step>/", handovers.step, name="handover-act"),
    path("partners/", pages.partners, name="partners"),
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
