"""Work on an index beside those who wait for a page: one thread at a time, on a source of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from matching.sources.base import Source

_log = logging.getLogger(__name__)

Work = Callable[[Source], None]


class Aside:
    """Runs one piece of work at a time in a thread; nothing is queued, for a later look asks again."""

    def __init__(self, run: Callable[[Work], None]) -> None:
        """`run` opens a source for the work, as of today, and closes it."""
        self._run = run
        self._busy = threading.Lock()

    @property
    def is_busy(self) -> bool:
        """Whether something is being worked out."""
        return self._busy.locked()

    def start(self, work: Work) -> bool:
        """Begin; False where something is under way."""
        if not self._busy.acquire(blocking=False):
            return False
        threading.Thread(target=self._work, args=(work,), name="index", daemon=True).start()
        return True

    def _work(self, work: Work) -> None:
        try:
            self._run(work)
        except Exception as error:  # noqa: BLE001  # nobody waits for it; the next look begins anew
            _log.warning("the index was not renewed: %s", error)
        finally:
            self._busy.release()
