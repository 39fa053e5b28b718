"""Messages that mail servers hand back: which of our mails they are about, and why it came back."""

from __future__ import annotations

import pytest

from graph.domain.bounces import BounceReason, reason_of_status
from graph.errors import InvalidInputError
from webapp.operations.delivery.bounces import LARGEST, Bounce, read_bounce

OURS = "mail-0123456789abcdef0123"

REPORT = """\
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
To: mails@liulu.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.org.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 30 Nov 2026 10:00:00 +0000 (UTC)

Final-Recipient: rfc822; gu@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <gu@example.org>: Recipient address
    rejected

--B
Content-Type: {carried}

Message-ID: <{mail_id}@liulu.example>
From: Liulu <mails@liulu.example>
To: gu@example.org
Subject: Hello

--B--
"""

OLD_STYLE = """\
From: "=?utf-8?B?5pS25L+h5Lq66YKu566x?=" <PostMaster@qq.example>
To: mails@liulu.example
Subject: =?utf-8?B?57O757uf6YCA5L+h?=
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

您的邮件被退回。原邮件：
Message-ID: <{mail_id}@liulu.example>
"""

ANSWER = """\
From: Gu Mingche <gu@example.org>
To: mails@liulu.example
Subject: Out of office: Hello
In-Reply-To: <{mail_id}@liulu.example>
Auto-Submitted: auto-replied

I am away.
"""


def report(
    action: str = "failed", status: str = "5.1.1", carried: str = "text/rfc822-headers", of: str = OURS
) -> bytes:
    return REPORT.format(action=action, status=status, carried=carried, mail_id=of).encode()


@pytest.mark.parametrize("carried", ["text/rfc822-headers", "message/rfc822"])
def test_a_report_names_the_mail_and_the_reason(carried: str) -> None:
    assert read_bounce(report(carried=carried)) == Bounce(
        OURS,
        BounceReason.NO_SUCH_ADDRESS,
        "5.1.1 smtp; 550 5.1.1 <gu@example.org>: Recipient address rejected",
    )


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("5.1.1", BounceReason.NO_SUCH_ADDRESS),
        ("5.1.10", BounceReason.NO_SUCH_ADDRESS),
        ("5.2.1", BounceReason.NO_SUCH_ADDRESS),
        ("4.2.2", BounceReason.MAILBOX_FULL),
        ("5.7.1", BounceReason.NOT_TAKEN),
        ("5.1", BounceReason.NOT_TAKEN),
        ("5.1.¹", BounceReason.NOT_TAKEN),
        ("", BounceReason.NOT_TAKEN),
    ],
)
def test_a_status_says_what_can_be_done(status: str, reason: BounceReason) -> None:
    assert reason_of_status(status) is reason


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", ""])
def test_what_may_still_arrive_is_no_bounce(action: str) -> None:
    assert read_bounce(report(action=action)) is None


def test_a_server_of_the_older_kind_is_understood_by_its_name() -> None:
    assert read_bounce(OLD_STYLE.format(mail_id=OURS).encode()) == Bounce(OURS, BounceReason.NOT_TAKEN, "系统退信")


def test_what_a_person_answers_is_no_bounce() -> None:
    assert read_bounce(ANSWER.format(mail_id=OURS).encode()) is None


def test_what_is_about_no_mail_of_ours_is_no_bounce() -> None:
    assert read_bounce(report(of="letter-1")) is None
    assert read_bounce(OLD_STYLE.format(mail_id="x").encode()) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe" * 1000,
        b"From: =?utf-8?B?" + b"A" * 5000 + b"?= <postmaster@x>\r\nSubject: \x00\r\n\r\n<mail-1@",
        b'Content-Type: multipart/report; boundary="B"\r\n\r\n--B\r\nContent-Type: message/delivery-status\r\n\r\n--B',
        b"Content-Type: text/plain; charset=no-such\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%",
    ],
    ids=["empty", "binary", "a torn name", "a torn report", "a charset of nobody"],
)
def test_what_is_broken_tells_of_nothing(content: bytes) -> None:
    assert read_bounce(content) is None


def nested(depth: int) -> bytes:
    return "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(depth)).encode()


@pytest.mark.parametrize("content", [nested(3000), b"From: mailer-daemon@\r\n\r\n"], ids=["nested", "no address"])
def test_what_cannot_be_read_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(InvalidInputError, match="cannot be read as a mail"):
        read_bounce(content)


def test_a_message_beyond_the_bound_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="longer"):
        read_bounce(b"x" * (LARGEST + 1))
