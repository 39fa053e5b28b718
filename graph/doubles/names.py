"""How much the names of two records speak for their being one."""

from __future__ import annotations

from collections.abc import Callable
from math import log

from graph.doubles.evidence import Evidence
from graph.doubles.frequencies import Frequencies
from graph.doubles.organisation_names import compare_organisations
from graph.doubles.person_names import Agreement, compare_chinese, compare_latin
from graph.doubles.record import PEOPLE, Described

_DIFFERENT = log(0.02)
# How often one person's two records agree so, and how many other names are as near.
_AMONG_DOUBLES = {
    Agreement.SAME: (0.85, 1), Agreement.TYPO: (0.05, 5), Agreement.SHORTER: (0.06, 1), Agreement.INITIALS: (0.06, 1),
}  # fmt: skip
_SURNAME_AMONG_DOUBLES = 0.05
_RAREST = 1e-6
_LATIN_OF_AN_ORGANISATION = 1e-5


def weigh_names(left: Described, right: Described, frequencies: Frequencies) -> tuple[float, Evidence | None]:
    """(log-odds, what agrees); the second is None where the names speak against it."""
    if left.table != PEOPLE:
        return _organisations(left, right, frequencies)
    one, other = left.person, right.person
    if one.chinese and other.chinese:
        return _chinese(left, right, frequencies)
    if one.latin and other.latin and not (one.chinese or other.chinese):
        return _told(left, right, "name", compare_latin(one.latin, other.latin), one.latin, other.latin, frequencies)
    return _across(left, right, frequencies)


def _chinese(left: Described, right: Described, frequencies: Frequencies) -> tuple[float, Evidence | None]:
    one, other = left.person, right.person
    agreement = compare_chinese(one, other)
    if agreement is Agreement.SAME:
        return _evidence(left, right, "name_zh", agreement, frequencies.of_chinese(one.surname, one.given))
    if agreement is Agreement.TYPO:
        by_chance = frequencies.of_tokens(one.readings[0])
        return _evidence(left, right, "name_zh", agreement, by_chance)
    if agreement is Agreement.SURNAME:
        return -2.0, None
    return _DIFFERENT, None


def _across(left: Described, right: Described, frequencies: Frequencies) -> tuple[float, Evidence | None]:
    """One of the names is known in Chinese only there: by its reading, or by what both write in Latin letters."""
    one, other = left.person, right.person
    best: tuple[float, Evidence | None] = (_DIFFERENT, None)
    for kind, forms, others in (
        ("name", [one.latin], [other.latin]), ("pinyin", one.readings, [other.latin]),
        ("pinyin", [one.latin], other.readings),
    ):  # fmt: skip
        for form in forms:
            for answer in others:
                if form and answer:
                    agreement = compare_latin(form, answer)
                    found = _told(left, right, kind, agreement, form, answer, frequencies)
                    best = max(best, found, key=lambda it: it[0])
    return best


def _told(
    left: Described, right: Described, kind: str, agreement: Agreement, one: tuple[str, ...], other: tuple[str, ...],
    frequencies: Frequencies,
) -> tuple[float, Evidence | None]:  # fmt: skip
    shared = [token for token in one if token in other and len(token) > 1]
    if agreement is Agreement.DIFFERENT:
        return _DIFFERENT, None
    if agreement is Agreement.SURNAME:
        return min(max(log(_SURNAME_AMONG_DOUBLES / frequencies.of_tokens(shared[:1])), -2.5), 0.5), None
    if agreement is Agreement.SAME or agreement is Agreement.TYPO:
        by_chance = frequencies.of_tokens(one if len(one) <= len(other) else other)
    else:
        initials = [token[0] for token in min(one, other, key=len) if token not in shared]
        by_chance = frequencies.of_tokens([*shared, *initials])
    return _evidence(left, right, kind, agreement, by_chance)


def _organisations(left: Described, right: Described, frequencies: Frequencies) -> tuple[float, Evidence | None]:
    one, other = left.organisation, right.organisation
    agreement = compare_organisations(one, other)
    if one.chinese and other.chinese:
        by_chance = _LATIN_OF_AN_ORGANISATION * (1 if len(one.chinese) > 3 else 10)
        if agreement in (Agreement.SAME, Agreement.SHORTER):
            return _evidence(left, right, "name_zh", agreement, by_chance)
        return _DIFFERENT, None
    if agreement in (Agreement.SAME, Agreement.TYPO, Agreement.SHORTER):
        shared = set(one.latin) & set(other.latin) or set(one.latin)
        by_chance = max(frequencies.of_tokens(shared), _LATIN_OF_AN_ORGANISATION)
        return _evidence(left, right, "name", agreement, by_chance)
    spoken, word = (one.spoken, other.latin) if one.spoken else (other.spoken, one.latin)
    if len(spoken) > 4 and word and (spoken == "".join(word) or spoken == word[0]):
        return _evidence(left, right, "pinyin", Agreement.SAME, max(frequencies.of_tokens([word[0]]), 1e-4))
    if bool(one.chinese) != bool(other.chinese) and not (one.latin and other.latin):
        return log(0.3), None  # a translated name says little either way
    return _DIFFERENT, None


def _evidence(
    left: Described, right: Described, kind: str, agreement: Agreement, by_chance: float
) -> tuple[float, Evidence]:
    among_doubles, neighbours = _AMONG_DOUBLES[agreement]
    weight = log(among_doubles / min(max(by_chance * neighbours, _RAREST), 1))
    said: Callable[[Described], str] = _in_chinese if kind == "name_zh" else _as_written
    return weight, Evidence(kind, f"{kind}_{agreement}", said(left), said(right), weight)


def _as_written(record: Described) -> str:
    return record.name


def _in_chinese(record: Described) -> str:
    return record.name_zh or record.name
