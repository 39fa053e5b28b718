"""Every mail about requests and work of the made-up kind, in both languages, and the invitation into its role."""

from __future__ import annotations

import re

import pytest

from tests.functional.made_up.declaration import KIND, ROLE
from tests.functional.made_up.mails import Mail
from tests.functional.made_up.reader import Reader, read_text
from tests.functional.made_up.town import LANGUAGES
from tests.support.made_up import WORD
from tests.support.visitor import PASSWORD, Visitor
from tests.support.words_of_others import said_of_others
from webapp.http.menus import PUBLIC
from webapp.mail import answers, work
from webapp.words.speaking import speaking

# The last line of every mail says what the product is.
_TAGLINE = re.compile("Liulu 六路: |六路 Liulu：")
# Told of a kind that is kept in pools alone, which this one is not.
_OF_POOLS = {"tell_passed_on", "tell_term_ended"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_of_requests_and_work_is_written_and_says_no_word_of_another_kind(
    mails: list[Mail], language: str
) -> None:
    ours = [one for one in mails if one.language == language]
    texts = {f"{one.kind}: {one.subject}": f"{one.subject} {_TAGLINE.split(one.body)[0]}" for one in ours}

    wanted = answers.COMPOSERS.keys() | work.COMPOSERS.keys() | {"invite_account"}
    assert {one.kind for one in ours} >= wanted - _OF_POOLS
    assert said_of_others(texts, KIND.name, language) == {}
    assert any(f"{WORD} subject of a request" in text for text in texts.values())
    assert any(f"{WORD} subject of a yes" in text for text in texts.values())


def test_mails_lead_to_pages_of_the_role(mails: list[Mail], reader: Reader) -> None:
    rooms = {room for one in mails for room in re.findall(r"http://liulu\.test/([a-z_]+)", one.body)}

    assert rooms == {"startup", ROLE.code, "answers", "engagements", "invitations"}


def test_the_invitation_opens_an_account_of_the_role(mails: list[Mail], reader: Reader) -> None:
    invitation = next(
        one for one in mails if (one.kind, one.language) == ("invite_account", reader.language)
    )  # fmt: skip
    link = re.search(r"http://liulu\.test(/invitations/\S+)", invitation.body)
    assert link
    visitor = Visitor(reader.app)
    visitor.client.set_cookie("liulu_language", reader.language)
    page = visitor.get(link[1])
    with speaking(reader.language):
        public = [str(words) for _endpoint, _anchor, words in PUBLIC]

    assert page.status_code == 200
    assert said_of_others({link[1]: read_text(page.text, public)}, KIND.name, reader.language) == {}
    opened = visitor.post(link[1], {"name": "Lu", "language": reader.language, "password": PASSWORD})
    assert opened.headers["Location"] == f"/{ROLE.code}/"
    assert f"{WORD} home" in visitor.get(opened.headers["Location"]).text
