"""Every page that a role can open, found in the URL map: what is said of the made-up kind is said in its own words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.domain.kinds import KINDS
from tests.functional.made_up.addresses import NOT_WALKED, ROLES, addresses
from tests.functional.made_up.declaration import KIND, ROLE
from tests.functional.made_up.reader import Reader, read_text
from tests.functional.made_up.town import Town
from tests.support.made_up import WORD
from tests.support.words_of_others import said_of_others
from webapp.http.menus import MENUS
from webapp.http.permissions import PERMISSIONS
from webapp.words.kinds import words_for, words_for_curators
from webapp.words.roles import role_word
from webapp.words.speaking import speaking

OF_POOLS = frozenset(
    f"incubator.{name}"
    for name in (
        "home",
        "invite",
        "list_pool",
        "ask_about_chosen",
        "show_in_pool",
        "export_pool",
        "show_supervisor",
        "show_import",
        "correct_member",
        "list_doubles",
        "list_batches",
        "new_batch",
        "list_letters",
        "list_templates",
        "new_template",
        "show_report",
        "list_report_rows",
        "show_gaps",
        "export_gaps",
        "export_report",
        "export_startups",
    )
)
"""Pages about the pool: they speak of those who are kept in it, and of no other kind."""
BESIDE_OTHERS = frozenset(
    {
        "startup.browse", "startup.new_need", "startup.edit_need_form draft", "startup.new_need of it",
        "incubator.list_exposure", "incubator.list_startups", "incubator.show_startup", "admin.list_accounts",
        "admin.list_accounts of it", "admin.invite", "admin.show_account", "admin.list_models",
    }
)  # fmt: skip
"""Pages that list all kinds or all roles: there, and nowhere else, an element may hold the name of another one."""
OWN_WORDS = {
    "startup": {
        "startup.home", "startup.list_needs", "startup.show_need", "startup.list_left_out", "startup.show_why",
        "startup.ask", "startup.new_need", "engagements.show_engagement",
    },
    ROLE.code: {
        "provider.home", "provider.show_places", "provider.edit_profile", "provider.list_startups", "auth.show_account",
        "engagements.list_sessions", "engagements.show_engagement",
    },
    "incubator": {
        "incubator.show_why_not", "incubator.list_exposure", "incubator.export_exposure", "incubator.show_startup",
        "incubator.list_waiting",
    },
    "administrator": {
        "admin.list_accounts", "admin.show_account", "admin.invite", "admin.list_audit", "admin.list_jobs",
        "admin.list_models",
    },
}  # fmt: skip
"""Where words of the kind or the role must stand."""


def entries(role: str) -> Iterator[str]:
    """The reader's menu, and how lists name the kinds beside this one and their roles."""
    yield from (str(words) for _endpoint, words in MENUS[role].entries)
    for kind in KINDS.values():
        if kind.name != KIND.name:
            said, curator = words_for(kind.name), words_for_curators(kind.name)
            yield from (said.choice, said.many, role_word(kind.provider_role))
            yield from (curator.work_heading, curator.nobody_works)


def texts_of(reader: Reader, town: Town, role: str) -> dict[str, str]:
    """What stands on each page of a role, by its name."""
    with speaking(reader.language):
        of_menu, of_lists = [str(words) for _, words in MENUS[role].entries], list(entries(role))
    return {
        name: read_text(reader.read(role, path), of_lists if name in BESIDE_OTHERS else of_menu)
        for name, path in addresses(reader.app, town, role).items()
    }


@pytest.mark.parametrize("role", ROLES)
def test_every_page_says_the_words_of_the_kind_and_of_no_other(reader: Reader, town: Town, role: str) -> None:
    texts = texts_of(reader, town, role)
    # The profile that an incubator opens is of somebody in its pool.
    names = OF_POOLS | ({"profiles.show_provider"} if role == "incubator" else frozenset())
    of_pools = {name: text for name, text in texts.items() if name in names}
    others = {name: text for name, text in texts.items() if name not in names}
    pooled = {name for name, kind in KINDS.items() if kind.is_pooled}

    assert said_of_others(others, KIND.name, reader.language) == {}
    assert said_of_others(of_pools, KIND.name, reader.language, but=pooled) == {}
    assert {name for name in OWN_WORDS[role] if WORD not in texts[name]} == set()


def test_what_is_not_walked_exists() -> None:
    assert NOT_WALKED.keys() | OF_POOLS <= PERMISSIONS.keys()
