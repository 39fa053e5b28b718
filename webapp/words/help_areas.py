"""Help areas in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable

from graph.taxonomy import load
from webapp.presenters.language import language

Choices = list[tuple[str, str]]


def area_words(codes: Iterable[str]) -> list[str]:
    """The names of help areas."""
    return [load().label(code, language(), "help_areas") for code in codes]


def area_groups() -> list[tuple[str, Choices]]:
    """All help areas as (name of the group, its codes with their names)."""
    taxonomy = load()
    return [
        (
            group.label(language()),
            [(area.code, area.label(language())) for area in taxonomy.help_areas.terms.values() if area.group == code],
        )
        for code, group in taxonomy.help_area_groups.terms.items()
    ]
