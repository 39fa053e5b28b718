"""The details of the audit log are said in words: every code that is written anywhere has some, in both languages."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

import webapp
from graph.domain.actions import ACTIONS
from graph.domain.jobs import JOB_KINDS
from graph.domain.kinds import KINDS, Outcome
from graph.domain.reasons import ClosedReason, DeclineReason, DismissReason, NotTakenIn, WithdrawReason
from graph.entities.message import AuditEntry
from webapp.admin.audit_details import detail_words
from webapp.words import audit_codes
from webapp.words.audit_codes import CODES
from webapp.words.models import UNUSABLE, VERDICTS
from webapp.words.speaking import in_both

# What stands as the detail of an event where it is no text of its own: a code, by which table, or what is none.
CODED = {
    "reason": {*DeclineReason, *NotTakenIn, *ClosedReason, *WithdrawReason}, "why": {*WithdrawReason},
    "outcome": {*Outcome}, "ending.outcome": {*Outcome}, "verdict.code": {*VERDICTS} - {*UNUSABLE},
    "WithdrawReason.PLACE_FILLED": {WithdrawReason.PLACE_FILLED}, "MAKE_BACKUP": {*JOB_KINDS},
    "SOLVE_BATCH": {*JOB_KINDS}, "RELEASE_BATCH": {*JOB_KINDS},
    "job.kind": {*JOB_KINDS}, "kind": {*JOB_KINDS, *KINDS}, "language": {"en", "zh"},
}  # fmt: skip
NO_CODES = {
    # ids
    "account_id", "assignee_id", "career.id", "colleague_id", "draft.id", "draft_id", "identity", "merge.id", "note_id",
    "other_id", "pair.other.id", "provider_id", "right", "session_id", "subject_id",
    # words of persons
    "shown_name", "subject",
    # put together before, and tried below
    "counts", "detail",
}  # fmt: skip


def entry(action: str, detail: str) -> AuditEntry:
    return AuditEntry(
        id="event-1", at=datetime.now(UTC), actor_id="", actor_name="", role="", action=action, subject_id="",
        detail=detail, sequence=1, hash="",
    )  # fmt: skip


def details() -> set[str]:
    """Every expression that is written as a detail and is a plain name."""
    found = set()
    for path in Path(webapp.__file__).parent.joinpath("operations").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = {"note_step": 5, "record": 4}.get(name)
            if place and len(node.args) > place and isinstance(node.args[place], ast.Name | ast.Attribute):
                found.add(ast.unparse(node.args[place]))
    return found


def test_every_code_that_is_written_is_known_to_be_one_or_none() -> None:
    assert details() - {*CODED} - NO_CODES == set()


def test_every_code_has_words_beside_some_action_in_both_languages() -> None:
    said = {code for codes in CODES.values() for code in codes}
    assert {str(code) for codes in CODED.values() for code in codes} <= {str(code) for code in said}
    assert {*CODES} <= ACTIONS
    for action, codes in CODES.items():
        for code in codes:
            english, chinese = in_both(partial(detail_words, entry(action, str(code))))
            assert english != chinese, (action, code)
            assert "_" not in english, (action, code)


def test_tables_hold_every_member_of_what_they_are_about() -> None:
    whole = {
        "decline_proposal": DeclineReason, "dismiss_proposal": DismissReason, "decline_application": NotTakenIn,
        "withdraw_on_behalf": ClosedReason, "close_engagement": Outcome, "withdraw_request": WithdrawReason,
    }  # fmt: skip
    for action, codes in whole.items():
        assert {*CODES[action]} == {*codes}, action
    assert {*audit_codes.JOBS} == {*JOB_KINDS}
    assert {*audit_codes.KINDS} == {*KINDS}


@pytest.mark.parametrize(
    ("action", "detail", "english", "chinese"),
    [
        ("export_report", "xlsx: 12", "XLSX, 12 rows", "XLSX，12 行"),
        ("answer_import", "1 rows", "1 row", "1 行"),
        ("import_records", "3 created, 2 updated, 1 left out", "3 new, 2 changed, 1 left out",
         "新增 3，更改 2，未载入 1"),
        ("take_import_back", "3 gone, 2 as before, 1 kept", "3 gone, 2 as before, 1 kept", "移除 3，恢复 2，保留 1"),
        ("change_member", "in i-1: category capacity", "Category, Startups at once", "人才类别，同时指导企业数"),
        ("choose_minder", "in incubator-1: nobody > account-2", "", ""),
        ("roll_back_model", "back to the starting rules", "back to the starting rules", "退回到初始规则"),
        ("change_places", "3", "3", "3"),
        ("upload_import", "people.csv", "people.csv", "people.csv"),
    ],
)  # fmt: skip
def test_a_detail_that_is_put_together_is_said_in_words(action: str, detail: str, english: str, chinese: str) -> None:
    assert in_both(lambda: detail_words(entry(action, detail))) == (english, chinese)


def test_a_rank_is_said_beside_its_role() -> None:
    english, chinese = in_both(lambda: detail_words(entry("invite_colleague", "incubator incubator-1 head")))

    assert english.endswith(", Head")
    assert english != chinese
