"""Routes of colleagues."""

from django.urls import path

from firewood.desk.colleagues import views

urlpatterns = [
    path("colleagues/", views.colleagues, name="colleagues"),
    path("colleagues/invite/", views.invite, name="invite-colleague"),
    path("colleagues/duties/", views.duties, name="duties"),
    path("colleagues/<uuid:pk>/", views.colleague, name="colleague"),
    path("colleagues/<uuid:pk>/invite-again/", views.invite_again, name="invite-colleague-again"),
    path("colleagues/<uuid:pk>/close/", views.close, name="close-colleague"),
    path("colleagues/<uuid:pk>/open/", views.open_again, name="open-colleague"),
    path("colleagues/invitations/<uuid:pk>/revoke/", views.revoke, name="revoke-invitation"),
]
