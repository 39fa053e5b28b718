"""People who type a word of their own into every field of the product, by its pages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from flask import Flask

from graph.entities import Actor
from graph.entities.application import ApplicationPage
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.garden_gate import NOW, Gate
from tests.support.visitor import Visitor
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.applications.change_page import change_page
from webapp.operations.delivery.deliver_outbox import deliver_outbox


class Garden(Gate):
    """A curator, a supervisor, a founder who is alone in a startup, and an investor; `sown`: their words by field."""

    def __init__(self, app: Flask, city: City) -> None:
        super().__init__(app, city)
        self.curator = self.enter("incubator", self.incubator.id, "curator")
        self.person_id = self.invite(self.curator)
        self.supervisor = self.enter_invited(self.person_id)
        self.founder = self.enter_founder(self.curator)
        self.investor = self.enter_colleague(self.enter("investor", self.fund.id, "partner"), "investor")

    def grow(self) -> None:
        """Everybody types into everything; mails are made of it."""
        self._profiles()
        self._deliver()
        first, second, third = self._needs()
        self._put_aside(first)
        self._work(self._ask(first, self.person_id), self.supervisor, "supervisor")
        self._decline(self._ask(second, self.person_id))
        self._pass_on(self._ask(third, self.person_id))
        self._on_behalf()
        self._pool()
        self._moves(second)
        self._applications()
        self._conflicts()
        self._deliver()

    def _profiles(self) -> None:
        form = "provider.profile_forms.SupervisorForm"
        names = ("headline", "headline_zh", "summary", "summary_zh", "fields")
        fields = self.fields("supervisor", form, names)
        self.send(self.supervisor, "/supervisor/profile", website=self._website("supervisor", form), **fields)
        form = "provider.career_forms.CareerForm"
        entry = self.fields("supervisor", form, ("organisation", "title", "summary", "summary_zh"))
        self.send(self.supervisor, "/supervisor/career/new", **entry)
        form = "provider.profile_forms.InvestorForm"
        self.send(
            self.investor,
            "/investor/profile",
            currency="CNY",
            website=self._website("investor", form),
            **self.fields("investor", form, ("summary", "summary_zh", "fields")),
        )
        form = "startup.profile_forms.ProfileForm"
        fields = self.fields("founder", form, ("summary", "summary_zh", "tags"))
        website = self._website("founder", form)
        self.send(
            self.founder, "/startup/profile", name="Tidewell Sensing", stage="seed", languages="en", website=website,
            **fields,
        )  # fmt: skip

    def _website(self, person: str, form: str, field: str = "website") -> str:
        return f"https://{self.sow(person, f'{form}.{field}')}.example/"

    def _needs(self) -> tuple[str, str, str]:
        """An open need to work on, one to be declined and one to be passed on; a draft is left."""
        form = "startup.forms.NeedForm"
        fields = self.fields("founder", form, ("title", "description", "tags"))
        found = []
        for action in ("open", "open", "open", "draft"):
            self.send(
                self.founder, "/startup/needs", action=action, kind="mentor", stage="seed", languages="en", places="2",
                **fields,
            )  # fmt: skip
            rows = run_raw(self.graph, "MATCH (n:Need) RETURN n.id AS id ORDER BY n.created_at DESC LIMIT 1")
            found.append(str(rows[0]["id"]))
        return found[0], found[1], found[2]

    def _put_aside(self, need_id: str) -> None:
        bystander = self.city.supervisor("By Stander")
        note = self.sow("founder", "startup.forms.DismissForm.note")
        path = f"/startup/needs/{need_id}/proposals/{bystander.id}/dismiss"
        self.send(self.founder, path, reason="other", note=note)

    def _ask(self, need_id: str, provider_id: str) -> str:
        note = self.sow("founder", "startup.forms.AskForm.note")
        self.send(self.founder, f"/startup/needs/{need_id}/proposals/{provider_id}/ask", note=note)
        rows = run_raw(self.graph, "MATCH (p:Proposal {state: 'asked'}) RETURN p.id AS id")
        request_id = str(rows[0]["id"])
        question = self.sow("supervisor", "provider.forms.QuestionForm.text")
        self.send(self.supervisor, f"/supervisor/requests/{request_id}/question", text=question)
        answer = self.sow("founder", "startup.forms.AnswerForm.text")
        self.send(self.founder, f"/startup/requests/{request_id}/answer", text=answer)
        return request_id

    def _work(self, request_id: str, provider: Visitor, person: str) -> None:
        """Meet, rate and close: what is shared is written by the founder, the rest by both."""
        self.send(provider, f"/supervisor/requests/{request_id}/accept")
        base, form = f"/engagements/{request_id}", "engagements.forms"
        self.send(provider, f"{base}/goal", goal=self.sow(person, f"{form}.GoalForm.goal"))
        link = f"https://{self.sow(person, f'{form}.SessionForm.link')}.example"
        day = (NOW + timedelta(days=3)).date().isoformat()
        self.send(
            provider, f"{base}/sessions", day=day, clock="14:30", minutes="60", zone="Asia/Shanghai", link=link,
            place=self.sow(person, f"{form}.SessionForm.place"),
        )  # fmt: skip
        self._deliver()
        past = "MATCH (m:Session)-[:IN]->(:Engagement {id: $id}) SET m.starts_at = $past RETURN m.id AS id"
        session = run_raw(self.graph, past, id=request_id, past=NOW - timedelta(hours=3))[0]["id"]
        notes = self.sow("founder", f"{form}.NotesForm.notes")
        self.send(self.founder, f"/engagements/sessions/{session}/notes", notes=notes)
        for visitor, who in ((provider, person), (self.founder, "founder")):
            comment = self.sow(who, f"{form}.RatingForm.comment")
            self.send(visitor, f"/engagements/sessions/{session}/rating", rating="4", comment=comment)
        note = self.sow(person, f"{form}.CloseForm.note")
        self.send(provider, f"{base}/close", outcome="completed", note=note)

    def _decline(self, request_id: str) -> None:
        note = self.sow("supervisor", "provider.forms.DeclineForm.note")
        self.send(self.supervisor, f"/supervisor/requests/{request_id}/decline", reason="other", note=note)

    def _pass_on(self, request_id: str) -> None:
        colleague = self.city.supervisor("Col League", pool_of=self.incubator)
        word_of_theirs = self.sow("supervisor", "provider.forms.PassForm.word")
        fields = {"colleague": colleague.id, "word": word_of_theirs}
        self.send(self.supervisor, f"/supervisor/requests/{request_id}/pass", **fields)

    def _on_behalf(self) -> None:
        """What the curator wrote down for the supervisor while they could not sign in is the supervisor's."""
        holds = "MATCH (a:Account)-[:HOLDS]->({subject_id: $id}) SET a.state = $state"
        run_raw(self.graph, holds, id=self.person_id, state="disabled")
        run_raw(
            self.graph, "MATCH (p:Person {id: $id}) SET p.answered_by = $by", id=self.person_id, by=self.incubator.id
        )
        supervisor = Made(self.person_id, Actor("", "", "supervisor", self.person_id))
        day = self.graph.calendar.day_of(NOW).isoformat()
        for form, answer, begin in (("YesForm", "accept", ""), ("NoForm", "decline", "no-")):
            request = self.city.asked_proposal(to=supervisor, asked_at=NOW)
            said = self.sow("supervisor", f"answering.forms.{form}.words")
            fields = {f"{begin}answered_on": day, f"{begin}words": said, f"{begin}reason": "other"}
            self.send(self.curator, f"/answers/{request.id}/{answer}", **fields)
        run_raw(self.graph, holds, id=self.person_id, state="invited")
        self._correct()
        run_raw(self.graph, holds, id=self.person_id, state="active")

    def _correct(self) -> None:
        """What the curator puts right in the record of who opened no account; the address stays as they typed it."""
        form = "incubator.pool.correct_forms.CorrectionForm"
        names = ("name", "name_zh", "title", "phone", "wechat", "headline", "fields")
        typed = self.fields("supervisor", form, names) | {"linkedin": self._website("supervisor", form, "linkedin")}
        invited = self.sown["supervisor"]["incubator.forms.InviteForm.email"]
        self.sown["supervisor"][f"{form}.email"] = invited
        path = f"/incubator/supervisors/{self.person_id}/correct"
        self.send(self.curator, path, email=f"{invited}@liulu.example", capacity="9", **typed)
        typed = self.fields("supervisor", "incubator.pool.change_forms.ChangeForm", ("fields",))
        page = self.curator.post("/incubator/pool/change", {"id": self.person_id, **typed}).get_data(as_text=True)
        (seen,) = re.findall(r'name="seen" value="([^"]+)"', page)
        self.send(self.curator, "/incubator/pool/change/confirm", seen=seen, **typed)
        self.sown["supervisor"]["incubator.pool.edit_forms.EmailForm.value"] = invited
        self._edit("email", f"{invited}@liulu.example")

    def _edit(self, value_name: str, value: str) -> None:
        """The curator edits a value where it stands in the pool."""
        path = f"/incubator/pool/{self.person_id}/{value_name}"
        page = self.curator.get(path).get_data(as_text=True)
        (seen,) = re.findall(r'name="seen" type="hidden" value="([^"]+)"', page)
        self.send(self.curator, path, value=value, seen=seen)

    def _pool(self) -> None:
        """What the curator keeps and writes about the supervisor goes with the supervisor."""
        note = self.sow("supervisor", "incubator.forms.NoteForm.note")
        self.send(self.curator, f"/incubator/supervisors/{self.person_id}/note", note=note)
        mail = self.fields(
            "supervisor", "incubator.letters.forms.LetterForm", ("subject", "body", "subject_zh", "body_zh")
        )
        tried = self.curator.post("/incubator/pool/write", {"id": self.person_id, "step": "test", **mail})
        assert tried.status_code == 200
        self.send(self.curator, "/incubator/pool/write", id=self.person_id, step="send", **mail)

        tags = self.sow("supervisor", "incubator.forms.TagForm.tags")
        self.send(self.curator, "/incubator/pool/tag", id=self.person_id, tags=tags)
        self._edit("tags", self.sow("supervisor", "incubator.pool.edit_forms.TagsForm.value"))

    def _moves(self, need_id: str) -> None:
        """What the curator writes to the founder about a need goes with the founder."""
        somebody = self.city.supervisor("Sug Gested", pool_of=self.incubator)
        word_of_theirs = self.sow("founder", "incubator.waiting.move_forms.SuggestForm.word")
        self.send(self.curator, f"/incubator/needs/{need_id}/suggest", provider=somebody.id, word=word_of_theirs)
        self._deliver()
        why = self.sow("founder", "incubator.waiting.move_forms.CloseForm.word")
        self.send(
            self.curator, "/incubator/waiting/move", action="close", id=f"need:{need_id}", reason="other", word=why
        )  # fmt: skip

    def _applications(self) -> None:
        """Everybody applied on the incubator's page before, and one is declined in words."""
        page = change_page(self.graph, self.incubator.actor, ApplicationPage(self.incubator.id, "", is_on=True), NOW)
        for person, kind, names in (
            ("supervisor", "ExpertForm", ("name", "about", "employer", "reached_at")),
            ("founder", "StartupForm", ("name", "about", "wants", "contact", "reached_at")),
        ):
            visitor: Visitor = getattr(self, person)
            form, email = f"applying.forms.{kind}", visitor.account.email
            self.sown[person][f"{form}.email"] = email.partition("@")[0]
            codes = {"stage": "seed", "industry": "digitalization", "help_areas": "scale_up", "languages": "en"}
            self.send(
                Visitor(self.app), f"/apply/{page.address}/{kind.removesuffix('Form').lower()}", email=email,
                link=self._website(person, form, "link"), places="2", consent="y", **codes,
                **self.fields(person, form, names),
            )  # fmt: skip
        rows = run_raw(self.graph, "MATCH (a:Application) SET a.state = 'received' RETURN a.id AS id ORDER BY a.kind")
        answer = self.sow("supervisor", "incubator.applications.forms.DeclineForm.answer")
        self.send(self.curator, f"/incubator/applications/{rows[0]['id']}/decline", reason="other", answer=answer)

    def _conflicts(self) -> None:
        """What the curator writes of a conflict between the two goes with the supervisor."""
        self.city.relate(self.person_id, "ADVISES", self.startup.id)
        reason = self.sow("supervisor", "conflicts.checking.WaiveForm.reason")
        pair = f"/conflicts/pair/{self.startup.id}/{self.person_id}"
        self.send(self.curator, f"{pair}/waive/advises", reason=reason)

    def _deliver(self) -> None:
        deliver_outbox(self.graph, MAIL_KINDS, "http://liulu.test", datetime.now(UTC) + timedelta(minutes=1))
