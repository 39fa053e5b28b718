"""One repository per aggregate: records in, entities out. `Repositories` wires them to a Graph."""

from __future__ import annotations

from graph.repositories.audit import AuditRepository
from graph.repositories.operations import OperationRepository
from graph.repositories.outbox import OutboxRepository


class Repositories:
    """All repositories by name; they are stateless and take the transaction first."""

    def __init__(self) -> None:
        self.audit = AuditRepository()
        self.operations = OperationRepository()
        self.outbox = OutboxRepository()
