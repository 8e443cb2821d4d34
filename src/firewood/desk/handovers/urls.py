"""Routes of planned handovers."""

from django.urls import path

from firewood.desk.handovers import views

H = "handovers/<uuid:pk>/"

urlpatterns = [
    path("handovers/new/", views.new_handover, name="new-handover"),
    path(H, views.folder, name="handover-folder"),
    path(f"{H}change/", views.change_handover, name="change-handover"),
    path(f"{H}<str:step>/", views.step, name="handover-act"),
]
