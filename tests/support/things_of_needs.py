"""A request and a need under their tables, with every operation that takes a step."""

from __future__ import annotations

from datetime import date, timedelta

from graph.domain.reasons import ClosedReason
from graph.domain.roles import INCUBATOR, STARTUP, SUPERVISOR, SYSTEM
from graph.domain.states.requests import NEEDS, REQUESTS
from graph.entities import Actor
from graph.entities.need import NeedFields
from graph.entities.proposal import Asking
from tests.support.steps import Thing, Town, Try, changed
from webapp.operations.needs import choose_proposals, save_need
from webapp.operations.requests import (
    accept_proposal,
    answer_on_behalf,
    ask_for_introduction,
    ask_question,
    decline_proposal,
    pass_on,
    waiting_requests,
)
from webapp.operations.stuck import ask_on_behalf, close_on_behalf, extend_request

_FIELDS = NeedFields(kind="mentor", title="A first factory", industries=("artificial_intelligence",))
_LATER = date(2031, 1, 1)


def requests(town: Town) -> Thing:
    """A request of the startup to the supervisor."""
    graph, now = town.graph, town.city.now
    request, need = town.request()
    other = town.city.asked_proposal(to=town.city.supervisor(), need=need)
    town.raw("MATCH (p:Proposal {id: $id}) SET p.state = 'shown', p.asked_at = null", id=other.id)
    to = town.supervisor.id
    town.raw("MATCH (p:Person {id: $id}) SET p.answered_by = $by", id=to, by=town.incubator.id)
    key, soon = f"request:{request.id}", town.city.graph.calendar.day_of(now) + timedelta(days=9)
    colleague = town.city.supervisor(pool_of=town.incubator)

    def bring(state: str | None) -> None:
        town.raw(
            """MATCH (p:Proposal {id: $id}) SET p.state = $state, p.asked_at = $asked, p.decided_at = $decided,
            p.ask_again_on = date('2026-01-01'), p.reminded_at = null, p.next_best_at = null,
            p.before_dismissal = null, p.extended_until = null
            WITH p OPTIONAL MATCH (e:Engagement {id: $id}) DETACH DELETE e""",
            id=request.id, state=state, asked=now - timedelta(days=9), decided=now - timedelta(hours=2),
        )  # fmt: skip

    def ask(who: Actor) -> object:
        return ask_for_introduction.ask_for_introduction(
            graph, who, need.id, to, Asking("Could we talk?"), now, most_open=9
        )

    return Thing(
        REQUESTS,
        bring,
        lambda: town.state("MATCH (p:Proposal {id: $id}) RETURN p.state AS state", id=request.id),
        [
            Try(("save_proposal",), lambda who: choose_proposals.save_proposal(graph, who, need.id, to, now)),
            Try(("unsave_proposal",), lambda who: choose_proposals.unsave_proposal(graph, who, need.id, to, now)),
            Try(
                ("dismiss_proposal",),
                lambda who: choose_proposals.dismiss_proposal(graph, who, need.id, to, "other", now),
            ),
            Try(("undo_dismissal",), lambda who: choose_proposals.undo_dismissal(graph, who, need.id, to, now)),
            Try(("ask_for_introduction",), ask),
            Try(
                ("ask_on_behalf",),
                lambda who: ask_on_behalf.ask_on_behalf(
                    graph, who, need.id, {to: Asking("Could you talk?")}, now, most_open=9
                ),
            ),
            Try(("extend_request",), lambda who: extend_request.extend_requests(graph, who, [key], soon, now)),
            Try(
                ("withdraw_on_behalf",),
                lambda who: close_on_behalf.close_on_behalf(graph, who, [key], ClosedReason.DONE, "", now),
            ),
            Try(("ask_question",), lambda who: ask_question.ask_question(graph, who, request.id, "Why?", now)),
            Try(("answer_question",), lambda who: ask_question.answer_question(graph, who, request.id, "So.", now)),
            Try(("forward_request",), lambda who: answer_on_behalf.forward_request(graph, who, request.id, now)),
            Try(
                ("withdraw_request",),
                lambda who: ask_for_introduction.withdraw_request(graph, who, request.id, now),
            ),
            Try(("accept_proposal",), lambda who: accept_proposal.accept_proposal(graph, who, request.id, now)),
            Try(
                ("decline_proposal",),
                lambda who: decline_proposal.decline_proposal(graph, who, request.id, now, reason="wrong_field"),
            ),
            Try(
                ("pass_request_on",),
                lambda who: pass_on.pass_on(graph, who, request.id, colleague.id, "She has done it.", now),
            ),
            Try(
                ("undo_decline",),
                lambda who: decline_proposal.undo_decline(graph, who, request.id, now, most_open=9),
            ),
            Try(
                ("remind_supervisor",),
                lambda _who: changed(waiting_requests.remind_waiting_requests(graph, 3, now)),
                by=SYSTEM,
            ),
            Try(("expire_proposal",), lambda _who: changed(waiting_requests.expire_requests(graph, 8, now)), by=SYSTEM),
            Try(("tell_next_best",), lambda _who: changed(waiting_requests.tell_next_best(graph, now)), by=SYSTEM),
        ],
        # The incubator answers for the supervisor, who has no account: it reminds nobody of what it answers itself.
        town.people(STARTUP, SUPERVISOR, INCUBATOR, SYSTEM),
        inside=frozenset({"remind_of_request", "withdraw_for_conflict", "withdraw_proposal", "withdraw_with_term"}),
    )


def needs(town: Town) -> Thing:
    """The one need of the startup."""
    graph, now, startup = town.graph, town.city.now, town.startup

    def bring(state: str | None) -> None:
        town.raw("MATCH (:Startup {id: $id})-[:RAISED]->(n:Need) DETACH DELETE n", id=startup.id)
        if state:
            town.raw(
                """MATCH (s:Startup {id: $id}) CREATE (s)-[:RAISED]->(:Need {id: 'need-tried', kind: 'mentor',
                title: 'A first factory', state: $state, places: 1, opened_on: $on, changed_at: 1})""",
                id=startup.id,
                state=state,
                on=date(2026, 1, 1),
            )

    def read() -> str | None:
        return town.state("MATCH (:Startup {id: $id})-[:RAISED]->(n:Need) RETURN n.state AS state", id=startup.id)

    def at_hand() -> str | None:
        return "need-tried" if read() else None

    return Thing(
        NEEDS,
        bring,
        read,
        [
            Try(
                ("save_need_draft",),
                lambda who: save_need.save_need_draft(graph, who, _FIELDS, now, need_id=at_hand()),
            ),
            Try(("open_need",), lambda who: save_need.open_need(graph, who, _FIELDS, now, need_id=at_hand())),
            Try(("edit_need",), lambda who: save_need.edit_need(graph, who, "need-tried", _FIELDS, now)),
            Try(("close_need",), lambda who: save_need.close_need(graph, who, "need-tried", now)),
            Try(
                ("close_need_on_behalf",),
                lambda who: close_on_behalf.close_on_behalf(
                    graph, who, ["need:need-tried"], ClosedReason.DONE, "", now
                ),
            ),
            Try(("delete_draft",), lambda who: save_need.delete_draft(graph, who, "need-tried", now)),
        ],
        town.people(STARTUP, INCUBATOR),
    )
