"""Names of organisations: without what only says their legal form or city."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pypinyin import Style, lazy_pinyin
from rapidfuzz.distance import DamerauLevenshtein

from graph.doubles.person_names import Agreement
from graph.doubles.scripts import chinese_of, latin_tokens

_FORMS = frozenset((
    "co", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "company", "llc", "llp", "plc", "gmbh", "ag",
    "sa", "sas", "srl", "bv", "nv", "oy", "ab", "pte", "pty", "kg", "the", "and", "of", "group", "holding", "holdings",
))  # fmt: skip
_FORM_ZH = re.compile(r"(股份|集团|控股)?(有限)?(责任)?(公司|企业|合伙)(有限合伙)?$|集团$")
_CITIES = "上海|北京|深圳|杭州|苏州|南京|广州|武汉|成都|西安|合肥|无锡|宁波|天津|重庆|江苏|浙江|广东"
_CITY_ZH = re.compile(rf"^(中国)?({_CITIES})市?(?=.{{2}})")
_TRADES = (
    "信息|生物|新能源|新材料|智能|医疗|网络|数据|电子|环保|半导体|软件|精密|自动化|光电|材料|能源|机器人|医药|文化"
)
_BRANCH_ZH = re.compile(rf"({_TRADES})*(科技|技术|科学)?$")


@dataclass(frozen=True)
class OrganisationName:
    """The telling words in Latin letters, and the telling characters of the Chinese name."""

    latin: tuple[str, ...]
    chinese: str

    @classmethod
    def of(cls, name: str, name_zh: str) -> OrganisationName:
        """A name as it stands in the two columns, whichever script is in which."""
        words = latin_tokens(name) or latin_tokens(name_zh)
        return cls(tuple(word for word in words if word not in _FORMS) or words, _core(chinese_of(name_zh or name)))

    @property
    def core(self) -> str:
        """What tells the name from others, for use as a key."""
        return " ".join(sorted(self.latin)) or self.chinese

    @cached_property
    def brand(self) -> str:
        """The Chinese name without the words of its trade: 星桥 of 星桥信息科技."""
        return _BRANCH_ZH.sub("", self.chinese) or self.chinese

    @cached_property
    def spoken(self) -> str:
        """The brand in pinyin."""
        return "".join(lazy_pinyin(self.brand, style=Style.NORMAL)) if self.brand else ""


@lru_cache(maxsize=100_000)
def _core(chinese: str) -> str:
    without_form = _FORM_ZH.sub("", chinese) or chinese
    return _CITY_ZH.sub("", without_form)


def compare_organisations(left: OrganisationName, right: OrganisationName) -> Agreement:
    """How two names of organisations agree in one script."""
    if left.chinese and right.chinese:
        if left.chinese == right.chinese:
            return Agreement.SAME
        if len(left.brand) > 1 and left.brand == right.brand:
            return Agreement.SHORTER
        return Agreement.DIFFERENT
    if not left.latin or not right.latin:
        return Agreement.DIFFERENT
    return _latin(left.latin, right.latin)


def _latin(left: tuple[str, ...], right: tuple[str, ...]) -> Agreement:
    if "".join(left) == "".join(right) or sorted(left) == sorted(right):
        return Agreement.SAME
    if _numbers(left) != _numbers(right):
        return Agreement.DIFFERENT
    one, other = "".join(left), "".join(right)
    most = min(len(one), len(other)) // 6
    if most and DamerauLevenshtein.distance(one, other, score_cutoff=min(most, 2)) <= min(most, 2):
        return Agreement.TYPO
    if set(left) <= set(right) or set(right) <= set(left):
        return Agreement.SHORTER
    return Agreement.SURNAME if left[0] == right[0] else Agreement.DIFFERENT


def _numbers(tokens: tuple[str, ...]) -> list[str]:
    return sorted("".join(filter(str.isdigit, token)) for token in tokens if any(map(str.isdigit, token)))
