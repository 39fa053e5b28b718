"""Lines of what was sent to somebody, and the page of them that is shown."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from graph.domain.sent import Delivery
from graph.entities.sent import SentMail
from webapp.forms.fields import LANGUAGE_CHOICES
from webapp.http.arguments import number_argument
from webapp.presenters.dates import moment
from webapp.presenters.names import name_of
from webapp.words.bounces import BOUNCES
from webapp.words.jobs import message_words
from webapp.words.mail_trouble import mail_trouble

PAGE = 25
_LANGUAGES = {choice.value: choice.label for choice in LANGUAGE_CHOICES}


@dataclass(frozen=True)
class SentLine:
    """One mail: its facts, and the words for what it was about and how it stands."""

    mail: SentMail
    what: str
    about: str
    language: str
    detail: str
    trouble: str


@dataclass(frozen=True)
class SentLines:
    """One page of lines; `first` and `last` are numbered from 1."""

    lines: list[SentLine]
    page: int
    first: int
    last: int
    total: int

    @property
    def has_more(self) -> bool:
        """Whether there is a page behind this one."""
        return self.last < self.total


def page_of_sent(mails: list[SentMail], *, about: str = "") -> SentLines:
    """The page that the address asks for; `about`: whether lines name the `startup` or the `provider`, if either."""
    page = number_argument("page", 1, 1, max(1, -(-len(mails) // PAGE)))
    shown = mails[(page - 1) * PAGE : page * PAGE]
    first = (page - 1) * PAGE + 1 if mails else 0
    return SentLines([_line(one, about) for one in shown], page, first, first + len(shown) - 1, len(mails))


def _line(mail: SentMail, about: str) -> SentLine:
    names = {"name": getattr(mail, f"{about}_name"), "name_zh": getattr(mail, f"{about}_name_zh")} if about else {}
    what = message_words(mail.kind) if mail.kind else _("Email")
    return SentLine(
        mail, what, name_of(names), str(_LANGUAGES.get(mail.language, "")), _detail(mail), mail_trouble(mail.error)
    )


def _detail(mail: SentMail) -> str:
    """When it left, or leaves; or that it was tried in vain."""
    if mail.state is Delivery.SENT and mail.moved_at:
        return moment(mail.moved_at)
    if mail.returned_for:
        return BOUNCES[mail.returned_for].say({})
    if mail.is_doubtful:
        return str(_("A mail server may have taken it, and was not heard"))
    if mail.state is Delivery.WAITING and mail.attempts:
        return str(_("Tried in vain so far: %(count)s", count=mail.attempts))
    if mail.state is Delivery.WAITING and mail.moved_at:
        return str(_("Leaves on %(when)s", when=moment(mail.moved_at)))
    return ""
