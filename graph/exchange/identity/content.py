"""Ids of rows that are told apart by what they say: needs, interactions and documents."""

from __future__ import annotations

from graph.exchange.checking.spool import Record
from graph.ids import derived_id


def content_id(sheet: str, record: Record) -> str:
    """The one id of a row without one: the same whenever the same thing is sent again."""
    if sheet == "needs":
        return derived_id("need", record["startup_id"], record["kind"], record["title"])
    if sheet == "documents":
        return derived_id("document", *sorted(record["owner_ids"]), record["kind"], record["title"])
    if record.get("need_id"):
        return derived_id("proposal", record["need_id"], record["provider_id"])
    return derived_id("interaction", record["seeker_id"], record["provider_id"], str(record.get("proposed_on") or ""))
