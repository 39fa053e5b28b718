"""A curator keeps letters, looks at what three people get, tries it, and sends each their own, once."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.mailbox import Mailbox, send
from tests.support.visitor import text_of
from tests.support.web import Browser, Web
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.delivery.deliver_outbox import deliver_outbox

NOW = datetime.now(UTC)
TERM_END = NOW.date() + timedelta(days=40)
LETTER = {
    "subject": "Your term, {name}",
    "body": "It ends on {end of term}; {free places} free. {curator’s name}, {incubator}, {sign-in link}",
    "subject_zh": "{名字}的任期",
    "body_zh": "任期至{任期截止日}，{ Free  Places }个名额。",
}


class Pool:
    """An incubator and people who read English, read Chinese, have no term's end, or cannot be written to."""

    def __init__(self, city: City, web: Web) -> None:
        self.city, self.incubator = city, city.incubator("Caohe Harbour", name_zh="漕河港")
        self.english, self.chinese, self.endless = (
            city.supervisor(name, name_zh=name_zh, pool_of=self.incubator)
            for name, name_zh in (("Gu Mingche", "顾明澈"), ("Lin Hai", "林海"), ("No End", None))
        )
        self.unheard = city.supervisor("Un Heard", email="un@heard.example", pool_of=self.incubator)
        for person in (self.english, self.chinese, self.endless):
            city.open_account(person.actor)
        self._set("MATCH (a:Account {id: $id}) SET a.language = 'zh'", self.chinese.actor.account_id)
        for person in (self.english, self.chinese):
            self._set("MATCH ({id: $id})-[r:IN_POOL_OF]->() SET r.to = $to", person.id, to=TERM_END)
        self.ids = [self.english.id, self.chinese.id, self.endless.id, self.unheard.id]
        self.curator = web.sign_in(self.incubator, NOW)

    def _set(self, query: str, item_id: str, **more: object) -> None:
        run_raw(self.city.graph, query, id=item_id, **more)

    def mails(self) -> list[dict[str, str]]:
        deliver_outbox(self.city.graph, MAIL_KINDS, "http://liulu.test", datetime.now(UTC) + timedelta(minutes=1))
        rows = run_raw(self.city.graph, "MATCH (m:Mail) RETURN m.to AS to, m.subject AS subject, m.body AS body")
        mails = [{key: str(value) for key, value in row.items()} for row in rows]
        return sorted(mails, key=lambda mail: mail["subject"])

    def events(self, action: str) -> list[str]:
        rows = run_raw(
            self.city.graph, "MATCH (e:AuditEvent {action: $action}) RETURN e.subject_id AS id", action=action
        )
        return sorted(str(row["id"]) for row in rows)


@pytest.fixture
def pool(city: City, web: Web) -> Pool:
    return Pool(city, web)


