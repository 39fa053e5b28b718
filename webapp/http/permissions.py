"""Who may use which route: one table; what is not in it is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.domain.ranks import Act
from webapp.http.parties import (
    ADMINISTRATOR,
    ANSWERING,
    ANY_SIGNED_IN,
    BOTH_SIDES,
    INCUBATOR,
    POOLED,
    PROVIDER,
    PUBLIC,
    READERS,
    STARTUP,
    WITH_COLLEAGUES,
    Parties,
)

SECOND_FACTOR_FREE: frozenset[str] = frozenset(
    {"auth.sign_out", "auth.set_up_second_factor", "pages.set_language", "pages.set_theme"}
)
"""What such a role may use before it has one."""


def _all(room: str, parties: Parties, names: Iterable[str]) -> dict[str, Parties]:
    """The same for endpoints of one room."""
    return {f"{room}.{name}": parties for name in names}


_STARTUP = (
    "answer", "ask", "browse", "close", "compare", "compare_saved", "confirm_close", "confirm_delete",
    "create_need", "delete", "dismiss", "edit_need_form", "home", "list_left_out", "list_needs", "new_need",
    "profile", "save", "search", "send_request", "show_need", "show_request", "show_why", "stop_waiting",
    "suggest", "suggest_areas", "suggest_names", "undo_dismiss", "unsave", "update_need", "wait_for_place",
    "withdraw",
)  # fmt: skip
_ENGAGEMENTS = (
    "cancel", "close", "download", "hold", "list_sessions", "move", "plan", "rate", "show_engagement",
    "take_notes", "write_goal",
)  # fmt: skip
_INCUBATOR = (
    "accept_application", "act_on_pool", "act_on_startups", "add_note", "add_startup_note", "answer_import_rows", "ask",
    "ask_about_chosen", "call_apart", "cancel_batch_now", "change_draft", "choose_in_draft", "compare_drafts",
    "confirm_release", "create_batch", "edit_batch", "export_batch", "finish_batch_now", "list_batches", "mend_batch",
    "new_batch", "release_draft", "save_batch", "show_batch", "solve_batch", "stop_batch", "undo_release",
    "call_unsure", "cancel_import_job", "change_chosen", "change_minder",
    "change_note", "choose_decline", "compare_import", "confirm_change", "confirm_merge",
    "confirm_undo_import", "correct_member",
    "create_template", "decline_application", "delete_note", "delete_person", "delete_pool_view", "do_move",
    "download_bad_rows", "edit_application_page", "edit_in_pool", "edit_note", "edit_template", "end_chosen",
    "export_exposure", "export_gaps", "export_pool", "export_records", "export_report", "export_startups",
    "export_waiting", "hand_over", "hand_over_to_a_founder", "home", "invite", "invite_to_startup", "list_applications",
    "list_doubles", "list_exposure", "list_letters", "list_pool", "list_report_rows", "list_sent",
    "list_sent_to_startup", "list_startups", "list_tasks", "list_templates", "list_waiting", "load_import",
    "look_for_doubles", "merge_double", "new_template", "pause_chosen", "remove_template", "renew_chosen",
    "save_application_page", "save_correction", "save_in_pool", "save_pool_view", "save_template", "say_import_columns",
    "say_import_what", "say_import_words", "send_invite", "send_letter_to_startups", "show_application",
    "show_double", "show_gaps", "show_import", "show_import_columns", "show_import_job", "show_import_what",
    "show_import_words", "show_in_pool", "show_letter", "show_move", "show_need", "show_report", "show_startup",
    "show_supervisor", "show_why_not", "suggest", "tag_chosen", "undo_change", "undo_import_job",
    "undo_in_pool", "undo_merge", "undo_minder", "undo_move", "untag", "upload_import", "withdraw",
    "write_to_chosen",
)  # fmt: skip
_ANSWERING_FOR = (
    "accept", "change_reach", "choose_who_answers", "decline", "forward", "list_reach", "list_requests", "show_request",
)  # fmt: skip
_ADMIN = (
    "ask_for_account_address", "begin_job", "cancel_job", "change_account_rank",
    "confirm_promote", "confirm_roll_back", "delete_account", "disable_account",
    "enable_account", "end_account_sessions", "export_audit", "grant_role", "hand_over", "home", "invite",
    "list_accounts", "list_audit", "list_jobs", "list_models", "list_sent", "promote", "remove_second_factor",
    "resend_invitation", "retry_job", "retry_mail", "retry_message", "revoke_role", "roll_back", "send_reset",
    "show_account", "show_model", "suggest_subjects", "train",
)  # fmt: skip

PERMISSIONS: dict[str, Parties] = {
    "static": PUBLIC,
    # --- pages: before sign-in ---
    "pages.discard_draft": ANY_SIGNED_IN,
    "pages.keep_draft": ANY_SIGNED_IN,
    "pages.landing": PUBLIC,
    "pages.set_language": PUBLIC,
    "pages.set_theme": PUBLIC,
    "pages.show_accessibility": PUBLIC,
    "pages.show_components": PUBLIC,
    "pages.show_data": PUBLIC,
    "pages.show_invitation_help": PUBLIC,
    "pages.show_matching": PUBLIC,
    # --- the public pages of incubators, and an application by its link ---
    **_all("applying", PUBLIC, ("apply", "confirm", "show_application", "show_page", "show_sent", "withdraw")),
    # --- auth ---
    "auth.accept_invitation": PUBLIC,
    "auth.accept_role": ANY_SIGNED_IN,
    "auth.ask_for_address": ANY_SIGNED_IN,
    "auth.confirm_address": PUBLIC,
    "auth.object_to_address": PUBLIC,
    "auth.add_colleague": WITH_COLLEAGUES,
    "auth.change_colleague_rank": WITH_COLLEAGUES,
    "auth.change_password": ANY_SIGNED_IN,
    "auth.check_code": PUBLIC,
    "auth.choose_digest": ANY_SIGNED_IN,
    "auth.choose_role": ANY_SIGNED_IN,
    "auth.decline_asked_role": ANY_SIGNED_IN,
    "auth.decline_role": ANY_SIGNED_IN,
    "auth.delete_account": ANY_SIGNED_IN,
    "auth.end_session": ANY_SIGNED_IN,
    "auth.fetch_copy": ANY_SIGNED_IN,
    "auth.invite_again": WITH_COLLEAGUES,
    "auth.list_colleagues": WITH_COLLEAGUES,
    "auth.request_copy": ANY_SIGNED_IN,
    "auth.request_reset": PUBLIC,
    "auth.reset_password": PUBLIC,
    "auth.set_up_second_factor": ANY_SIGNED_IN,
    "auth.show_account": ANY_SIGNED_IN,
    "auth.show_mails": PUBLIC,
    "auth.show_stored": ANY_SIGNED_IN,
    "auth.sign_in": PUBLIC,
    "auth.sign_out": ANY_SIGNED_IN,
    "auth.sign_out_everywhere": ANY_SIGNED_IN,
    "auth.switch_role": ANY_SIGNED_IN,
    "auth.take_away_colleague": WITH_COLLEAGUES,
    "auth.take_on_role": ANY_SIGNED_IN,
    "auth.turn_off": ANY_SIGNED_IN,
    "auth.update_profile": ANY_SIGNED_IN,
    # --- startup ---
    **_all("startup", STARTUP, _STARTUP),
    # --- those who are asked: supervisors and investors ---
    "provider.accept_invitation": POOLED,
    "provider.accept_request": PROVIDER,
    "provider.ask_startup": PROVIDER,
    "provider.create_career": POOLED,
    "provider.delete_career": POOLED,
    "provider.edit_career": POOLED,
    "provider.new_career": POOLED,
    "provider.save_areas": POOLED,
    "provider.save_career": POOLED,
    "provider.show_career": POOLED,
    "provider.show_confirm": PROVIDER,
    "provider.choose_colleague": POOLED,
    "provider.choose_reason": PROVIDER,
    "provider.confirm": PROVIDER,
    "provider.confirm_leaving": POOLED,
    "provider.decline_invitation": POOLED,
    "provider.decline_request": PROVIDER,
    "provider.edit_profile": PROVIDER,
    "provider.home": PROVIDER,
    "provider.leave": POOLED,
    "provider.list_pools": POOLED,
    "provider.list_requests": PROVIDER,
    "provider.list_startups": PROVIDER,
    "provider.pass_request": POOLED,
    "provider.pause": PROVIDER,
    "provider.resume": PROVIDER,
    "provider.save_places": PROVIDER,
    "provider.save_profile": PROVIDER,
    "provider.show_places": PROVIDER,
    "provider.show_request": PROVIDER,
    "provider.suggest_fields": PROVIDER,
    "provider.undo_decline_request": PROVIDER,
    # --- profiles: whose, and which of their blocks, decides graph/repositories/profile_pages.py ---
    "profiles.choose_audiences": BOTH_SIDES,
    "profiles.show_own": BOTH_SIDES,
    "profiles.show_provider": READERS,
    "profiles.show_startup": READERS,
    # --- engagements: both sides ---
    **_all("engagements", BOTH_SIDES, _ENGAGEMENTS),
    # --- incubator ---
    **_all("incubator", INCUBATOR, _INCUBATOR),
    # --- those who answer for people without an account; for whom decides graph/domain/reach.py ---
    **_all("answering", ANSWERING, _ANSWERING_FOR),
    # --- conflicts of interest ---
    **_all("conflicts", BOTH_SIDES, ("choose_conflict", "declare", "list_declared", "take_back")),
    **_all("conflicts", ANSWERING, ("check_pair", "take_waiver_off", "waive")),
    "conflicts.list_confirmed": INCUBATOR,
    **_all("conflicts", STARTUP | INCUBATOR, ("answer_competitor", "list_competitors")),
    # --- who may come, and how: open to everybody, keeps nothing ---
    "introducing.find_ways": PUBLIC,
    "introducing.show_ways": PUBLIC,
    # --- admin ---
    **_all("admin", ADMINISTRATOR, _ADMIN),
    # --- for machines ---
    "health.alive": PUBLIC,
    "health.ready": PUBLIC,
    "metrics.show": PUBLIC,  # to whoever brings the operator's token
}
"""Endpoint -> the roles or sides that may use it. Which of a role's things they see is decided by `visible_to`."""

ACTS: Mapping[str, Act | None] = {
    "answering.choose_who_answers": Act.DECIDE,
    "auth.add_colleague": Act.MIND_COLLEAGUES,
    "auth.change_colleague_rank": Act.MIND_COLLEAGUES,
    "auth.invite_again": Act.MIND_COLLEAGUES,
    "auth.take_away_colleague": None,  # everybody may leave; whom else one takes away, the operation decides
    "incubator.delete_person": Act.DECIDE,
    "profiles.choose_audiences": Act.DECIDE,
}
"""Endpoint -> what one's rank within the organisation must let one do there. What sends something and is not named is
work; what only shows, and what is one's own account, is for every rank."""
