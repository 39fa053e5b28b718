"""`liulu train` and `liulu models`: train on the live graph, look into the model store, promote, roll back."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from functools import partial
from typing import Any

import click

from graph.domain.kinds import KINDS, MENTOR
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.entities.model import StoredModel
from matching.models.card import ModelCard, ModelError
from webapp.cli import Failure
from webapp.cli.connection import connect
from webapp.cli.output import json_option, write_json
from webapp.config import load_settings
from webapp.operations.models.choose_model import promote_model, roll_back_model
from webapp.operations.models.train_model import request_training, run_training
from webapp.runtime.prepare import prepare
from webapp.words.models import model_reason, why_unusable
from webapp.words.speaking import in_both, speaking

_KIND = click.option(
    "--kind", type=click.Choice(sorted(KINDS)), default=MENTOR.name, show_default=True, help="What for."
)
_JSON = json_option()
_WAIT_SECONDS = 2.0
_PATIENCE_SECONDS = 3600.0


@click.command()
@_KIND
@_JSON
def train(kind: str, target: str | None) -> None:
    """Train a model on the live graph; it serves only if it clearly beats what serves now."""
    with connect(load_settings()) as graph:
        prepare(graph)
        job_id = request_training(graph, Actor.system(), kind, datetime.now(UTC))
        job = _follow(graph, job_id)
        why = _why(graph, job)
    if target:
        write_json(target, {"job_id": job.id, "state": job.state, "message": job.message, **job.result, **why})
    if not job.is_done:
        raise Failure(f"The training is {job.state}. {job.message}".strip())
    is_better = job.result["verdict"] == "better"
    outcome = "serves now" if is_better else "is kept as rejected"
    click.echo(f"{job.result['model_id']} {outcome}. {why['reason']}", err=bool(target))


def _why(graph: Graph, job: Job) -> dict[str, str]:
    """What the gate said of the model that a training made; empty where it made none."""
    if "model_id" not in job.result:
        return {}
    model = graph.read(lambda tx: tx.models.get(job.result["model_id"]))
    reason, reason_zh = in_both(lambda: model_reason(model))
    return {"reason": reason, "reason_zh": reason_zh}


def _follow(graph: Graph, job_id: str) -> Job:
    """Train here, or wait for whoever trains already."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    click.echo("Training: reading the graph, learning, judging on the latest answers.", err=True)
    while time.monotonic() < deadline:
        run_training(graph, job_id, datetime.now(UTC), expire_after_days=load_settings().expire_after_days)
        job = graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))
        if job.is_finished:
            return job
        click.echo(f"Another training runs; waiting. {job.step}", err=True)
        time.sleep(_WAIT_SECONDS)
    raise Failure("Another training runs still. See `liulu models list` later.")


@click.group()
def models() -> None:
    """Look into the model store; let another model serve."""


@models.command("list")
@click.option("--kind", type=click.Choice(sorted(KINDS)), help="Of one kind only.")
@_JSON
def list_models(kind: str | None, target: str | None) -> None:
    """All models, the newest first."""
    with connect(load_settings()) as graph:
        found = graph.read(lambda tx: tx.models.list_newest(kind or "", limit=200))
    if target:
        write_json(target, {"models": [to_json(model) for model in found]})
        return
    if not found:
        click.echo("No model yet: the starting rules serve. Train one: liulu train")
    for model in found:
        figure = _figure(model)
        click.echo(f"{model.id}  {model.kind:<9} {model.state:<9} {model.trained_at:%Y-%m-%d %H:%M} UTC  {figure}")
        if why := in_both(partial(model_reason, model))[0]:
            click.echo(f"    {why}")


def _figure(model: StoredModel) -> str:
    try:
        metric = ModelCard.from_json(model.card).metrics.get("ndcg_at_10", {}).get("value")
    except ModelError:
        return "its card was cut short or altered"
    return f"NDCG@10 {metric:.3f}" if metric is not None else "not judged"


@models.command()
@click.argument("model_id", metavar="ID")
@_JSON
def show(model_id: str, target: str | None) -> None:
    """One model with all that its card says."""
    with connect(load_settings()) as graph:
        model = graph.read(lambda tx: tx.models.get(model_id))
    write_json(target or "-", to_json(model))


@models.command()
@click.argument("model_id", metavar="ID")
@_JSON
def promote(model_id: str, target: str | None) -> None:
    """Let a model serve, whatever the gate said of it."""
    with connect(load_settings()) as graph:
        try:
            model = promote_model(graph, Actor.system(), model_id, datetime.now(UTC))
        except ModelError as error:
            with speaking("en"):
                raise Failure(why_unusable(error)) from error
    if target:
        write_json(target, to_json(model))
    click.echo(f"{model.id} serves now; the pages follow within a minute.", err=bool(target))


@models.command("roll-back")
@_KIND
@_JSON
def roll_back(kind: str, target: str | None) -> None:
    """Go back to the model that served before, or to the starting rules."""
    with connect(load_settings()) as graph:
        step = roll_back_model(graph, Actor.system(), kind, datetime.now(UTC))
    serving = step.to.id if step.to else ""
    for model in step.skipped:
        click.echo(f"{model.id} was passed over: its files can not be used any more.", err=True)
    if target:
        write_json(target, {"kind": kind, "serving": serving or None})
    click.echo(f"{serving or 'The starting rules'} again; the pages follow within a minute.", err=bool(target))


def to_json(model: StoredModel) -> dict[str, Any]:
    """A model as scripts read it."""
    reason, reason_zh = in_both(lambda: model_reason(model))
    moments = {name: getattr(model, name) for name in ("trained_at", "promoted_at", "retired_at")}
    return {
        "id": model.id,
        "kind": model.kind,
        "name": model.name,
        "state": model.state,
        "reason": reason,
        "reason_zh": reason_zh,
        "data_until": model.data_until.isoformat(),
        "bytes": model.bytes,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
        "card": _card_json(model),
    }


def _card_json(model: StoredModel) -> dict[str, Any] | None:
    """The card as it stands; None where it was cut short."""
    try:
        found: dict[str, Any] = json.loads(model.card)
    except ValueError:
        return None
    return found


commands: list[click.Command] = [train, models]
