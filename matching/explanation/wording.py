"""Words and numbers as both languages write them, for sentences about a pair."""

from __future__ import annotations

from graph.domain.kinds import INVESTOR, KINDS, Kind
from matching.features.query import RankingQuery
from matching.index.profiles import STAGES
from matching.results import Label

# A mean rating is shown only when it rests on at least this many ratings: nobody's answer can be read from it.
LEAST_RATINGS = 5
# Two texts without a telling word in common must be about this alike before their likeness is a reason.
LIKE_ENOUGH = 0.3
_STAGE_EN = dict(
    zip(STAGES, ("idea", "seed", "angel", "pre-A", "A round", "B round", "C round", "growth"), strict=True)
)
_STAGE_ZH = dict(zip(STAGES, ("构想期", "种子轮", "天使轮", "Pre-A轮", "A轮", "B轮", "C轮", "成长期"), strict=True))
Said = tuple[str, str]


def kind_of(query: RankingQuery) -> Kind | None:
    """The kind that is matched, where it is a declared one."""
    return KINDS.get(query.seeker.need.kind)


def is_investor(query: RankingQuery) -> bool:
    """Whether investors are matched: they are asked for money and talk about it, nobody is guided."""
    return query.seeker.need.kind == INVESTOR.name


def inline(label: Label) -> str:
    """An English name in the middle of a sentence: small first letter if that is its only capital (so not AI)."""
    return label.en if any(letter.isupper() for letter in label.en[1:]) else label.en[:1].lower() + label.en[1:]


def listed(labels: tuple[Label, ...], most: int = 3) -> Said:
    """Names as a list in both languages."""
    shown = labels[:most]
    names = [inline(label) for label in shown]
    english = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
    return english, "、".join(label.zh or label.en for label in shown)


def days_of(value: float) -> Said:
    """A number of days in words."""
    days = max(0, round(value))
    if days == 0:
        return "on the same day", "当天"
    return ("in 1 day", "1天内") if days == 1 else (f"in {days} days", f"{days}天内")


def money_of(value: float) -> Said:
    """A sum of money in words, in the millions that tickets are told in."""
    return f"{value / 1e6:,.4g} million", f"{value / 1e4:,.6g}万"


def stage_words(query: RankingQuery) -> Said:
    """The need's stage in words."""
    label = stage_label(STAGES[query.seeker.stages.bit_length() - 1])
    return label.en, label.zh


def stage_label(stage: str) -> Label:
    """The name of a stage in the middle of a sentence."""
    return Label(stage, _STAGE_EN[stage], _STAGE_ZH[stage])


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def small(said: Said) -> Said:
    """A sentence as the line under a heading: its English begins small."""
    return said[0][:1].lower() + said[0][1:], said[1]


def name_of(label: Label) -> str:
    """A name in Chinese, or else in English."""
    return label.zh or label.en
