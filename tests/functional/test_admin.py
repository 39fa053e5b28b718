"""The administrator's pages: health, accounts, audit log, jobs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from redis import Redis

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.repositories.audit import AuditFilter
from graph.transaction import Transaction
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.visitor import SignIn, text_of
from webapp.jobs.queues import Queue

MakeAccount = Callable[..., Account]
NOW = datetime.now(UTC)


def test_the_first_page_names_the_part_that_does_not_work(sign_in: SignIn) -> None:
    page = text_of(sign_in("administrator").get("/admin/"))

    assert "One part needs a hand" in page
    assert "Start liulu worker and liulu beat." in page


def test_an_invitation_makes_an_account_and_a_message(sign_in: SignIn, city: City) -> None:
    startup = city.startup("Tidewell")
    root = sign_in("administrator")

    answer = root.post(
        "/admin/accounts/invite",
        {"email": "new@liulu.example", "role": "startup", "subject_id": startup.id, "language": "zh"},
    )

    page = text_of(root.get(answer.headers["Location"]))
    assert "Tidewell" in page
    assert "Invited, not opened yet" in page
    waiting = city.graph.read(lambda tx: tx.outbox.list_newest(state="waiting"))
    assert [message.kind for message in waiting] == ["invite_account"]


def test_an_invitation_for_nobody_s_id_is_refused_with_what_was_typed(sign_in: SignIn) -> None:
    answer = sign_in("administrator").post(
        "/admin/accounts/invite",
        {"email": "new@liulu.example", "role": "startup", "subject_id": "nobody", "language": "en"},
    )

    assert answer.status_code == 422
    assert "There is nobody with this name or id" in answer.text
    assert 'value="new@liulu.example"' in answer.text


def test_accounts_are_found_by_name_role_and_state(sign_in: SignIn, city: City) -> None:
    startup = city.startup()
    root = sign_in("administrator", name="Shu Weiran")
    sign_in("startup", startup.id, name="Lu Anqing")

    assert "Lu Anqing" in root.get("/admin/accounts?q=anqing").text
    assert "Lu Anqing" not in root.get("/admin/accounts?role=supervisor").text
    assert "Lu Anqing" in root.get("/admin/accounts?role=startup&state=active").text
    assert "Lu Anqing" not in root.get("/admin/accounts?state=disabled").text


def test_accounts_are_paged_by_key(sign_in: SignIn, make_account: MakeAccount) -> None:
    root = sign_in("administrator", email="aaa@liulu.example")
    for number in range(30):
        make_account("talent_office", email=f"office{number:02}@liulu.example")

    first = root.get("/admin/accounts").text
    second = root.get("/admin/accounts?after=office23@liulu.example").text

    assert "after=office23@liulu.example" in first
    assert "office29@liulu.example" in second
    assert "office05@liulu.example" not in second


def test_the_last_administrator_can_not_be_disabled(sign_in: SignIn) -> None:
    root = sign_in("administrator")

    answer = root.post(f"/admin/accounts/{root.account.id}/disable", follow_redirects=True)

    assert "This is the last administrator." in text_of(answer)


def test_a_role_is_given_and_taken_away(sign_in: SignIn, city: City) -> None:
    startup = city.startup("Tidewell")
    root, other = sign_in("administrator"), sign_in("talent_office")
    address = f"/admin/accounts/{other.account.id}"

    root.post(f"{address}/roles", {"role": "startup", "subject_id": startup.id})
    assert "Tidewell" in root.get(address).text

    root.post(f"{address}/roles/revoke", {"membership": f"startup|{startup.id}"})
    assert "Tidewell" not in text_of(root.get(address))


def test_names_are_suggested_in_both_languages(sign_in: SignIn, city: City) -> None:
    startup = city.startup("Tidewell", name_zh="潮井传感")
    root = sign_in("administrator")

    assert startup.id in root.get("/admin/accounts/suggest?role=startup&subject_id=tide").text
    assert startup.id in root.get("/admin/accounts/suggest?role=startup&subject_id=潮井").text
    assert startup.id not in root.get("/admin/accounts/suggest?role=supervisor&subject_id=tide").text


@pytest.mark.both_servers
def test_an_exact_name_is_enough_where_one_has_it_and_an_administrator_is_no_slip(sign_in: SignIn, city: City) -> None:
    startup = city.startup("Tidewell", name_zh="潮井传感")
    for _number in range(2):
        city.startup("Twice Named")
    root = sign_in("administrator")
    invited = {"email": "new@liulu.example", "role": "startup", "language": "zh"}

    several = root.post("/admin/accounts/invite", invited | {"subject_id": "twice named"})
    assert (several.status_code, "Several have this name" in several.text) == (422, True)
    by_name = root.post("/admin/accounts/invite", invited | {"subject_id": "潮井传感"})
    assert startup.id in root.get(by_name.headers["Location"]).text

    slip = {"email": "root@liulu.example", "role": "administrator", "subject_id": "", "language": "en"}
    assert "Tick it if you mean that" in root.post("/admin/accounts/invite", slip).text
    assert root.post("/admin/accounts/invite", slip | {"is_sure": "y"}).status_code == 302


def test_an_administrator_sends_the_link_for_a_new_password_and_sees_where_somebody_is_signed_in(
    sign_in: SignIn, make_account: MakeAccount, graph: Graph
) -> None:
    account = make_account("talent_office")
    root = sign_in("administrator")

    page = text_of(root.get(f"/admin/accounts/{account.id}"))
    assert "Signed in nowhere." in page
    root.post(f"/admin/accounts/{account.id}/reset", {})

    waiting = graph.read(lambda tx: tx.outbox.list_newest(state="waiting"))
    assert [(message.kind, message.subject_id) for message in waiting] == [("reset_password", account.id)]


def test_what_was_given_up_can_be_tried_again(sign_in: SignIn, graph: Graph) -> None:
    root = sign_in("administrator")

    def plant(tx: Transaction) -> str:
        message_id = tx.outbox.add("unheard_of", "x", NOW)
        tx.outbox.put_off(message_id, 8, "KeyError: unheard_of", NOW, give_up=True)
        return message_id

    message_id = graph.write(plant)

    page = text_of(root.get("/admin/jobs"))
    assert "The program stopped with an error; its log says more." in page
    assert "KeyError" not in page
    assert "“unheard_of”, which this version does not know" in page
    root.post(f"/admin/messages/{message_id}/retry")

    waiting = graph.read(lambda tx: tx.outbox.list_newest(state="waiting"))
    assert [(message.id, message.attempts) for message in waiting] == [(message_id, 0)]


def test_a_job_is_listed_and_cancelled(sign_in: SignIn, graph: Graph) -> None:
    root = sign_in("administrator")
    somebody = Actor("account-x", "X", "incubator", "incubator-x")
    job_id = graph.write(
        lambda tx: tx.jobs.create("import_load", somebody, NOW, total=10, file_name="a.xlsx", actor_name="Lu Wen")
    )

    begun = datetime.now(UTC) - timedelta(minutes=3, seconds=5)
    run_raw(graph, "MATCH (j:Job {id: $id}) SET j.done = 4, j.started_at = $at", id=job_id, at=begun)
    page = text_of(root.get("/admin/jobs"))
    for words in ("Import of the file a.xlsx, sent by Lu Wen", "40% 4 / 10", "by Lu Wen", "3 minutes"):
        assert words in page, words
    root.post(f"/admin/jobs/{job_id}/cancel")

    assert graph.read(lambda tx: tx.jobs.get(job_id, visible_to=somebody)).state == "cancelled"


def test_a_failed_import_runs_again_while_that_is_safe(sign_in: SignIn, graph: Graph, redis: Redis) -> None:
    root = sign_in("administrator")
    somebody = Actor("account-x", "X", "incubator", "incubator-x")

    def plant(kind: str, at: datetime, check_id: str = "") -> str:
        def work(tx: Transaction) -> str:
            job_id = tx.jobs.create(kind, somebody, at, check_id=check_id)
            tx.jobs.fail(job_id, at, "The disk was full.")
            return job_id

        return graph.write(work)

    def state(job_id: str) -> str:
        return graph.read(lambda tx: tx.jobs.get(job_id, visible_to=somebody)).state

    at = datetime.now(UTC)
    fresh, old = plant("import_load", at, check_id="job-1"), plant("import_load", at - timedelta(days=3))
    unknown = plant("sweep", at)
    page = root.get("/admin/jobs").text
    assert f"/admin/jobs/{fresh}/retry" in page
    assert f"/admin/jobs/{old}/retry" not in page
    assert [root.post(f"/admin/jobs/{job}/retry").status_code for job in (old, unknown)] == [409, 409]

    assert root.post(f"/admin/jobs/{fresh}/retry").status_code == 302
    assert state(fresh) == "waiting"
    waiting = cast("list[bytes]", redis.lrange(f"liulu:jobs:{Queue.LONG}", 0, -1))
    assert "import_load" in [json.loads(message)["headers"]["task"] for message in waiting]
    assert "retry_job" in [entry.action for entry in graph.read(lambda tx: tx.audit.list_page(AuditFilter()))]
    second = plant("import_load", at, check_id="job-1")
    assert root.post(f"/admin/jobs/{second}/retry").status_code == 409  # the first one will load the same file
