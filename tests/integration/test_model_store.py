"""The model store: what goes in comes out, what was altered is refused, one model serves a kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from graph.backup.dump import dump
from graph.backup.restore import restore
from graph.driver import Graph
from graph.errors import DamagedModelError, NotFoundError, StateChangedError
from graph.repositories.models import PIECE_BYTES
from matching.models.artifact import TrainedModel
from tests.support.cleaning import empty, run_raw
from tests.support.models import make_model, put, stored

pytestmark = pytest.mark.both_servers

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)
AtOnce = Callable[..., list[object]]


def read_back(graph: Graph, model_id: str) -> TrainedModel:
    return TrainedModel.from_files(graph.read(lambda tx: tx.models.files(model_id)))


def test_a_model_that_was_stored_gives_the_same_chances(graph: Graph) -> None:
    model = make_model()

    model_id = put(graph, model)

    rows, known = np.random.default_rng(1).random((20, 4), dtype=np.float32), np.full((20, 3), 0.3)
    assert np.array_equal(read_back(graph, model_id).chances(rows, known), model.chances(rows, known))


def test_files_larger_than_a_piece_come_back_whole(graph: Graph) -> None:
    content = np.random.default_rng(3).bytes(30 * PIECE_BYTES + 17)
    model = make_model()

    graph.write(lambda tx: tx.models.save(stored(model), {"large.bin": content, "none.bin": b""}))

    assert graph.read(lambda tx: tx.models.files("model-1")) == {"large.bin": content, "none.bin": b""}
    longest = run_raw(graph, "MATCH (f:ModelFile) RETURN max(size(f.text)) AS size")[0]["size"]
    assert longest == 256 * 1024


@pytest.mark.parametrize(
    "harm",
    [
        "MATCH (f:ModelFile {name: 'seeker.onnx'}) SET f.text = left(f.text, 40)",
        "MATCH (f:ModelFile {name: 'seeker.onnx'}) SET f.text = '????' + f.text",
        "MATCH (f:ModelFile {name: 'golden.npz'}) DETACH DELETE f",
    ],
)
def test_a_piece_that_was_cut_altered_or_taken_away_is_refused(graph: Graph, harm: str) -> None:
    model_id = put(graph, make_model())

    run_raw(graph, harm)

    with pytest.raises(DamagedModelError) as refused:
        graph.read(lambda tx: tx.models.files(model_id))
    assert refused.value.params == {"id": model_id}


def test_one_model_serves_a_kind_and_the_one_before_is_retired(graph: Graph) -> None:
    first, second = put(graph, make_model("model-1")), put(graph, make_model("model-2"))

    graph.write(lambda tx: tx.models.promote(first, NOW, "Root"))
    before = graph.write(lambda tx: tx.models.promote(second, NOW, "Root"))

    assert before == first
    states = {model.id: model.state for model in graph.read(lambda tx: tx.models.list_newest())}
    assert states == {first: "retired", second: "serving"}
    assert graph.read(lambda tx: tx.models.serving_id("mentor")) == second
    with pytest.raises(StateChangedError):
        graph.write(lambda tx: tx.models.promote(second, NOW, "Root"))


def test_many_promotions_at_once_leave_one_serving(graph: Graph, at_once: AtOnce) -> None:
    ids = [put(graph, make_model(f"model-{number}")) for number in range(6)]

    at_once(lambda one: graph.write(lambda tx: tx.models.promote(one, NOW, "Root")), [(one,) for one in ids])

    serving = [model.id for model in graph.read(lambda tx: tx.models.list_newest()) if model.state == "serving"]
    assert serving == [graph.read(lambda tx: tx.models.serving_id("mentor"))]


def test_only_a_candidate_is_rejected(graph: Graph) -> None:
    model_id = put(graph, make_model())
    graph.write(lambda tx: tx.models.reject(model_id, "{}", "Root"))

    rejected = graph.read(lambda tx: tx.models.get(model_id))

    assert (rejected.state, rejected.verdict) == ("rejected", "{}")
    with pytest.raises(StateChangedError):
        graph.write(lambda tx: tx.models.reject(model_id, "{}", "Root"))


def test_one_training_at_a_time_until_its_lease_is_over(graph: Graph, at_once: AtOnce) -> None:
    def claim(job_id: str) -> int:
        return graph.write(lambda tx: tx.models.claim_training(job_id, NOW, LEASE))

    claims = at_once(claim, [(f"job-{number}",) for number in range(6)])

    assert sorted(map(str, claims)) == ["0"] * 5 + ["1"]
    later = NOW + LEASE
    assert graph.write(lambda tx: tx.models.claim_training("job-late", later, LEASE)) == 1
    winner = f"job-{claims.index(1)}"
    assert not graph.write(lambda tx: tx.models.renew_training(winner, 1, later, LEASE))
    assert not graph.write(lambda tx: tx.models.release_training(winner, 1))
    assert graph.write(lambda tx: tx.models.release_training("job-late", 1))


def test_nobody_s_model_is_not_there(graph: Graph) -> None:
    with pytest.raises(NotFoundError):
        graph.read(lambda tx: tx.models.files("model-none"))


def test_the_store_comes_back_from_a_backup(graph: Graph, tmp_path: Path) -> None:
    model = make_model()
    put(graph, model)
    graph.write(lambda tx: tx.models.promote("model-1", NOW, "Root"))
    dump(graph, tmp_path / "whole.liulu", NOW)
    empty(graph)

    restore(graph, tmp_path / "whole.liulu")

    assert graph.read(lambda tx: tx.models.serving_id("mentor")) == "model-1"
    assert read_back(graph, "model-1").to_files() == model.to_files()
