"""Every action that the audit log may hold."""

from __future__ import annotations

from graph.domain.states.accounts import ACCOUNTS
from graph.domain.states.jobs import JOBS, MAILS, MESSAGES
from graph.domain.states.models import MODELS
from graph.domain.states.requests import NEEDS, REQUESTS
from graph.domain.states.terms import AVAILABILITY, TERMS
from graph.domain.states.work import ENGAGEMENTS, SESSIONS

MACHINES = (ACCOUNTS, NEEDS, REQUESTS, TERMS, AVAILABILITY, ENGAGEMENTS, SESSIONS, MODELS, JOBS, MESSAGES, MAILS)
# What is done without a step of a transition table.
_WITHOUT_STEP = frozenset(
    {
        # to an account
        "change_language", "change_password", "grant_role", "remove_second_factor", "request_password_reset",
        "reset_password", "revoke_role", "turn_off_second_factor", "turn_on_second_factor", "update_account_profile",
        # at the door
        "fail_second_factor", "fail_sign_in", "pass_password", "sign_in", "sign_out", "sign_out_everywhere",
        # to profiles and in a pool
        "change_places", "update_provider_profile", "update_startup_profile", "write_pool_note", "write_to_supervisor",
        # to records and to the installation
        "confirm_import", "export_audit", "export_own_records", "export_records", "fill_demo", "import_records",
        "train_model", "upload_import",
    }
)  # fmt: skip
ACTIONS = frozenset(action for machine in MACHINES for action in machine.actions) | _WITHOUT_STEP
"""What is recorded today; `record` refuses any other."""
EARLIER_ACTIONS = frozenset({"update_investor_profile", "update_supervisor_profile"})
"""What older versions recorded under names of their own."""
