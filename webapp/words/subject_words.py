"""The shape of what is said of one subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from webapp.words.sentences import Sentence

Look = tuple[str, Sentence]
"""The shape of a state's mark, and its word."""


@dataclass(frozen=True)
class SubjectWords:
    """What pages and the audit log say of one subject.

    `states`: the look of each state that a page shows, by its enumeration. `buttons`: the label of each action that a
    page offers. `log`: what was done, by the action as the audit log names it. `roles`: the names of roles that the
    subject is about; those who are asked have theirs from their kind.
    """

    states: Mapping[type[StrEnum], Mapping[Any, Look]] = field(default_factory=dict)
    buttons: Mapping[str, object] = field(default_factory=dict)
    log: Mapping[str, Sentence] = field(default_factory=dict)
    roles: Mapping[str, object] = field(default_factory=dict)
