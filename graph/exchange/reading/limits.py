"""How much of a file is read; beyond, reading ends with a problem that says so."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds of one file. `seconds` is how long one may wait for what is read, whatever is done with it between."""

    file_bytes: int = 512 * MEGABYTE
    unpacked_bytes: int = 1024 * MEGABYTE
    rows: int = 1_000_000
    columns: int = 500
    cells: int = 100_000_000
    row_characters: int = 20_000_000
    memory_bytes: int = 2048 * MEGABYTE
    seconds: float = 20.0

    def memory_for(self, packed: int) -> int:
        """The memory in which a file is read of which `packed` bytes are held at once, unpacked: little for little."""
        return min(self.memory_bytes, _LEAST_MEMORY + _MEMORY_PER_BYTE * packed)


_LEAST_MEMORY = 768 * MEGABYTE
_MEMORY_PER_BYTE = 40

COMMAND = Limits()
"""Of files that somebody names on the command line."""
PAGE = Limits(
    file_bytes=50 * MEGABYTE,
    unpacked_bytes=256 * MEGABYTE,
    rows=100_000,
    cells=10_000_000,
    memory_bytes=1000 * MEGABYTE,
)
"""Of files that somebody sends to a page."""
