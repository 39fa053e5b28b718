"""The words of all subjects together: every module of `subjects/` that has some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

from webapp.words import subjects
from webapp.words.sentences import Sentence
from webapp.words.subject_words import Look, SubjectWords

K = TypeVar("K")
V = TypeVar("V")


def _found() -> Iterator[SubjectWords]:
    for module in iter_modules(subjects.__path__, f"{subjects.__name__}."):
        yield from (value for value in vars(import_module(module.name)).values() if isinstance(value, SubjectWords))


def together(tables: list[Mapping[K, V]]) -> dict[K, V]:
    """One table of several; raises ValueError where two of them speak of the same code."""
    joined: dict[K, V] = {}
    for table in tables:
        twice = joined.keys() & table.keys()
        if twice:
            raise ValueError(f"Two subjects have words for {', '.join(sorted(map(str, twice)))}.")
        joined |= table
    return joined


_ALL = list(_found())
STATES: Mapping[type[StrEnum], Mapping[Any, Look]] = together([words.states for words in _ALL])
BUTTONS: Mapping[str, object] = together([words.buttons for words in _ALL])
LOG: Mapping[str, Sentence] = together([words.log for words in _ALL])
ROLES: Mapping[str, object] = together([words.roles for words in _ALL])
