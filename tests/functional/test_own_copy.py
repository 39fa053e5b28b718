"""What is kept about oneself: said by subject on a page, and copied by a job for nobody else."""

from __future__ import annotations

import io
import json
import os
import re
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph.domain.jobs import COPY_OWN_DATA
from graph.domain.roles import ROLES
from graph.domain.stored import COPY_DAYS
from graph.entities import Actor
from graph.entities.job import Job
from graph.entities.proposal import Shown
from graph.named_queries import all_queries
from graph.repositories.audit import AuditFilter
from tests.support.city import City, Made
from tests.support.visitor import PASSWORD, SignIn, Visitor, text_of
from webapp.config import Settings
from webapp.operations.accounts.manage_account import revoke_role
from webapp.operations.jobs.run import Worker
from webapp.operations.needs.record_showing import record_showing
from webapp.operations.privacy.own_copy import copy_own_data, copy_path, drop_old_copies
from webapp.words.stored import STORED
from webapp.words.stored_fields import FIELDS

ROOT = Actor.system()


def newest(city: City, visitor: Visitor) -> Job:
    [job] = city.graph.read(lambda tx: tx.jobs.list_of_actor(COPY_OWN_DATA, visitor.account.id))
    return job


def make_copy(city: City, settings: Settings, visitor: Visitor) -> Job:
    """Ask by the page, and have the worker do it."""
    assert visitor.post("/account/data/copy").status_code == 302
    copy_own_data(Worker(city.graph, settings), newest(city, visitor).id)
    return newest(city, visitor)


def fetch(visitor: Visitor) -> zipfile.ZipFile:
    answer = visitor.post("/account/data/copy.zip")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.data))


def data_of(visitor: Visitor) -> dict[str, Any]:
    subjects: dict[str, Any] = json.loads(fetch(visitor).read("data.json"))["subjects"]
    return subjects


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_finds_what_is_kept_in_both_languages(city: City, sign_in: SignIn, role: str, language: str) -> None:
    planted: dict[str, Callable[[], Made]] = {
        "startup": city.startup, "supervisor": city.supervisor, "investor": city.investor, "incubator": city.incubator,
    }  # fmt: skip
    visitor = sign_in(role, planted[role]().id if role in planted else "", language=language)

    assert "/account/data" in visitor.get("/account").text
    page = visitor.get("/account/data")

    assert page.status_code == 200
    assert page.text.count("<section>") == len(STORED)


@pytest.mark.both_servers
def test_a_copy_holds_what_was_written_and_no_secret(city: City, sign_in: SignIn, settings: Settings) -> None:
    supervisor = city.supervisor("Gu Mingche", summary="Crystals for lasers", pool_of=city.incubator("Park Nine"))
    city.asked_proposal(to=supervisor, note="About our furnace")
    visitor = sign_in("supervisor", supervisor.id, name="Gu Mingche")

    job = make_copy(city, settings, visitor)

    assert job.is_done
    subjects = data_of(visitor)
    assert subjects["account"][0]["email"] == visitor.account.email
    assert subjects["profile"][0]["summary"] == "Crystals for lasers"
    assert subjects["requests"][0]["note"] == "About our furnace"
    assert subjects["terms"][0]["name"] == "Park Nine"
    assert {event["action"] for event in subjects["events"]} >= {"sign_in", "request_own_copy"}
    readable = fetch(visitor).read("data.html").decode()
    assert "Crystals for lasers" in readable
    assert "About our furnace" in readable
    whole = readable + json.dumps(subjects)
    assert not [word for word in (PASSWORD, "password_hash", "totp_secret", "argon2", '"lock"') if word in whole]


@pytest.mark.both_servers
def test_a_copy_tells_of_lists_without_whose_they_were_and_of_addresses(
    city: City, sign_in: SignIn, settings: Settings
) -> None:
    supervisor, startup = city.supervisor("Gu Mingche"), city.startup("Kiln Three")
    need = city.need(startup=startup)
    shown_at = datetime(2026, 11, 3, 9, tzinfo=UTC)
    for day in range(3):
        shown = [Shown(supervisor.id, 1, 0.4)]
        record_showing(city.graph, need.id, shown, "baseline", shown_at + timedelta(days=day))
    founder, provider = sign_in("startup", startup.id), sign_in("supervisor", supervisor.id)

    make_copy(city, settings, founder)
    make_copy(city, settings, provider)

    [seen], [was_on] = data_of(founder)["lists"], data_of(provider)["lists"]
    assert (seen["other"], seen["shown"], seen["at"]) == ("Gu Mingche", 3, shown_at.isoformat())
    assert was_on["shown"] == 3
    assert not {"other", "need"} & was_on.keys()
    assert "from 127.0.0.1" in {
        event.get("detail") for event in data_of(founder)["events"] if event["action"] == "sign_in"
    }


