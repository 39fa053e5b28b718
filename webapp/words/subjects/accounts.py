"""What is said of accounts, their roles and their doors."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from graph.domain.states.accounts import AccountState
from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    states={
        AccountState: {
            AccountState.ACTIVE: ("good", Sentence("Active")),
            AccountState.INVITED: ("new", Sentence("Invited, not opened yet")),
            AccountState.DISABLED: ("paused", Sentence("Disabled")),
        },
    },
    buttons={
        "send_invitation": _l("Send the invitation again"),
        "hand_over_link": _l("Hand a link over…"),
        "make_invitation_link": _l("Hand a link over…"),
        "send_password_reset": _l("Send a link for a new password"),
        "enable_account": _l("Enable"),
        "disable_account": _l("Disable"),
        "delete_account": _l("Delete the account"),
        "grant_role": _l("Give this role"),
        "revoke_role": _l("Take away"),
        "remove_second_factor": _l("Remove the second factor"),
        "sign_out_everywhere": _l("Sign out everywhere"),
    },
    log={
        "accept_invitation": Sentence("Opened their account"),
        "accept_role": Sentence("Accepted a role"),
        "decline_role": Sentence("Declined a role"),
        "invite_colleague": Sentence("Invited a colleague"),
        "change_rank": Sentence("Changed somebody's role within their organisation"),
        "remove_colleague": Sentence("Took a colleague's role away"),
        "create_account": Sentence("Created an account"),
        "send_invitation": Sentence("Sent an invitation"),
        "send_password_reset": Sentence("Sent a link for a new password"),
        "make_invitation_link": Sentence("Made an invitation link"),
        "hand_over_link": Sentence("Made an invitation link to hand over"),
        "enable_account": Sentence("Enabled an account"),
        "disable_account": Sentence("Disabled an account"),
        "delete_account": Sentence("Deleted an account"),
        "grant_role": Sentence("Gave a role"),
        "revoke_role": Sentence("Took a role away"),
        "change_language": Sentence("Changed the language"),
        "change_password": Sentence("Changed the password"),
        "request_password_reset": Sentence("Asked for a new password"),
        "reset_password": Sentence("Chose a new password by a link"),
        "turn_on_second_factor": Sentence("Turned the second factor on"),
        "turn_off_second_factor": Sentence("Turned the second factor off"),
        "remove_second_factor": Sentence("Removed a second factor"),
        "ask_for_address": Sentence("Asked for another email address"),
        "change_address": Sentence("Confirmed another email address"),
        "object_to_address": Sentence("Said that another email address was not asked for by them"),
        "choose_digest": Sentence("Switched the summary of the week on or off"),
        "update_account_profile": Sentence("Changed their account"),
        "request_own_copy": Sentence("Asked for a copy of their data"),
        "download_own_copy": Sentence("Fetched the copy of their data"),
        "sign_in": Sentence("Signed in"),
        "sign_out": Sentence("Signed out"),
        "sign_out_everywhere": Sentence("Signed out everywhere"),
        "pass_password": Sentence("Passed the password, not yet the code"),
        "fail_sign_in": Sentence("Failed to sign in"),
        "fail_second_factor": Sentence("Failed at the second factor"),
    },
    roles={
        "startup": _l("Startup"),
        "incubator": _l("Incubator"),
        "talent_office": _l("Talent office"),
        "administrator": _l("Administrator"),
    },
)
