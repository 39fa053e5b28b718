"""The audit log's codes in the reader's language."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

_WORDS: dict[str, Any] = {
    "accept_invitation": _l("Opened their account"),
    "accept_proposal": _l("Accepted a request"),
    "answer_question": _l("Answered a question"),
    "ask_for_introduction": _l("Asked for an introduction"),
    "ask_question": _l("Asked a question"),
    "cancel_job": _l("Cancelled a job"),
    "cancel_session": _l("Cancelled a session"),
    "change_language": _l("Changed the language"),
    "change_password": _l("Changed the password"),
    "change_places": _l("Changed their places"),
    "close_engagement": _l("Closed an engagement"),
    "close_need": _l("Closed a need"),
    "create_account": _l("Created an account"),
    "decline_proposal": _l("Declined a request"),
    "delete_draft": _l("Deleted a draft"),
    "disable_account": _l("Disabled an account"),
    "dismiss_proposal": _l("Set a proposal aside"),
    "edit_need": _l("Changed a need"),
    "enable_account": _l("Enabled an account"),
    "end_term": _l("Ended a term in the pool"),
    "expire_proposal": _l("A request expired"),
    "export_records": _l("Exported records"),
    "fail_second_factor": _l("Failed at the second factor"),
    "fail_sign_in": _l("Failed to sign in"),
    "fill_demo": _l("Filled in demonstration data"),
    "grant_role": _l("Gave a role"),
    "import_records": _l("Imported records"),
    "invite_supervisor": _l("Invited a supervisor"),
    "make_invitation_link": _l("Made an invitation link"),
    "open_need": _l("Opened a need"),
    "pass_password": _l("Passed the password, not yet the code"),
    "pause_in_pool": _l("Paused somebody in the pool"),
    "pause_supervisor": _l("Paused their requests"),
    "plan_session": _l("Planned a session"),
    "rate_session": _l("Rated a session"),
    "remind_supervisor": _l("Reminded a supervisor"),
    "remove_second_factor": _l("Removed a second factor"),
    "renew_term": _l("Renewed a term in the pool"),
    "request_password_reset": _l("Asked for a new password"),
    "reset_password": _l("Chose a new password by a link"),
    "resume_in_pool": _l("Let somebody in the pool go on"),
    "resume_supervisor": _l("Takes requests again"),
    "retry_letter": _l("Had a letter sent again"),
    "retry_message": _l("Had a message delivered again"),
    "revoke_role": _l("Took a role away"),
    "save_need_draft": _l("Saved a draft of a need"),
    "send_invitation": _l("Sent an invitation"),
    "set_goal": _l("Set the goal of an engagement"),
    "sign_in": _l("Signed in"),
    "sign_out": _l("Signed out"),
    "sign_out_everywhere": _l("Signed out everywhere"),
    "tell_next_best": _l("Told a startup who is next best"),
    "turn_off_second_factor": _l("Turned the second factor off"),
    "turn_on_second_factor": _l("Turned the second factor on"),
    "undo_decline": _l("Took back an answer"),
    "undo_in_pool": _l("Undid a change in the pool"),
    "update_account_profile": _l("Changed their account"),
    "update_startup_profile": _l("Changed a startup's profile"),
    "update_supervisor_profile": _l("Changed a supervisor's profile"),
    "withdraw_proposal": _l("Withdrew a request"),
    "withdraw_request": _l("Withdrew a request"),
    "write_pool_note": _l("Wrote a note in the pool"),
    "write_to_supervisor": _l("Wrote to a supervisor"),
}


def action_words(code: str) -> str:
    """What was done, in words; a code without words is shown as it is."""
    return str(_WORDS.get(code, code.replace("_", " ")))
