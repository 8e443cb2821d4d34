"""What an office can do with accounts, one function per action, split by noun."""

from firewood.accounts.actions.factors import (
    add_app,
    add_passkey,
    give_code,
    make_recovery_codes,
    remove_factor,
    show_passkey,
)
from firewood.accounts.actions.guests import (
    GUEST_LINK_DAYS,
    Guest,
    Invitation,
    invite_guest,
    note_guest_visit,
    revoke_guest_link,
)
from firewood.accounts.actions.invitations import (
    INVITATION_DAYS,
    Colleague,
    Letter,
    accept_invitation,
    invite_again,
    invite_colleague,
    revoke_invitation,
)
from firewood.accounts.actions.officers import (
    admit_officer,
    change_duties,
    change_password,
    choose_language,
    deactivate_officer,
    end_other_sessions,
    end_session,
    note_sign_in,
    note_sign_out,
    reactivate_officer,
)
from firewood.accounts.actions.tokens import LONGEST_TOKEN_DAYS, IssuedToken, make_token, revoke_token

__all__ = [
    "GUEST_LINK_DAYS", "INVITATION_DAYS", "LONGEST_TOKEN_DAYS", "Colleague", "Guest", "Invitation", "IssuedToken",
    "Letter", "accept_invitation", "add_app", "add_passkey", "admit_officer", "change_duties", "change_password",
    "choose_language", "deactivate_officer", "end_other_sessions", "end_session", "give_code", "invite_again",
    "invite_colleague", "invite_guest", "make_recovery_codes", "make_token", "note_guest_visit", "note_sign_in",
    "note_sign_out", "reactivate_officer", "remove_factor", "revoke_guest_link", "revoke_invitation", "revoke_token",
    "show_passkey",
]  # fmt: skip
