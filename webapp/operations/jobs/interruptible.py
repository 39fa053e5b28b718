"""Ends a computation that asks nobody whether it should go on: from another thread, at its next step in Python."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_raise_in_thread = ctypes.pythonapi.PyThreadState_SetAsyncExc


class Interruptible:
    """One block at a time that may be cut short. Only for computation: what holds a connection would lose its place."""

    def __init__(self, error: type[Exception]) -> None:
        self._error = error
        self._lock = threading.Lock()
        self._thread: int | None = None
        self._is_interrupted = False

    @contextmanager
    def block(self) -> Iterator[None]:
        """What runs in here is left by the error once somebody interrupts."""
        self._enter(threading.get_ident())
        try:
            yield
        finally:
            self._leave(threading.get_ident())
        if self._is_interrupted:  # so late that the block had ended, or caught in there
            raise self._error

    def interrupt(self) -> None:
        """Raise the error inside the block, now or as soon as there is one."""
        with self._lock:
            self._is_interrupted = True
            if self._thread is not None:
                _raise_in_thread(ctypes.c_ulong(self._thread), ctypes.py_object(self._error))

    def _enter(self, thread: int) -> None:
        with self._lock:
            if self._is_interrupted:
                raise self._error
            self._thread = thread

    def _leave(self, thread: int) -> None:
        with self._lock:
            self._thread = None
            # One that was sent and has not arrived must not arrive later.
            _raise_in_thread(ctypes.c_ulong(thread), None)
