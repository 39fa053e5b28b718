"""What became of a request, and what is told of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from graph.domain.eligibility import RuleCode
from graph.errors import GraphError, NotEligibleError, NotFoundError
from tests.conftest import NOON
from tests.support.city import City, Made
from tests.support.cleaning import run_raw

AGAIN = (NOON + timedelta(days=30)).date()


def state_of(city: City, request: Made) -> str:
    rows = run_raw(city.graph, "MATCH (p:Proposal {id: $id}) RETURN p.state AS state", id=request.id)
    return str(rows[0]["state"])


def outbox(city: City) -> list[tuple[str, str]]:
    """What is to be told, about which request."""
    rows = run_raw(city.graph, "MATCH (m:Outbox) RETURN m.kind AS kind, m.subject_id AS id ORDER BY kind, id")
    return [(str(row["kind"]), str(row["id"])) for row in rows]


def outcome_of(work: Any, *arguments: object, **named: object) -> str | None:
    """The rule that refused, None where it was done; a closed pool says only that there is nobody."""
    try:
        work(*arguments, **named)
    except NotEligibleError as error:
        return error.rule
    except NotFoundError:
        return RuleCode.OUTSIDE_POOL
    except GraphError as error:
        return error.code
    return None
