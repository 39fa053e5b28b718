"""Can we bring this person? The ways that are open, what decides each, what is missing, and points where they apply.

What is answered is read, worked out and forgotten: nothing is stored, and nothing stands in an address or a log.
"""

from __future__ import annotations

from flask import render_template, request

from graph.rules.finding_routes import find_routes
from graph.rules.in_force import Rules, rules_on
from graph.rules.indicators import IndicatorSet
from graph.rules.local_figures import LocalFigures
from graph.rules.routes import RouteSet
from graph.rules.scoring import score
from webapp.http.context import organisation_day, settings
from webapp.introducing.blueprint import blueprint
from webapp.introducing.forms import QuestionsForm
from webapp.words.points_table import points_lines
from webapp.words.ways import say_ways


@blueprint.get("/ways")
def show_ways() -> str:
    """The questions, and what no answer at all tells."""
    figures = _rules("local-figures", LocalFigures)
    form = QuestionsForm(formdata=None, data={"local_average_wage": figures.average_wage_10k_cny})
    return _page(form)


@blueprint.post("/ways")
def find_ways() -> str | tuple[str, int]:
    """What the answers tell: beside the questions while one types, or the whole page."""
    form = QuestionsForm()
    is_whole = form.validate()
    if "HX-Request" in request.headers:
        return render_template("introducing/_found.html", form=form, **_found(form))
    return _page(form) if is_whole else (_page(form), 422)


def _page(form: QuestionsForm) -> str:
    return render_template("introducing/ways.html", form=form, **_found(form))


def _rules(name: str, model: type[Rules]) -> Rules:
    return rules_on(name, model, settings().home / "rules", organisation_day())


def _found(form: QuestionsForm) -> dict[str, object]:
    routes = _rules("routes", RouteSet)
    table = _rules(routes.points_table, IndicatorSet)
    facts = form.facts()
    ways = find_routes(routes, table, facts, form.average_wage)
    return {"ways": say_ways(ways, routes), "points": points_lines(table, score(table, facts))}
