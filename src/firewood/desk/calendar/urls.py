"""Routes of the calendar and its feed."""

from django.urls import path

from firewood.desk.calendar import views

C = "calendar/"

urlpatterns = [
    path(C, views.calendar, name="calendar"),
    path(f"{C}feed/", views.open_feed, name="calendar-feed-open"),
    path(f"{C}feed/close/", views.close_feed, name="calendar-feed-close"),
    path(f"{C}feed/<str:secret>.ics", views.feed, name="calendar-feed"),
]
