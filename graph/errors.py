"""Refusals and failures of the data layer; each message says what to do next."""

from __future__ import annotations

from datetime import date

from graph.domain.eligibility import RuleCode
from graph.domain.limits import LimitCode


def N_(text: str) -> str:  # noqa: N802 - the name by which message extraction knows it
    """Mark a text for translation where it is shown."""
    return text


LOAD_STOPPED = N_(
    "The graph stopped during the load, and nothing was loaded. If it stops again it lacks memory: "
    "import in several smaller parts, or give it more (LIULU_GRAPH_HEAP=2g)."
)

CONTENDED = N_("Too many people are changing this at once. Nothing was changed; try again.")
TOOK_TOO_LONG = N_("The graph ended this because it took too long. Nothing was changed; do it in smaller parts.")


class GraphError(Exception):
    """Base of everything that a use of the graph can refuse or fail with.

    `code` is stable (pages and translations key on it); `params` are the facts of this case.
    """

    code = "graph_error"

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.params = params


class NotFoundError(GraphError):
    """There is no such thing, or it is not this actor's to see: the two look alike on purpose."""

    code = "not_found"

    def __init__(self, what: str = "record", item_id: str = "") -> None:
        super().__init__(f"There is no {what} with the id {item_id!r}.", what=what, id=item_id)


class ForbiddenError(GraphError):
    """The actor sees this thing but may not do that with it."""

    code = "forbidden"


class HeadNeededError(ForbiddenError):
    """Only a head of the organisation may do this."""

    code = "head_needed"


class InvalidInputError(GraphError):
    """What was given breaks a rule; nothing was changed."""

    code = "invalid_input"


class ConflictError(GraphError):
    """Somebody or something was there first; the page says what to do instead."""

    code = "conflict"


class StateChangedError(ConflictError):
    """The thing moved on since the page was shown (already answered, withdrawn, closed)."""

    code = "state_changed"

    def __init__(self, what: str, state: str) -> None:
        super().__init__(f"This {what} is {state} by now. Open it again to see what happened.", what=what, state=state)


class BeingWrittenError(StateChangedError):
    """What somebody wants to stop is being committed: it is done before anybody could stop it."""

    code = "being_written"


class NotEligibleError(ConflictError):
    """A rule forbids to ask a provider, or to accept; `rule` says which (graph/domain/eligibility.py)."""

    code = "not_eligible"

    def __init__(self, rule: RuleCode, *, kind: str, name: str, name_zh: str = "") -> None:
        super().__init__(f"{name} may not be asked: {rule}.", rule=rule, kind=kind, name=name, name_zh=name_zh)
        self.rule, self.kind, self.name, self.name_zh = rule, kind, name, name_zh


class ConflictToConfirmError(ConflictError):
    """A conflict of interest asks: whoever goes on confirms what stands now, and did not yet."""

    code = "conflict_to_confirm"

    def __init__(self) -> None:
        super().__init__("A conflict of interest is to be confirmed first. Open the page again, read it and tick it.")


class TooManyOpenRequestsError(ConflictError):
    """As many requests as the setting allows are open for this need already."""

    code = "too_many_open_requests"

    def __init__(self, limit: int) -> None:
        super().__init__(f"This need has {limit} open requests already. Withdraw one to ask another.", limit=limit)


class NeedFilledError(ConflictError):
    """As many accepted as the need has places for: one more could never be accepted."""

    code = "need_filled"

    def __init__(self, places: int) -> None:
        super().__init__(f"Every place of this need is taken ({places}). Open one more to ask another.", places=places)


class LimitReachedError(GraphError):
    """Somebody reached others, or was reached, as often as a limit allows; it passes by itself on a day."""

    code = "limit_reached"

    def __init__(self, limit: LimitCode, most: int, again_on: date) -> None:
        super().__init__(
            f"As often as allowed ({limit}: {most}). It is possible again on {again_on}.",
            limit=limit,
            most=most,
            again_on=again_on,
        )
        self.limit, self.again_on = limit, again_on


class DamagedModelError(ConflictError):
    """A model's files in the store are not what was put there."""

    code = "damaged_model"


class AlreadyAppliedError(ConflictError):
    """A write under this key was applied before; it is not applied twice."""

    code = "already_applied"


class RacedError(GraphError):
    """Another write came between two steps of this one; `Graph.write` tries the whole again."""

    code = "raced"


class UnavailableError(GraphError):
    """The graph does not answer just now; nothing was changed."""

    code = "unavailable"


class UnconfirmedError(UnavailableError):
    """The graph stopped while it was saving: nobody knows whether this change was applied."""

    code = "unconfirmed"

    def __init__(self) -> None:
        super().__init__(
            "The graph stopped while it was saving. Look whether your change is there before you try again."
        )


class ContendedError(UnavailableError):
    """Others kept changing the same things, or the server is too busy; it is well, and nothing was changed."""

    code = "contended"

    def __init__(self) -> None:
        super().__init__(CONTENDED)


class TookTooLongError(GraphError):
    """The server ended a transaction that took longer than it allows; nothing was changed."""

    code = "took_too_long"

    def __init__(self) -> None:
        super().__init__(TOOK_TOO_LONG)


class LoadStoppedError(UnavailableError):
    """The graph went away in the middle of a large load; most often it ran out of memory."""

    code = "load_stopped"

    def __init__(self, rows: int) -> None:
        super().__init__(LOAD_STOPPED, rows=rows)


class MigrationError(GraphError):
    """The schema and the migration files do not agree."""

    code = "migration_error"


class UnknownStateError(GraphError):
    """The graph holds a state that this program does not know."""

    code = "unknown_state"

    def __init__(self, what: str, state: object) -> None:
        super().__init__(f"The graph holds the {what} {state!r}: install the version that wrote it.", what=what)


class QueryError(GraphError):
    """A named query was called with the wrong parameters, or its file is malformed."""

    code = "query_error"
