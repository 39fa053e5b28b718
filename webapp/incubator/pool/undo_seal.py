"""What a message needs to undo a change of records: how they stood before and after, sealed for who made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from graph.entities import Actor
from graph.entities.member_record import MemberValues
from graph.errors import NotFoundError
from webapp.operations.pools.change_members import Change
from webapp.operations.pools.member_plans import differing


def seal_changes(actor: Actor, changes: Mapping[str, Change]) -> str:
    """The changes as a hidden field holds them; values that stayed are left out."""
    people = {
        person_id: {
            name: [_plain(getattr(change.before, name)), _plain(getattr(change.after, name))]
            for name in differing(change.before, change.after)
        }
        for person_id, change in changes.items()
    }
    sealed = _serializer().dumps([actor.account_id, actor.subject_id, people])
    return sealed if isinstance(sealed, str) else sealed.decode()


def open_changes(actor: Actor, text: str) -> dict[str, Change]:
    """The changes that were sealed; raises NotFoundError where they are none of ours, or another's."""
    try:
        account_id, subject_id, people = _serializer().loads(text)
    except BadData:
        raise NotFoundError("change", "undo") from None
    if (account_id, subject_id) != (actor.account_id, actor.subject_id):
        raise NotFoundError("change", "undo")
    return {person_id: Change(_values(values, 0), _values(values, 1)) for person_id, values in people.items()}


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="liulu: changes of records")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _values(values: Mapping[str, list[Any]], side: int) -> MemberValues:
    known = {one.name for one in fields(MemberValues)}
    return MemberValues(**{name: _typed(name, pair[side]) for name, pair in values.items() if name in known})


def _typed(name: str, value: Any) -> Any:
    if name == "until":
        return date.fromisoformat(value) if value else None
    return tuple(value) if isinstance(value, list) else value
