"""What a curator has to do: from the one reading of what is stuck, with answers to give and terms that end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from graph.domain.states.applications import ApplicationState
from graph.domain.stuck import StuckSort
from graph.entities.stuck import StuckThing
from graph.entities.tasks import ENDING_DAYS, AnswerToGive, EndingTerm, Task, ToDecide
from graph.repositories.answering import AnsweredFor, AnsweringRepository
from graph.repositories.applications import ApplicationRepository, Sought
from graph.repositories.base import Repository
from graph.repositories.minding import MindingRepository

LIMIT = 5000


class TaskRepository(Repository):
    """Every method takes the incubator that asks: nobody sees another's."""

    def list_of(self, incubator_id: str, account_id: str, things: list[StuckThing], at: datetime) -> list[Task]:
        """The tasks of one curator, overdue ones first, then by day, then by how long they wait.

        `things`: all that waits in the incubator, as `stuck.list_things` reads it. An answer for somebody whom nobody
        minds is everybody's task.
        """
        today = self._tx.calendar.day_of(at)
        minders = MindingRepository(self._tx).list_of(incubator_id)
        mine = [one for one in things if _is_mine(one, account_id, today)]
        waiting = AnsweringRepository(self._tx).list_waiting(incubator_id, today)
        answers = _answers_of(waiting, things, mine, minders, account_id, today)
        terms = [one for one in self.list_ending(incubator_id, today) if one.minder_id in ("", account_id)]
        applications = self.list_to_decide(incubator_id)
        tasks = [
            *(Task(one, one.follow_up.due_on if one.follow_up else None, self._day(one.since)) for one in mine),
            *(Task(one, None, self._day(one.asked_at)) for one in answers),
            *(Task(one, one.until, today) for one in terms),
            *(Task(one, None, self._day(one.since)) for one in applications),
        ]
        return sorted(tasks, key=lambda one: (one.due_on or date.max, one.waits_since))

    def list_to_decide(self, incubator_id: str) -> list[ToDecide]:
        """The applications that wait for a decision: every curator's task."""
        sought = Sought(states=(ApplicationState.RECEIVED,))
        rows = ApplicationRepository(self._tx).list_page(incubator_id, sought, 0, LIMIT)
        return [ToDecide(one.id, one.kind, one.name, one.stepped_at) for one in rows]

    def list_ending(self, incubator_id: str, day: date) -> list[EndingTerm]:
        """The terms of the pool that run and end soon, the first first."""
        later = day + timedelta(days=ENDING_DAYS + 1)
        minders = MindingRepository(self._tx).list_of(incubator_id)
        rows = self._tx.rows("tasks.ending", incubator_id=incubator_id, day=day, later=later, limit=LIMIT)
        return [EndingTerm(**row, minder_id=minders.get(row["id"], "")) for row in rows]

    def _day(self, since: date | datetime) -> date:
        return self._tx.calendar.day_of(since) if isinstance(since, datetime) else since


def _is_mine(thing: StuckThing, account_id: str, today: date) -> bool:
    """What was handed to somebody is theirs at once, what they mind once it is stuck; what is put off is nobody's."""
    if thing.minder_id != account_id or thing.is_snoozed(today):
        return False
    return thing.is_stuck or thing.assignee_id == account_id


def _answers_of(
    waiting: Iterable[AnsweredFor],
    things: list[StuckThing],
    mine: list[StuckThing],
    minders: dict[str, str],
    account_id: str,
    today: date,
) -> list[AnswerToGive]:
    """The answers that are this curator's to give, without those whose request is a task already."""
    own = {one.id: one for one in things if one.sort is StuckSort.REQUEST}
    elsewhere = {one.id: one for one in things if one.sort is StuckSort.ELSEWHERE}
    listed = {one.key for one in mine}
    found = []
    for one in waiting:
        thing = own.get(one.id) or elsewhere.get(one.provider_id)
        is_told = thing is not None and (thing.key in listed or thing.is_snoozed(today))
        minder = (thing.assignee_id if thing else "") or minders.get(one.provider_id, "")
        if not is_told and minder in ("", account_id):
            found.append(
                AnswerToGive(
                    one.id, one.asked_at, one.provider_name, one.provider_name_zh, one.startup_name,
                    one.startup_name_zh, one.need_title,
                )
            )  # fmt: skip
    return found
