"""The directory: people and funds by what one would ask them, without a need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from graph.domain.help_areas import FoundBy
from graph.domain.kinds import KINDS
from graph.taxonomy import load
from matching.results import Ranking
from matching.sources.base import NeedRecord
from webapp.http.context import actor, matcher, now
from webapp.http.list_notes import list_notes
from webapp.startup.blueprint import blueprint
from webapp.startup.cards import Card
from webapp.startup.comparing import MOST_COMPARED
from webapp.startup.forms import FIRST_KIND
from webapp.startup.investors import card_with, read_facts, with_kinds
from webapp.startup.ranking import MOST, PAGE, View, chosen_of, filter_groups, sorts_of
from webapp.words import startup as words
from webapp.words.kinds import words_for

_LONGEST = 200


@dataclass(frozen=True)
class Wish:
    """What is looked for, as the address says it; what is on no list is not looked for."""

    kind: str
    words: str
    area: str
    stage: str

    @classmethod
    def of(cls, arguments: MultiDict[str, str]) -> Wish:
        """Read an address."""
        kind = arguments.get("kind", "")
        kind = kind if kind in KINDS else FIRST_KIND
        area, stage = arguments.get("area", ""), arguments.get("stage", "")
        is_asked = KINDS[kind].answers_questions
        return cls(
            kind=kind,
            words=" ".join(arguments.get("q", "").split())[:_LONGEST],
            area=area if is_asked and area in load().help_areas.terms else "",
            stage=stage if stage in load().list("stages").terms else "",
        )

    @property
    def arguments(self) -> dict[str, Any]:
        """The address again, without what is left open."""
        given = {"kind": self.kind, "q": self.words, "area": self.area, "stage": self.stage}
        return {name: value for name, value in given.items() if value}

    @property
    def as_need(self) -> NeedRecord:
        """The same as a need; a help area without words is asked for by its name."""
        area = load().help_areas.terms.get(self.area)
        return NeedRecord(
            "",
            self.kind,
            title=self.words or (area.en if area else ""),
            stage=self.stage or None,
            help_areas=(self.area,) if self.area else (),
            help_areas_found=FoundBy.CHOSEN if self.area else None,
        )


@blueprint.get("/people")
def browse() -> str:
    """Everybody who may be asked, in order of fit for what is typed, else for the startup's profile."""
    wish, view = Wish.of(request.args), View.of(request.args)
    ranking, cards = ranked(wish)
    proposals = with_kinds(ranking.proposals, read_facts(wish.kind, ranking.proposals))
    chosen = [one.provider_id for one in chosen_of(proposals, view, {})]
    return render_template(
        "startup/directory.html",
        wish=wish,
        view=view,
        said=words_for(wish.kind),
        kinds=[(kind, words_for(kind).many) for kind in KINDS],
        asks_in_words=KINDS[wish.kind].answers_questions,
        stages=[("", _("Any stage")), *words.stage_choices()[1:]],
        cards=[cards[one] for one in chosen[: view.shown]],
        total=len(chosen),
        groups=filter_groups(proposals, view, words_for(wish.kind)),
        sorts=sorts_of(proposals),
        **list_notes(ranking),
        page_size=PAGE,
        most_compared=MOST_COMPARED,
    )


def ranked(wish: Wish) -> tuple[Ranking, dict[str, Card]]:
    """Everybody who may be asked, in order of fit, and their cards by id."""
    ranking = matcher().propose_for_startup(actor().subject_id, wish.as_need, at=now(), limit=MOST)
    facts = read_facts(wish.kind, ranking.proposals)
    proposals = with_kinds(ranking.proposals, facts)
    return ranking, {one.provider_id: card_with(one, wish.kind, facts) for one in proposals}
