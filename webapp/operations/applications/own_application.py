"""An applicant reads, confirms and withdraws their application by the link that they were mailed."""

from __future__ import annotations

from datetime import datetime

from graph.domain.applications import CONFIRM_WITHIN
from graph.domain.states.applications import APPLICATIONS, ApplicationState
from graph.driver import Graph
from graph.entities.account import LinkPurpose, MailedLink
from graph.entities.application import Application
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.accounts.link_tokens import LinkTokens
from webapp.operations.accounts.refusals import LinkExpiredError
from webapp.operations.applications.apply import AS_APPLICANT, NOBODY


def link_to(application: Application) -> MailedLink:
    """The one link of an application; the last one that was mailed works."""
    return MailedLink(LinkPurpose.APPLICATION, application.id, application.issue, application.stepped_at)


def read_own(tx: Transaction, tokens: LinkTokens, application_id: str, token: str, at: datetime) -> Application:
    """The application that a link opens; raises LinkExpiredError for every other link."""
    found = tx.applications.find(application_id)
    if found is None or not tokens.is_of(token, link_to(found)):
        raise LinkExpiredError(LinkPurpose.APPLICATION)
    if found.state is ApplicationState.UNCONFIRMED and at - found.stepped_at > CONFIRM_WITHIN:
        raise LinkExpiredError(LinkPurpose.APPLICATION)
    return found


def confirm(graph: Graph, tokens: LinkTokens, application_id: str, token: str, at: datetime) -> None:
    """The address is the applicant's: curators see the application. Raises LinkExpiredError, StateChangedError."""
    _step(graph, tokens, application_id, token, at, "confirm_application")


def withdraw(graph: Graph, tokens: LinkTokens, application_id: str, token: str, at: datetime) -> None:
    """They do not want it any more. Raises LinkExpiredError, StateChangedError (it was decided)."""
    _step(graph, tokens, application_id, token, at, "withdraw_application")


def _step(graph: Graph, tokens: LinkTokens, application_id: str, token: str, at: datetime, action: str) -> None:
    def work(tx: Transaction) -> None:
        tx.applications.lock(application_id)
        found = read_own(tx, tokens, application_id, token, at)
        step = require_step(APPLICATIONS, action, AS_APPLICANT, found.state)
        tx.applications.move(application_id, step.target, at)
        note_step(tx, step, NOBODY, application_id, at, f"in {found.incubator_id}")

    graph.write(work)
