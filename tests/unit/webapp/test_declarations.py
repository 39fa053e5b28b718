"""What a kind or a role lacks anywhere is refused by name before anything starts."""

from __future__ import annotations

from dataclasses import replace

import pytest

import webapp.application  # noqa: F401 - loads every table
from graph.domain.kinds import INVESTOR, KINDS, check_declarations, faults_of_declarations
from graph.domain.registry import IncompleteError
from graph.domain.roles import ROLES, Role, Side
from tests.support.made_up import entries_of, made_up_kind, made_up_role

KIND = replace(INVESTOR, name="zorb")


def test_what_ships_is_complete() -> None:
    assert faults_of_declarations() == []


@pytest.mark.parametrize("title", sorted(entries_of(KINDS)))
def test_a_kind_that_lacks_an_entry_is_refused_by_the_title_of_the_table(title: str) -> None:
    entries = {name: entry for name, entry in entries_of(KINDS).items() if name != title}

    with (
        pytest.raises(IncompleteError, match=f"kind 'zorb' has no {title.replace('_', ' ')}"),
        KINDS.declaring(KIND.name, KIND, **entries),
    ):
        pass
    assert KIND.name not in KINDS


@pytest.mark.parametrize("title", sorted(entries_of(ROLES)))
def test_a_role_that_lacks_an_entry_is_refused_by_the_title_of_the_table(title: str) -> None:
    entries = {name: entry for name, entry in entries_of(ROLES).items() if name != title}

    with (
        pytest.raises(IncompleteError, match=f"role 'keeper' has no {title.replace('_', ' ')}"),
        ROLES.declaring("keeper", Role("keeper"), **entries),
    ):
        pass


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"features": ("fields", "zorbs")}, "there is no group of features 'zorbs'"),
        ({"population": "zorbs"}, "there is no query 'profiles.zorbs_page'"),
        ({"provider_role": "startup"}, "'startup' is no role on the provider's side"),
        ({"is_pooled": True}, "pools keep providers"),
        ({"label": "Zorb"}, "no need may ask for 'Zorb'"),
    ],
)
def test_a_kind_that_contradicts_the_rest_is_refused(change: dict[str, object], fault: str) -> None:
    with pytest.raises(IncompleteError, match=fault), made_up_kind(replace(INVESTOR, name="lab", **change)):  # type: ignore[arg-type]
        pass


def test_a_role_that_is_asked_by_no_kind_is_refused_at_the_start() -> None:
    with (
        made_up_role(Role("keeper", Side.PROVIDER, "Investor"), like="investor"),
        pytest.raises(IncompleteError, match="role 'keeper': no kind of match asks it"),
    ):
        check_declarations()


def test_a_role_for_what_no_query_binds_is_refused() -> None:
    with (
        pytest.raises(IncompleteError, match="no query binds an account to 'Zorb'"),
        made_up_role(Role("keeper", subject_label="Zorb"), like="incubator"),
    ):
        pass
