"""Every action that the audit log may hold."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from graph.domain import states
from graph.domain.states.machine import Machine


def _machines() -> Iterator[Machine[Any]]:
    for module in iter_modules(states.__path__, f"{states.__name__}."):
        yield from (value for value in vars(import_module(module.name)).values() if isinstance(value, Machine))


MACHINES = tuple(dict.fromkeys(_machines()))
"""Every transition table of graph/domain/states/."""
# What is done without a step of a transition table.
_WITHOUT_STEP = frozenset(
    {
        # to an account
        "accept_role", "change_rank", "decline_role", "invite_colleague", "remove_colleague",
        "change_language", "choose_digest", "ask_for_address", "change_address", "change_password",
        "grant_role", "remove_second_factor",
        "object_to_address", "request_password_reset",
        "reset_password", "revoke_role", "turn_off_second_factor", "turn_on_second_factor",
        "update_account_profile",
        # with one's own data
        "delete_person", "download_own_copy", "request_own_copy",
        # at the door
        "fail_second_factor", "fail_sign_in", "pass_password", "sign_in", "sign_out", "sign_out_everywhere",
        # to profiles and in a pool
        "confirm_conflict", "declare_conflict", "withdraw_conflict", "confirm_competitor", "dismiss_competitor",
        "waive_conflict", "take_waiver_back",
        "add_career", "ask_to_confirm", "call_apart", "change_career", "confirm_help_areas", "confirm_profile",
        "remove_career",
        "change_member", "change_places", "change_pool_note", "choose_audiences", "choose_minder",
        "correct_supervisor", "delete_letter_template", "delete_pool_note", "delete_view", "invite_founder",
        "merge_people", "save_letter_template", "save_view", "tag_member", "test_letter",
        "undo_call_apart", "undo_change_member", "undo_choose_minder", "undo_merge", "update_provider_profile",
        "update_startup_profile", "withdraw_account_invitation", "write_pool_note", "write_to_supervisor",
        # to what does not move
        "assign_stuck_thing", "export_batch", "export_gaps", "export_report", "export_startups", "export_stuck_things",
        "remind_of_need", "remind_of_work", "snooze_stuck_thing", "suggest_provider", "undo_follow_up",
        "write_to_founder",
        # to records and to the installation
        "confirm_import", "export_audit", "export_own_records", "export_records", "fill_demo", "import_records",
        "answer_import", "change_application_page", "reseal_audit", "take_import_back", "train_model",
        "undo_import", "upload_import",
    }
)  # fmt: skip
ACTIONS = frozenset(action for machine in MACHINES for action in machine.actions) | _WITHOUT_STEP
"""What is recorded today; `record` refuses any other."""
EARLIER_ACTIONS = frozenset({"update_investor_profile", "update_supervisor_profile"})
"""What older versions recorded under names of their own."""
SPOKEN = frozenset(
    {
        "confirm_import", "export_audit", "fail_second_factor", "fail_sign_in", "invite_supervisor", "pass_password",
        "request_password_reset", "sign_in", "upload_import", "write_to_founder",
        "write_to_supervisor",
    }
)  # fmt: skip
"""Actions whose detail is words of persons, or their address: it can be erased. Of all others it is ids and codes."""
