"""Roles in one hand, and the table itself; who gets where by which ids is the matrix in `attacks`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from graph.entities import Actor
from tests.support.city import City, Made
from tests.support.visitor import SignIn, Visitor
from webapp.http.permissions import PERMISSIONS
from webapp.operations.accounts.manage_account import grant_role


def test_a_route_outside_the_table_is_refused(app: Flask, client: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(PERMISSIONS, "pages.show_data")

    assert client.get("/your-data").status_code == 403


def test_whoever_supervises_and_invests_follows_a_link_of_either_room(city: City, sign_in: SignIn) -> None:
    supervisor, investor = city.supervisor(), city.investor()
    visitor = sign_in("supervisor", supervisor.id)
    grant_role(city.graph, Actor.system(), visitor.account.id, "investor", investor.id, city.now)
    request = city.asked_proposal(to=investor, need=city.need(city.startup(), kind="investor"))

    assert visitor.get(f"/supervisor/requests/{request.id}").status_code == 404
    assert visitor.get(f"/investor/requests/{request.id}").status_code == 200
    assert visitor.get("/investor/pools").status_code == 403
    assert visitor.get("/supervisor/").status_code == 200


@pytest.mark.parametrize(("role", "other"), [("supervisor", "investor"), ("investor", "supervisor")])
def test_the_pages_of_the_other_role_that_is_asked_are_refused(
    role: str, other: str, city: City, sign_in: SignIn
) -> None:  # fmt: skip
    planted: dict[str, Callable[[], Made]] = {"supervisor": city.supervisor, "investor": city.investor}
    visitor = sign_in(role, planted[role]().id)

    assert visitor.get(f"/{role}/").status_code == 200
    assert visitor.get(f"/{other}/").status_code == 403
    assert visitor.get(f"/{other}/profile").status_code == 403
