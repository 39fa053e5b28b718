"""What people type is answered in words, and nothing of it is cut or lost on the way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from graph.repositories.sessions import Appointment
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.visitor import SignIn, text_of
from webapp.operations.engagements.hold_sessions import plan_session
from webapp.operations.requests.accept_proposal import accept_proposal


@pytest.mark.parametrize(
    ("note", "says"),
    [("   \n ", "Write a sentence or two: what you want to talk about."), ("n" * 1200, "Keep the note under 1,000")],
)
def test_a_note_that_cannot_be_sent_is_answered_in_words_and_stays(
    note: str, says: str, city: City, sign_in: SignIn
) -> None:
    startup, supervisor = city.startup(), city.supervisor()
    visitor = sign_in("startup", startup.id)
    address = f"/startup/needs/{city.need(startup).id}/proposals/{supervisor.id}/ask"

    page = visitor.post(address, data={"note": note})

    assert page.status_code == 422
    summary = page.text.partition('class="error-summary"')[2].partition("</ul>")[0]
    assert says in summary
    assert note.strip() in page.text
    assert "maxlength" not in visitor.get(address).text.partition("<textarea")[2].partition(">")[0]


def test_a_comment_stays_when_the_rating_was_forgotten(city: City, sign_in: SignIn) -> None:
    startup, supervisor = city.startup(), city.supervisor()
    request = city.asked_proposal(to=supervisor, need=city.need(startup))
    work = accept_proposal(city.graph, supervisor.actor, request.id, city.now).id
    when = Appointment(city.now - timedelta(days=1), 60, "Asia/Shanghai")
    session = plan_session(city.graph, startup.actor, work, when, city.now)

    page = sign_in("startup", startup.id).post(
        f"/engagements/sessions/{session}/rating", data={"comment": "Very clear."}
    )

    assert page.status_code == 422
    assert "Very clear.</textarea>" in page.text


def test_a_startup_is_not_founded_in_the_future(city: City, sign_in: SignIn) -> None:
    visitor = sign_in("startup", city.startup().id)
    later = (datetime.now(UTC) + timedelta(days=400)).date().isoformat()

    page = visitor.post("/startup/profile", data={"name": "Tidewell", "founded_on": later})

    assert page.status_code == 422
    assert "Give a day that has come." in page.text


def test_needs_stand_open_ones_first_with_their_day_and_what_came_of_them(city: City, sign_in: SignIn) -> None:
    startup, supervisor = city.startup(), city.supervisor("Gu Mingche")
    closed, early, late = (city.need(startup, title) for title in ("A closed one", "An early one", "A late one"))
    request = city.asked_proposal(to=supervisor, need=closed)
    work = accept_proposal(city.graph, supervisor.actor, request.id, city.now).id
    run_raw(city.graph, "MATCH (e:Engagement {id: $id}) SET e.state = 'closed', e.outcome = 'completed'", id=work)
    days = {closed.id: date(2026, 3, 1), early.id: date(2026, 1, 1), late.id: date(2026, 2, 1)}
    for need_id, day in days.items():
        run_raw(city.graph, "MATCH (n:Need {id: $id}) SET n.opened_on = $day", id=need_id, day=day)
    run_raw(
        city.graph, "MATCH (n:Need {id: $id}) SET n.state = 'closed', n.closed_on = $day", id=closed.id,
        day=date(2026, 4, 1),
    )  # fmt: skip

    text = text_of(sign_in("startup", startup.id).get("/startup/needs"))

    assert text.index("A late one") < text.index("An early one") < text.index("A closed one")
    assert "Asked on 1 Feb 2026" in text
    assert "closed on 1 Apr 2026" in text
    assert "Gu Mingche: Goal reached" in text
