"""What most cards of a list would say alike is left out of each: a reason is there to tell people apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from matching.results import Caution, Fact, Reason

MOST_REASONS = 3
# Said on so large a share of the cards, it tells nobody from the others; of few cards nothing is common.
_SHARE, _FEW = 0.3, 5
# What somebody has done, in their own words, is theirs whoever else has done it.
_IN_THEIR_WORDS = frozenset({"tells_of_area", "seems_of_area"})
# The card says these beside its reasons anyway.
_ON_CARD = frozenset({"has_room", "answers_soon"})
# These are told however many they are true of: somebody would regret not to have known.
_GRAVE = frozenset({"holds_share", "refused_alike", "area_gap", "outside_ticket"})


@dataclass(frozen=True)
class Common:
    """The facts that most cards share, as keys."""

    keys: frozenset[Hashable] = field(default_factory=frozenset)

    @classmethod
    def of(cls, reasons: Sequence[Iterable[Fact]], cautions: Sequence[Iterable[Fact]]) -> Common:
        """Of lists of what could be said on each card."""
        if len(reasons) < _FEW:
            return cls()
        counts = Counter(
            key for lists in (reasons, cautions) for facts in lists for key in {_key(one) for one in facts}
        )
        return cls(frozenset(key for key, count in counts.items() if count > _SHARE * len(reasons)))

    def reasons(self, found: Sequence[Reason]) -> tuple[Reason, ...]:
        """The strongest that tell somebody apart; where nothing does, the strongest."""
        telling = [
            one
            for one in found
            if one.code in _IN_THEIR_WORDS or (_key(one) not in self.keys and one.code not in _ON_CARD)
        ]
        return tuple(telling[:MOST_REASONS]) or tuple(found[:1])

    def caution(self, found: Sequence[Caution]) -> Caution | None:
        """The weightiest that is grave or tells somebody apart; where none does, the weightiest."""
        telling = (one for one in found if one.code in _GRAVE or _key(one) not in self.keys)
        return next(telling, found[0] if found else None)


def _key(fact: Fact) -> Hashable:
    return fact.code, tuple(sorted((name, repr(value)) for name, value in fact.params.items()))
