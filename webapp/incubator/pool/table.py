"""The pool of supervisors: a table with search, filters, chosen columns, a detail panel, and its export."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask_babel import gettext as _

from graph.entities.pools import PoolMember, UnderWay
from graph.errors import NotFoundError
from graph.query_runner import Row
from graph.transaction import Transaction
from webapp.http.arguments import PAGE_SIZES
from webapp.http.context import actor, graph, may, now, organisation_day
from webapp.incubator.blueprint import blueprint
from webapp.incubator.minder_filter import minder_options
from webapp.incubator.minding import read_minders
from webapp.incubator.pool.editable import COLUMN_OF, Editing, Edits, read_refused
from webapp.incubator.pool.kept_pools import kept_doubles, kept_pools
from webapp.incubator.pool.reading import Pool
from webapp.incubator.pool.view import SORTABLE, PoolView, choose, page_of, read_view
from webapp.operations.pools.withdraw_invitation import invited_account
from webapp.words.actions import action_label
from webapp.words.incubator import category_word, column_words, sort_words, state_words, term
from webapp.words.pool import PoolWords

MOST_KNOWN = 1000
"""Of so many at most the page says who is in the pool, so that whoever is gone leaves what was chosen before."""
VIEW_ARGUMENTS = (
    "q", "category", "industry", "tag", "minder", "profile", "state", "free", "ends", "sort", "col", "size", "page",
    "chosen",
)  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """What the panel beside the table tells of one supervisor."""

    member: PoolMember
    now: UnderWay
    conflicts: list[Row]
    is_invited_to_account: bool = False


@blueprint.get("/pool")
def list_pool() -> str:
    """Everybody in the pool as a table."""
    return pool_page(None)


@blueprint.get("/pool/<person_id>")
def show_in_pool(person_id: str) -> str:
    """The same table with one supervisor's panel beside it."""
    return pool_page(person_id)


def count_doubles() -> int:
    """How many pairs of the pool are probably one person."""
    incubator_id, moment = actor().subject_id, now()
    return graph().read(lambda tx: kept_doubles().read(tx, incubator_id, moment))


def read_pool() -> Pool:
    """The whole pool of the actor's incubator, without ratings."""
    incubator_id, moment = actor().subject_id, now()
    return graph().read(lambda tx: kept_pools().read(tx, incubator_id, moment))


def read_some(ids: Collection[str]) -> list[PoolMember]:
    """Those of these ids who are in the actor's pool, by name, without ratings."""
    incubator_id, moment = actor().subject_id, now()
    return graph().read(lambda tx: tx.pools.list_members(incubator_id, moment, ids))


def read_member(person_id: str) -> PoolMember:
    """One member of the actor's pool, without ratings; raises NotFoundError."""
    found = read_some([person_id])
    if not found:
        raise NotFoundError("supervisor", person_id)
    return found[0]


def with_ratings(members: list[PoolMember]) -> list[PoolMember]:
    """The same members with their ratings: for those that are shown, or all where the order needs it."""
    incubator_id, moment = actor().subject_id, now()
    return graph().read(lambda tx: tx.pools.with_ratings(incubator_id, members, moment))


def chosen_members(pool: Pool, view: PoolView, members: Iterable[PoolMember] | None = None) -> list[PoolMember]:
    """The members of a view: of the pool, or of `members`, who are the same with their ratings."""
    everybody = pool.members if members is None else members
    return choose(everybody, view, organisation_day(), pool.text_of, actor().account_id)


def view_arguments() -> dict[str, Any]:
    """What of the address says which view it is."""
    return {key: values for key, values in request.args.to_dict(flat=False).items() if key in VIEW_ARGUMENTS}


