"""The incubator's startups: what each waits for, and one startup's timeline."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.domain.kinds import KINDS
from graph.domain.stuck import StuckSort
from graph.entities.incubators import GuidedNow, OpenNeed, OwnStartup
from graph.entities.stuck import StuckThing
from graph.errors import NotFoundError
from graph.taxonomy import fold
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now, organisation_day
from webapp.incubator.blueprint import blueprint
from webapp.words.kind_words import CuratorWords
from webapp.words.kinds import words_for_curators
from webapp.words.outcomes import result_words
from webapp.words.pool import PoolWords

SORTS = ("name", "stage", "waits")
_STAGES = ("idea", "seed", "angel", "pre_a", "a", "b", "c", "growth")


@dataclass(frozen=True)
class Line:
    """One startup with what it has under way."""

    startup: OwnStartup
    needs: list[OpenNeed]
    engagements: list[GuidedNow]
    waits: int
    shape: str
    state: str

    def work_of(self, kind: str) -> list[GuidedNow]:
        """Work of one kind."""
        return [one for one in self.engagements if one.kind == kind]

    @property
    def work(self) -> list[tuple[CuratorWords, list[GuidedNow]]]:
        """Work by kind: the pooled kinds even where there is none, the others where there is."""
        by_kind = {kind: self.work_of(kind) for kind in KINDS}
        return [(words_for_curators(kind), found) for kind, found in by_kind.items() if found or KINDS[kind].is_pooled]


@blueprint.get("/startups")
def list_startups() -> str:
    """All startups that are here today."""
    lines, pool = _read()
    text, sort = request.args.get("q", "").strip()[:100], request.args.get("sort", "waits")
    found = [line for line in lines if _matches(line.startup, text)]
    found.sort(key=lambda line: _key(line, sort.removeprefix("-")), reverse=sort.startswith("-"))
    return render_template(
        "incubator/startups.html",
        lines=found,
        total=len(lines),
        pooled=_pooled_columns(),
        pool=pool,
        text=text,
        sort=sort,
        words=PoolWords(organisation_day()),
    )


def _pooled_columns() -> list[dict[str, str]]:
    """A column for each kind that incubators keep in pools."""
    return [
        {"key": kind.name, "label": words_for_curators(kind.name).work_heading}
        for kind in KINDS.values()
        if kind.is_pooled
    ]


@blueprint.get("/startups/<startup_id>")
def show_startup(startup_id: str) -> str:
    """One startup: needs, guidance, everything that was asked."""
    lines, pool = _read()
    line = next((one for one in lines if one.startup.id == startup_id), None)
    if line is None:
        raise NotFoundError("startup", startup_id)
    timeline = graph().read(lambda tx: tx.incubators.list_timeline(startup_id))
    return render_template(
        "incubator/startup.html",
        line=line,
        startup=line.startup,
        timeline=timeline,
        pool=pool,
        words=PoolWords(organisation_day()),
        matched=set(KINDS),
        result_words=result_words,
        curator_words=words_for_curators,
    )


def _read() -> tuple[list[Line], frozenset[str]]:
    """The startups that are here today, and the ids of those in the pool, who have a page."""
    incubator_id, moment = actor().subject_id, now()

    def work(tx: Transaction) -> tuple[list[Line], frozenset[str]]:
        day = tx.calendar.day_of(moment)
        needs, engagements = (
            tx.incubators.list_open_needs(incubator_id, day),
            tx.incubators.list_engagements(incubator_id, day),
        )
        things = tx.stuck.list_things(incubator_id, moment)
        pool = frozenset(member.id for member in tx.pools.list_members(incubator_id, moment))
        startups = tx.incubators.list_startups(incubator_id, day)
        return [_line(startup, needs, engagements, things) for startup in startups], pool

    return graph().read(work)


def _line(
    startup: OwnStartup, all_needs: list[OpenNeed], engagements: list[GuidedNow], things: list[StuckThing]
) -> Line:
    needs = [need for need in all_needs if need.startup_id == startup.id]
    guided = [one for one in engagements if one.startup_id == startup.id]
    waiting = [one for one in things if one.startup_id == startup.id]
    asked = [one for one in waiting if one.sort is StuckSort.REQUEST]
    days = max([one.days for one in asked], default=-1)
    if asked:
        text = ngettext("Waits %(num)s day for an answer", "Waits %(num)s days for an answer", max(days, 0))
        return Line(
            startup, needs, guided, 1000 + days, "stop" if any(one.is_stuck for one in asked) else "waiting", text
        )
    open_needs = [need for need in needs if need.is_unmatched]
    if open_needs:
        tried = sum(need.declined for need in open_needs)
        text = _("No match yet, %(count)s said no", count=tried) if tried else _("Has asked nobody yet")
        return Line(startup, needs, guided, 500 + tried, "warn" if tried else "draft", text)
    if guided:
        quiet = any(one.sort is StuckSort.WORK and one.is_stuck for one in waiting)
        first = next(kind for kind in KINDS if any(one.kind == kind for one in guided))
        text = _("No meeting for a month") if quiet else words_for_curators(first).works
        return Line(startup, needs, guided, 100 if quiet else 0, "warn" if quiet else "good", text)
    return Line(startup, needs, guided, 50, "draft", _("No need stated"))


def _matches(startup: OwnStartup, text: str) -> bool:
    hay = fold(" ".join(filter(None, (startup.name, startup.name_zh, startup.summary, startup.summary_zh))))
    return all(fold(word) in hay for word in text.split())


def _key(line: Line, sort: str) -> tuple[object, ...]:
    if sort == "name":
        return (line.startup.name,)
    if sort == "stage":
        return (_STAGES.index(line.startup.stage) if line.startup.stage in _STAGES else -1, line.startup.name)
    return (-line.waits, line.startup.name)
