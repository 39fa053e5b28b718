"""Invented names in both scripts, each given once."""

from __future__ import annotations

import unicodedata

from webapp.demo.chance import Chance, words


class Names:
    """Hands out names of people and companies until the lists are used up."""

    def __init__(self, chance: Chance) -> None:
        lists = words("names")
        self._chance = chance
        self._surnames = [tuple(name.split()) for name in lists["surnames"]]
        self._first = [tuple(name.split()) for name in lists["first"]]
        self._last = [tuple(name.split()) for name in lists["last"]]
        self._overseas = chance.shuffled(lists["overseas"])
        self._stems = [tuple(name.split()) for name in lists["stems"]]
        self._used: set[str] = set()

    def person(self) -> tuple[str, str]:
        """A name in pinyin (surname first) and in characters."""
        while True:
            surname, first, last = (self._chance.pick(part) for part in (self._surnames, self._first, self._last))
            latin = f"{surname[0]} {first[0]}{last[0]}"
            if latin not in self._used and first[1] != last[1]:
                self._used.add(latin)
                return latin, f"{surname[1]}{first[1]}{last[1]}"

    def overseas_person(self) -> tuple[str, str]:
        """A name from elsewhere, which has no characters; a Chinese one when the list is used up."""
        return (self._overseas.pop(), "") if self._overseas else self.person()

    def stem(self) -> tuple[str, str]:
        """The first half of a company's name."""
        latin, characters = self._stems.pop(0)
        return latin, characters

    def reserve(self, *latin: str) -> None:
        """Keep these people's names and company stems for those who have them already."""
        self._used.update(latin)
        self._overseas = [name for name in self._overseas if name not in latin]
        self._stems = [stem for stem in self._stems if stem[0] not in latin]


def slug(name: str) -> str:
    """A name as the readable part of an id."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())