def pool_page(person_id: str | None, editing: Editing | None = None) -> str:
    """The table, with somebody's panel beside it, and a form where one of the values stands."""
    view = read_view(request.args)
    pool = read_pool()
    found = chosen_members(pool, view, with_ratings(list(pool.members)) if view.needs_ratings else None)
    shown, first, last = page_of(found, view)
    shown = shown if view.needs_ratings else with_ratings(shown)
    everybody = "all" in request.args.getlist("chosen")
    on_page = {member.id for member in shown}
    if editing is not None:
        # Where the table does not show the person, or the value, it is edited in the panel.
        is_shown = editing.person_id in on_page and COLUMN_OF[editing.value_name] in view.columns
        editing = replace(editing, in_panel=editing.in_panel or not is_shown)
        person_id = editing.person_id if editing.in_panel else None
    opened, minders = _open(pool.members, person_id) if person_id else None, read_minders()
    args = view_arguments()
    known = [*shown, *([opened.member] if opened else [])]
    refused = graph().read(lambda tx: read_refused(tx, actor(), known, organisation_day()))
    return render_template(
        "incubator/pool.html",
        view=view, found=found, shown=shown, first=first, last=last, args=args, opened=opened,
        words=PoolWords(organisation_day()), edits=Edits(refused, args, editing), minders=minders,
        keep={key: value for key, value in args.items() if key not in ("q", "page", "chosen")},
        back=url_for(".list_pool", **{key: value for key, value in args.items() if key != "chosen"}),
        chosen={member.id for member in found} if everybody else set(), everybody=everybody,
        rest=[member.id for member in found if member.id not in on_page] if everybody else [],
        here=[one.id for one in pool.members] if len(pool.members) <= MOST_KNOWN else [],
        figures=pool.figures, options=_options(pool, minders), columns=column_words(), sorts=sort_words(),
        column_options=list(column_words().items()), table_columns=_heads(view),
        next_count=min(view.size, len(found) - last), bulk_actions=_bulk_actions(found), doubles=count_doubles(),
        page_sizes=PAGE_SIZES, views=graph().read(lambda tx: tx.views.list_of(actor())), view_query=view_query(args),
    )  # fmt: skip


def view_query(args: Mapping[str, Any]) -> str:
    """What a saved view keeps of an address: search, filters, order, columns and rows, without page and choice."""
    return urlencode({key: value for key, value in args.items() if key not in ("page", "chosen")}, doseq=True)


def _bulk_actions(members: list[PoolMember]) -> list[tuple[str, str]]:
    """What may be done with some of these members at once, as the form names it; a mail may go to anybody."""
    steps: dict[str, tuple[str, Iterable[StrEnum]]] = {
        "invite": ("invite_member", {member.term.state for member in members}),
        "pause": ("pause_in_pool", {member.state for member in members}),
        "resume": ("resume_in_pool", {member.state for member in members}),
        "renew": ("renew_term", {member.term.state for member in members}),
    }
    possible = [(name, action) for name, (action, states) in steps.items() if any(may(action, one) for one in states)]
    always = [
        ("write", "write_to_supervisor"),
        ("tag", "tag_member"),
        ("mind", "choose_minder"),
        ("change", "change_member"),
        *possible,
        ("merge", "merge_people"),
    ]
    return [(name, action_label(action)) for name, action in always]


def _heads(view: PoolView) -> list[dict[str, object]]:
    words = column_words()
    return [
        {"key": key, "label": words[key], "sortable": key in SORTABLE, "right": key == "sessions"}
        for key in view.columns
    ]


def _open(members: Iterable[PoolMember], person_id: str) -> Opened:
    member = next((one for one in members if one.id == person_id), None)
    if member is None:
        raise NotFoundError("supervisor", person_id)

    member = with_ratings([member])[0]

    return graph().read(lambda tx: read_opened(tx, member))


def read_opened(tx: Transaction, member: PoolMember) -> Opened:
    """What a member has under way, and with whom they may not work."""
    mine, on = actor().subject_id, organisation_day()
    is_invited = not member.term.is_invited and invited_account(tx, actor(), member.id, now()) is not None
    under_way, conflicts = tx.pools.list_now(mine, member, on), tx.pools.list_conflicts(mine, member, on)
    return Opened(member, under_way, conflicts, is_invited)


def _options(pool: Pool, minders: Mapping[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    """What each filter offers, with how many have it."""
    return {
        "category": [(code, category_word(code), count) for code, count in pool.categories],
        "industry": [(code, term(code, "industries"), count) for code, count in pool.industries],
        "tag": [(tag, tag, count) for tag, count in pool.tags],
        "minder": minder_options(pool.minders, minders, actor().account_id),
        "state": [(code, text, pool.states.get(code, 0)) for code, text in state_words().items()],
        "profile": [
            ("unconfirmed", _("Not confirmed for long"), pool.unconfirmed),
            ("fine", _("Counts as true"), len(pool.members) - pool.unconfirmed),
        ],
        "free": [("1", _("At least 1 free")), ("2", _("At least 2 free")), ("0", _("None free"))],
        "ends": [
            ("30", _("Within 30 days")),
            ("60", _("Within 60 days")),
            ("90", _("Within 90 days")),
            ("365", _("Within a year")),
        ],
    }
