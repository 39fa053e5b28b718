"""What a page calls each action that it offers: on its button, on the page that asks first, and in the crumbs."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

LABELS: Mapping[str, object] = {
    # needs and proposals
    "edit_need": _l("Edit this need"),
    "close_need": _l("Close this need"),
    "delete_draft": _l("Delete this draft"),
    "save_need_draft": _l("Save as a draft"),
    "save_proposal": lazy_pgettext("a proposal", "Save"),
    "unsave_proposal": _l("Saved"),
    "dismiss_proposal": _l("Not for me"),
    # requests
    "ask_for_introduction": _l("Ask for an introduction"),
    "withdraw_request": _l("Withdraw this request"),
    "answer_question": _l("Send the answer"),
    "ask_question": _l("Send the question"),
    "accept_proposal": _l("Accept and suggest a time"),
    "decline_proposal": _l("Decline…"),
    "undo_decline": _l("Take the decline back"),
    # work together
    "close_engagement": _l("Close this work"),
    "set_goal": _l("Save the goal"),
    "plan_session": _l("Plan this meeting"),
    "move_session": _l("Move"),
    "cancel_session": _l("Cancel the meeting"),
    "mark_held": _l("It took place"),
    "write_notes": _l("Save the notes"),
    "rate_session": _l("Send the rating"),
    # pools
    "write_to_supervisor": _l("Write to them"),
    "pause_in_pool": _l("Pause…"),
    "resume_in_pool": _l("Resume"),
    "renew_term": _l("Renew the term…"),
    "end_term": _l("End the term…"),
    "withdraw_invitation": _l("Take the invitation back"),
    "accept_pool": _l("Accept"),
    "decline_pool": _l("Decline"),
    "leave_pool": _l("Leave"),
    "pause_supervisor": _l("Pause new requests"),
    "resume_supervisor": _l("Take requests again"),
    # accounts
    "send_invitation": _l("Send the invitation again"),
    "enable_account": _l("Enable"),
    "disable_account": _l("Disable"),
    "grant_role": _l("Give this role"),
    "revoke_role": _l("Take away"),
    "sign_out_everywhere": _l("Sign out everywhere"),
    "remove_second_factor": _l("Remove the second factor"),
    # jobs, messages and models
    "create_job": _l("Begin"),
    "cancel_job": _l("Cancel"),
    "cancel_import": _l("Cancel the import"),
    "retry_job": _l("Try again"),
    "retry_message": _l("Try again"),
    "retry_letter": _l("Try again"),
    "train_model": _l("Train a model now"),
    "promote_model": _l("Let it serve"),
    "roll_back_model": _l("Go back to the one before"),
}


def action_label(action: str) -> str:
    """The words on the button of an action."""
    return str(LABELS[action])
