"""Who may use which route: one table; what is not in it is refused."""

from __future__ import annotations

from graph.domain import roles
from graph.domain.kinds import pooled_kind
from graph.domain.roles import Side

Parties = frozenset[str]
"""Roles, and sides for all the roles that stand on them."""

PUBLIC: Parties = frozenset({"anyone"})
ANY_SIGNED_IN: Parties = frozenset({"signed in"})
STARTUP: Parties = frozenset({Side.SEEKER})
POOLED: Parties = frozenset({pooled_kind().provider_role})
PROVIDER: Parties = frozenset({Side.PROVIDER})
BOTH_SIDES: Parties = STARTUP | PROVIDER
INCUBATOR: Parties = frozenset({roles.INCUBATOR})
ADMINISTRATOR: Parties = frozenset({roles.ADMINISTRATOR})
READERS: Parties = BOTH_SIDES | INCUBATOR | ADMINISTRATOR

SECOND_FACTOR_FREE: frozenset[str] = frozenset(
    {"auth.sign_out", "auth.set_up_second_factor", "pages.set_language", "pages.set_theme"}
)
"""What such a role may use before it has one."""

PERMISSIONS: dict[str, Parties] = {
    "static": PUBLIC,
    # --- pages: before sign-in ---
    "pages.landing": PUBLIC,
    "pages.set_language": PUBLIC,
    "pages.set_theme": PUBLIC,
    "pages.show_accessibility": PUBLIC,
    "pages.show_components": PUBLIC,
    "pages.show_data": PUBLIC,
    "pages.show_invitation_help": PUBLIC,
    "pages.show_matching": PUBLIC,
    # --- auth ---
    "auth.accept_invitation": PUBLIC,
    "auth.accept_role": ANY_SIGNED_IN,
    "auth.change_password": ANY_SIGNED_IN,
    "auth.check_code": PUBLIC,
    "auth.choose_role": ANY_SIGNED_IN,
    "auth.decline_role": ANY_SIGNED_IN,
    "auth.delete_account": ANY_SIGNED_IN,
    "auth.end_session": ANY_SIGNED_IN,
    "auth.fetch_copy": ANY_SIGNED_IN,
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
    "auth.turn_off": ANY_SIGNED_IN,
    "auth.update_profile": ANY_SIGNED_IN,
    # --- startup ---
    "startup.answer": STARTUP,
    "startup.ask": STARTUP,
    "startup.send_request": STARTUP,
    "startup.close": STARTUP,
    "startup.confirm_close": STARTUP,
    "startup.confirm_delete": STARTUP,
    "startup.create_need": STARTUP,
    "startup.delete": STARTUP,
    "startup.dismiss": STARTUP,
    "startup.edit_need_form": STARTUP,
    "startup.home": STARTUP,
    "startup.list_left_out": STARTUP,
    "startup.list_needs": STARTUP,
    "startup.new_need": STARTUP,
    "startup.profile": STARTUP,
    "startup.save": STARTUP,
    "startup.search": STARTUP,
    "startup.show_need": STARTUP,
    "startup.show_request": STARTUP,
    "startup.show_why": STARTUP,
    "startup.suggest": STARTUP,
    "startup.suggest_areas": STARTUP,
    "startup.suggest_names": STARTUP,
    "startup.undo_dismiss": STARTUP,
    "startup.unsave": STARTUP,
    "startup.update_need": STARTUP,
    "startup.withdraw": STARTUP,
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
    "provider.choose_reason": PROVIDER,
    "provider.confirm_leaving": POOLED,
    "provider.decline_invitation": POOLED,
    "provider.decline_request": PROVIDER,
    "provider.edit_profile": PROVIDER,
    "provider.home": PROVIDER,
    "provider.leave": POOLED,
    "provider.list_pools": POOLED,
    "provider.list_requests": PROVIDER,
    "provider.list_startups": PROVIDER,
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
    "engagements.cancel": BOTH_SIDES,
    "engagements.close": BOTH_SIDES,
    "engagements.download": BOTH_SIDES,
    "engagements.hold": BOTH_SIDES,
    "engagements.list_sessions": BOTH_SIDES,
    "engagements.move": BOTH_SIDES,
    "engagements.plan": BOTH_SIDES,
    "engagements.rate": BOTH_SIDES,
    "engagements.show_engagement": BOTH_SIDES,
    "engagements.take_notes": BOTH_SIDES,
    "engagements.write_goal": BOTH_SIDES,
    # --- incubator ---
    "incubator.act_on_pool": INCUBATOR,
    "incubator.cancel_import_job": INCUBATOR,
    "incubator.delete_person": INCUBATOR,
    "incubator.download_bad_rows": INCUBATOR,
    "incubator.end_chosen": INCUBATOR,
    "incubator.export_exposure": INCUBATOR,
    "incubator.export_pool": INCUBATOR,
    "incubator.export_records": INCUBATOR,
    "incubator.home": INCUBATOR,
    "incubator.invite": INCUBATOR,
    "incubator.list_exposure": INCUBATOR,
    "incubator.list_pool": INCUBATOR,
    "incubator.list_startups": INCUBATOR,
    "incubator.list_waiting": INCUBATOR,
    "incubator.load_import": INCUBATOR,
    "incubator.pause_chosen": INCUBATOR,
    "incubator.renew_chosen": INCUBATOR,
    "incubator.save_note": INCUBATOR,
    "incubator.send_invite": INCUBATOR,
    "incubator.show_import": INCUBATOR,
    "incubator.show_import_job": INCUBATOR,
    "incubator.show_in_pool": INCUBATOR,
    "incubator.show_startup": INCUBATOR,
    "incubator.show_supervisor": INCUBATOR,
    "incubator.show_why_not": INCUBATOR,
    "incubator.undo_in_pool": INCUBATOR,
    "incubator.upload_import": INCUBATOR,
    "incubator.write_to_chosen": INCUBATOR,
    # --- admin ---
    "admin.begin_job": ADMINISTRATOR,
    "admin.cancel_job": ADMINISTRATOR,
    "admin.confirm_promote": ADMINISTRATOR,
    "admin.confirm_roll_back": ADMINISTRATOR,
    "admin.delete_account": ADMINISTRATOR,
    "admin.disable_account": ADMINISTRATOR,
    "admin.enable_account": ADMINISTRATOR,
    "admin.end_account_sessions": ADMINISTRATOR,
    "admin.export_audit": ADMINISTRATOR,
    "admin.grant_role": ADMINISTRATOR,
    "admin.home": ADMINISTRATOR,
    "admin.invite": ADMINISTRATOR,
    "admin.list_accounts": ADMINISTRATOR,
    "admin.list_audit": ADMINISTRATOR,
    "admin.list_jobs": ADMINISTRATOR,
    "admin.list_models": ADMINISTRATOR,
    "admin.promote": ADMINISTRATOR,
    "admin.remove_second_factor": ADMINISTRATOR,
    "admin.resend_invitation": ADMINISTRATOR,
    "admin.retry_job": ADMINISTRATOR,
    "admin.retry_mail": ADMINISTRATOR,
    "admin.retry_message": ADMINISTRATOR,
    "admin.revoke_role": ADMINISTRATOR,
    "admin.roll_back": ADMINISTRATOR,
    "admin.show_account": ADMINISTRATOR,
    "admin.show_model": ADMINISTRATOR,
    "admin.suggest_subjects": ADMINISTRATOR,
    "admin.train": ADMINISTRATOR,
    # --- for machines ---
    "health.alive": PUBLIC,
    "health.ready": PUBLIC,
    "metrics.show": PUBLIC,  # to whoever brings the operator's token
}
"""Endpoint -> the roles or sides that may use it. Which of a role's things they see is decided by `visible_to`."""
