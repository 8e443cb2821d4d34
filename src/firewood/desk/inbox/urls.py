"""Routes of the inbox."""

from django.urls import path

from firewood.desk.inbox import views

P = "inbox/<uuid:pk>/"

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path(P, views.paper, name="paper"),
    path(f"{P}add/", views.add_file, name="paper-add"),
    path(f"{P}aside/", views.set_aside, name="paper-aside"),
    path(f"{P}again/", views.take_up, name="paper-again"),
    path(f"{P}accept/", views.accept, name="paper-accept"),
    path(f"{P}gone/", views.acceptance_gone, name="paper-gone"),
]
