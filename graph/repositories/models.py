"""The model store: cards, pieces of files, which model serves each kind, and who trains."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from graph.domain.states.models import MODELS, ModelState
from graph.entities.model import ModelSlot, StoredModel
from graph.errors import DamagedModelError, NotFoundError, StateChangedError
from graph.ids import derived_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import with_states

TRAINING = "training"
"""The slot whose holder is the one training that runs."""
PIECE_BYTES = 192 * 1024  # 256 kB as base64
_PIECES_A_MESSAGE = 12
_MOST_PIECES = 5000
_MOST_STEPS_BACK = 50


class ModelRepository(Repository):
    """Models are written once; only their state changes, and only under the lock of their kind's slot."""

    def save(self, model: StoredModel, files: Mapping[str, bytes]) -> None:
        """Keep a candidate with its files."""
        rows = list(_pieces(model.id, files))
        self._tx.run(
            "models.create", id=model.id, kind=model.kind, name=model.name, state=ModelState.CANDIDATE, card=model.card,
            trained_at=model.trained_at, data_until=model.data_until, checksum=model.checksum, job_id=model.job_id,
            parts=len(rows), bytes=sum(len(content) for content in files.values()),
        )  # fmt: skip
        for start in range(0, len(rows), _PIECES_A_MESSAGE):
            self._tx.run("models.add_parts", id=model.id, rows=rows[start : start + _PIECES_A_MESSAGE])

    def get(self, model_id: str) -> StoredModel:
        """One model; raises NotFoundError."""
        row = self._tx.one_or_none("models.get", id=model_id)
        if row is None:
            raise NotFoundError("model", model_id)
        return _model(row)

    def list_newest(self, kind: str = "", limit: int = 50) -> list[StoredModel]:
        """The newest models of a kind, or of all kinds."""
        return [_model(row) for row in self._tx.rows("models.list", kind=kind, limit=limit)]

    def files(self, model_id: str) -> dict[str, bytes]:
        """All files of a model; raises NotFoundError, and DamagedModelError where a piece is missing or altered."""
        stored = self.get(model_id)
        rows = self._tx.rows("models.parts", id=model_id, limit=_MOST_PIECES)
        if len(rows) != stored.parts:
            raise _damaged(model_id)
        found: dict[str, list[bytes]] = defaultdict(list)
        for row in rows:
            pieces = found[row["name"]]
            if row["sequence"] != len(pieces):
                raise _damaged(model_id)
            pieces.append(_content(model_id, row))
        return {name: b"".join(pieces) for name, pieces in found.items()}

    def serving_id(self, kind: str) -> str:
        """The id of the model that serves a kind; empty while the starting rules do."""
        return self.slot(kind).serving_id

    def slot(self, kind: str) -> ModelSlot:
        """What serves a kind and what served before, read without the lock."""
        row = self._tx.one_or_none("models.get_slot", id=slot_id(kind))
        return _slot(row) if row else ModelSlot(slot_id(kind))

    def lock_slot(self, kind: str) -> ModelSlot:
        """Take the lock under which the states of a kind's models change, or under which trainings begin and end."""
        return _slot(self._tx.one("models.lock_slot", id=slot_id(kind), nonce=new_nonce()))

    def promote(self, model_id: str, at: datetime, by: str, verdict: str = "") -> str:
        """Let a model serve its kind, retiring the one that did; gives that one's id, or ''.

        Raises StateChangedError where it serves already.
        """
        slot = self.lock_slot(self.get(model_id).kind)
        model = self.get(model_id)
        if model.state not in MODELS.sources("promote_model"):
            raise StateChangedError("model", model.state)
        if slot.serving_id:
            self._retire(slot.serving_id, at, by)
        self._set(
            replace(
                model, state=ModelState.SERVING, reason="", reason_zh="", verdict=verdict, promoted_at=at, decided_by=by
            )
        )
        before = [*slot.before, slot.serving_id][-_MOST_STEPS_BACK:]
        self._tx.run("models.set_serving", id=slot.id, serving_id=model_id, before=before)
        return slot.serving_id

    def go_back(self, kind: str, to: str, at: datetime, by: str) -> None:
        """Let one of those serve that did before, '' for the starting rules; what came after it is stepped over.

        Raises StateChangedError where none serves, or where `to` is none of those before.
        """
        slot = self.lock_slot(kind)
        steps = (*slot.before,) if "" in slot.before else ("", *slot.before)
        if not slot.serving_id or to not in steps:
            raise StateChangedError("model", "not one that served before")
        self._retire(slot.serving_id, at, by)
        if to:
            self._set(replace(self.get(to), state=ModelState.SERVING, promoted_at=at, decided_by=by))
        at_step = max(number for number, step in enumerate(steps) if step == to)
        self._tx.run("models.set_serving", id=slot.id, serving_id=to, before=list(steps[:at_step]))

    def reject(self, model_id: str, verdict: str, by: str) -> None:
        """Keep a candidate as rejected; raises StateChangedError unless it is one."""
        self.lock_slot(self.get(model_id).kind)
        model = self.get(model_id)
        if model.state not in MODELS.sources("reject_model"):
            raise StateChangedError("model", model.state)
        self._set(replace(model, state=ModelState.REJECTED, verdict=verdict, decided_by=by))

    def candidates_of(self, job_id: str) -> list[str]:
        """The ids of what a training kept and nobody decided on."""
        return [str(row["id"]) for row in self._tx.rows("models.candidates", job_id=job_id, state=ModelState.CANDIDATE)]

    def claim_training(self, job_id: str, at: datetime, lease: timedelta) -> int:
        """Become the one training: gives how often this job has begun; 0 while another one is alive."""
        slot = self.lock_slot(TRAINING)
        if slot.job_id and slot.lease_until is not None and slot.lease_until > at:
            return 0
        attempts = slot.attempts + 1 if slot.job_id == job_id else 1
        self._tx.run("models.set_holder", id=slot.id, job_id=job_id, lease_until=at + lease, attempts=attempts)
        return attempts

    def renew_training(self, job_id: str, attempt: int, at: datetime, lease: timedelta) -> bool:
        """Say that the training lives; False where another one took its place."""
        slot = self.lock_slot(TRAINING)
        if (slot.job_id, slot.attempts) != (job_id, attempt):
            return False
        self._tx.run("models.set_holder", id=slot.id, job_id=job_id, lease_until=at + lease, attempts=attempt)
        return True

    def release_training(self, job_id: str, attempt: int) -> bool:
        """The training is over; False where another one took its place."""
        slot = self.lock_slot(TRAINING)
        if (slot.job_id, slot.attempts) != (job_id, attempt):
            return False
        self._tx.run("models.set_holder", id=slot.id, job_id="", lease_until=None, attempts=0)
        return True

    def count_answers(self, kind: str, since: date | None) -> int:
        """How many answers came for a kind after a day."""
        return int(self._tx.one("models.answers_since", kind=kind, since=since or date(1900, 1, 1))["count"])

    def _retire(self, model_id: str, at: datetime, by: str) -> None:
        self._set(replace(self.get(model_id), state=ModelState.RETIRED, retired_at=at, decided_by=by))

    def _set(self, model: StoredModel) -> None:
        self._tx.run(
            "models.set_state", id=model.id, state=model.state, reason=model.reason, reason_zh=model.reason_zh,
            verdict=model.verdict, promoted_at=model.promoted_at, retired_at=model.retired_at,
            decided_by=model.decided_by,
        )  # fmt: skip


