"""Routes of what comes to a colleague by itself."""

from django.urls import path

from firewood.desk.mail import views

urlpatterns = [path("mine/", views.mine, name="mine")]
