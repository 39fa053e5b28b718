"""A letter that is being written is kept, stands there again when one comes back, and is forgotten once it is sent."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from tests.support.city import City
from tests.support.web import Web

NOW = datetime.now(UTC)


def test_a_letter_is_kept_while_it_is_written_and_forgotten_once_it_is_sent(city: City, web: Web) -> None:
    ours = city.incubator()
    person = city.supervisor("Bo Xun", pool_of=ours)
    city.open_account(person.actor)
    curator = web.sign_in(ours, NOW)
    address = f"/incubator/pool/act?action=write&id={person.id}"
    page = curator.get(address).get_data(as_text=True)
    ticket = re.search(r'name="draft_of" value="([^"]+)"', page)
    assert ticket

    typed = {"draft_of": ticket[1], "subject": "Open day", "body": "Will you come?"}
    assert curator.post("/drafts", **typed).status_code == 200
    again = curator.get(address).get_data(as_text=True)
    assert "Restored what you typed" in again
    assert "Will you come?" in again

    looked = curator.post("/incubator/pool/write", id=person.id, **typed).get_data(as_text=True)
    sealed = re.search(r'name="draft_of" value="([^"]+)"', looked)
    assert sealed
    sent = curator.post("/incubator/pool/write", id=person.id, step="send", **{**typed, "draft_of": sealed[1]})

    assert sent.status_code == 302
    assert "Will you come?" not in curator.get(address).get_data(as_text=True)
