"""Reads the taxonomy from the files of the package."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from graph.taxonomy.model import HelpArea, Taxonomy, Term, TermList


@cache
def load() -> Taxonomy:
    """The taxonomy that ships, read once."""
    codes = _read("codes")
    return Taxonomy(
        industries=_terms(_read("industries")),
        countries=_terms(_read("countries")),
        regions=_terms(_read("regions")),
        topics=_terms(_read("topics")),
        help_areas=TermList(_help_areas()),
        help_area_groups=_terms(_read("help_areas")["groups"]),
        codes={kind: _terms(entries) for kind, entries in codes.items()},
    )


def _read(name: str) -> Any:
    return json.loads((resources.files("graph.taxonomy") / "data" / f"{name}.json").read_text(encoding="utf-8"))


def _terms(entries: Iterable[dict[str, Any]]) -> TermList[Term]:
    return TermList(_term(entry) for entry in entries)


def _help_areas() -> list[HelpArea]:
    examples = _read("help_area_examples")
    return [
        HelpArea(
            code=entry["code"],
            en=entry["en"],
            zh=entry["zh"],
            group=entry["group"],
            kind=entry["kind"],
            words=tuple(entry["words"]),
            not_words=tuple(entry["not_words"]),
            examples=tuple(examples[entry["code"]]),
        )
        for entry in _read("help_areas")["areas"]
    ]


def _term(entry: dict[str, Any]) -> Term:
    parents = entry.get("parents") or ([entry["parent"]] if entry.get("parent") else [])
    return Term(
        code=entry["code"],
        en=entry["en"],
        zh=entry["zh"],
        aliases=tuple(entry.get("aliases", ())),
        group=entry.get("group", entry.get("kind", "")),
        parents=tuple(parents),
        short_en=entry.get("short", ""),
        short_zh=entry.get("short_zh", ""),
    )
