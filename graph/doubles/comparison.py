"""How probable it is that two records are one: the prior odds of a pair times what each comparison is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log

from graph.doubles.evidence import Evidence
from graph.doubles.frequencies import Frequencies, text_similarity
from graph.doubles.mail import is_of_an_office, own_domain
from graph.doubles.names import weigh_names
from graph.doubles.record import Described

EXPECTED_SHARE = 0.05
"""Share of the records that are expected to be doubles of others; the prior."""

# (at least so similar, how often one person's two records are between this and the next).
_TAGS_AMONG_DOUBLES = ((0.8, 0.45), (0.5, 0.25), (0.2, 0.2), (0.0, 0.1))
_TEXTS_AMONG_DOUBLES = ((0.95, 0.35), (0.8, 0.15), (0.6, 0.2), (0.0, 0.3))
_FACTS_AMONG_DOUBLES = {"founded_on": 0.9, "country": 0.95, "region": 0.85, "languages": 0.7}
_FACT_AMONG_DOUBLES = 0.85
_LEAST_SOFT, _MOST_SOFT = -3.0, 4.0
_OTHER_NUMBER = -8.0
_TELLING = 0.7


@dataclass(frozen=True)
class Comparison:
    """Two records, the log-odds that they are one, and what speaks for it, strongest first."""

    left: Described
    right: Described
    log_odds: float
    evidence: tuple[Evidence, ...]

    @property
    def probability(self) -> float:
        """The probability that they are one."""
        return 1 / (1 + exp(-max(min(self.log_odds, 30.0), -30.0)))


def compare(left: Described, right: Described, frequencies: Frequencies) -> Comparison:
    """Two records of one table."""
    name_weight, name = weigh_names(left, right, frequencies)
    found = [*_numbers(left, right), _address(left, right, frequencies), _site(left, right, frequencies)]
    hard = sum(weight for weight, _ in found)
    work_weight, work = _workplace(left, right, frequencies)
    soft, alike = _soft(left, right, frequencies)
    evidence = [one for _, one in found if one] + [one for one in (name, work, alike) if one]
    total = log(2 * EXPECTED_SHARE / max(frequencies.size, 2)) + name_weight + hard + work_weight + soft
    if name is None and not any(one for _, one in found):
        total = min(total, -3.0)  # the same place and topics make nobody the same person
    return Comparison(left, right, total, tuple(sorted(evidence, key=lambda one: -one.weight)))


def _numbers(left: Described, right: Described) -> list[tuple[float, Evidence | None]]:
    """ORCID, ROR and credit codes are given once: equal ones prove, different ones refute."""
    answers: list[tuple[float, Evidence | None]] = []
    for kind, code, one, other in (
        ("orcid", "orcid_same", left.orcid, right.orcid), ("name", "uscc_same", left.uscc, right.uscc),
    ):  # fmt: skip
        if one and other:
            same = one == other
            answers.append((14.0, Evidence(kind, code, one, other, 14.0)) if same else (_OTHER_NUMBER, None))
    return answers


def _address(left: Described, right: Described, frequencies: Frequencies) -> tuple[float, Evidence | None]:
    if not left.address or not right.address:
        return 0.0, None
    if left.address != right.address:
        return log(0.5), None
    by_chance = 0.02 if is_of_an_office(left.address) else frequencies.of_value("mail", left.address)
    weight = log(0.5 / by_chance)
    return weight, Evidence("email", "email_same", left.email, right.email, weight)


def _site(left: Described, right: Described, frequencies: Frequencies) -> tuple[float, Evidence | None]:
    if not left.site or not right.site:
        return 0.0, None
    if left.site != right.site:
        return log(0.3), None
    weight = min(log(0.7 / frequencies.of_value("site", left.site)), 9.0)
    return weight, Evidence("website", "website_same", left.website, right.website, weight)


def _workplace(left: Described, right: Described, frequencies: Frequencies) -> tuple[float, Evidence | None]:
    if not left.workplaces or not right.workplaces:
        return 0.0, None
    shared = left.workplaces & right.workplaces
    if left.address and left.address == right.address:
        shared -= {own_domain(left.address)}
    if left.named_workplaces and right.named_workplaces:
        # Employers that are known count for what they are: a domain may be that of many.
        shared &= left.named_workplaces & right.named_workplaces
    if not shared:
        return log(0.4), None
    rarest = min(shared, key=lambda one: (frequencies.of_value("work", one), one))
    weight = log(0.7 / max(frequencies.of_value("work", rarest), 0.002))
    is_named = rarest in left.named_workplaces and rarest in right.named_workplaces
    return weight, Evidence("employer", "employer_same" if is_named else "domain_same", rarest, rarest, weight)


def _soft(left: Described, right: Described, frequencies: Frequencies) -> tuple[float, Evidence | None]:
    """What many share: topics, words, places. Together they are worth no more than a bound, for they go together."""
    tags = _level(frequencies.tag_similarity(left, right), _TAGS_AMONG_DOUBLES, frequencies.tags_by_chance)
    texts = _level(text_similarity(left, right), _TEXTS_AMONG_DOUBLES, frequencies.texts_by_chance)
    tags = tags if left.tags and right.tags else 0.0
    texts = texts if left.text and right.text else 0.0
    facts = sum(_fact(name, left, right, frequencies) for name in left.facts.keys() & right.facts.keys())
    total = min(max(tags + texts / 2 + facts, _LEAST_SOFT), _MOST_SOFT)
    alike = max(tags, texts / 2)
    if alike < _TELLING:
        return total, None
    code = "topics_same" if tags >= texts / 2 else "texts_same"
    shared = ", ".join(sorted(left.tags & right.tags)[:4])
    return total, Evidence("topics", code, shared, shared, alike)


def _level(similarity: float, levels: tuple[tuple[float, float], ...], by_chance: Callable[[float], float]) -> float:
    above = 0.0
    for floor, among_doubles in levels:
        tail = by_chance(floor)
        if similarity >= floor:
            return log(among_doubles / max(tail - above, 0.002))
        above = tail
    return 0.0


def _fact(name: str, left: Described, right: Described, frequencies: Frequencies) -> float:
    among_doubles = _FACTS_AMONG_DOUBLES.get(name, _FACT_AMONG_DOUBLES)
    if left.facts[name] == right.facts[name]:
        return log(among_doubles / max(frequencies.of_fact(name, left.facts[name]), 0.01))
    by_chance = frequencies.agreement_by_chance(name)
    return log((1 - among_doubles) / max(1 - by_chance, 1 - among_doubles))
