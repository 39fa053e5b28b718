"""The graph that the settings name, with the installation's calendar."""

from __future__ import annotations

from graph.driver import Graph, open_graph
from graph.rules.conflict_rules import use_office_tables
from graph.rules.in_force import check_rules
from webapp.config import Settings


def open_configured_graph(settings: Settings, *, is_watched: bool = False) -> Graph:
    """An open graph on the address that these settings already hold; `is_watched` as `open_graph` has it.

    What asks and forbids there is by the office's own tables, where `LIULU_HOME` has any in `rules`.
    """
    use_office_tables(settings.home / "rules")
    check_rules(settings.home / "rules")
    return open_graph(
        settings.neo4j_uri,
        settings.neo4j_user,
        settings.neo4j_password.get_secret_value(),
        settings.neo4j_database,
        calendar=settings.calendar,
        is_watched=is_watched,
    )
