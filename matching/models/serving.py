"""Chooses the serving model of a process: follows the store, keeps ranking when a file is damaged."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from graph.errors import DamagedModelError, NotFoundError
from matching.models.artifact import TrainedModel
from matching.models.card import ModelError, UnusableCode

_log = logging.getLogger(__name__)
# A promotion is seen within a minute; looking costs the graph one row.
_LOOK_SECONDS = 20.0
# A model that could not be loaded is tried again after so long: its files may have been restored.
_AGAIN_SECONDS = 300.0


class Store(Protocol):
    """Where models are kept."""

    def serving_model_id(self, kind: str) -> str: ...

    def model_files(self, model_id: str) -> dict[str, bytes]: ...


@dataclass
class _Place:
    """What serves a kind here, what should, and what is wrong with it."""

    model: TrainedModel | None = None
    wanted: str = ""
    trouble: Exception | None = None
    look_at: float = 0.0
    try_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class ServingModels:
    """The model of each kind, kept for as long as it serves. Safe to use from many threads; one per process."""

    def __init__(self, check: Callable[[str, TrainedModel], None]) -> None:
        """`check(kind, model)` raises ModelError for a model that cannot be used here."""
        self._check = check
        self._places: dict[str, _Place] = {}
        self._lock = threading.Lock()

    def of(self, kind: str, store: Store) -> TrainedModel | None:
        """The model that serves a kind, None while the starting rules do; looks at the store now and then."""
        place = self._place(kind)
        with place.lock:
            if time.monotonic() >= place.look_at:
                self._look(kind, place, store)
                place.look_at = time.monotonic() + _LOOK_SECONDS
            return place.model

    def serves(self, kind: str) -> bool:
        """Whether a model served a kind at the last look."""
        return self._place(kind).model is not None

    def trouble_of(self, kind: str) -> Exception | None:
        """Why the model that should serve a kind does not do so in this process; None while all is well."""
        return self._place(kind).trouble

    def forget(self) -> None:
        """Look again at the next use, without waiting."""
        for place in list(self._places.values()):
            place.look_at = place.try_at = 0.0

    def _look(self, kind: str, place: _Place, store: Store) -> None:
        wanted = store.serving_model_id(kind)
        if wanted == (place.model.card.id if place.model else ""):
            place.wanted, place.trouble = wanted, None
            return
        if wanted == place.wanted and place.trouble and time.monotonic() < place.try_at:
            return
        place.wanted = wanted
        try:
            place.model = self._load(kind, wanted, store) if wanted else None
            place.trouble = None
        except (ModelError, DamagedModelError, NotFoundError) as error:
            # What served before goes on: a worse ranking is better than none.
            place.trouble, place.try_at = error, time.monotonic() + _AGAIN_SECONDS
            _log.error("the model %s does not serve here: %s", wanted, error)

    def _load(self, kind: str, model_id: str, store: Store) -> TrainedModel:
        model = load_model(store.model_files(model_id), model_id)
        self._check(kind, model)
        return model

    def _place(self, kind: str) -> _Place:
        with self._lock:
            return self._places.setdefault(kind, _Place())


def load_model(files: dict[str, bytes], model_id: str) -> TrainedModel:
    """A model from its files in the store, verified; raises ModelError."""
    model = TrainedModel.from_files(files)
    if model.card.id != model_id:
        raise ModelError(UnusableCode.FILES_OF_ANOTHER)
    return model
