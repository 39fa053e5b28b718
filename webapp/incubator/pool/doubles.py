"""People who stand in the pool twice: the list, two side by side, the merge and its undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.jobs import FIND_DOUBLES
from graph.entities.pools import PoolMember
from graph.errors import NotFoundError, StateChangedError
from graph.merging.changes import changes_of
from graph.merging.fields import EMPLOYERS, TERM, Differing, Take, differing, is_employment, same, takes_of
from graph.merging.record import Person
from graph.merging.rules import Hindrance
from graph.repositories.doubles import Look, Maybe
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now, organisation_day
from webapp.http.notices import flash_undo
from webapp.incubator.blueprint import blueprint
from webapp.incubator.pool.table import read_some
from webapp.jobs.kick import kick
from webapp.operations.doubles.call_apart import call_apart as say_two
from webapp.operations.doubles.call_apart import undo_call_apart
from webapp.operations.doubles.find_doubles import request_look, unfinished_look
from webapp.operations.doubles.merge_people import (
    AlreadyMergedError,
    NotMergeableError,
    Pair,
    merge_people,
    plan_of,
    read_pair,
)
from webapp.operations.doubles.undo_merge import NotUndoableError, why_not
from webapp.operations.doubles.undo_merge import undo_merge as part_again
from webapp.presenters.names import name_of
from webapp.words import merging as words
from webapp.words.pool import PoolWords

Members = Mapping[str, PoolMember]
TAKES = "take-"
"""How the choice for a field is named."""


@blueprint.get("/doubles")
def list_doubles() -> str:
    """Who is probably here twice, what was merged lately, and who was said to be two."""
    who, at, on = actor(), now(), organisation_day()

    def read(tx: Transaction) -> tuple[list[Maybe], Look, bool]:
        mine = who.subject_id
        return tx.doubles.list_maybes(mine, on), tx.doubles.look(mine, on), unfinished_look(tx, mine) is not None

    maybes, look, is_looking = graph().read(read)
    merges = graph().read(lambda tx: tx.merges.list_of_incubator(who.subject_id, at))
    apart = graph().read(lambda tx: tx.merges.list_called_apart(who.subject_id))
    members = {member.id: member for member in read_some({one for pair in apart for one in pair})}
    return render_template(
        "incubator/doubles.html", maybes=maybes, look=look, is_looking=is_looking, say=words.evidence_words,
        merges=[(one, why_not(one, at)) for one in merges], words=PoolWords(on), why_words=words.WHY_NOT_UNDONE,
        apart=[(members[left], members[right]) for left, right in apart if left in members and right in members],
    )  # fmt: skip


@blueprint.post("/doubles/look")
def look_for_doubles() -> Response:
    """Have the pool looked through now."""
    kick(FIND_DOUBLES, request_look(graph(), actor(), now()))
    flash(_("Your pool is being looked through. This takes some seconds, or a minute for thousands of people."), "info")
    return redirect(url_for(".list_doubles"))


@blueprint.get("/doubles/<person_id>/<other_id>")
def show_double(person_id: str, other_id: str) -> str | Response:
    """Two side by side: what differs, and whose value is taken."""
    return _with_pair(person_id, other_id, _page)


@blueprint.get("/doubles/<person_id>/<other_id>/confirm")
def confirm_merge(person_id: str, other_id: str) -> str | Response:
    """Name what changes and what moves, and ask."""

    def ask(pair: Pair) -> str:
        if pair.verdict.hindrance is not None:
            return _page(pair)
        whose = _whose(request.args)
        plan = plan_of(pair, whose)
        asked = {one.id for one in pair.other.requests if one.was_asked}
        moved = [
            tie.type for tie in plan.moved if not is_employment(tie) and (tie.type != "TO" or tie.other_id in asked)
        ]
        return render_template(
            "incubator/double_confirm.html", pair=pair, names=_names(pair), say=words,
            changes=changes_of(pair.kept, pair.other, plan), called=words.names_in(pair.kept, pair.other),
            moves=words.moved_words(moved), withdrawn=plan.withdrawn,
            whose={f"{TAKES}{name}": one for name, one in whose.items()},
        )  # fmt: skip

    return _with_pair(person_id, other_id, ask)


@blueprint.post("/doubles/<person_id>/<other_id>/merge")
def merge_double(person_id: str, other_id: str) -> str | Response:
    """Make the two one."""

    def merge(_pair: Pair) -> Response:
        merged = merge_people(graph(), actor(), person_id, other_id, _whose(request.form), now())
        flash_undo(
            _("%(name)s is one record now. You can undo this for 30 days.", name=_names(merged)[merged.kept.id]),
            url_for(".undo_merge", merged_id=merged.other.id),
        )  # fmt: skip
        return redirect(url_for(".show_supervisor", person_id=merged.kept.id))

    return _with_pair(person_id, other_id, merge)


@blueprint.post("/doubles/<person_id>/<other_id>/apart")
def call_apart(person_id: str, other_id: str) -> str | Response:
    """Remember that these are two people."""
    try:
        say_two(graph(), actor(), person_id, other_id, now())
    except AlreadyMergedError as error:
        return _tell_merged(error.kept_id)
    text = _("Kept: these are two people. They are not proposed again.")
    flash_undo(text, url_for(".call_unsure", person_id=person_id, other_id=other_id))
    return redirect(url_for(".list_doubles"))


@blueprint.post("/doubles/<person_id>/<other_id>/unsure")
def call_unsure(person_id: str, other_id: str) -> str | Response:
    """Take that back."""
    try:
        undo_call_apart(graph(), actor(), person_id, other_id, now())
    except AlreadyMergedError as error:
        return _tell_merged(error.kept_id)
    except StateChangedError:
        flash(_("Nobody says any more that these are two people."), "info")
        return redirect(url_for(".list_doubles"))
    flash(_("Taken back: if they look like one person they are proposed again."), "done")
    return redirect(url_for(".list_doubles"))


@blueprint.post("/merges/<merged_id>/undo")
def undo_merge(merged_id: str) -> Response:
    """Part two who were merged."""
    try:
        merge = part_again(graph(), actor(), merged_id, now())
    except NotUndoableError as refusal:
        flash(words.WHY_NOT_UNDONE[refusal.why].say({}), "stop")
        return redirect(url_for(".list_doubles"))
    flash(_("Undone: %(name)s has a record of their own again.", name=merge.name), "done")
    return redirect(url_for(".show_supervisor", person_id=merge.id))


def _with_pair(person_id: str, other_id: str, then: Callable[[Pair], str | Response]) -> str | Response:
    """Read two and go on; where somebody merged them before, say so and lead to the one."""
    try:
        return then(graph().read(lambda tx: read_pair(tx, actor(), person_id, other_id)))
    except AlreadyMergedError as error:
        return _tell_merged(error.kept_id)
    except NotMergeableError:
        return redirect(url_for(".show_double", person_id=person_id, other_id=other_id))


def _tell_merged(kept_id: str) -> Response:
    flash(_("These two are merged already: this is the one record."), "info")
    return redirect(url_for(".show_supervisor", person_id=kept_id))


def _page(pair: Pair) -> str:
    members = {member.id: member for member in read_some([pair.kept.id, pair.other.id])}
    if pair.kept.id not in members or pair.other.id not in members:
        raise NotFoundError("supervisor", pair.other.id)
    verdict = pair.verdict
    why = words.HINDRANCES[verdict.hindrance].say({"need": verdict.need}) if verdict.hindrance else ""
    takes = takes_of(pair.kept, pair.other, _whose(request.args), is_owned=verdict.is_owned)
    fields, may_choose = differing(pair.kept, pair.other), not why

    def is_asked(field: Differing) -> bool:
        return may_choose and field.is_conflict and (verdict.is_owned or field.name == TERM)

    return render_template(
        "incubator/double.html", pair=pair, names=_names(pair), why_not=why, say=words, prefix=TAKES, takes=takes,
        asked=[one for one in fields if is_asked(one)], settled=[one for one in fields if not is_asked(one)],
        value=partial(_value, called=words.names_in(pair.kept, pair.other), members=members, pair=pair),
        alike=same(pair.kept, pair.other),
        called=words.names_in(pair.kept, pair.other), term_name=TERM, words=PoolWords(organisation_day()),
        kept=members[pair.kept.id], other=members[pair.other.id],
        is_called_apart=verdict.hindrance is Hindrance.CALLED_APART,
    )  # fmt: skip


def _value(field: Differing, take: Take, *, called: Mapping[str, str], members: Members, pair: Pair) -> str:
    """What one of the two says of a field; of where they work what their card says, which reads what they did too."""
    who, said = (pair.kept, field.kept) if take == Take.KEPT else (pair.other, field.other)
    if field.name == EMPLOYERS and not said and (employer := members[who.id].employer):
        return name_of(employer)
    return words.field_value(field.name, said, called)


def _whose(given: Mapping[str, str]) -> dict[str, str]:
    """Whose value was said for each field."""
    return {name.removeprefix(TAKES): one for name, one in given.items() if name.startswith(TAKES)}


def _names(pair: Pair) -> dict[str, str]:
    return {one.id: _name(one) for one in (pair.kept, pair.other)}


def _name(person: Person) -> str:
    return name_of({"name": person.properties.get("name"), "name_zh": person.properties.get("name_zh")})
