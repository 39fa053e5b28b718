"""Cells and headings without what nobody sees or means: zero-width characters, full-width letters, empty marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Joiners are part of some scripts and of emoji: they go only where a cell is no text.
_JOINERS = re.compile("[\u200c\u200d]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t ]+")
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_LETTERS = {code: letter for code, letter in _FULL_WIDTH.items() if letter.isalnum() or letter in "@._-+"}
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_NOT_IN_KEY = re.compile(r"[^\w+#]+|_+")
_EMPTY_MARKS = frozenset({
    "-", "--", "---", "–", "—", "/", "//", "\\", ".", "..", "?", "？", "*", "x", "n/a", "na",
    "n.a.", "none", "null", "nil", "tbd", "tbc", "unknown", "#n/a", "nan", "undefined",
    "undisclosed",
    "anonymous", "匿名", "(none)", "（无）", "无", "暂无", "没有", "未知", "不详", "待定", "待补充",
    "未填", "未填写", "暂缺", "空", "不适用", "保密", "未披露", "not available", "not applicable",
})  # fmt: skip


def seen(text: str) -> str:
    """A text without invisible characters and outer spaces; line ends and joiners stay."""
    if text.isascii():
        return text.strip()
    return _UNSEEN.sub("", text).replace("\u00a0", " ").replace("\u3000", " ").strip()


def narrow(text: str) -> str:
    """A cell that is no text: one line of single spaces, with full-width letters, digits and signs as plain ones."""
    if text.isascii():
        return " ".join(text.split())
    return _SPACES.sub(" ", _JOINERS.sub("", seen(text)).translate(_FULL_WIDTH)).strip()


def plain_letters(text: str) -> str:
    """A name: as it stands, but for full-width letters and digits, and for spaces that stand twice."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_JOINERS.sub("", seen(text)).translate(_LETTERS).split())


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """A heading or word as it is compared: without case, width, punctuation and spaces."""
    return _NOT_IN_KEY.sub("", unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold())


def is_empty_mark(text: str) -> bool:
    """Whether a cell says that nothing is there."""
    return text.casefold() in _EMPTY_MARKS


def has_han(text: str) -> bool:
    """Whether it holds a Chinese character."""
    return not text.isascii() and _HAN.search(text) is not None


def has_latin(text: str) -> bool:
    """Whether it holds a Latin letter."""
    return _LATIN.search(text) is not None


def is_han_name(text: str) -> bool:
    """Whether it is Chinese alone, as a name is."""
    return has_han(text) and not has_latin(text)
