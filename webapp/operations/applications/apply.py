"""Somebody applies on the public page of an incubator: kept until they confirm their address, and mailed a link to it.

Nothing in what it gives or refuses tells whether an address is known.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from graph.domain.applications import ApplicantKind
from graph.domain.limits import LimitCode
from graph.domain.roles import APPLICANT
from graph.domain.states.applications import APPLICATIONS, ApplicationState
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.application import ApplicationPage, Said
from graph.errors import NotFoundError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.accounts.throttling import Throttle

NOBODY = Actor("", "", "", "")
"""Who applies has no account in which they do so."""
AS_APPLICANT = frozenset({APPLICANT})


def apply(
    graph: Graph, throttle: Throttle, address: str, kind: ApplicantKind, said: Said, consent: str, at: datetime,
    *, client: str,
) -> None:  # fmt: skip
    """Keep an application on the page at an address, and send the link that confirms it.

    The same address applies once: before it is confirmed, what is said last counts; from then on they are mailed how
    it stands. An address that was mailed often today is mailed no more. `client`: from which network address.
    Raises NotFoundError (no such page, or not for them), InvalidInputError (the address), TooManyAttemptsError,
    LimitReachedError (the page has had very many today).
    """
    said = replace(said, email=normal_email(said.email))
    graph.read(lambda tx: _page(tx, address, kind))
    throttle.attempt("apply", said.email, client)

    def work(tx: Transaction) -> None:
        incubator_id = _page(tx, address, kind).incubator_id
        tx.applications.lock_page(incubator_id)
        standing = tx.applications.find_open(incubator_id, kind, said.email)
        if tx.limits.take_each(LimitCode.APPLICATION_MAILS, at, [said.email]):
            return
        if standing is not None and standing.state is ApplicationState.RECEIVED:
            tx.outbox.add("tell_application_received", standing.id, at)
            return
        tx.limits.take(LimitCode.APPLICATIONS, at, incubator_id)
        step = require_step(APPLICATIONS, "apply", AS_APPLICANT, standing.state if standing else None)
        if standing is None:
            application_id = tx.applications.create(incubator_id, kind, said, consent, at)
        else:
            application_id = standing.id
            tx.applications.lock(application_id)
            tx.applications.write_anew(standing, said, consent, at)
        note_step(tx, step, NOBODY, application_id, at, f"in {incubator_id}")

    graph.write(work)


def _page(tx: Transaction, address: str, kind: ApplicantKind) -> ApplicationPage:
    page = tx.applications.page_at(address)
    if kind not in page.welcomed:
        raise NotFoundError("page", address)
    return page
