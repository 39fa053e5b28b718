"""A mail calls people by the name in its own script."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.mailbox import deliver
from tests.support.web import Web

NOW = datetime.now(UTC)
LETTER = {
    "subject_zh": "邀请",
    "body_zh": "请来。{curator's name}",
    "subject": "Please",
    "body": "Do come. {curator's name}",
}


def test_a_letter_greets_and_signs_in_its_own_script(city: City, web: Web) -> None:
    ours = city.incubator()
    reader = city.supervisor("Qiao Lanxin", name_zh="乔岚昕", pool_of=ours)
    other = city.supervisor("Bo Xun", name_zh="薄寻", pool_of=ours)
    browser = web.sign_in(ours, NOW)
    for one, language, name in ((reader, "zh", "Qiao Lanxin 乔岚昕"), (other, "en", "Bo Xun 薄寻")):
        city.open_account(one.actor)
        run_raw(
            city.graph, "MATCH (a:Account {id: $id}) SET a.language = $language, a.name = $name",
            id=one.actor.account_id, language=language, name=name,
        )  # fmt: skip
    curator = "MATCH (a:Account)-[:HOLDS]->({subject_id: $id}) SET a.name = 'Zou Minyi 邹敏一'"
    run_raw(city.graph, curator, id=ours.id)

    browser.post("/incubator/pool/write", id=[reader.id, other.id], step="send", once="1", **LETTER)
    deliver(city.graph)

    rows = run_raw(city.graph, "MATCH (m:Mail) RETURN m.language AS language, m.body AS body")
    body = {str(row["language"]): str(row["body"]) for row in rows}
    assert body["zh"].startswith("乔岚昕，您好")
    assert "请来。邹敏一" in body["zh"]
    assert "Qiao" not in body["zh"]
    assert "Zou" not in body["zh"]
    assert body["en"].startswith("Hello Bo Xun,")
    assert "Do come. Zou Minyi" in body["en"]
    assert "邹敏一" not in body["en"]
