"""The model store: models side by side, train, promote, roll back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.jobs import TRAIN_MODEL
from graph.domain.kinds import KINDS, Kind
from graph.driver import Graph
from graph.entities.job import Job
from graph.entities.model import StoredModel
from graph.errors import DamagedModelError, NotFoundError
from graph.transaction import Transaction
from matching.models.card import ModelCard, ModelError
from matching.training.promotion import figure
from webapp.admin.blueprint import blueprint
from webapp.http.context import actor, graph, matcher, now
from webapp.jobs.kick import kick
from webapp.operations.models import choose_model
from webapp.operations.models.train_model import request_training
from webapp.presenters.dates import day
from webapp.words import jobs as job_words
from webapp.words.kinds import words_for
from webapp.words.models import estimator_words, head_words, model_reason, slice_group, slice_words, why_unusable

_MOST_SHOWN = 20
_NDCG = "ndcg_at_10"


@dataclass(frozen=True)
class Section:
    """One kind of match: what serves it, its models with their cards, and the training that waits, runs or ended."""

    kind: Kind
    heading: str
    serving: StoredModel | None
    models: list[tuple[StoredModel, ModelCard | None]]
    trouble: str
    job: Job | None
    answers: int
    top: float

    @property
    def again(self) -> StoredModel | None:
        """The model that the last training made once more, where it did."""
        result = self.job.result if self.job and self.job.result.get("is_again") else {}
        return next((model for model, _card in self.models if model.id == result.get("model_id")), None)

    @property
    def rules(self) -> Mapping[str, Any]:
        """The figures of the starting rules where they were last judged."""
        return next((card.baseline for _model, card in self.models if card and card.baseline.get(_NDCG)), {})


@blueprint.get("/models")
def list_models() -> str:
    """Every kind's models, the newest first, beside the starting rules."""
    the_graph = graph()
    return render_template(
        "admin/models.html",
        model_reason=model_reason,
        said=job_words,
        sections=[_section(the_graph, kind) for kind in KINDS.values()],
    )


@blueprint.get("/models/<model_id>")
def show_model(model_id: str) -> str:
    """All that one model's card says."""
    model = _model(model_id)
    card = _card(model)
    return render_template(
        "admin/model.html",
        estimator_words=estimator_words,
        head_words=head_words,
        model_reason=model_reason,
        model=model,
        card=card,
        top=_top([card]),
        slices=_slices(card) if card else [],
    )


@blueprint.post("/models/train/<match_kind>")
def train(match_kind: str) -> Response:
    """Have a model trained now."""
    _known(match_kind)
    kick(TRAIN_MODEL, request_training(graph(), actor(), match_kind, now()))
    flash(_("The training is asked for. This page says how it goes; you can leave it."), "done")
    return redirect(url_for("admin.list_models"))


@blueprint.get("/models/<model_id>/promote")
def confirm_promote(model_id: str) -> str:
    """Ask before another model ranks what everybody sees."""
    model = _model(model_id)
    the_graph = graph()
    serving = the_graph.read(lambda tx: tx.models.serving_id(model.kind))
    return render_template(
        "admin/model_promote.html",
        model_reason=model_reason,
        model=model,
        is_serving=serving == model.id,
        has_one=bool(serving),
    )


@blueprint.post("/models/<model_id>/promote")
def promote(model_id: str) -> Response:
    """Let a model serve."""
    try:
        model = choose_model.promote_model(graph(), actor(), model_id, now())
    except (ModelError, DamagedModelError) as error:
        flash(_("This model can not serve: %(why)s", why=why_unusable(error)), "stop")
    else:
        flash(_("The model of %(day)s serves now. All pages follow within a minute.", day=_day(model)), "done")
    return redirect(url_for("admin.list_models"))


@blueprint.get("/models/roll-back/<match_kind>")
def confirm_roll_back(match_kind: str) -> str:
    """Ask before going back."""
    kind = _known(match_kind)
    serving_id, step = choose_model.step_back(graph(), kind.name)
    return render_template("admin/model_roll_back.html", kind=kind, serving_id=serving_id, step=step)


@blueprint.post("/models/roll-back/<match_kind>/<model_id>")
def roll_back(match_kind: str, model_id: str) -> Response:
    """Go back from the model that the page showed as serving."""
    _known(match_kind)
    _model(model_id)
    step = choose_model.roll_back_model(graph(), actor(), match_kind, now(), model_id)
    if step.to:
        flash(_("The model of %(day)s serves again. All pages follow within a minute.", day=_day(step.to)), "done")
    else:
        flash(_("The starting rules serve again. All pages follow within a minute."), "done")
    return redirect(url_for("admin.list_models"))


def _section(the_graph: Graph, kind: Kind) -> Section:
    models, serving, jobs, answers = the_graph.read(
        lambda tx: (
            tx.models.list_newest(kind.name, limit=_MOST_SHOWN),
            _serving(tx, kind.name),
            tx.jobs.list_newest(kind=TRAIN_MODEL, limit=_MOST_SHOWN),
            tx.models.count_answers(kind.name, None),
        )
    )
    if serving and serving.id not in {model.id for model in models}:
        models.append(serving)
    cards = [(model, _card(model)) for model in models]
    job = next((job for job in jobs if job.payload.get("match_kind") == kind.name), None)
    trouble = matcher().model_trouble(kind.name)
    told = why_unusable(trouble) if trouble else ""
    return Section(
        kind, words_for(kind.name).many, serving, cards, told, job, answers, _top([card for _model, card in cards])
    )


def _serving(tx: Transaction, kind: str) -> StoredModel | None:
    serving_id = tx.models.serving_id(kind)
    return tx.models.get(serving_id) if serving_id else None


def _card(model: StoredModel) -> ModelCard | None:
    """What the store keeps of a model's card; None where that is not what its training sealed."""
    try:
        card = ModelCard.from_json(model.card)
    except ModelError:
        return None
    return card if card.checksum == model.checksum else None


def _top(cards: Sequence[ModelCard | None]) -> float:
    """Where the scale of all charts ends: a tenth above the highest figure."""
    highest = [
        figures[name].get("high", 0.0)
        for card in cards
        if card
        for figures in (card.metrics, card.baseline)
        for name in (_NDCG, "seeker_auc", "provider_auc")
        if name in figures
    ]
    return min(1.0, max(highest, default=1.0) * 1.1) or 1.0


def _slices(card: ModelCard) -> list[dict[str, Any]]:
    """Groups of held-out requests in the reader's words, the largest of each kind first."""
    other = "rival" if card.is_against_rival else "baseline"
    return [
        {
            "name": slice_words(name),
            "group": slice_group(name, group),
            "n": figures.get("n"),
            "own": figure(figures, _NDCG),
            "other": figure(figures, other),
        }
        for name, groups in sorted(card.slices.items())
        for group, figures in sorted(groups.items(), key=lambda item: (-item[1].get("n", 0), item[0]))
    ]


def _model(model_id: str) -> StoredModel:
    the_graph = graph()
    return the_graph.read(lambda tx: tx.models.get(model_id))


def _known(name: str) -> Kind:
    if name not in KINDS:
        raise NotFoundError("kind", name)
    return KINDS[name]


def _day(model: StoredModel) -> str:
    return day(model.trained_at)
