"""What happened to accounts, in words, as lines of the journal tell it."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "accounts.guest_link.made": _("A guest was invited."),
    "accounts.guest_link.used": _("A guest came in."),
    "accounts.guest_link.revoked": _("A guest link was closed."),
    "accounts.officer.admitted": _("A colleague got an account."),
    "accounts.officer.invited": _("A colleague was invited."),
    "accounts.invitation.accepted": _("A colleague came in by an invitation."),
    "accounts.invitation.revoked": _("An invitation was taken back."),
    "accounts.officer.duties_changed": _("A colleague got other duties."),
    "accounts.officer.deactivated": _("An account was closed."),
    "accounts.officer.reactivated": _("An account was opened again."),
    "accounts.officer.password_changed": _("A password was changed."),
    "accounts.officer.language_chosen": _("A language was chosen."),
    "accounts.officer.signed_in": _("A colleague signed in."),
    "accounts.officer.signed_out": _("A colleague signed out."),
    "accounts.session.ended": _("A session was ended."),
    "accounts.session.others_ended": _("All other sessions were ended."),
    "accounts.second_factor.added": _("A second factor was set up."),
    "accounts.second_factor.removed": _("A second factor was removed."),
    "accounts.second_factor.given": _("A second factor was given."),
    "accounts.second_factor.refused": _("A second factor did not fit."),
    "accounts.second_factor.recovery_codes_made": _("New recovery codes were made."),
    "accounts.api_token.made": _("A program got a token."),
    "accounts.api_token.revoked": _("The token of a program was closed."),
}
