"""A sheet with a link that is handed over: for whom and until when, in both languages, the link as text and QR code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from webapp.presenters.dates import moment
from webapp.presenters.names import name_of
from webapp.presenters.qr import QrCode, qr_code
from webapp.words.speaking import speaking


@dataclass(frozen=True)
class Handed:
    """What stands on it; `texts`: (language, heading, lines) in Chinese and English."""

    link: str
    code: QrCode
    texts: tuple[tuple[str, str, tuple[str, ...]], ...]


def handed(link: str, name: str, until: datetime, incubator: dict[str, str] | None = None) -> Handed:
    """The sheet for one person; `incubator`: the names of whoever invites, if not the installation itself."""
    return Handed(link, qr_code(link), tuple(_text(one, name, until, incubator) for one in ("zh", "en")))


def _text(
    language: str, name: str, until: datetime, incubator: dict[str, str] | None
) -> tuple[str, str, tuple[str, ...]]:
    with speaking(language):
        if incubator:
            heading = _("%(incubator)s invites you to Liulu", incubator=name_of(incubator))
        else:
            heading = _("You are invited to Liulu")
        lines = (
            _("For %(name)s. Give it to nobody else: whoever opens the link opens your account.", name=name),
            _("Scan the code, or type the link into a browser, and choose a password."),
            _("The link works once, until %(when)s.", when=moment(until)),
        )
    return {"zh": "zh-CN"}.get(language, language), heading, lines
