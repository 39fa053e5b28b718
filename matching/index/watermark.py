"""Watermark of changes: from which moment on a reader looks for what changed since its last look."""

from __future__ import annotations

from dataclasses import dataclass

from graph.entities.profile import ChangeMark

# Writers stamp changes before they commit: look this far behind the last change seen, in milliseconds.
OVERLAP = 10_000
# So few rows are read again rather than trusted to be unchanged (two changes may carry the same stamp).
_FEW = 20
_MANY = 500


@dataclass(frozen=True)
class Watermark:
    """From where to look for changes, and what was seen there last."""

    since: int
    seen: ChangeMark

    def has_news(self, mark: ChangeMark) -> bool:
        """Whether a look at the changes themselves is due."""
        return mark != self.seen or 0 < mark.count <= _FEW

    def moved(self, mark: ChangeMark, now: int) -> int:
        """The moment to look from next time: a little behind the last change, or just after it where it was part of
        a bulk (an import) long enough ago that nothing of it can still be on its way."""
        if mark.count > _MANY and now - mark.last > OVERLAP:
            return max(self.since, mark.last + 1)
        return max(self.since, mark.last - OVERLAP)

    def is_due(self, mark: ChangeMark, now: int) -> bool:
        """Whether to move on although nothing changed."""
        return mark.count > _MANY and now - mark.last > OVERLAP
