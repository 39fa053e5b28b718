"""Names in the script of a reader: accounts keep a name in one line, often in both scripts (`Zou Minyi 邹敏一`)."""

from __future__ import annotations

import re

_CHINESE = re.compile(r"[\u3400-\u9fff·]+")
_AROUND = " ()（）[],，;；/|·"
_SHORTEST_CHINESE = 2


def has_chinese(text: str) -> bool:
    """Whether something in it is written in Chinese."""
    return any("\u3400" <= letter <= "\u9fff" for letter in text)


def name_in(name: str, language: str) -> str:
    """Of a name in both scripts the part of the language (`en zh`); else the whole."""
    chinese = "".join(_CHINESE.findall(name)).strip("·") if has_chinese(name) else ""
    latin = " ".join(_CHINESE.sub(" ", name).split()).strip(_AROUND)
    if len(chinese) < _SHORTEST_CHINESE or not latin:
        return name
    return chinese if language == "zh" else latin


def in_both(name: str, name_zh: str) -> str:
    """One line of a name and a Chinese name, as accounts keep it."""
    return name if not name_zh or name_zh in name else f"{name} {name_zh}".strip()