def slot_id(kind: str) -> str:
    """The id of the slot of a kind of match, or of training."""
    return f"model-slot-{kind}"


def _model(row: Row) -> StoredModel:
    return StoredModel(**with_states(row, state=ModelState))


def _slot(row: Row) -> ModelSlot:
    return ModelSlot(**{**row, "before": tuple(row["before"])})


def _pieces(model_id: str, files: Mapping[str, bytes]) -> Iterator[Row]:
    for name, content in sorted(files.items()):
        for sequence, start in enumerate(range(0, max(1, len(content)), PIECE_BYTES)):
            piece = content[start : start + PIECE_BYTES]
            yield {
                "id": derived_id("model-file", model_id, name, str(sequence)),
                "name": name,
                "sequence": sequence,
                "text": base64.b64encode(piece).decode("ascii"),
                "checksum": hashlib.sha256(piece).hexdigest(),
            }


def _content(model_id: str, row: Row) -> bytes:
    try:
        content = base64.b64decode(row["text"], validate=True)
    except (binascii.Error, ValueError, TypeError) as error:
        raise _damaged(model_id) from error
    if hashlib.sha256(content).hexdigest() != row["checksum"]:
        raise _damaged(model_id)
    return content


def _damaged(model_id: str) -> DamagedModelError:
    return DamagedModelError(
        "The files of this model were cut short or altered in the store. Roll back to an earlier model, or train anew.",
        id=model_id,
    )
