"""What the words of a list mean: names and aliases of the taxonomy, and what people write beside them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz import fuzz, process

from graph.exchange.understanding.text import has_han, key
from graph.exchange.understanding.words.places import language_of
from graph.taxonomy import Taxonomy, load
from graph.taxonomy.model import Term, TermList

_HEAD = re.compile(
    r"^(?:已完成|已获|已获得|完成|正在进行|正在|拟|目前|当前|处于|currently |raising |closed |completed )"
)
_TAIL = re.compile(
    r"(?:行业|产业|领域|方向|技术|赛道|专业|轮融资|融资已完成|融资完成|融资中|融资|已完成|完成|进行中|阶段|"
    r" industry| sector| stage| round| tech| technology)$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"^(.+?)\s*[(（]([^()（）]+)[)）]$")
_SEVERAL = re.compile(r"[/&+,;|]| and | or ")
_OTHER = re.compile(r"^(?:其他|其它|other|others)\s*[:：(（]\s*", re.IGNORECASE)
_ANYTHING = frozenset((
    "不限", "全部", "行业不限", "不限行业", "全行业", "其他", "其它",
    "agnostic", "sectoragnostic", "any", "all", "generalist", "other", "others",
))  # fmt: skip
_CLOSENESS = 88
_LEAST_LATIN = 5
_MOST_LATIN = 60


@dataclass(frozen=True)
class Meaning:
    """Codes that a word stands for, and whether that is sure."""

    codes: tuple[str, ...]
    is_sure: bool


def meaning(kind: str, text: str, taxonomy: Taxonomy) -> Meaning | None:
    """What a word means in a list of the taxonomy: `stages`, `industries`, `languages`, ..."""
    if kind == "languages":
        code = language_of(text, taxonomy)
        return Meaning((code,), is_sure=True) if code else _both_languages(text)
    return _meaning(kind, text)


def is_known(kind: str, text: str) -> bool:
    """Whether it is a word of a list as a whole."""
    found = meaning(kind, text, load())
    return found is not None and found.is_sure


@lru_cache(maxsize=20_000)
def _meaning(kind: str, text: str) -> Meaning | None:
    terms: TermList[Term] = load().list(kind)
    if text in terms:
        return Meaning((text,), is_sure=True)
    said = _words().get(kind, {}).get(key(text))
    if said:
        return said
    code = terms.find(text)
    if code:
        return Meaning((code,), is_sure=True)
    match = _BRACKETED.match(text)
    for part in match.groups() if match else ():
        found = _words().get(kind, {}).get(key(part)) or _as_meaning(terms.find(part))
        if found:
            return Meaning(found.codes, is_sure=False)
    bare = _TAIL.sub("", _HEAD.sub("", text.strip()))
    if bare and bare != text:
        found = _words().get(kind, {}).get(key(bare)) or _as_meaning(terms.find(bare))
        if found:
            return Meaning(found.codes, is_sure=False)
    return _nearest(kind, text)


def _as_meaning(code: str | None) -> Meaning | None:
    return Meaning((code,), is_sure=False) if code else None


def _nearest(kind: str, text: str) -> Meaning | None:
    """A name that is written almost so: a slip of the pen, not another word."""
    folded = key(text)
    if not _LEAST_LATIN <= len(folded) <= _MOST_LATIN or has_han(folded) or _SEVERAL.search(text):
        return None
    names = _names(kind)
    close = process.extractOne(folded, names.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSENESS)
    return Meaning((names[close[0]],), is_sure=False) if close else None


def means_nothing(text: str) -> bool:
    """Whether a word of a list names none of it: any, all, other."""
    return key(text) in _ANYTHING


def without_other(text: str) -> str:
    """What a form's choice "other" was given as."""
    return _OTHER.sub("", text).strip() or text


@cache
def _names(kind: str) -> dict[str, str]:
    """Codes by key of each name."""
    return {
        key(name): term.code
        for term in load().list(kind).terms.values()
        for name in (term.code, term.en, term.zh, *term.aliases)
    }  # fmt: skip


def _both_languages(text: str) -> Meaning | None:
    """中英文, 中英双语."""
    match = re.fullmatch(r"([中英日韩法德俄西葡])([中英日韩法德俄西葡])(?:文|语|双语|文双语|双语流利)", text)
    if not match:
        return None
    codes = dict(zip("中英日韩法德俄西葡", ("zh", "en", "ja", "ko", "fr", "de", "ru", "es", "pt"), strict=True))
    return Meaning(tuple(codes[one] for one in match.groups()), is_sure=True)


@cache
def _words() -> dict[str, dict[str, Meaning]]:
    text = (resources.files("graph.exchange.understanding") / "data" / "words.json").read_text(encoding="utf-8")
    told: dict[str, dict[str, dict[str, list[str]]]] = json.loads(text)
    return {
        kind: {
            key(word): Meaning(tuple(codes.split("|")), how == "sure")
            for codes, words in entries.items()
            for how in ("likely", "sure")
            for word in words.get(how, ())
        }
        for kind, entries in told.items()
    }
