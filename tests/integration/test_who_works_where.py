"""Employers in lists: who changed theirs has changed, and who is one person under two names is seen by them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.desk import Desk
from webapp.operations.exchange.upload_files import changes_path

pytestmark = pytest.mark.both_servers


@pytest.fixture
def desk(city: City, tmp_path: Path) -> Desk:
    return Desk(city, tmp_path)


def test_somebody_whose_employer_alone_is_another_counts_as_changed_until_it_is_undone(desk: Desk) -> None:
    first = desk.load(desk.check_list("Full name,E-mail,Organisation\nLin Qiao,lin@example.org,Tide Works\n"))
    assert first.result["files"] == {"people.csv": counts(created=1)}

    check = desk.check_list("Full name,E-mail,Organisation\nLin Qiao,lin@example.org,Sea Works\n")
    assert check.result["files"] == {"people.csv": counts(updated=1)}
    assert check.result["changes"] == {"people": {"organisation": {"changed": 1}}}
    (line,) = changes_path(desk.home, check.id).read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["columns"]["organisation"][:2] == [["Tide Works"], ["Tide Works", "Sea Works"]]

    load = desk.load(check)
    assert load.result["files"] == {"people.csv": counts(updated=1)}
    again = desk.check_list("Full name,E-mail,Organisation\nLin Qiao,lin@example.org,Sea Works\n")
    assert again.result["files"] == {"people.csv": counts(unchanged=1)}
    undone = desk.undo(load)
    assert (undone.result["restored"], undone.result["kept"], employers(desk)) == (1, 0, ["Tide Works"])


def test_a_name_alone_at_another_employer_is_asked_about(desk: Desk) -> None:
    desk.load(desk.check_list("Full name,Organisation,Role\nLin Qiao,Tide Works,Supervisor\n"))

    check = desk.check_list("Full name,Organisation,Role\nLin Qiao,Sea Works,Supervisor\n")

    assert [(one["why"], one["proposal"]) for one in desk.questions(check)] == [("same_name", None)]


def test_a_name_of_the_pool_is_asked_about_also_with_another_address_and_employer_and_with_a_title(desk: Desk) -> None:
    head = "Full name,E-mail,Organisation,Role\n"
    others = "".join(
        f"{name},,Firm {at},Supervisor\n"
        for at in range(9)
        for name in (f"Daniel Of{at}", f"Person{at} Okonmere", f"赵{'甲乙丙丁戊己庚辛壬'[at]}国")
    )
    here = f"Daniel Okonmere,d@one.example,Tide Works,Supervisor\n赵建国,z@one.example,潮汐,Supervisor\n{others}"
    desk.load(desk.check_list(head + here))

    check = desk.check_list(
        f"{head}Dr. Daniel Okonmere,daniel@two.example,Sea Works,Supervisor\n赵建国教授,z@two.example,大海,Supervisor\n"
    )

    asked = {one["line"]: (one["other"]["name"], one["proposal"]) for one in desk.questions(check)}
    assert asked == {2: ("Daniel Okonmere", None), 3: ("赵建国", None)}


@pytest.mark.parametrize("count", [1, 2100])
def test_one_name_in_two_scripts_at_one_employer_is_asked_about_in_a_file_and_with_who_is_here(
    desk: Desk, count: int
) -> None:
    desk.load(desk.check_list("Full name,Organisation,Role\nWang Wei,Tide Works,Supervisor\n"))
    others = "".join(f"Person Of{at},Firm {at},Supervisor\n" for at in range(count))

    check = desk.check_list(
        f"Full name,Organisation,Role\n王伟,Tide Works,Supervisor\n李娜,Sea Works,Supervisor\n"
        f"Na Li,Sea Works,Supervisor\n王伟,Rock Works,Supervisor\n{others}"
    )

    asked = {one["line"]: (one["why"], one["other"]["name"], one["proposal"]) for one in desk.questions(check)}
    assert asked == {2: ("alike", "Wang Wei", "same"), 4: ("alike", "李娜", "same"), 5: ("alike", "Wang Wei", None)}


def counts(**more: int) -> dict[str, int]:
    return {"read": 1, "created": 0, "updated": 0, "unchanged": 0, "rejected": 0, **more}


def employers(desk: Desk) -> list[str]:
    return sorted(str(row["at"]) for row in run_raw(desk.graph, "MATCH (c:Career) RETURN c.organisation AS at"))