def once_of(page: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found
    return found[1]


def shown(browser: Browser, **fields: object) -> str:
    answer = browser.post("/incubator/pool/write", **fields)
    return answer.get_data(as_text=True)


@pytest.mark.both_servers
def test_each_gets_a_letter_in_their_own_language_with_what_is_true_of_them_and_once(pool: Pool) -> None:
    look = shown(pool.curator, id=pool.ids, **LETTER)

    words = text_of(pool.curator.post("/incubator/pool/write", id=pool.ids, **LETTER))
    assert "Send 2 emails?" in words
    assert "Nothing is known for {end of term} of: No End." in words
    assert "your words do not go to: Un Heard. Invite them first." in words
    assert "Your term, Gu Mingche" in words
    assert f"任期至{TERM_END.year}年{TERM_END.month}月{TERM_END.day}日，3个名额。" in words
    assert not pool.mails(), "a look sends nothing"

    sent = {"id": pool.ids, "step": "send", "once": once_of(look), **LETTER}
    assert "2 emails are on their way." in pool.curator.follow("/incubator/pool/write", **sent)
    assert "Nothing was sent twice." in pool.curator.follow("/incubator/pool/write", **sent)

    mails = pool.mails()
    assert [mail["subject"] for mail in mails] == ["Your term, Gu Mingche", "林海的任期"]
    assert "3 free. Caohe Harbour, Caohe Harbour, http" in mails[0]["body"]
    assert "漕河港" in mails[1]["body"], "it is signed in the language that it is written in"
    assert pool.events("write_to_supervisor") == sorted([pool.english.id, pool.chinese.id])
    log = text_of(pool.curator.get(f"/incubator/supervisors/{pool.chinese.id}"))
    assert "Letter: 林海的任期" in log


def test_the_form_says_who_gets_it_and_is_none_where_nobody_does(pool: Pool) -> None:
    page = "/incubator/pool/act?action=write"
    some = text_of(pool.curator.get(f"{page}&id={pool.english.id}&id={pool.unheard.id}"))
    nobody = pool.curator.get(f"{page}&id={pool.unheard.id}")

    assert "Write to 1 supervisor" in some
    assert "It goes to: Gu Mingche" in some
    assert "your words do not go to: Un Heard" in some
    assert "Begin without a greeting" in some
    assert "This goes to nobody" in text_of(nobody)
    assert "your words do not go to: Un Heard" in text_of(nobody)
    assert 'name="body"' not in nobody.get_data(as_text=True)


def test_who_reads_another_language_gets_the_other_and_the_page_says_so(pool: Pool) -> None:
    letter = {"id": [pool.english.id, pool.chinese.id], "subject_zh": "开放日", "body_zh": "欢迎来访。"}

    page = text_of(pool.curator.post("/incubator/pool/write", **letter))

    assert "Not written in their language, so they get it in the other: Gu Mingche." in page
    pool.curator.follow("/incubator/pool/write", step="send", **letter)
    assert [mail["subject"] for mail in pool.mails()] == ["开放日", "开放日"]


@pytest.mark.both_servers
def test_answers_to_a_letter_go_to_who_wrote_it_while_they_are_here(pool: Pool, smtp: str, mailbox: Mailbox) -> None:
    letter = {"subject": "Open day", "body": "Will you come?", "step": "send"}
    acting = "MATCH (a:Account)-[:HOLDS]->({subject_id: $id}) "
    found = run_raw(pool.city.graph, acting + "RETURN a.email AS email", id=pool.incubator.id)
    for number, person in enumerate((pool.english, pool.endless)):
        pool.curator.follow("/incubator/pool/write", id=person.id, **letter)
        pool.mails()
        if number:
            run_raw(pool.city.graph, acting + "SET a.state = 'disabled'", id=pool.incubator.id)
        send(pool.city.graph, smtp, datetime.now(UTC) + timedelta(minutes=2))

    first, second = mailbox.mails
    assert str(first["Reply-To"]) in {row["email"] for row in found}
    assert second["Reply-To"] is None


def test_a_test_goes_to_the_curator_alone_and_counts_against_nobody(pool: Pool) -> None:
    page = text_of(pool.curator.post("/incubator/pool/write", id=pool.ids, step="test", **LETTER))

    assert "2 tests are on their way to you." in page
    assert "Send 2 emails?" in page
    mails = pool.mails()
    [own] = {mail["to"] for mail in mails}
    assert mails[0]["subject"].startswith("[Test] Your term, ")
    assert mails[1]["subject"].startswith("【测试】")
    assert own not in ("un@heard.example", pool.english.actor.account_id)
    assert not pool.events("write_to_supervisor")
    assert len(pool.events("test_letter")) == 1


def test_what_is_no_placeholder_is_refused_by_its_name_and_what_was_typed_stays(pool: Pool) -> None:
    answer = pool.curator.post(
        "/incubator/pool/write", id=pool.ids, step="send", subject="Hello", body="Dear {nickname}, how is it?"
    )

    assert answer.status_code == 422
    page = text_of(answer)
    assert "There is no placeholder {nickname}. There are: {name} {incubator}" in page
    assert "Dear {nickname}, how is it?" in answer.get_data(as_text=True)
    half = pool.curator.post("/incubator/pool/write", id=pool.ids, step="send", subject="Hello", subject_zh="您好")
    assert text_of(half).count("Write the email.") >= 2
    assert not pool.mails()


def test_a_template_is_kept_for_all_of_the_incubator_used_changed_and_deleted(pool: Pool, web: Web) -> None:
    strange = web.sign_in(pool.city.incubator("Elsewhere"), NOW)
    page = pool.curator.follow("/incubator/letters/new", name="Renewal", **LETTER)
    assert "The template “Renewal” is saved." in page
    [kept] = run_raw(pool.city.graph, "MATCH (t:LetterTemplate) RETURN t.id AS id")
    address = f"/incubator/letters/{kept['id']}"

    assert "There is a template of this name already." in text_of(
        pool.curator.post("/incubator/letters/new", name="renewal", **LETTER)
    )
    used = shown(pool.curator, id=pool.ids, step="use", template=kept["id"])
    assert LETTER["body_zh"] in used
    changed = {**LETTER, "subject": "Please renew, {name}"}
    pool.curator.follow(address, name="Renewal", seen="0", **changed)
    late = pool.curator.post(address, name="Renewal", seen="0", **LETTER)
    assert late.status_code == 409
    assert "nothing was overwritten" in text_of(late)
    assert "Please renew, {name}" in text_of(late)

    assert strange.get(address).status_code == 404
    assert strange.post(address, name="Mine", seen="1", **LETTER).status_code == 404
    assert strange.post(f"{address}/delete", seen="1").status_code == 404
    stolen = strange.post("/incubator/pool/write", id="x", step="use", template=kept["id"])
    assert stolen.status_code == 404
    assert "Renewal" not in text_of(strange.get("/incubator/letters"))

    assert "is deleted." in pool.curator.follow(f"{address}/delete", seen="1")
    assert "No template yet" in text_of(pool.curator.get("/incubator/letters"))
    assert len(pool.events("save_letter_template")) == 2


def startup_of(city: City, incubator: Made) -> Made:
    startup = city.startup("Tidewell", incubator=incubator)
    city.open_account(startup.actor)
    return startup


def test_startups_are_written_to_by_the_same_pages(pool: Pool) -> None:
    startup = startup_of(pool.city, pool.incubator)
    letter = {"id": startup.id, "subject": "Welcome, {name}", "body": "From {incubator}."}

    begun = pool.curator.post("/incubator/startups/act", action="write", id=startup.id)
    assert "Write to the founders of 1 startup" in text_of(begun)
    assert "Welcome, Tidewell" in text_of(pool.curator.post("/incubator/startups/letter", **letter))
    pool.curator.follow("/incubator/startups/letter", step="send", **letter)

    assert [mail["subject"] for mail in pool.mails()] == ["Welcome, Tidewell"]
    without = pool.curator.post("/incubator/startups/letter", **{**letter, "body": "{free places}"})
    assert "This goes to nobody" in text_of(without)
