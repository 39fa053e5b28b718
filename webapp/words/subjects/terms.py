"""What is said of terms in pools and what curators do there."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    buttons={
        "invite_member": _l("Ask them to join"),
        "withdraw_invitation": _l("Take the invitation back"),
        "accept_pool": _l("Accept"),
        "decline_pool": _l("Decline"),
        "leave_pool": _l("Leave"),
        "pause_in_pool": _l("Pause…"),
        "resume_in_pool": _l("Resume"),
        "renew_term": _l("Renew the term…"),
        "invite_again": _l("Invite again…"),
        "end_term": _l("End the term…"),
        "correct_supervisor": _l("Correct…"),
        "change_member": _l("Change…"),
        "tag_member": _l("Tag…"),
        "choose_minder": _l("Say who minds them…"),
        "write_to_supervisor": _l("Write to them"),
        "merge_people": _l("Merge two…"),
        "call_apart": _l("These are two people"),
        "undo_call_apart": _l("Take it back"),
        "undo_merge": _l("Undo the merge"),
    },
    log={
        "invite_supervisor": Sentence("Invited a supervisor"),
        "invite_again": Sentence("Invited a supervisor who had left"),
        "invite_founder": Sentence("Invited somebody to act for a startup"),
        "invite_to_account": Sentence("Invited somebody of the pool to open an account"),
        "invite_member": Sentence("Asked somebody of the list to join the pool"),
        "withdraw_account_invitation": Sentence("Took an invitation to open an account back"),
        "withdraw_invitation": Sentence("Took an invitation into a pool back"),
        "accept_pool": Sentence("Joined a pool"),
        "decline_pool": Sentence("Declined an invitation into a pool"),
        "leave_pool": Sentence("Left a pool"),
        "pause_in_pool": Sentence("Paused somebody in the pool"),
        "resume_in_pool": Sentence("Let somebody in the pool go on"),
        "renew_term": Sentence("Renewed a term in the pool"),
        "end_term": Sentence("Ended a term in the pool"),
        "lapse_term": Sentence("A term in the pool came to its end"),
        "undo_in_pool": Sentence("Undid a change in the pool"),
        "correct_supervisor": Sentence("Corrected the record of somebody in the pool"),
        "change_member": Sentence("Changed the record of somebody in the pool"),
        "undo_change_member": Sentence("Undid a change of the record of somebody in the pool"),
        "tag_member": Sentence("Changed the tags of somebody in the pool"),
        "choose_minder": Sentence("Said which curator minds somebody"),
        "undo_choose_minder": Sentence("Took back which curator minds somebody"),
        "save_view": Sentence("Saved a view of a table"),
        "delete_view": Sentence("Deleted a view of a table"),
        "write_pool_note": Sentence("Wrote a note in the contact log"),
        "change_pool_note": Sentence("Changed a note in the contact log"),
        "delete_pool_note": Sentence("Deleted a note in the contact log"),
        "write_to_supervisor": Sentence("Wrote to a supervisor"),
        "test_letter": Sentence("Sent a letter to themselves to try it"),
        "save_letter_template": Sentence("Saved a letter template"),
        "delete_letter_template": Sentence("Deleted a letter template"),
        "merge_people": Sentence("Merged two records of one person"),
        "undo_merge": Sentence("Undid the merge of two records"),
        "call_apart": Sentence("Said that two who look alike are two people"),
        "undo_call_apart": Sentence("Took back that two who look alike are two people"),
    },
)
