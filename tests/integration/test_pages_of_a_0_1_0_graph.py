"""Pages and rankings over a graph that version 0.1.0 filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from graph.driver import Graph
from graph.transaction import Transaction
from matching.matcher import Matcher
from matching.models.artifact import CARD
from matching.models.card import FORMAT, ModelError, UnusableCode
from matching.sources.base import NeedRecord
from tests.support.cleaning import run_raw
from tests.support.graph_of_0_1_0 import AT, restored
from tests.support.models import make_model, stored
from tests.support.visitor import Visitor, text_of
from tests.support.web import Web
from webapp.demo.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from webapp.runtime.redis import start_redis
from webapp.words.models import why_unusable
from webapp.words.speaking import in_both

pytestmark = pytest.mark.both_servers


@pytest.fixture
def old_graph(graph: Graph) -> Iterator[Graph]:
    with restored(graph) as old:
        yield old


@pytest.fixture
def web(old_graph: Graph, tmp_path: Path) -> Iterator[Web]:
    """The application over it."""
    with start_redis(tmp_path) as redis:
        yield Web(old_graph, redis.url, tmp_path)


PAGES = {
    "startup": ("/startup/", "/startup/needs", "/startup/profile", "/engagements/"),
    "supervisor": ("/supervisor/", "/supervisor/requests", "/supervisor/pools", "/supervisor/profile", "/engagements/"),
    "investor": ("/investor/", "/investor/requests", "/investor/profile", "/engagements/"),
    "incubator": ("/incubator/", "/incubator/pool", "/incubator/waiting", "/incubator/startups", "/incubator/import"),
    "administrator": ("/admin/", "/admin/models", "/admin/jobs", "/admin/accounts", "/admin/audit"),
}


def test_everybody_signs_in_with_the_old_password_and_opens_their_pages(web: Web) -> None:
    assert {role for role, _ in DEMO_ACCOUNTS} == set(PAGES)
    for role, email in DEMO_ACCOUNTS:
        visitor = Visitor(web.app)
        assert visitor.sign_in(email, DEMO_PASSWORD).status_code == 302, role
        for path in PAGES[role]:
            assert visitor.get(path).status_code == 200, path


def test_each_need_shows_its_proposals_and_each_request_and_meeting_opens(web: Web) -> None:
    lead = "MATCH (s:Startup {id: 'startup-tidewell'})"
    needs = run_raw(web.graph, f"{lead}-[:RAISED]->(n:Need {{state: 'open'}}) RETURN n.id AS id")
    asked = run_raw(web.graph, f"{lead}<-[:BY]-(p:Proposal) WHERE p.asked_at IS NOT NULL RETURN p.id AS id")
    work = run_raw(web.graph, f"{lead}<-[:OF]-(e:Engagement) RETURN e.id AS id")
    paths = [f"/startup/needs/{row['id']}" for row in needs] + [f"/startup/requests/{row['id']}" for row in asked]
    paths += [f"/engagements/{row['id']}" for row in work]
    visitor = Visitor(web.app)
    visitor.sign_in("startup@liulu.example", DEMO_PASSWORD)

    answers: dict[str, TestResponse] = {path: visitor.get(path) for path in paths}

    assert min(len(needs), len(asked), len(work)) > 0
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 200} == {}


def test_the_model_that_served_goes_on_or_is_refused_with_a_sentence(old_graph: Graph, tmp_path: Path) -> None:
    matcher = Matcher(old_graph, tmp_path, expire_after_days=14)

    trouble = matcher.model_trouble("mentor")
    ranking = matcher.propose_for_startup("startup-tidewell", NeedRecord("", "mentor"), at=AT)

    assert ranking.proposals
    assert (ranking.model.id == "model-serving") is (trouble is None)
    assert trouble is None or (isinstance(trouble, ModelError) and all(in_both(lambda: why_unusable(trouble))))


def test_a_model_of_an_older_format_is_refused_with_a_sentence(web: Web, tmp_path: Path) -> None:
    _let_serve_in_format(web.graph, FORMAT - 1)
    matcher = Matcher(web.graph, tmp_path / "matcher", expire_after_days=14)

    trouble = matcher.model_trouble("mentor")
    ranking = matcher.propose_for_startup("startup-tidewell", NeedRecord("", "mentor"), at=AT)
    visitor = Visitor(web.app)
    visitor.sign_in("admin@liulu.example", DEMO_PASSWORD)

    assert isinstance(trouble, ModelError)
    assert trouble.fact.code == UnusableCode.OLDER_FORMAT
    assert ranking.proposals
    assert ranking.model.id != "model-older"
    assert "an older version of this program" in text_of(visitor.get("/admin/models"))


def _let_serve_in_format(graph: Graph, number: int) -> None:
    model = make_model("model-older")
    record = stored(model)
    model.card = replace(model.card, format=number)
    files = model.to_files()
    record = replace(record, card=files[CARD].decode())

    def work(tx: Transaction) -> None:
        tx.models.save(record, files)
        tx.models.promote(record.id, AT, "Shu Weiran")

    graph.write(work)
