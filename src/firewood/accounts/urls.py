"""Routes of signing in and of what a colleague sets for oneself."""

from django.urls import path

from firewood.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("language/", views.choose_language, name="language"),
    path("exercise/", views.switch_exercise, name="exercise"),
]
