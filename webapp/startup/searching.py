"""Search: supervisors and investors whom this startup may see, and its own needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request

from graph.domain.kinds import KINDS
from graph.entities.need import Need
from matching.results import FieldMatch, Label, NameMatch
from webapp.http.arguments import number_argument
from webapp.http.context import actor, graph, matcher
from webapp.presenters.language import language
from webapp.startup.blueprint import blueprint
from webapp.words.kind_words import KindWords
from webapp.words.kinds import words_for

_PAGE = 20
_MOST = 200
_FIELDS = 8


@dataclass(frozen=True)
class Found:
    """Those of one kind whose name fits, or a field of theirs, and a need for which they can be looked at."""

    kind: str
    said: KindWords
    people: Sequence[NameMatch]
    has_more: bool
    by_field: FieldMatch
    need: Need | None


@blueprint.get("/search")
def search() -> str:
    """Names, fields and topics that contain what was typed, in either language; of names a page more at a time."""
    mine = actor()
    typed = " ".join(request.args.get("q", "").split())[:100]
    shown = number_argument("shown", _PAGE, _PAGE, _MOST)
    needs = graph().read(lambda tx: tx.needs.list_of_startup(mine.subject_id, visible_to=mine))
    found = [_of_kind(kind, typed, shown, needs) for kind in KINDS] if typed else []
    return render_template(
        "startup/search.html",
        typed=typed,
        needs=[need for need in needs if typed and typed.casefold() in (need.title or "").casefold()],
        found=[group for group in found if group.people or group.by_field.people],
        field_names=_field_names,
        shown=shown,
        page_size=_PAGE,
    )


def _of_kind(kind: str, typed: str, shown: int, needs: Sequence[Need]) -> Found:
    own_id = actor().subject_id
    people = matcher().search_names(kind, typed, shown + 1, startup_id=own_id)
    by_field = matcher().search_fields(kind, typed, _PAGE, startup_id=own_id)
    need = next((need for need in needs if need.is_open and need.kind == kind), None)
    return Found(kind, words_for(kind), people[:shown], len(people) > shown and shown < _MOST, by_field, need)


def _field_names(labels: Sequence[Label]) -> list[str]:
    """The first of them, in the reader's language."""
    return [(label.zh or label.en) if language() == "zh" else label.en for label in labels[:_FIELDS]]
