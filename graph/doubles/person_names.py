"""Names of people in both scripts: what is compared of them, and how two of them agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import product

from pypinyin import Style, lazy_pinyin, pinyin
from rapidfuzz.distance import DamerauLevenshtein

from graph.doubles.scripts import chinese_of, latin_tokens
from graph.doubles.titles import DOUBLE_SURNAMES, bare_name

_TITLES = frozenset(
    ("dr", "prof", "professor", "mr", "mrs", "ms", "miss", "sir", "phd", "md", "mba", "jr", "sr", "ii", "iii", "ing")
)
# Surnames whose reading as a surname is another than their usual one.
_SURNAME_READINGS = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "区": "ou", "朴": "piao", "查": "zha", "乐": "yue",
    "任": "ren", "盖": "ge", "缪": "miao", "覃": "qin", "翟": "zhai", "纪": "ji", "华": "hua", "宁": "ning",
    "尉迟": "yuchi", "长孙": "zhangsun", "万俟": "moqi", "重": "chong", "员": "yun", "黑": "he", "秘": "bi",
    "折": "she",
}  # fmt: skip
_MOST_READINGS = 8
_LETTERS_A_TYPO = 5


class Agreement(StrEnum):
    """How two names agree, best first."""

    SAME = "same"
    TYPO = "typo"
    SHORTER = "shorter"
    INITIALS = "initials"
    SURNAME = "surname"
    DIFFERENT = "different"


@dataclass(frozen=True)
class PersonName:
    """The words in Latin letters without titles, and the characters of the Chinese name; either may be empty."""

    latin: tuple[str, ...]
    chinese: str

    @classmethod
    def of(cls, name: str, name_zh: str) -> PersonName:
        """A name as it stands in the two columns, whichever script is in which."""
        tokens = tuple(token for token in latin_tokens(name) or latin_tokens(name_zh) if token not in _TITLES)
        chinese = chinese_of(bare_name(name_zh)) or chinese_of(bare_name(name))
        return cls(tokens, chinese)

    @property
    def surname(self) -> str:
        """The Chinese surname."""
        return self.chinese[:2] if self.chinese[:2] in DOUBLE_SURNAMES else self.chinese[:1]

    @property
    def given(self) -> str:
        """The Chinese given name."""
        return self.chinese[len(self.surname) :]

    @cached_property
    def readings(self) -> tuple[tuple[str, str], ...]:
        """(surname, given name) in pinyin, most usual first; several where characters are read in several ways."""
        return _readings(self.surname, self.given) if self.chinese else ()

    @cached_property
    def rings(self) -> frozenset[str]:
        """The name in Latin letters, the same for every order of its parts: also as the Chinese name is read."""
        rings = {ring("".join(reading)) for reading in self.readings}
        return frozenset(rings | ({ring("".join(self.latin))} if self.latin else set()))


def spoken(name: str, name_zh: str) -> tuple[str, ...]:
    """How a name is typed by somebody who searches in pinyin: run together, the surname first or last."""
    told = PersonName.of(name, name_zh)
    ways = (*told.readings, told.latin)
    return tuple(dict.fromkeys("".join(way) for one in ways for way in (one, one[::-1]) if way))


def ring(text: str) -> str:
    """The least of a text's rotations: `weizhang` and `zhangwei` have the same."""
    twice = text + text
    return min((twice[at : at + len(text)] for at in range(len(text))), default="")


@lru_cache(maxsize=100_000)
def _readings(surname: str, given: str) -> tuple[tuple[str, str], ...]:
    """A surname has one reading; characters of a given name may have two."""
    first = _SURNAME_READINGS.get(surname) or "".join(lazy_pinyin(surname, style=Style.NORMAL))
    usual = [heard[:2] for heard in pinyin(given, style=Style.NORMAL, heteronym=True)]
    spoken = ["".join(syllables) for syllables in product(*usual)][:_MOST_READINGS]
    return tuple((one, said) for other in spoken for one in _spellings(first) for said in _spellings(other))


def _spellings(spoken: str) -> Iterator[str]:
    """Passports write lü as lyu, most people as lu, keyboards as lv."""
    yield spoken
    if "v" in spoken:
        yield spoken.replace("v", "yu")
        yield spoken.replace("v", "u")


def compare_chinese(left: PersonName, right: PersonName) -> Agreement:
    """Two names of which both are known in Chinese."""
    if left.chinese == right.chinese:
        return Agreement.SAME
    if left.surname == right.surname and set(left.rings) & set(right.rings):
        return Agreement.TYPO if _is_slip(left.given, right.given) else Agreement.SURNAME
    long = max(len(left.chinese), len(right.chinese))
    if long >= 3 and left.surname == right.surname and _is_slip(left.given, right.given):
        return Agreement.SURNAME
    return Agreement.DIFFERENT


def compare_latin(left: tuple[str, ...], right: tuple[str, ...]) -> Agreement:
    """Two names in Latin letters, in any order of their parts."""
    if not left or not right:
        return Agreement.DIFFERENT
    if ring("".join(left)) == ring("".join(right)):
        return Agreement.SAME
    if _digits(left) != _digits(right):
        return Agreement.DIFFERENT
    return _shortened(left, right) or _mistyped(left, right) or _by_part(left, right)


def _shortened(left: tuple[str, ...], right: tuple[str, ...]) -> Agreement | None:
    """Whether one name is the other without a part, or with initials in place of parts."""
    short, long = sorted((left, right), key=lambda one: (len(one), len("".join(one))))
    rest = list(long)
    exact = [token for token in short if len(token) > 1 and token in rest]
    for token in exact:
        if token in rest:
            rest.remove(token)
    others = [token for token in short if token not in exact]
    for token in others:
        match = next((one for one in rest if len(token) == 1 and one.startswith(token)), None) or next(
            (one for one in rest if len(one) == 1 and token.startswith(one)), None
        )
        if match is None:
            return None
        rest.remove(match)
    if not exact:
        return None
    if others or len(exact) == 1:
        return Agreement.INITIALS if others else None
    return Agreement.SHORTER


def _mistyped(left: tuple[str, ...], right: tuple[str, ...]) -> Agreement | None:
    joined = "".join(left)
    most = len(joined) // _LETTERS_A_TYPO
    for at in range(len(right)):
        turned = "".join((*right[at:], *right[:at]))
        if most and DamerauLevenshtein.distance(joined, turned, score_cutoff=min(most, 2)) <= min(most, 2):
            return Agreement.TYPO
    return None


def _by_part(left: tuple[str, ...], right: tuple[str, ...]) -> Agreement:
    shared = {token for token in left if len(token) > 1} & set(right)
    return Agreement.SURNAME if shared else Agreement.DIFFERENT


def _is_slip(left: str, right: str) -> bool:
    return DamerauLevenshtein.distance(left, right) <= 1


def _digits(tokens: tuple[str, ...]) -> list[str]:
    return sorted(token for token in tokens if any(letter.isdigit() for letter in token))
