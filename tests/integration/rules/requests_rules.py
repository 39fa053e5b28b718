"""The rules of requests, as people are told them: a second telling, against which the product's own is held."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

MOST_WAITING = 2
MOST_ASKED_OF_ONE, MOST_ASKED, MOST_TAKEN_BACK = 3, 20, 3
"""In a day: by a startup of the same person, by a founder of anybody, and of the same answer."""


@dataclass
class Pair:
    """A need and somebody who could help with it, and what became of it between them."""

    state: str = "shown"
    before: str = "shown"
    reason: str = ""
    again_on: date | None = None
    decided: int = 0
    is_working: bool = False
    taken_back: list[date] = field(default_factory=list)


@dataclass
class Rules:
    """A few startups' needs and a few supervisors. `owner`: whose need it is; `tick`: counts the steps."""

    owner: dict[str, str]
    places: dict[str, int]
    capacity: dict[str, int]
    open_needs: set[str] = field(default_factory=set)
    paused: set[str] = field(default_factory=set)
    pairs: dict[tuple[str, str], Pair] = field(default_factory=dict)
    last_asked: dict[str, int] = field(default_factory=dict)
    asked: list[tuple[date, str, str]] = field(default_factory=list)
    tick: int = 0

    def pair(self, need: str, who: str) -> Pair:
        """How the two stand."""
        return self.pairs.setdefault((need, who), Pair())

    def of_startup(self, need: str, who: str) -> list[tuple[str, Pair]]:
        """Everything between the startup of a need and somebody, with the need it is about."""
        return [(n, pair) for (n, w), pair in self.pairs.items() if w == who and self.owner[n] == self.owner[need]]

    def waiting(self, need: str) -> list[Pair]:
        """What waits for an answer."""
        return [pair for (n, _who), pair in self.pairs.items() if n == need and pair.state == "asked"]

    def taken(self, need: str) -> int:
        """How many places of a need are filled: work that is over filled one too."""
        return sum(n == need and pair.state == "accepted" for (n, _who), pair in self.pairs.items())

    def works(self, who: str) -> int:
        """How many places of somebody are taken."""
        return sum(w == who and pair.is_working for (_need, w), pair in self.pairs.items())

    def has_conflict(self, need: str, who: str) -> bool:
        """Whether they once said so about this startup."""
        return any(pair.state == "declined" and pair.reason == "conflict" for _n, pair in self.of_startup(need, who))

    def may_ask(self, need: str, who: str, today: date) -> bool:
        """For a need with an empty place: somebody with a free one who takes requests, and is not asked or at work."""
        if need not in self.open_needs or who in self.paused or self.works(who) >= self.capacity[who]:
            return False
        startup = self.owner[need]
        of_today = [one for one in self.asked if one[:2] == (today, startup)]
        if len(of_today) >= MOST_ASKED or of_today.count((today, startup, who)) >= MOST_ASKED_OF_ONE:
            return False
        is_full = self.taken(need) >= self.places[need] or len(self.waiting(need)) >= MOST_WAITING
        if is_full or self.has_conflict(need, who):
            return False
        own = self.pair(need, who)
        if own.state in ("dismissed", "accepted"):
            return False
        return not any(self._stands_against(need, n, pair, today) for n, pair in self.of_startup(need, who))

    @staticmethod
    def _stands_against(need: str, of: str, pair: Pair, today: date) -> bool:
        if pair.is_working or pair.state == "asked":
            return True
        if pair.state != "declined":
            return False
        return today < pair.again_on if pair.again_on else of == need

    def may_accept(self, need: str, who: str) -> bool:
        """What waits, while both sides have a place."""
        has_place = self.taken(need) < self.places[need] and self.works(who) < self.capacity[who]
        waits = self.pair(need, who).state == "asked" and need in self.open_needs
        return waits and has_place and not self.has_conflict(need, who)

    def may_undo_decline(self, need: str, who: str, today: date) -> bool:
        """As long as the startup has not gone on to somebody else."""
        pair = self.pair(need, who)
        untouched = pair.state == "declined" and self.last_asked.get(need, 0) < pair.decided
        has_room = self.taken(need) < self.places[need] and len(self.waiting(need)) < MOST_WAITING
        is_rare = pair.taken_back.count(today) < MOST_TAKEN_BACK
        return untouched and has_room and is_rare and need in self.open_needs

    def withdraw_waiting(self, need: str) -> int:
        """Nothing waits for this need any more; gives how many did."""
        waiting = self.waiting(need)
        for pair in waiting:
            pair.state = "withdrawn"
        return len(waiting)
