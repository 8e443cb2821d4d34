"""Routes of the activity log."""

from django.urls import path

from firewood.desk.activity import views

urlpatterns = [
    path("activity/", views.log, name="activity"),
    path("activity/<int:number>/undo/", views.undo, name="undo"),
]
