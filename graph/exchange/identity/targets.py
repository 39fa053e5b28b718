"""Which record each row is about, and what rows that point at others point at then."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.domain.ownership import Tie, Writer
from graph.driver import Graph
from graph.exchange.checking.spool import Spool, Wanted
from graph.exchange.format.schema import PROFILES
from graph.repositories.ownership import Sort
from graph.transaction import Transaction

_BETWEEN_TICKS = 1000


@dataclass
class Targets:
    """Filled row by row; `sent`: by file, the ids that a sender gave and the records that they mean."""

    sent: dict[str, dict[str, str]] = field(default_factory=dict)

    def alias(self, sheet: str, given: str, target: str) -> None:
        """The sender means this record by an id."""
        self.sent.setdefault(sheet, {})[given] = target

    def rewrite(self, graph: Graph, writer: Writer | None, spool: Spool) -> None:
        """Let rows that point by a sender's id point at the record that it means."""
        if not self.sent and writer is None:
            return
        wanted = [one for one in spool.all_wanted() if set(one.sheets) & set(PROFILES)]
        meant = {one: target for one in wanted if (target := self._meant(one))}
        open_ones = [one for one in wanted if one not in meant]
        known = graph.read(lambda tx: _of_before(tx, writer, open_ones)) if writer and open_ones else {}
        for one in open_ones:
            meant[one] = next((known[sheet, one.id] for sheet in one.sheets if (sheet, one.id) in known), "")
        for number, (one, target) in enumerate(meant.items()):
            if number % _BETWEEN_TICKS == 0:
                spool.tick()
            if target and target != one.id:
                spool.point_at(one, target)

    def _meant(self, wanted: Wanted) -> str:
        return next((self.sent[one][wanted.id] for one in wanted.sheets if wanted.id in self.sent.get(one, {})), "")


def _of_before(tx: Transaction, writer: Writer, wanted: list[Wanted]) -> dict[tuple[str, str], str]:
    """(file, sender's id) -> record, for what the sender sent before, where it is not an id of the writer's own."""
    ids = {one.id for one in wanted}
    ties = tx.ownership.ties(writer, ids)
    open_ids = {one for one in ids if ties.get((Sort.PROFILE, one), Tie.FOREIGN) is Tie.FOREIGN}
    sheets = {sheet for one in wanted for sheet in one.sheets if sheet in PROFILES}
    return {
        (sheet, given): record_id
        for sheet in sorted(sheets)
        for given, record_id in tx.identity.find_sent(writer.subject_id, sheet, open_ids).items()
    }
