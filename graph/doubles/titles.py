"""Titles that stand at a person's name: which they are, where the name ends, and what is left of it without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.doubles.scripts import simplified

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁"
    "仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦"
    "雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利"
    "蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付闫岳帅缑亢况覃佟区朴仝芦丛战"
    "兰代苟律卜詹由衣补海涂苑揭谌但候郄尧凡佘楚商牟仉佴"
)
DOUBLE_SURNAMES = frozenset((
    "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "长孙",
    "夏侯", "宇文", "端木", "百里", "南宫", "西门", "独孤", "轩辕", "万俟", "闻人", "赫连", "澹台", "淳于", "申屠",
))  # fmt: skip
_COURTESIES_ZH = frozenset(("先生", "女士", "小姐", "老师", "同志", "总"))
_TITLES_ZH = _COURTESIES_ZH | frozenset((
    "教授", "副教授", "博士", "博士后", "硕士", "院士", "研究员", "副研究员", "讲师", "工程师", "高级工程师",
    "主任", "副主任", "院长", "副院长", "所长", "副所长", "校长", "副校长", "处长", "局长", "会长", "秘书长", "理事长",
    "董事长", "总经理", "副总经理", "总裁", "副总裁", "总监", "经理", "主席", "书记", "律师", "医生", "合伙人",
))  # fmt: skip
_LONGEST_ZH = max(map(len, _TITLES_ZH))
_COURTESIES = frozenset(("mr", "mrs", "ms", "miss", "mx"))
_TITLES = {"dr": "Dr.", "prof": "Prof.", "professor": "Professor"}
_DEGREES = {"phd": "PhD", "md": "MD", "mba": "MBA", "dphil": "DPhil"}
_BEFORE = re.compile(r"(mr|mrs|ms|miss|mx|dr|prof|professor)(?:\.\s*|\s+)(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(r"(?:\s*,\s*|\s+)(ph\.?\s?d|m\.?d|mba|dphil)\.?", re.IGNORECASE)
_ENCLOSED = re.compile(r"(.+?)\s*[(（【\[]\s*([^()（）【】\[\]]+?)\s*[)）】\]]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_MOST_GIVEN = 2


@dataclass(frozen=True)
class TitledName:
    """A name without its titles, and those of them that say more than courtesy.

    `is_open`: it ends like a title, but what stands before it is no whole name: only a person knows.
    """

    name: str
    titles: tuple[str, ...] = ()
    is_open: bool = False


@lru_cache(maxsize=100_000)
def split_titles(text: str) -> TitledName:
    """Part a person's name from the titles at it: only known ones, and only of a whole name."""
    name, titles = text.strip(), []
    while match := _BEFORE.match(name):
        titles.append(match[1].casefold())
        name = name[match.end() :]
    behind: list[str] = []
    while found_behind := _behind(name):
        name, title = found_behind
        behind.insert(0, title)
    found = [_TITLES[one] for one in titles if one in _TITLES]
    found += [_shown(one) for one in behind if one not in _COURTESIES_ZH]
    if name == text.strip():
        return TitledName(name, is_open=_is_like_title(name))
    if not _is_whole(name):
        return TitledName(text.strip(), is_open=True)
    return TitledName(name, tuple(dict.fromkeys(found)))


def bare_name(text: str) -> str:
    """A person's name without its titles, as far as they are sure."""
    return split_titles(text).name


def _behind(name: str) -> tuple[str, str] | None:
    """The name before its last title, and that title."""
    enclosed = _ENCLOSED.fullmatch(name)
    if enclosed and (enclosed[2] in _TITLES_ZH or _plain(enclosed[2]) in _DEGREES):
        return enclosed[1], enclosed[2]
    for match in _BEHIND.finditer(name):
        if match.end() == len(name):
            return name[: match.start()], match[1]
    title = _title_zh(name)
    # A title alone behind a whole name, or behind a name with another title at it.
    rest = name[: len(name) - len(title)].rstrip(" ,，、·") if title else ""
    return (rest, title) if rest and (_is_whole(rest) or _title_zh(rest)) else None


def _title_zh(name: str) -> str:
    """The longest title in which a Chinese name ends: of 副教授 the 副 is none of the name."""
    plain = simplified(name) if _HAN.search(name[-1:]) else ""
    ends = (plain[-length:] for length in range(_LONGEST_ZH, 0, -1))
    return next((end for end in ends if end in _TITLES_ZH and len(plain) > len(end)), "")


def _is_whole(name: str) -> bool:
    """Whether it has a surname and a given name."""
    plain = simplified(name.replace(" ", ""))
    if not _HAN.fullmatch(plain):
        return len(name.split()) > 1 or (bool(_HAN.search(name)) and len(name) > _MOST_GIVEN)
    if plain[:2] in DOUBLE_SURNAMES:
        return 0 < len(plain) - 2 <= _MOST_GIVEN
    return plain[0] in _SURNAMES and 0 < len(plain) - 1 <= _MOST_GIVEN


def _is_like_title(name: str) -> bool:
    """Whether it is a surname with a title: 王总, 张教授."""
    title = _title_zh(name)
    rest = simplified(name[: len(name) - len(title)].strip()) if title else ""
    return rest in _SURNAMES or rest in DOUBLE_SURNAMES


def _plain(text: str) -> str:
    return re.sub(r"[.\s]", "", text).casefold()


def _shown(title: str) -> str:
    return _DEGREES.get(_plain(title), title)
