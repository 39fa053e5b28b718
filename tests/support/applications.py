"""An application that waits for a decision, and the page on which it came."""

from __future__ import annotations

from datetime import datetime

from graph.domain.applications import ApplicantKind
from graph.domain.states.applications import ApplicationState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.application import ApplicationPage, Said
from graph.transaction import Transaction
from webapp.operations.applications.change_page import change_page


def application(graph: Graph, curator: Actor, at: datetime, name: str = "Lin Wanqing") -> tuple[ApplicationPage, str]:
    """Switches the page of an incubator on; gives it, and the id of an application of an expert whose address is
    confirmed."""
    page = change_page(graph, curator, ApplicationPage(curator.subject_id, "", is_on=True), at)
    email = f"applicant@{name.split()[0].lower()}.example"
    said = Said(name, email, "I ran a factory.", help_areas=("scale_up",), places=2, languages=("zh",))

    def receive(tx: Transaction) -> str:
        application_id = tx.applications.create(curator.subject_id, ApplicantKind.EXPERT, said, "I agree.", at)
        tx.applications.move(application_id, ApplicationState.RECEIVED, at)
        return application_id

    return page, graph.write(receive)
