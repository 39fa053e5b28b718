"""The letters that curators of the incubator sent: their words, when, by whom and to whom."""

from __future__ import annotations

from flask import render_template

from webapp.http.arguments import number_argument
from webapp.http.context import actor, graph
from webapp.incubator.blueprint import blueprint

PAGE = 25


@blueprint.get("/letters/sent")
def list_letters() -> str:
    """Every letter, the latest first, each with the way to what was sent to its readers."""
    mine = actor().subject_id
    letters = graph().read(lambda tx: tx.contacts.list_letters(mine))
    page = number_argument("page", 1, 1, max(1, -(-len(letters) // PAGE)))
    first = (page - 1) * PAGE
    return render_template(
        "incubator/letters_sent.html", letters=letters[first : first + PAGE], total=len(letters), page=page,
        first=first + 1, last=min(first + PAGE, len(letters)),
    )  # fmt: skip
