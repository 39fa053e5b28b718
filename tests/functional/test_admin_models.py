"""The administrator's page of models."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from graph.driver import Graph
from graph.entities import Actor
from graph.repositories.audit import AuditFilter
from graph.transaction import Transaction
from matching.explanation.fact_json import dump_fact
from matching.results import Fact, Param
from tests.support.cleaning import run_raw
from tests.support.models import make_model, put
from tests.support.visitor import SignIn, text_of
from webapp.operations.models.choose_model import promote_model

NOW = datetime.now(UTC)
FIGURES: dict[str, Param] = {"against": "rules", "figure": 0.4, "other_figure": 0.37, "gain": 0.03, "half": 0.04}
SLICES = {"region": {"Xuhui": {"n": 24, "ndcg_at_10": 0.41, "baseline": 0.33}}}


def serving(graph: Graph) -> str:
    return graph.read(lambda tx: tx.models.serving_id("mentor"))


def test_without_a_model_the_page_says_that_the_starting_rules_serve(sign_in: SignIn) -> None:
    reader, other = sign_in("administrator"), sign_in("administrator", language="zh")

    assert "No model yet: the starting rules serve" in text_of(reader.get("/admin/models"))
    assert "还没有模型：正在使用初始规则" in text_of(other.get("/admin/models"))


def test_models_stand_side_by_side_with_figures_and_reasons(sign_in: SignIn, graph: Graph) -> None:
    put(graph, make_model("model-1"))
    put(graph, make_model("model-2", ndcg=(0.31, 0.27, 0.35)))
    graph.write(lambda tx: tx.models.reject("model-2", dump_fact(Fact("no_better", FIGURES)), "Liulu"))

    page = sign_in("administrator").get("/admin/models")

    words = text_of(page)
    assert "0.400" in words
    assert "0.310" in words
    assert "It does not clearly beat the starting rules" in words
    assert 'aria-label="NDCG@10 0.400, likely between 0.360 and 0.440"' in page.text
    assert "style=" not in page.text


def test_one_model_tells_all_that_its_card_says(sign_in: SignIn, graph: Graph) -> None:
    put(graph, make_model(slices=SLICES))

    words = text_of(sign_in("administrator").get("/admin/models/model-1"))

    for said in ("Xuhui", "0.410", "+0.080", "The startup wants it", "scikit-learn", "text_fit"):
        assert said in words


def test_a_model_is_promoted_after_a_question_and_taken_back(sign_in: SignIn, graph: Graph) -> None:
    put(graph, make_model())
    root = sign_in("administrator", name="Shu Weiran")

    assert "Let this model rank?" in text_of(root.get("/admin/models/model-1/promote"))
    assert serving(graph) == ""
    answer = root.post("/admin/models/model-1/promote", follow_redirects=True)
    assert "serves now" in text_of(answer)
    assert serving(graph) == "model-1"

    assert "The starting rules serve again" in text_of(root.get("/admin/models/roll-back/mentor"))
    root.post("/admin/models/roll-back/mentor/model-1")
    assert serving(graph) == ""
    entries = graph.read(lambda tx: tx.audit.list_page(AuditFilter()))
    done = [entry.action for entry in entries if entry.actor_name == "Shu Weiran"]
    assert {"promote_model", "roll_back_model"} <= set(done)


def test_going_back_from_a_model_that_no_longer_serves_changes_nothing(sign_in: SignIn, graph: Graph) -> None:
    root = sign_in("administrator")
    for name in ("model-1", "model-2"):
        promote_model(graph, Actor.system(), put(graph, make_model(name)), NOW)

    assert root.post("/admin/models/roll-back/mentor/model-1").status_code == 409
    assert serving(graph) == "model-2"


def test_a_damaged_model_can_not_be_promoted_and_a_serving_one_is_named(sign_in: SignIn, graph: Graph) -> None:
    root = sign_in("administrator")
    promote_model(graph, Actor.system(), put(graph, make_model()), NOW)
    put(graph, make_model("model-2"))
    run_raw(graph, "MATCH (f:ModelFile) SET f.text = 'AAAA'")

    assert "can not serve" in text_of(root.post("/admin/models/model-2/promote", follow_redirects=True))
    assert serving(graph) == "model-1"


def test_a_training_is_begun_and_followed(sign_in: SignIn, graph: Graph) -> None:
    root = sign_in("administrator")

    page = root.post("/admin/models/train/mentor", follow_redirects=True)

    words = text_of(page)
    assert "A model is being trained" in words
    assert "Waits for a worker" in words
    [job] = graph.read(lambda tx: tx.jobs.list_newest(kind="train_model"))
    assert f"/admin/jobs/{job.id}/cancel" in page.text


def test_a_training_that_made_a_known_model_again_says_so(sign_in: SignIn, graph: Graph) -> None:
    put(graph, make_model("model-1"))
    root = sign_in("administrator")
    root.post("/admin/models/train/mentor")
    [job] = graph.read(lambda tx: tx.jobs.list_newest(kind="train_model"))

    def end(tx: Transaction) -> None:
        tx.models.reject("model-1", dump_fact(Fact("no_better", FIGURES)), "Liulu")
        tx.jobs.start(job.id, NOW)
        tx.jobs.begin_writing(job.id)
        tx.jobs.finish(job.id, NOW, model_id="model-1", verdict="no_better", is_again=True)

    graph.write(end)

    assert "again: nothing new was answered since" in text_of(root.get("/admin/models"))


def test_nobody_else_sees_or_changes_models(sign_in: SignIn) -> None:
    office = sign_in("talent_office")

    assert office.get("/admin/models").status_code in (403, 404)
    assert office.post("/admin/models/train/mentor").status_code in (403, 404)


def test_the_model_that_serves_is_shown_however_many_were_rejected_since(sign_in: SignIn, graph: Graph) -> None:
    promote_model(graph, Actor.system(), put(graph, make_model("model-00")), NOW)
    for number in range(1, 22):
        model = make_model(f"model-{number:02}")
        model.card = replace(model.card, trained_at=model.card.trained_at + timedelta(days=number))
        put(graph, model)

    page = sign_in("administrator").get("/admin/models")

    assert "Go back to the one before" in page.text
    assert "/admin/models/model-00" in page.text


def test_a_card_that_was_altered_is_said_to_be_so_and_hides_no_other(sign_in: SignIn, graph: Graph) -> None:
    for name in ("model-1", "model-2", "model-3"):
        put(graph, make_model(name))
    run_raw(graph, "MATCH (m:Model {id: 'model-1'}) SET m.card = left(m.card, 40)")
    run_raw(graph, "MATCH (m:Model {id: 'model-2'}) SET m.card = replace(m.card, '0.4', '0.9')")
    reader = sign_in("administrator")

    words = text_of(reader.get("/admin/models"))

    assert words.count("Its card was cut short or altered") == 2
    assert ("0.400" in words, "0.900" in words) == (True, False)
    assert "can not be trusted" in text_of(reader.get("/admin/models/model-1"))


def test_readers_of_chinese_are_told_in_chinese_why_a_model_can_not_serve(sign_in: SignIn, graph: Graph) -> None:
    root = sign_in("administrator", language="zh")
    put(graph, make_model(features=("moon_phase",), weights={"moon_phase": 1.0}))

    assert "该模型需要本程序不再计算的特征：moon_phase" in text_of(
        root.post("/admin/models/model-1/promote", follow_redirects=True)
    )
