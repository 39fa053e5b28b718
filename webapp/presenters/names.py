"""Names and texts that come in pairs: the reader's language first, the other when there is no such text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graph.domain.scripts import name_in
from webapp.presenters.language import language
from webapp.presenters.widths import width_of


def _value(thing: Any, key: str) -> str:
    value = thing.get(key) if isinstance(thing, Mapping) else getattr(thing, key, None)
    return str(value) if value else ""


def text_of(thing: Any, field: str) -> str:
    """`summary` or `summary_zh`, whichever the reader reads and there is."""
    english, chinese = _value(thing, field), _value(thing, f"{field}_zh")
    return (chinese or english) if language() == "zh" else (english or chinese)


def name_of(thing: Any) -> str:
    """The name to call them by."""
    return text_of(thing, "name")


def other_name(thing: Any) -> str:
    """The name in the other script; empty when there is only one, and in Chinese, where one is enough."""
    if language() == "zh":
        return ""
    english, chinese = _value(thing, "name"), _value(thing, "name_zh")
    return chinese if english and chinese != english else ""


def spoken_name(name: str) -> str:
    """The name of an account: in Chinese its Chinese part, in English the whole, as other names have both."""
    return name_in(name, "zh") if language() == "zh" else name


def two_lines(name: str, width: int = 15) -> list[str]:
    """A name for a narrow place: at most two lines, broken at spaces; a Chinese character is two wide."""
    lines = [""]
    for word in re.findall(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+|\s+", name.strip()):
        if width_of(lines[-1] + word) > width and lines[-1].strip() and word.strip():
            lines.append("")
        lines[-1] += word
    lines = [line.strip() for line in lines]
    if len(lines) > 2:
        lines = [lines[0], " ".join(lines[1:])]
    return [_cut(line, width) for line in lines]


def _cut(line: str, width: int) -> str:
    if width_of(line) <= width:
        return line
    while width_of(line) >= width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def initials(name: str, name_zh: str = "") -> str:
    """GM for Gu Mingche; in Chinese the first character."""
    name, name_zh = name or "", name_zh or ""
    if language() == "zh" and name_zh:
        return name_zh[0]
    words = [word for word in re.split(r"[\s\-·&,.()（）]+", name) if word and word[0].isalnum()]
    if not words:
        return (name_zh or name or "?")[0]
    if "一" <= words[0][0] <= "鿿":
        return words[0][0]
    return (words[0][0] + (words[1][0] if len(words) > 1 else "")).upper()
