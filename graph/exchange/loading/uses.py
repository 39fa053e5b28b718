"""For what the records of an import are used since: whatever hangs on one that the import did not hang there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.domain.states.terms import TermState
from graph.entities.invitation import UnopenedInvitation
from graph.exchange.loading.journal import Entry
from graph.ids import milliseconds
from graph.query_runner import Row
from graph.transaction import Transaction

USES = (
    "request",
    "work",
    "account",
    "invited",
    "need",
    "document",
    "career",
    "term",
    "conflict",
    "note",
    "relation",
    "changed",
)
"""Why a record stays, the weightiest first."""
_OF_LABELS = {
    "Proposal": "request", "Engagement": "work", "Membership": "account", "Account": "invited", "Need": "need",
    "Document": "document", "Career": "career", "Showing": "need", "ContactEntry": "note",
}  # fmt: skip
_OF_KINDS = {"IN_POOL_OF": "term", "INCUBATED_BY": "term", "CONFLICTS_WITH": "conflict"}


@dataclass
class Made:
    """What an import made: records, by record what their columns pointed at, and the edges between records."""

    writer_id: str
    stamp: int
    ids: frozenset[str]
    joined: frozenset[str]
    careers: frozenset[str]
    edges: frozenset[tuple[str, str, str]]

    @classmethod
    def of(cls, by_kind: Mapping[str, list[Entry]], writer_id: str) -> Made:
        """From the journal of a load."""
        edges = {(one["from_id"], one["type"], one["to_id"]) for one in (*by_kind["related"], *by_kind["dated"])}
        conflicts = (*by_kind["conflict"], *by_kind["conflict_dated"])
        edges |= {(one["left_id"], "CONFLICTS_WITH", one["right_id"]) for one in conflicts}
        edges |= {(one["id"], "", other) for one in by_kind["made"] for other in one["refs"]}
        return cls(
            writer_id, max((one["at"] for one in by_kind["begun"]), default=0),
            ids=frozenset(one["id"] for one in by_kind["made"]),
            joined=frozenset(one["id"] for one in by_kind["joined"]),
            careers=frozenset(one["id"] for one in by_kind["career"]),
            edges=frozenset(edges),
        )  # fmt: skip

    def explains(self, tie: Row) -> bool:
        """Whether the import itself hung this on the record."""
        item_id, kind, other = tie["id"], tie["kind"], tie["other"]
        if other == self.writer_id and kind in _OF_KINDS and item_id in self.joined:
            # An invitation that nobody answered is no use; who said yes stays.
            return (
                tie["until"] is None and tie["state"] in (TermState.LISTED, TermState.INVITED) and not tie["reserved"]
            )
        known = {(item_id, kind, other), (other, kind, item_id), (item_id, "", other), (other, "", item_id)}
        return bool(known & self.edges) or (kind == "CAREER_OF" and other in self.careers)


def uses_of(
    tx: Transaction, made: Made, ids: Iterable[str], invitations: Iterable[UnopenedInvitation] = ()
) -> dict[str, str]:
    """Record -> for what it is used; whoever's needs or documents are used is so too.

    `invitations`: those that nobody opened. They are no use, nor is the stamp that they left on a record.
    """
    found: dict[str, set[str]] = {}
    parents: dict[str, set[str]] = {}
    roles, stamps = set[str](), set[tuple[str, int]]()
    for one in invitations:
        roles.add(str(one.membership["id"]))
        granted = milliseconds(one.membership["granted_at"])
        stamps |= {(one.person_id, granted + off) for off in (-1, 0, 1)}  # servers round a moment, we cut it
    for tie in tx.undo.stream_ties(set(ids)):
        if tie["other"] in roles:
            continue
        if made.stamp and tie["changed_at"] != made.stamp and (tie["id"], tie["changed_at"]) not in stamps:
            found.setdefault(tie["id"], set()).add("changed")
        if tie["kind"] is None:
            continue
        if tie["kind"] in ("RAISED", "OWNED_BY") and tie["other"] in made.ids:
            parents.setdefault(tie["id"], set()).add(tie["other"])
        elif not made.explains(tie):
            found.setdefault(tie["id"], set()).add(_use(tie))
    for child, others in parents.items():
        is_child = found.get(child, set()) - {"changed"}
        for other in others if is_child else ():
            found.setdefault(other, set()).add("need")
    return {item_id: min(why, key=USES.index) for item_id, why in found.items()}


def _use(tie: Row) -> str:
    of_label = next((_OF_LABELS[label] for label in tie["labels"] if label in _OF_LABELS), None)
    return of_label or _OF_KINDS.get(tie["kind"], "relation")
