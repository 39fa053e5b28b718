"""Who may be proposed, and for each who may not: the first rule that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.domain.kinds import INVESTOR, Kind
from matching.features.query import RankingQuery

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Rule:
    """One hard rule: its code, who it forbids, and the sentence that says so (with the person's name)."""

    code: str
    forbids: Callable[[RankingQuery], Mask]
    text: str
    text_zh: str


def _listed(code: str) -> Callable[[RankingQuery], Mask]:
    def forbids(query: RankingQuery) -> Mask:
        mask = np.zeros(query.index.count, dtype=np.bool_)
        rows = query.availability.forbidden.get(code)
        if rows is not None:
            mask[rows[rows >= 0]] = True
        return mask

    return forbids


def _paused(query: RankingQuery) -> Mask:
    return query.index.paused_until > query.today


def _no_free_place(query: RankingQuery) -> Mask:
    # An unknown number of places (NaN) forbids nothing.
    return query.availability.taken >= query.index.capacity


def _outside_pool(query: RankingQuery) -> Mask:
    """Reserved by an incubator for its own startups, and this startup is not one of them."""
    reserved = query.index.has_any("reserved_for")
    if not reserved.any():
        return reserved
    return reserved & ~query.index.carry_any("reserved_for", query.seeker.pools)


def _language(query: RankingQuery) -> Mask:
    if not query.seeker.languages:
        return np.zeros(query.index.count, dtype=np.bool_)
    have = query.index.languages
    mask: Mask = (have != 0) & (have & query.seeker.languages == 0)
    return mask


_ALL = (
    Rule(
        "outside_pool",
        _outside_pool,
        "{name} guides only startups of another incubator.",
        "{name}只辅导其他孵化器的企业。",
    ),
    Rule(
        "conflict",
        _listed("conflict"),
        "{name} has a conflict of interest with you.",
        "{name}与贵企业存在利益冲突。",
    ),
    Rule(
        "already_engaged",
        _listed("already_engaged"),
        "{name} guides you already.",
        "{name}已在辅导贵企业。",
    ),
    Rule(
        "already_asked",
        _listed("already_asked"),
        "You have asked {name} already.",
        "您已向{name}发出请求。",
    ),
    Rule(
        "dismissed",
        _listed("dismissed"),
        "You took {name} off this list.",
        "您已将{name}移出此列表。",
    ),
    Rule(
        "declined_before",
        _listed("declined_before"),
        "{name} declined your earlier request.",
        "{name}婉拒过您先前的请求。",
    ),
    Rule(
        "paused",
        _paused,
        "{name} takes no new requests at the moment.",
        "{name}目前暂停接受新请求。",
    ),
    Rule(
        "no_free_place",
        _no_free_place,
        "{name} has no free place.",
        "{name}没有空余名额。",
    ),
    Rule(
        "language",
        _language,
        "{name} shares no language with you.",
        "{name}与您没有共同语言。",
    ),
)
RULES: dict[str, Rule] = {rule.code: rule for rule in _ALL}
# An investor guides nobody.
_INVESTOR_WORDS = {"already_engaged": ("You already talk with {name}.", "贵企业已在与{name}洽谈。")}
# What the seeker itself did or is waiting for; `include_hidden` shows these people all the same.
OWN_DECISIONS = ("already_asked", "dismissed", "declined_before")


def excluded_by(query: RankingQuery, codes: tuple[str, ...]) -> NDArray[np.int8]:
    """For each provider the place in `codes` of the first rule that forbids it; -1 where none does."""
    result = np.full(query.index.count, -1, dtype=np.int8)
    for place, code in enumerate(codes):
        free = result < 0
        result[free & RULES[code].forbids(query)] = place
    return result


def sentence_of_rule(code: str, kind: Kind, name: str, name_zh: str) -> tuple[str, str]:
    """The sentence that says which rule leaves somebody out, in the words of the kind that is matched."""
    rule = RULES[code]
    own = _INVESTOR_WORDS if kind.name == INVESTOR.name else {}
    text, text_zh = own.get(code, (rule.text, rule.text_zh))
    return text.format(name=name), text_zh.format(name=name_zh or name)
