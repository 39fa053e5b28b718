"""Where each role can go, and what stands on every page: data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from graph.domain.kinds import KINDS, Kind
from graph.domain.roles import ROLES
from webapp.words.kinds import words_for, words_for_role


@dataclass(frozen=True)
class Menu:
    """Where a role can go: its first page, its entries as (endpoint, words), where it searches, how it is pictured.

    The first entry of a blueprint's pages marks the whole blueprint when no other entry fits better.
    """

    home: str = ""
    entries: tuple[tuple[str, Any], ...] = ()
    search: str = ""
    picture: str | LazyString = "organisation"


def _menu_of(kind: Kind) -> Menu:
    """The menu of those whom a kind asks, in its words."""
    role = kind.provider_role
    return Menu(
        "provider.home",
        (
            ("provider.home", _l("Home")),
            ("provider.list_startups", _l("My startups")),
            ("engagements.list_sessions", LazyString(lambda: words_for_role(role).sessions)),
            ("provider.edit_profile", LazyString(lambda: words_for_role(role).profile_title)),
        ),
        picture=LazyString(lambda: words_for(kind.name).avatar),
    )


MENUS = ROLES.table(
    "menu",
    {
        "startup": Menu(
            "startup.home",
            (
                ("startup.home", _l("Home")),
                ("startup.list_needs", _l("Needs")),
                ("startup.browse", _l("Find people")),
                ("engagements.list_sessions", _l("Meetings")),
                ("startup.profile", _l("Our profile")),
            ),
            search="startup.search",
        ),
        **{kind.provider_role: _menu_of(kind) for kind in KINDS.values()},
        "incubator": Menu(
            "incubator.home",
            (
                ("incubator.home", _l("Home")),
                ("incubator.list_tasks", _l("My tasks")),
                ("incubator.list_pool", _l("Pool")),
                ("incubator.list_startups", _l("Startups")),
                ("incubator.list_batches", _l("Batches")),
                ("incubator.show_gaps", _l("Gaps")),
                ("incubator.list_waiting", _l("Waiting")),
                ("answering.list_requests", _l("Answers for others")),
                ("incubator.show_report", _l("Report")),
                ("introducing.show_ways", _l("Talents")),
                ("incubator.show_import", _l("Import")),
            ),
        ),
        "talent_office": Menu("introducing.show_ways", (("introducing.show_ways", _l("Can we bring this person?")),)),
        "administrator": Menu(
            "admin.home",
            (
                ("admin.home", _l("Home")),
                ("admin.list_accounts", _l("Accounts")),
                ("answering.list_requests", _l("Answers for others")),
                ("admin.list_audit", _l("Audit log")),
                ("admin.list_models", _l("Models")),
                ("admin.list_jobs", _l("Jobs")),
            ),
            picture="person",
        ),
    },
)
# Pages whose address does not continue that of the entry under which a reader would look for them.
BELONGS = {
    "startup.show_request": "startup.list_needs",
    "startup.answer": "startup.list_needs",
    **dict.fromkeys(
        (
            f"incubator.{page}"
            for page in (
                "accept_application",
                "choose_decline",
                "decline_application",
                "edit_application_page",
                "list_applications",
                "save_application_page",
                "show_application",
            )
        ),
        "incubator.list_tasks",
    ),
    "incubator.confirm_merge": "incubator.list_pool",
    "incubator.list_doubles": "incubator.list_pool",
    "incubator.list_exposure": "incubator.list_pool",
    "incubator.show_double": "incubator.list_pool",
    "incubator.show_supervisor": "incubator.list_pool",
    "incubator.list_sent": "incubator.list_pool",
    "incubator.hand_over": "incubator.list_pool",
    "incubator.add_note": "incubator.list_pool",
    "incubator.change_note": "incubator.list_pool",
    "incubator.edit_note": "incubator.list_pool",
    "incubator.correct_member": "incubator.list_pool",
    "incubator.save_correction": "incubator.list_pool",
    "incubator.delete_person": "incubator.list_pool",
    "incubator.invite": "incubator.list_pool",
    **dict.fromkeys(
        (
            f"incubator.{page}"
            for page in ("create_template", "edit_template", "list_letters", "list_templates", "new_template")
        ),
        "incubator.list_pool",
    ),
    "incubator.save_template": "incubator.list_pool",
    "incubator.send_invite": "incubator.list_pool",
    "incubator.ask": "incubator.list_startups",
    "incubator.show_need": "incubator.list_startups",
    "incubator.show_why_not": "incubator.list_startups",
    "incubator.suggest": "incubator.list_startups",
}
OWN: tuple[tuple[str, Any], ...] = (
    ("auth.show_account", _l("Your account")),
    ("auth.list_colleagues", _l("Colleagues")),
    ("conflicts.list_declared", _l("Conflicts of interest")),
    ("auth.choose_role", _l("Act in another role")),
)
PUBLIC: tuple[tuple[str, str, Any], ...] = (
    ("pages.landing", "for-startups", _l("For startups")),
    ("pages.landing", "for-supervisors", _l("For supervisors")),
    ("pages.landing", "for-incubators", _l("For incubators")),
    ("pages.landing", "for-talent-offices", _l("For talent offices")),
)
FOOT: tuple[tuple[str, Any], ...] = (
    ("pages.show_matching", _l("How matching works")),
    ("pages.show_data", _l("Your data and your rights")),
    ("pages.show_accessibility", _l("Accessibility")),
)
