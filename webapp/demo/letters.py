"""What founders and supervisors write: in their own language, and to nobody the same line twice while others are left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from webapp.demo.chance import Chance, Deck, words
from webapp.demo.habits import Venture
from webapp.demo.organisations import DISTRICTS_ZH


class Letters:
    """One kind of text, by language."""

    def __init__(self, chance: Chance, lines: Mapping[str, list[str]]) -> None:
        self._decks = {tongue: Deck(chance, lines[tongue]) for tongue in sorted(lines)}
        self._read: set[tuple[str, str]] = set()

    def write(self, tongue: str, reader: str) -> str:
        """A line for this reader."""
        line = self._decks[tongue].deal(lambda line: (reader, line) not in self._read)
        self._read.add((reader, line))
        return line


class Minutes:
    """Notes of meetings: those of the help area first, then what is noted in meetings of any kind."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._any = Letters(chance, words("session_notes")["any"])

    def of_work(self, engagement_id: str, area: str, venture: Venture) -> Iterator[str]:
        """One note after the other for the meetings of one engagement."""
        yield from self._chance.shuffled(words("session_notes")[area][venture.tongue])
        while True:
            yield self._any.write(venture.tongue, engagement_id)


def at_startup(venture: Venture) -> str:
    """Where a meeting is that the startup is host of, in the founder's language."""
    region = venture.row["region"]
    return f"{region}, at the startup" if venture.tongue == "en" else f"{DISTRICTS_ZH[region]}，企业现场"


def in_room(venture: Venture, region: str, number: int) -> str:
    """A numbered meeting room somewhere, in the founder's language."""
    return f"{region}, room {number}" if venture.tongue == "en" else f"{DISTRICTS_ZH[region]}，{number} 号会议室"
