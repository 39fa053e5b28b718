"""The chain of the audit log: sealed behind the writers, verified, and sealed anew where its words stood in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from graph.ids import new_nonce
from graph.query_runner import Row
from graph.repositories.audit_hashes import FIRST_HASH, Words, chain_hash, former_chain_hash, parted
from graph.repositories.base import Repository

_STRETCH = 1000
_NO_CHAIN: Row = {"sequence": 0, "hash": FIRST_HASH, "former_sequence": None, "former_broken_at": None}


@dataclass(frozen=True)
class ChainReport:
    """How much of the log agrees with its chain, and where it first does not; of how many events words were erased."""

    checked: int
    broken_at: int | None
    unsealed: int
    head: str
    erased: int = 0

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


@dataclass(frozen=True)
class FormerChain:
    """What was found of a chain over the words themselves, once its events are sealed anew."""

    events: int
    head: str
    broken_at: int | None


class AuditChainRepository(Repository):
    """One sealer at a time goes on from the end of the chain, so that writers do not queue on it."""

    def has_unsealed(self) -> bool:
        """Whether an event waits for the chain, or for a seal without its words."""
        return bool(self._tx.rows("audit.unsealed", limit=1)) or self.is_former()

    def is_former(self) -> bool:
        """Whether events are left that an earlier version sealed together with their words."""
        return _is_former(self._tx.one_or_none("audit.chain") or _NO_CHAIN)

    def seal(self, limit: int = 500) -> int:
        """Put the oldest unsealed events into the chain; returns how many. None while former seals are left."""
        head = self._tx.one("audit.lock_chain", nonce=new_nonce(), start=FIRST_HASH)
        if _is_former(head):
            return 0
        events = self._with_hashes(self._tx.rows("audit.unsealed", limit=limit))
        sequence, last = self._link(head, events)
        if events:
            self._tx.run("audit.move_chain", sequence=sequence, hash=last)
        return len(events)

    def reseal(self, limit: int = 500) -> FormerChain | None:
        """Check a stretch of former seals and seal it without its words; the whole chain's report at its end.

        None before the end, and where nothing is sealed so. A break goes on record: it is not sealed away.
        """
        head = self._tx.one("audit.lock_chain", nonce=new_nonce(), start=FIRST_HASH)
        if not _is_former(head):
            return None
        rows = self._tx.rows("audit.former", after=head["former_reached"], limit=limit)
        reached, last, broken_at = _checked(head, rows, limit)
        sequence, new_last = self._link(head, self._with_hashes(rows))
        head = {**head, "former_reached": reached, "former_last": last, "former_broken_at": broken_at}
        broken_at = broken_at if _is_former(head) else _broken_at_the_end(head)
        self._tx.run(
            "audit.move_former", sequence=sequence, hash=new_last, reached=reached, last=last, broken_at=broken_at
        )
        return None if _is_former(head) else FormerChain(sequence, head["former_hash"], broken_at)

    def verify(self) -> ChainReport:
        """Compute the chain anew: a changed, removed or added event shows, and a cut end; erased words do not."""
        head = self._tx.one_or_none("audit.chain") or _NO_CHAIN
        unsealed = int(self._tx.one("audit.count_unsealed")["count"])
        expected, last, erased = 0, FIRST_HASH, 0
        for event in self._sealed(head["sequence"]):
            if _is_former(head) and event["words_hash"] is None and event["sequence"] <= head["former_sequence"]:
                continue
            expected += 1
            last = chain_hash(last, event, event["sequence"])
            if event["sequence"] != expected or event["hash"] != last or not _has_its_words(event):
                return ChainReport(expected - 1, expected, unsealed, last, erased)
            erased += bool(event["words_hash"] and event["salt"] is None)
        if (expected, last) != (head["sequence"], head["hash"]):
            return ChainReport(expected, expected + 1, unsealed, last, erased)
        former = self._former_left(head) if _is_former(head) else FormerChain(0, "", head["former_broken_at"])
        return ChainReport(expected + former.events, former.broken_at, unsealed, last, erased)

    def _former_left(self, head: Row) -> FormerChain:
        """What is not sealed anew yet, by its former seals."""
        count = 0
        while _is_former(head):
            rows = self._tx.rows("audit.former", after=head["former_reached"], limit=_STRETCH)
            reached, last, broken_at = _checked(head, rows, _STRETCH)
            head = {**head, "former_reached": reached, "former_last": last, "former_broken_at": broken_at}
            count += len(rows)
        return FormerChain(count, head["former_last"], _broken_at_the_end(head))

    def _link(self, head: Row, events: list[Row]) -> tuple[int, str]:
        """Give events their numbers and hashes; the end of the chain afterwards."""
        sequence, last, rows = int(head["sequence"]), str(head["hash"]), []
        for event in events:
            sequence += 1
            last = chain_hash(last, event, sequence)
            rows.append({"id": event["id"], "sequence": sequence, "hash": last})
        self._tx.run("audit.seal", rows=rows)
        return sequence, last

    def _with_hashes(self, events: Iterable[Row]) -> list[Row]:
        """The events, with the words of those apart that an earlier version wrote into them."""
        whole: list[Row] = []
        changes: list[Row] = []
        said: list[Row] = []
        for event in events:
            if event["words_hash"] is not None:
                whole.append(event)
                continue
            detail, words = parted(event["action"], event["actor_name"], event["detail"])
            change = {"id": event["id"], "detail": detail, "words_hash": words.hash if words else ""}
            whole.append({**event, **change})
            changes.append(change)
            said += [{"id": event["id"], **asdict(words)}] if words else []
        if changes:
            self._tx.run("audit.part", rows=changes)
            self._tx.run("audit.add_words", rows=said)
        return whole

    def _sealed(self, until: int) -> Iterator[Row]:
        after = 0
        # One stretch past the known end, so that an event added behind it shows too.
        while after <= until:
            yield from self._tx.rows("audit.sealed", after=after, limit=_STRETCH)
            after += _STRETCH


def _is_former(head: Row) -> bool:
    return head["former_sequence"] is not None and head["former_reached"] < head["former_sequence"]


def _broken_at_the_end(head: Row) -> int | None:
    """Where a former chain that is read to its end first does not agree: a cut end shows too."""
    found: int | None = head["former_broken_at"]
    is_cut = found is None and head["former_last"] != head["former_hash"]
    return int(head["former_sequence"]) + 1 if is_cut else found


def _checked(head: Row, rows: list[Row], limit: int) -> tuple[int, str, int | None]:
    """How far the former chain is read, its hash there, and where it first does not agree with its events."""
    expected, last, broken_at = int(head["former_reached"]), str(head["former_last"]), head["former_broken_at"]
    for event in rows:
        expected += 1
        is_next = event["sequence"] == expected and event["hash"] == former_chain_hash(last, event)
        if not is_next and broken_at is None:
            broken_at = expected
        expected, last = event["sequence"], event["hash"]
    return head["former_reached"] + limit, last, broken_at


def _has_its_words(event: Row) -> bool:
    """Whether the words beside an event are those that it was sealed with; there need not be any."""
    if event["salt"] is None:
        return True
    return bool(Words(event["actor_name"], event["spoken"], event["salt"]).hash == event["words_hash"])
