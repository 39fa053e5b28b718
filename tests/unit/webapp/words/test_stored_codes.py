"""What the store holds by code (actions, jobs, messages) has words in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import webapp
from graph.domain.actions import ACTIONS, EARLIER_ACTIONS, MACHINES
from graph.domain.jobs import JOB_KINDS
from webapp.mail.composers import MAIL_KINDS
from webapp.words import audit, jobs
from webapp.words.by_subject import LOG, together
from webapp.words.sentences import Says
from webapp.words.speaking import in_both

TABLES: dict[str, Mapping[str, Says]] = {
    "actions": LOG,
    "jobs": jobs.TITLES,
    "steps": jobs.STEPS,
    "failures": jobs.FAILURES,
    "messages": jobs.MESSAGES,
}


def calls(name: str) -> Iterator[ast.Call]:
    for path in Path(webapp.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
                yield node


def test_every_action_has_words_and_no_words_stand_for_nothing() -> None:
    assert set(LOG) == ACTIONS | EARLIER_ACTIONS
    assert not ACTIONS & EARLIER_ACTIONS


def test_every_action_that_is_recorded_without_a_step_is_declared() -> None:
    recorded = {
        code for call in calls("record") for node in call.args[1:2] if isinstance(node, ast.Constant)
        for code in [str(node.value)]
    }  # fmt: skip

    assert len(recorded) > 20
    assert recorded <= ACTIONS
    assert {action for machine in MACHINES for action in machine.actions} <= ACTIONS


def test_every_message_and_every_job_has_words() -> None:
    told = {message for machine in MACHINES for step in machine.transitions for message in step.tells}

    assert told <= set(MAIL_KINDS)
    assert set(jobs.MESSAGES) == set(MAIL_KINDS)
    assert set(jobs.TITLES) == set(JOB_KINDS)


@pytest.mark.parametrize("name", TABLES)
def test_the_chinese_words_are_not_the_english_ones(name: str) -> None:
    words = {"file": "a.xlsx", "actor": "Lu", "kind": "x"}
    for code, sentence in TABLES[name].items():
        english, chinese = in_both(lambda it=sentence: it.say(words))  # type: ignore[misc]
        assert english != chinese, code
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese), code


def test_a_code_of_another_version_is_named_as_such() -> None:
    english, chinese = in_both(lambda: audit.action_words("bless_model"))

    assert english == "“bless_model”, which this version does not know"
    assert chinese == "“bless_model”，此版本不认识"


def test_two_subjects_with_words_for_one_action_are_refused() -> None:
    with pytest.raises(ValueError, match="words for open_need"):
        together([{"open_need": "Opened"}, {"open_need": "Reopened"}])
