"""Routes of signing in, of the second factor, and of one's own account."""

from django.urls import path

from firewood.accounts.views import account, invited, signing

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-in/passkey/", signing.sign_in_by_passkey, name="sign-in-passkey"),
    path("sign-in/passkey/question/", signing.ask_for_passkey, name="passkey-question"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("second-factor/", signing.second_factor, name="second-factor"),
    path("language/", signing.choose_language, name="language"),
    path("exercise/", signing.switch_exercise, name="exercise"),
    path("invitation/<str:secret>/", invited.invitation, name="invitation"),
    path("account/", account.account, name="account"),
    path("account/password/", account.change_password, name="change-password"),
    path("account/app/", account.add_app, name="add-app"),
    path("account/passkey/", account.add_passkey, name="add-passkey"),
    path("account/passkey/question/", account.ask_for_new_passkey, name="new-passkey-question"),
    path("account/factors/<int:factor>/remove/", account.remove_factor, name="remove-factor"),
    path("account/recovery-codes/", account.recovery_codes, name="recovery-codes"),
    path("account/sessions/<int:number>/end/", account.end_session, name="end-session"),
    path("account/sessions/end-others/", account.end_other_sessions, name="end-other-sessions"),
]
