"""What the driver raises, as errors of ours: away, busy, refused at the door, too slow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import ContendedError, GraphError, RacedError, TookTooLongError, UnavailableError, UnconfirmedError

_STOPPING = {"Neo.TransientError.General.DatabaseUnavailable", "Neo.ClientError.Database.DatabaseNotFound"}
# What comes of a commit whose server could not write it down: a full disk, for one.
_LOST = "Neo.ClientError.Transaction.TransactionNotFound"
# One name for a limit of the server's, another for one that the driver asked for.
_TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
# A record that a query had found was deleted or moved by another writer before the query read it.
_GONE_MEANWHILE = "Neo.ClientError.Statement.EntityNotFound"


@contextmanager
def as_ours() -> Iterator[None]:
    """Raise UnavailableError, ContendedError, RacedError or TookTooLongError for what the driver raises in the block.

    A commit without an answer (IncompleteCommit), a broken constraint (ConstraintError) and what nobody foresaw pass
    through as they are.
    """
    try:
        yield
    except IncompleteCommit:
        raise
    except (ServiceUnavailable, SessionExpired, ConfigurationError) as error:
        raise UnavailableError("The graph does not answer. Nothing was changed; try again soon.") from error
    except AuthError as error:
        raise UnavailableError(
            "The graph refuses this user: check LIULU_NEO4J_USER and LIULU_NEO4J_PASSWORD."
        ) from error
    except (Neo4jError, DriverError) as error:
        ours = _ours(error)
        if ours is None:
            raise
        raise ours from error


def _ours(error: Neo4jError | DriverError) -> GraphError | None:
    code = getattr(error, "code", None) or ""
    if code in _STOPPING:
        return UnavailableError("The graph is stopping. Nothing was changed; try again soon.")
    if code == _LOST:
        return UnconfirmedError()
    if code == _GONE_MEANWHILE:
        return RacedError("Another writer changed what this was reading.")
    if code.startswith(_TIMED_OUT):
        return TookTooLongError()
    return ContendedError() if isinstance(error, TransientError) else None
