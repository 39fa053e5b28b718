"""What the page of a batch shows, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graph.domain.states.requests import RequestState
from graph.entities.batch import Answer, Batch, Draft, Named, PairId, Run
from graph.entities.job import Job
from graph.query_runner import Row
from matching.batches.editing import Standing, standing_of
from matching.batches.figures import Figures, figures_of
from webapp.incubator.batches.lines import SHOWN, Line, Place
from webapp.operations.batches.asked import Asked, asked_of
from webapp.presenters.names import name_of
from webapp.words.batches import between_words, mend_words, objective_words, shortage_words
from webapp.words.incubator import term
from webapp.words.jobs import job_failure, job_step
from webapp.words.states import look_of

_BEST_HIGH, _BEST_LOW = ("total", "worst_off", "median", "newcomers"), ("missing",)


@dataclass(frozen=True)
class BatchView:
    """A batch with its runs and drafts; `draft` is the one that is shown, of `run`."""

    batch: Batch
    runs: list[Row]
    drafts: list[Draft]
    draft: Draft | None
    run: Run | None
    before: Draft | None
    answers: list[Answer]
    job: Job | None
    names: Mapping[str, Named]
    show: str = ""
    people: Mapping[str, str] = field(default_factory=dict)

    def name(self, one: str) -> str:
        """A startup or supervisor in the reader's language; an id that nobody has any more as it is."""
        return name_of(self.names[one]) if one in self.names else one

    @property
    def is_at_work(self) -> bool:
        """Whether a job waits or runs."""
        return self.job is not None and not self.job.is_finished

    @cached_property
    def asked(self) -> Asked:
        """How the requests bind the drafts."""
        return asked_of(self.answers)

    @cached_property
    def standing(self) -> Standing:
        """The draft that is shown after its edits."""
        return standing_of(self.draft) if self.draft else Standing(frozenset(), frozenset(), frozenset())

    @cached_property
    def siblings(self) -> list[tuple[Draft, str, Figures]]:
        """The drafts of the run that is shown, with their names and figures."""
        if self.run is None:
            return []
        run = self.run
        return [
            (one, objective_words(one.objective), figures_of(standing_of(one).pairs, run.settings, run.frozen))
            for one in self.drafts
            if one.run_id == run.id
        ]

    def is_best(self, figure: str, value: float) -> bool:
        """Whether no draft of the run is better by a figure, and some are worse."""
        values = [round(getattr(figures, figure), 3) for _draft, _name, figures in self.siblings]
        if len(set(values)) == 1:
            return False
        if figure in _BEST_HIGH:
            return bool(round(value, 3) == max(values))
        return figure in _BEST_LOW and bool(value == min(values))

    @cached_property
    def lines(self) -> list[Line]:
        """The startups of the draft, the worst-off first."""
        if self.run is None or self.draft is None:
            return []
        answers = {one.pair: one for one in self.answers}
        old = standing_of(self.before).pairs if self.before else frozenset[PairId]()
        found = [self._line(self.run, one, answers, old) for one in self.run.settings.startups]
        chosen = [line for line in found if SHOWN[self.show](line)] if self.show in SHOWN else found
        return sorted(chosen, key=lambda line: (-line.missing, line.total, line.name))

    def _line(self, run: Run, one: str, answers: Mapping[PairId, Answer], old: frozenset[PairId]) -> Line:
        named, mine = self.names.get(one), [(one, who) for who in self.standing.supervisors_of(one)]
        fit = run.frozen.fit
        places = tuple(
            Place(
                pair[1], self.name(pair[1]), fit.get(pair), pair in self.standing.locked or pair in self.asked.stays,
                look_of(answers[pair].state) if pair in answers else None,
                answers[pair].id if pair in answers else "",
            )
            for pair in mine
        )  # fmt: skip
        about = [term(code, "industries") for code in named.industries[:2]] if named else []
        about += [term(named.stage, "stages")] if named and named.stage else []
        return Line(
            one, self.name(one), " · ".join(about), run.settings.startups[one].wants, places,
            bool(self.before) and {pair for pair in old if pair[0] == one} != set(mine),
            sum(fit.get(pair, 0.0) for pair in mine),
        )  # fmt: skip

    @cached_property
    def loads(self) -> list[tuple[str, int, int, int]]:
        """Name, startups, least and most of each supervisor, the busiest first."""
        if self.run is None:
            return []
        found = [
            (self.name(one), self.standing.load(one), load.least, load.most)
            for one, load in self.run.settings.supervisors.items()
        ]
        return sorted(found, key=lambda row: (-row[1], row[0]))

    @cached_property
    def shortages(self) -> list[str]:
        """Who is short of what, in words."""
        return [shortage_words(one, self.name) for one in self.draft.found["why"]] if self.draft else []

    @cached_property
    def mends(self) -> list[tuple[int, str]]:
        """What would mend it, by number; what a request that was made stands against is left out."""
        mends = self.draft.found["mends"] if self.draft else []
        return [
            (number, mend_words(changes, self.name)) for number, changes in enumerate(mends) if self._may_mend(changes)
        ]

    def _may_mend(self, changes: list[Mapping[str, Any]]) -> bool:
        bound = self.asked.stays | self.asked.came_to_nothing
        return not any((one["id"], one["other_id"]) in bound for one in changes)

    @cached_property
    def new_pairs(self) -> list[PairId]:
        """Whom a release of the draft would ask."""
        if self.draft is None:
            return []
        return sorted(self.standing.pairs - self.asked.stays - self.asked.came_to_nothing)

    @property
    def forbidden(self) -> list[PairId]:
        """Pairs that the draft keeps apart by a curator's word."""
        return sorted(self.standing.forbidden - self.asked.came_to_nothing) if self.draft else []

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many requests of the batch stand how, by word."""
        found: dict[str, int] = {}
        for one in self.answers:
            word = look_of(one.state)[1]
            found[word] = found.get(word, 0) + 1
        return found

    @property
    def waiting(self) -> int:
        """How many have not answered."""
        return sum(one.state == RequestState.ASKED for one in self.answers)

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """What stopped the last release: startup, supervisor, why."""
        found = self.job.result.get("problems", ()) if self.job else ()
        return [(self.name(one), self.name(who), between_words(code)) for one, who, code in found]

    @property
    def trouble(self) -> str:
        """Why the last job failed."""
        return job_failure(self.job) if self.job and self.job.has_failed else ""

    @property
    def step(self) -> str:
        """How far the job is."""
        return job_step(self.job) if self.job else ""
