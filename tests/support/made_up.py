"""A kind of match or a role that exists for one test, with made-up words in every table about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import fields, is_dataclass, replace
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from flask_babel import LazyString

from graph.domain.kinds import KINDS, SUBJECTS, Kind, Subject
from graph.domain.registry import Registry
from graph.domain.roles import ROLES, Role
from webapp import words
from webapp.words.sentences import Counted

WORD = "zorbler"
# Every table of words is declared before another kind is.
for _module in walk_packages(words.__path__, f"{words.__name__}."):
    import_module(_module.name)


@contextmanager
def made_up_kind(kind: Kind, **entries: object) -> Iterator[Kind]:
    """Declare a kind; its other entries are shaped like those of the first kind, in made-up words."""
    with ExitStack() as stack:
        if kind.name not in SUBJECTS:
            subject = Subject(kind.name, kind.label)
            stack.enter_context(SUBJECTS.declaring(kind.name, subject, **entries_of(SUBJECTS)))
        stack.enter_context(KINDS.declaring(kind.name, kind, **{**entries_of(KINDS), **entries}))
        yield kind


@contextmanager
def made_up_role(role: Role, like: str, **entries: object) -> Iterator[Role]:
    """Declare a role; its other entries are shaped like those of the role `like`, in made-up words."""
    with ROLES.declaring(role.code, role, **{**entries_of(ROLES, like), **entries}):
        yield role


def entries_of(registry: Registry[Any], like: str = "") -> dict[str, object]:
    """Made-up entries for every table about one sort of declarations, by the tables' titles."""
    like = like or next(iter(registry))
    return {table.title.replace(" ", "_"): made_up(table[like], table.title) for table in registry.tables}


def made_up(entry: Any, title: str) -> Any:
    """An entry of the same shape in which every word is made up; what is no word stays."""
    if isinstance(entry, str | LazyString):
        return f"{WORD} {title}"
    if isinstance(entry, Counted):
        return replace(entry, one=f"{WORD} {title}", many=f"{WORD} {title}")
    if isinstance(entry, dict):
        return {name: made_up(value, title) for name, value in entry.items()}
    if isinstance(entry, tuple):
        return tuple(made_up(value, title) for value in entry)
    if is_dataclass(entry) and not isinstance(entry, type):
        return replace(entry, **{field.name: made_up(getattr(entry, field.name), title) for field in fields(entry)})
    return _made_up_by(entry, title) if callable(entry) and not isinstance(entry, type) else entry


def _made_up_by(maker: Callable[..., Any], title: str) -> Callable[..., Any]:
    def make(*args: object, **values: object) -> Any:
        return made_up(maker(*args, **values), title)

    return make
