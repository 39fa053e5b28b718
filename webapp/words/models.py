"""Why a trained model serves, was rejected, or can not be used."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from graph.entities.model import StoredModel
from graph.errors import NotFoundError
from graph.taxonomy import load
from matching.explanation.fact_json import load_fact
from matching.models.card import ModelError, UnusableCode
from matching.results import Param
from webapp.presenters.language import language
from webapp.words.sentences import Sentence, say_stored

_FIGURES = "NDCG@10 %(figure).3f / %(other_figure).3f, %(gain)+.3f ± %(half).3f"
UNUSABLE: Mapping[str, Sentence] = {
    UnusableCode.NEWER_FORMAT: Sentence("The model was made by a newer version of this program. Update the program."),
    UnusableCode.OLDER_FORMAT: Sentence("The model was made by an older version of this program. Train a new model."),
    UnusableCode.DAMAGED_FILE: Sentence(
        "The model's file %(name)s was cut short or altered. Train a new model, or go back to an earlier one."
    ),
    UnusableCode.DAMAGED_HEAD: Sentence(
        "The model's file of one head was cut short or altered. Train a new model, or go back to an earlier one."
    ),
    UnusableCode.FILES_OF_ANOTHER: Sentence(
        "The files belong to another model. Train a new model, or go back to an earlier one."
    ),
    UnusableCode.CHANCES_DIFFER: Sentence(
        "The model no longer gives the chances it gave when it was trained. Install the versions of the libraries it "
        "names (%(versions)s), or train a new model."
    ),
    UnusableCode.LACKING_FEATURES: Sentence(
        "The model needs features that this program does not make here: %(features)s. Train a new model with this "
        "version of the program."
    ),
}
VERDICTS: Mapping[str, Sentence] = {
    **UNUSABLE,
    "too_soon": Sentence(
        "Too few requests were agreed on since the serving model learned, and what it learned from can not judge it: "
        "train again when there are more."
    ),
    "not_judged": Sentence("Nobody could be held out to judge it by: train again when more answers are in."),
    "no_better": Sentence("It does not clearly beat %(against)s on the same held-out requests (%(figures)s)."),
    "loses_slice": Sentence("It beats %(against)s in all (%(figures)s), but loses %(loss)s among %(group)s."),
    "better": Sentence("It beats %(against)s on the same held-out requests (%(figures)s)."),
    "overtaken": Sentence(
        "Another model was put in place, or taken back, while this one was trained: train again to compare with what "
        "serves now."
    ),
    "cut_off": Sentence("Its training was cut off before it was judged."),
    "damaged": Sentence("Its files were cut short or altered in the store. Train a new one."),
}
AGAINST: Mapping[str, Sentence] = {
    "serving": Sentence("the serving model"),
    "rules": Sentence("the starting rules"),
}
GROUPS: Mapping[str, Sentence] = {
    "region": Sentence("those of the region %(term)s"),
    "stage": Sentence("those at the stage %(term)s"),
    "industry": Sentence("those of the field %(term)s"),
}
NEWCOMERS: Mapping[str, Sentence] = {
    "yes": Sentence("those who never asked before"),
    "no": Sentence("those who asked before"),
}
HEADS: Mapping[str, Sentence] = {
    "seeker": Sentence("The startup wants it"),
    "provider": Sentence("The one asked says yes"),
    "outcome": Sentence("It ends well"),
}
ESTIMATORS: Mapping[str, Sentence] = {
    "baseline": Sentence("Starting rules"),
    "constant": Sentence("The same for everybody"),
    "logistic": Sentence("Logistic regression"),
    "boosted trees": Sentence("Boosted trees"),
}
SLICES: Mapping[str, Sentence] = {
    "region": Sentence("Region"),
    "stage": Sentence("Stage"),
    "industry": Sentence("Field"),
    "newcomer": Sentence("Startup"),
}
_ASKERS: Mapping[str, Sentence] = {"yes": Sentence("Asks for the first time"), "no": Sentence("Asked before")}
_TERMS = {"region": "regions", "stage": "stages", "industry": "industries"}


def model_reason(model: StoredModel) -> str:
    """Why a model serves, or never did; empty where nobody judged it."""
    if not model.verdict:
        return (model.reason_zh if language() == "zh" else "") or model.reason
    fact = load_fact(model.verdict)
    return say_stored(VERDICTS, fact.code, _words_of(fact.params))


def group_words(name: str, group: str) -> str:
    """Who is in a group of a card."""
    if name == "newcomer":
        return NEWCOMERS[group].say({})
    return GROUPS[name].say({"term": load().label(group, language(), _TERMS[name])})


def head_words(name: str) -> str:
    """What one of the three chances is of."""
    return HEADS[name].say({})


def estimator_words(name: str) -> str:
    """By what a head was learned, with its settings; cards of another version may know other ones."""
    kind, *settings = name.split(", ")
    return ", ".join([say_stored(ESTIMATORS, kind, {}), *settings])


def slice_words(name: str) -> str:
    """By what the held-out requests of a card are grouped."""
    return SLICES[name].say({})


def slice_group(name: str, group: str) -> str:
    """One group of a slice, as the head of a line."""
    if name == "newcomer":
        return _ASKERS[group].say({})
    return load().label(group, language(), _TERMS[name])


def _words_of(params: Mapping[str, Param]) -> dict[str, object]:
    words: dict[str, object] = dict(params)
    if "against" in params:
        words["against"] = AGAINST[str(params["against"])].say({})
        words["figures"] = (_FIGURES % params).replace("-", "−")
    if "slice" in params:
        words["group"] = group_words(str(params["slice"]), str(params["group"]))
        words["loss"] = f"{params['loss']:.0%}"
    if isinstance(features := params.get("features"), tuple):
        words["features"] = ("、" if language() == "zh" else ", ").join(map(str, features))
    return words


def why_unusable(error: Exception) -> str:
    """The sentence of a ModelError, DamagedModelError or NotFoundError."""
    if isinstance(error, ModelError):
        return UNUSABLE[error.fact.code].say(_words_of(error.fact.params))
    if isinstance(error, NotFoundError):
        return str(_("The store has it no more. Go back to an earlier model, or train a new one."))
    return str(_("Its files were cut short or altered in the store. Go back to an earlier model, or train a new one."))
