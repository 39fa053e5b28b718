"""The labels of actions: one for each that a page offers, and none spare."""

from __future__ import annotations

import re
from pathlib import Path

import webapp
from graph.domain.actions import ACTIONS
from webapp.words.actions import action_label
from webapp.words.by_subject import BUTTONS
from webapp.words.speaking import in_both

ROOT = Path(webapp.__file__).parent
OFFERED = re.compile(r'action_label\("(\w+)"\)')
IN_BULK = {"write_to_supervisor", "pause_in_pool", "resume_in_pool", "renew_term", "merge_people", "tag_member"}


def offered() -> set[str]:
    return {code for path in (ROOT / "templates").rglob("*.html") for code in OFFERED.findall(path.read_text())}


def test_every_action_that_a_page_offers_has_a_label_and_no_label_is_spare() -> None:
    assert set(BUTTONS) == offered() | IN_BULK
    assert set(BUTTONS) <= ACTIONS


def test_every_label_is_said_in_both_languages() -> None:
    for action in BUTTONS:
        english, chinese = in_both(lambda code=action: action_label(code))  # type: ignore[misc]
        assert english != chinese, action
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese), action


def test_a_button_that_is_drawn_by_a_step_takes_its_words_from_the_table() -> None:
    asked = re.compile(r'may\("(\w+)"')
    drawn = {code for path in (ROOT / "templates").rglob("*.html") for code in asked.findall(path.read_text())}

    assert drawn <= set(BUTTONS)
