"""Startups and those whom they ask by the made-up kind, with requests and work in every state, and their accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from graph.domain.kinds import Outcome
from graph.domain.ranks import first_rank
from graph.domain.reasons import DeclineReason
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.proposal import Asking, Ending
from graph.repositories.sessions import Appointment
from tests.functional.made_up.declaration import KIND, ROLE
from tests.support.city import City, Made
from tests.support.models import make_model, put
from tests.support.visitor import PASSWORD
from webapp.accounts.passwords import hash_password
from webapp.operations.accounts.create_account import create_account
from webapp.operations.accounts.invite_account import invite_account
from webapp.operations.conflicts.declare_conflict import declare_conflict
from webapp.operations.engagements import close_engagement, hold_sessions, rate_session
from webapp.operations.models.train_model import request_training
from webapp.operations.needs.choose_proposals import dismiss_proposal, save_proposal
from webapp.operations.profiles.change_provider import pause_requests
from webapp.operations.requests import ask_for_introduction as asking
from webapp.operations.requests import ask_question, decline_proposal, waiting_requests
from webapp.operations.requests.accept_proposal import accept_proposal

NOW = datetime.now(UTC)
LANGUAGES = ("en", "zh")
_MOST_OPEN = 9
_HASH = hash_password(PASSWORD)


class Town:
    """What was planted, by names that say how it stands."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.city = graph, City(graph, NOW)
        self.accounts: dict[tuple[str, str], str] = {}
        """By role and language the address of the first account that was made."""
        self.incubator = self.city.incubator("Caohe Harbour")
        self.startup = self._startup("Xinghai")
        self.asked, self.works, self.declines = (self.keeper(f"{name} Hall") for name in ("Blue", "Green", "Red"))
        self.free, self.saved, self.dismissed = (self.keeper(f"{name} Hall") for name in ("Grey", "White", "Black"))
        self.need = self._need(self.startup, "A zorb", places=3)
        self.draft = self._need(self.startup, "A zorb later", state="draft")
        self.closed = self._need(self.startup, "A zorb before", state="closed")
        self._account("incubator", self.incubator.id)
        self._account("administrator", "")
        self.account_of_provider = self._account(ROLE.code, self.asked.id)
        self.in_pool = self.city.supervisor("Gu Mingche", pool_of=self.incubator)
        self._requests()
        self.work = self._work()
        self._invite()
        self.model = put(graph, make_model("model-zorb", kind=KIND.name))
        self.job = request_training(graph, Actor.system(), KIND.name, NOW)

    def keeper(self, name: str) -> Made:
        """Somebody whom the kind asks."""
        made = self.city.lab(name, industries=("artificial_intelligence",), state="active")
        return Made(made.id, replace(made.actor, role=ROLE.code))

    def ask(self, need: Made, whom: Made, at: datetime = NOW) -> str:
        """A request that waits."""
        note = Asking("Could we speak?")
        actor, graph = need.actor, self.graph
        return asking.ask_for_introduction(graph, actor, need.id, whom.id, note, at, most_open=_MOST_OPEN).id

    def _requests(self) -> None:
        """One in every state, and what was decided without one."""
        graph, by_kept = self.graph, self.asked.actor
        self.waiting = self.ask(self.need, self.asked, NOW - timedelta(days=8))
        waiting_requests.remind_waiting_requests(graph, 7, NOW)
        ask_question.ask_question(graph, by_kept, self.waiting, "How large?", NOW)
        ask_question.answer_question(graph, self.startup.actor, self.waiting, "Rather small.", NOW)
        self.declined = self.ask(self.need, self.declines, NOW - timedelta(days=2))
        self._decline(self.declines, self.declined, NOW - timedelta(days=1))
        save_proposal(graph, self.startup.actor, self.need.id, self.saved.id, NOW)
        dismiss_proposal(graph, self.startup.actor, self.need.id, self.dismissed.id, "too_far", NOW)
        self._of_others()
        self._apart()
        waiting_requests.tell_next_best(graph, NOW)

    def _of_others(self) -> None:
        """What other startups asked of who has the account: withdrawn, its place filled, expired, taken back."""
        graph, names = self.graph, ("Lingshu", "Qingteng", "Yuanfan", "Beiming")
        needs = [self._need(self._startup(name), "A zorb too") for name in names]
        asking.withdraw_request(graph, needs[0].actor, self.ask(needs[0], self.asked), NOW)
        self.filled = self.ask(needs[1], self.asked)
        accept_proposal(graph, self.works.actor, self.ask(needs[1], self.works), NOW)
        self.expired = self.ask(needs[2], self.asked, NOW - timedelta(days=30))
        waiting_requests.expire_requests(graph, 14, NOW)
        resting = self.keeper("Brown Hall")
        self.ask(needs[2], resting)
        pause_requests(graph, resting.actor, (NOW + timedelta(days=30)).date(), NOW)
        back = self.ask(needs[3], self.asked)
        self._decline(self.asked, back, NOW)
        decline_proposal.undo_decline(graph, self.asked.actor, back, NOW, most_open=_MOST_OPEN)

    def _apart(self) -> None:
        """Somebody who was asked declares that the two should not work together."""
        startup, keeper = self._startup("Apart"), self.keeper("Grey Hall")
        self.ask(self._need(startup, "A zorb too"), keeper)
        declare_conflict(self.graph, keeper.actor, startup.id, NOW, is_confidential=False)

    def _work(self) -> str:
        """An engagement of either account's side with meetings to come, held, cancelled and rated; and one closed."""
        other = self._need(self._startup("Haiyan"), "A zorb by the sea")
        theirs = self._accepted(other, self.asked)
        close_engagement.close_engagement(
            self.graph, self.asked.actor, self._accepted(self._need(self._startup("Songhe"), "One"), self.asked),
            Ending(Outcome.COMPLETED), "Well done.", NOW,
        )  # fmt: skip
        ours = self._accepted(self.need, self.works)
        self.session = self._meetings(ours, self.startup.actor, self.works.actor)
        self.their_session = self._meetings(theirs, self.asked.actor, other.actor)
        self.their_work = theirs
        return ours

    def _accepted(self, need: Made, by: Made) -> str:
        return accept_proposal(self.graph, by.actor, self.ask(need, by, NOW - timedelta(days=3)), NOW).id

    def _meetings(self, engagement: str, who: Actor, other: Actor) -> str:
        """Plans three as either side: one is held and rated, one cancelled, and one, whose id this gives, moved."""
        graph, soon, before = self.graph, Appointment(NOW + timedelta(days=2), 60, "Asia/Shanghai"), NOW - timedelta(3)
        for first, second in ((who, other), (other, who)):
            past = replace(soon, starts_at=NOW - timedelta(days=1))
            held = hold_sessions.plan_session(graph, first, engagement, past, before)
            rate_session.rate_session(graph, second, held, 4, "", NOW)
            gone = hold_sessions.plan_session(graph, first, engagement, soon, NOW)
            hold_sessions.cancel_session(graph, first, gone, NOW)
            kept = hold_sessions.plan_session(graph, first, engagement, soon, NOW)
            hold_sessions.move_session(graph, first, kept, replace(soon, minutes=30), NOW)
        return kept

    def _invite(self) -> None:
        """Somebody into the role, in each language."""
        for language in LANGUAGES:
            email = f"new-{language}@liulu.example"
            invite_account(
                self.graph, Actor.system(), email, ROLE.code, self.free.id, NOW, days=14, language=language
            )  # fmt: skip

    def _decline(self, who: Made, request: str, at: datetime) -> None:
        decline_proposal.decline_proposal(
            self.graph, who.actor, request, at, reason=DeclineReason.OTHER, note="Not this year."
        )

    def _startup(self, name: str) -> Made:
        made = self.city.startup(name, incubator=self.incubator)
        self._account("startup", made.id)
        return made

    def _need(self, startup: Made, title: str, **properties: object) -> Made:
        return self.city.need(startup, title, kind=KIND.name, **properties)  # type: ignore[arg-type]

    def _account(self, role: str, subject_id: str) -> str:
        """One for each language, so that every mail is written in both; gives the id of the last."""
        for language in LANGUAGES:
            email = f"{role}-{subject_id}-{language}@liulu.example"
            made = create_account(
                self.graph, Actor.system(), email, role, subject_id, NOW,
                name="Lu Anqing", password_hash=_HASH, language=language, rank=first_rank(role, has_head=False),
            )  # fmt: skip
            self.accounts.setdefault((role, language), email)
        return made.id
