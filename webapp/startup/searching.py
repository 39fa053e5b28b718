"""Search: supervisors whom this startup may see, and its own needs."""

from __future__ import annotations

from flask import render_template, request

from webapp.context import actor, graph, matcher
from webapp.startup import blueprint

_PAGE = 20
_MOST = 200


@blueprint.get("/search")
def search() -> str:
    """Names that contain what was typed, in either language, a page more at a time."""
    mine = actor()
    typed = " ".join(request.args.get("q", "").split())[:100]
    shown = max(_PAGE, min(request.args.get("shown", _PAGE, type=int), _MOST))
    needs = graph().read(lambda tx: graph().needs.list_of_startup(tx, mine.subject_id, visible_to=mine))
    people = matcher().search_names("mentor", typed, shown + 1, startup_id=mine.subject_id) if typed else ()
    return render_template(
        "startup/search.html",
        typed=typed,
        needs=[need for need in needs if typed and typed.casefold() in (need.title or "").casefold()],
        people=people[:shown],
        has_more=len(people) > shown and shown < _MOST,
        shown=shown,
        page_size=_PAGE,
        need_to_compare=next((need for need in needs if need.is_open and need.kind == "mentor"), None),
    )