def test_the_readable_file_speaks_the_language_of_the_account_and_runs_nothing(
    city: City, sign_in: SignIn, settings: Settings
) -> None:
    startup = city.startup(summary="<script>alert(1)</script>")
    visitor = sign_in("startup", startup.id, language="zh")
    make_copy(city, settings, visitor)

    readable = fetch(visitor).read("data.html").decode()

    assert "您的账号" in readable
    assert "<script>" not in readable


def test_only_the_account_itself_fetches_its_copy(city: City, sign_in: SignIn, settings: Settings) -> None:
    startup = city.startup()
    owner, colleague, root = sign_in("startup", startup.id), sign_in("startup", startup.id), sign_in("administrator")
    job = make_copy(city, settings, owner)

    assert colleague.post("/account/data/copy.zip").status_code == 404
    assert root.post("/account/data/copy.zip").status_code == 404
    assert owner.post("/account/data/copy.zip").status_code == 200
    assert copy_path(settings.home, job.id).stat().st_mode & 0o077 == 0
    entries = city.graph.read(lambda tx: tx.audit.list_page(AuditFilter(action="download_own_copy")))
    assert [entry.actor_id for entry in entries] == [owner.account.id]


def test_what_the_other_side_keeps_to_itself_is_in_no_copy(city: City, sign_in: SignIn, settings: Settings) -> None:
    supervisor, startup = city.supervisor(), city.startup()
    request = city.asked_proposal(to=supervisor, startup=startup)
    provider, founder = sign_in("supervisor", supervisor.id), sign_in("startup", startup.id)
    declined = {"reason": "other", "note": "Between us: no"}
    assert provider.post(f"/supervisor/requests/{request.id}/decline", declined).status_code == 302

    make_copy(city, settings, founder)
    make_copy(city, settings, provider)

    assert "decline_note" not in data_of(founder)["requests"][0]
    assert data_of(provider)["requests"][0]["decline_note"] == "Between us: no"


def test_a_copy_is_there_for_some_days(city: City, sign_in: SignIn, settings: Settings) -> None:
    visitor = sign_in("startup", city.startup().id)
    path = copy_path(settings.home, make_copy(city, settings, visitor).id)
    old = time.time() - timedelta(days=COPY_DAYS, hours=1).total_seconds()
    os.utime(path, (old, old))

    assert "Download the copy" in text_of(visitor.get("/account/data"))
    assert drop_old_copies(settings.home, datetime.now(UTC)) == 1
    assert "Download the copy" not in text_of(visitor.get("/account/data"))
    assert visitor.post("/account/data/copy.zip").status_code == 404


def test_a_new_copy_takes_the_place_of_the_one_before(city: City, sign_in: SignIn, settings: Settings) -> None:
    visitor = sign_in("startup", city.startup().id)
    first, second = make_copy(city, settings, visitor), make_copy(city, settings, visitor)

    assert first.id != second.id
    assert not copy_path(settings.home, first.id).exists()
    assert copy_path(settings.home, second.id).exists()


def test_asked_twice_it_is_made_once(city: City, sign_in: SignIn) -> None:
    visitor = sign_in("startup", city.startup().id)
    visitor.post("/account/data/copy")
    waiting = newest(city, visitor)
    visitor.post("/account/data/copy")

    assert newest(city, visitor) == waiting
    assert "hx-get" in visitor.get("/account/data").text


def test_who_has_no_role_any_more_gets_a_copy_too(city: City, sign_in: SignIn, settings: Settings) -> None:
    startup = city.startup()
    visitor = sign_in("startup", startup.id)
    revoke_role(city.graph, ROOT, visitor.account.id, "startup", startup.id, datetime.now(UTC))

    assert make_copy(city, settings, visitor).is_done
    assert data_of(visitor)["account"][0]["email"] == visitor.account.email


def test_every_field_of_a_copy_has_a_name() -> None:
    records = [
        query.text.partition("RETURN ")[2].partition(" AS record")[0]
        for name, query in all_queries().items()
        if name.startswith("own_data.")
    ]
    fields = {name for record in records for name in re.findall(r"(?<![\w)])\.(\w+)|[{,]\s*(\w+): ", record)}

    assert {first or second for first, second in fields} == set(FIELDS)
