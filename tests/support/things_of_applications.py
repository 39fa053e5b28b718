"""An application on an incubator's page, with every operation that takes a step."""

from __future__ import annotations

from datetime import timedelta

from graph.domain.reasons import NotTakenIn
from graph.domain.roles import APPLICANT, INCUBATOR, SYSTEM
from graph.domain.states.applications import APPLICATIONS
from graph.entities import Actor
from tests.support.applications import application
from tests.support.mailbox import TOKENS
from tests.support.steps import Somebody, Thing, Town, Try, changed
from webapp.operations.applications import own_application
from webapp.operations.applications.accept_application import accept_application
from webapp.operations.applications.decline_application import decline_application
from webapp.operations.applications.erase_old import erase_old_applications
from webapp.operations.applications.take_in import Terms


def applications(town: Town) -> Thing:
    """An expert's, whose link works; whoever came of it before is gone when it is tried anew."""
    graph, now = town.graph, town.city.now
    _page, made = application(graph, town.incubator.actor, now)
    [row] = town.raw("MATCH (a:Application {id: $id}) RETURN properties(a) AS kept", id=made)
    kept = {name: value for name, value in dict(row["kept"]).items() if name != "state"}  # type: ignore[call-overload]
    found = graph.read(lambda tx: tx.applications.find(made))
    assert found is not None
    token, later = TOKENS.token_of(own_application.link_to(found)), now + timedelta(days=400)

    def bring(state: str | None) -> None:
        for label in ("Supervisor", "Account"):
            town.raw(f"MATCH (n:{label} {{email: $email}}) DETACH DELETE n", email=kept["email"])
        town.raw(
            "MERGE (a:Application {id: $id}) SET a.state = $state, a += $values", id=made, state=state, values=kept
        )

    return Thing(
        APPLICATIONS,
        bring,
        lambda: town.state_of("Application", made),
        [
            Try(
                ("confirm_application",),
                lambda _who: own_application.confirm(graph, TOKENS, made, token, now),
                by=APPLICANT,
            ),
            Try(
                ("withdraw_application",),
                lambda _who: own_application.withdraw(graph, TOKENS, made, token, now),
                by=APPLICANT,
            ),
            Try(
                ("accept_application",),
                lambda who: accept_application(graph, who, made, Terms(), now, link_days=7),
            ),
            Try(
                ("decline_application",),
                lambda who: decline_application(graph, who, made, NotTakenIn.NO_PLACE, "", now),
            ),
            Try(
                ("erase_application",),
                lambda _who: changed(graph.write(lambda tx: erase_old_applications(tx, later))),
                by=SYSTEM,
            ),
        ],
        [*town.people(INCUBATOR, SYSTEM), Somebody(APPLICANT, Actor("", "", "", ""), frozenset({APPLICANT}))],
        inside=frozenset({"apply"}),
    )
