"""What became of a case: its events played through a procedure, moves that were refused, and every step's clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from graph.domain.calendar import Calendar
from graph.rules.counting import Count, Gap, Why, count_days
from graph.rules.procedures import EXTEND, PAUSE, RESUME, Action, ClockKind, Procedure, Step


@dataclass(frozen=True)
class Event:
    """Something that somebody did: when, which action, and for a pause its reason as a note."""

    at: datetime
    action: str
    note: str = ""


@dataclass(frozen=True)
class Refused:
    """An event that was not possible then, and what was."""

    event: Event
    possible: tuple[str, ...]


@dataclass
class StepRun:
    """One run of a step: from the day on which its state was entered; `ends` is None while it goes on."""

    step: Step
    begins: date
    ends: date | None = None
    extended: int = 0
    gaps: list[Gap] = field(default_factory=list)

    def close_gap(self, day: date) -> None:
        """Let the last gap end on a day."""
        if self.gaps and self.gaps[-1].last is None:
            last = self.gaps.pop()
            self.gaps.append(Gap(last.first, day, last.why, last.cause))


class CaseRun:
    """A case under a procedure: play its events in the order of their moments, then read states and clocks."""

    def __init__(self, procedure: Procedure, calendar: Calendar) -> None:
        self.procedure = procedure
        self.state = procedure.states[0].id
        self.refused: list[Refused] = []
        self.steps: list[StepRun] = []
        self._calendar = calendar
        self._done: set[str] = set()
        self._by_the_clock = {step.when_over for step in procedure.steps}
        self._is_paused = False
        self._last = date.min

    def play(self, event: Event) -> None:
        """Apply an event, after what the clock does by itself before it; note it where it is not possible."""
        day = self._calendar.day_of(event.at)
        self._last = max(self._last, day)
        self._do_what_is_over(day)
        action = self.procedure.action(event.action)
        if action and action.id in self._by_the_clock and action.id in self._done:
            return  # the same that the clock did by itself, from its log
        if action is None or not self._is_possible(action) or not self._apply(action, day, event.note):
            self.refused.append(Refused(event, self.possible()))

    def possible(self) -> tuple[str, ...]:
        """The actions that are possible now, for people."""
        return tuple(action.id for action in self.procedure.actions if self._is_possible(action))

    def count(self, run: StepRun) -> Count:
        """The days of a run: to its end, or to the case's last event and on to the day it is due."""
        ends = run.ends or max(self._last, run.begins)
        limit = run.step.limit + run.extended
        return count_days(run.step, run.begins, ends, limit, run.gaps, self._calendar, is_over=run.ends is not None)

    @property
    def _open_runs(self) -> list[StepRun]:
        return [run for run in self.steps if run.ends is None]

    def _is_possible(self, action: Action) -> bool:
        """Whether people may do it now."""
        return action.id not in self._by_the_clock and self._is_open(action)

    def _is_open(self, action: Action) -> bool:
        if not self.procedure.leaves(action, self.state) or (action.once and action.id in self._done):
            return False
        if action.id == EXTEND:
            return any(run.step.extend and not run.extended for run in self._open_runs)
        if action.id == PAUSE:
            return not self._is_paused and any(run.step.not_counted for run in self._open_runs)
        return action.id != RESUME or self._is_paused

    def _apply(self, action: Action, day: date, note: str) -> bool:
        if action.id == PAUSE and not self._pause(day, note):
            return False
        if action.id == RESUME:
            self._resume(day)
        if action.id == EXTEND:
            for run in self._open_runs:
                run.extended = run.step.extend
        self._done.add(action.id)
        if action.to:
            self._enter(action.to, day)
        return True

    def _pause(self, day: date, note: str) -> bool:
        """Begin to leave days out of the steps that name the reason; False where none does."""
        reason = note.strip()
        runs = [run for run in self._open_runs if reason in [one.reason for one in run.step.not_counted]]
        for run in runs:
            run.gaps.append(Gap(day, None, Why.LEFT_OUT, reason))
        self._is_paused = self._is_paused or bool(runs)
        return bool(runs)

    def _resume(self, day: date) -> None:
        for run in self._open_runs:
            run.close_gap(day)
        self._is_paused = False

    def _enter(self, state_id: str, day: date) -> None:
        state = self.procedure.state(state_id)
        for run in self._open_runs:
            self._meet(run, state_id, day)
        self.state = state_id
        if not any(run.step.from_state == state_id for run in self._open_runs):
            self.steps += [StepRun(step, day) for step in self.procedure.steps if step.from_state == state_id]
        if not self._open_runs:
            self._is_paused = False
        if state.next_at_once:
            self._enter(state.next_at_once, day)

    def _meet(self, run: StepRun, state_id: str, day: date) -> None:
        """What entering a state does to a run: it ends, its clock stops, or it goes on."""
        state = self.procedure.state(state_id)
        run.close_gap(day)
        if state_id in run.step.until or not state.open or state.clock is ClockKind.NONE:
            run.ends = day
        elif state.clock is ClockKind.STOPPED:
            run.gaps.append(Gap(day, None, Why.STOPPED, state_id))

    def _do_what_is_over(self, day: date) -> None:
        """Actions that the clock does by itself once a limit has passed, each once."""
        for run in self._open_runs:
            due_on = self.count(run).due_on
            action = self.procedure.action(run.step.when_over or "")
            if action and due_on and day > due_on and self._is_open(action):
                begins = run.begins
                self._apply(action, due_on + timedelta(days=1), "")
                if action.dates_from_step:
                    self._date_back(begins)

    def _date_back(self, day: date) -> None:
        for run in self._open_runs:
            run.begins = day


def replay(procedure: Procedure, calendar: Calendar, events: Sequence[Event]) -> CaseRun:
    """A case with its events, whatever their order; of one moment, in the order given."""
    run = CaseRun(procedure, calendar)
    for event in sorted(events, key=lambda one: one.at):
        run.play(event)
    return run
