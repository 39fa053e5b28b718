"""Writes a mail in its addressee's language, from a template with a subject and a body."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.support import NullTranslations, Translations
from jinja2 import Environment, PackageLoader, StrictUndefined

from graph.domain.calendar import Calendar, known_zone
from graph.domain.scripts import name_in
from graph.entities.account import Account
from graph.entities.message import MailDraft
from webapp.operations.delivery.deliver_outbox import OUR_ADDRESS

# What a person wrote may end in a mark of its own, before the full stop of our sentence.
_ENDED_TWICE = re.compile(r"([?!？！。])[.。]")
_CATALOGUES = Path(__file__).parents[1] / "translations"


class ForWhom(NamedTuple):
    """Somebody without an account, for whom the addressee answers."""

    id: str
    name: str


def mail_to(
    to: Account, template: str, path: str = "", *, key: str = "", for_whom: ForWhom | None = None, **values: object
) -> MailDraft:
    """The mail `templates/mail/<template>.txt` to this account; `path` is the page of ours that it leads to.

    Templates extend `_mail.txt`, have the blocks `subject` and `body`, and may use `moment(at)`, `day(at)`, `url`; the
    filter `own_script` writes the name of an account in the reader's script.
    `key` tells several mails of one message to the same person apart. `for_whom`: for whom they answer, if for another.
    """
    context = {
        "name": name_in(to.name, to.language),
        "for_whom": for_whom.name if for_whom else "",
        "url": OUR_ADDRESS + path.lstrip("/") if path else "",
        "moment": lambda at: write_moment(at, to.language, to.time_zone),
        "day": lambda at: write_day(at, to.language, to.time_zone),
        "language": to.language,
        **values,
    }
    source = environment(to.language).get_template(f"{template}.txt")
    rendered = source.new_context(context)
    subject = "".join(source.blocks["subject"](rendered)) if "subject" in source.blocks else template
    body = _ENDED_TWICE.sub(r"\1", source.render(context).strip() + "\n")
    for_id = for_whom.id if for_whom else ""
    return MailDraft(to.email, " ".join(subject.split()), body, to.language, key, account_id=to.id, for_id=for_id)


@cache
def environment(language: str) -> Environment:
    """Jinja for plain text, with the catalogue of this language; an unknown word in a template is an error."""
    made = Environment(
        loader=PackageLoader("webapp", "templates/mail"),
        extensions=["jinja2.ext.i18n"],
        autoescape=False,  # noqa: S701  # nosec B701  # plain text: there is nothing to escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["own_script"] = lambda name: name_in(name, language)
    made.install_gettext_translations(_catalogue(language), newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    return made


def write_moment(at: datetime, language: str, zone: str) -> str:
    """`22 Nov 2026, 09:14 (UTC+8)` in the addressee's zone; `2026年11月22日 09:14（UTC+8）` in Chinese."""
    local = at.astimezone(ZoneInfo(known_zone(zone)))
    hours = local.utcoffset() or local.astimezone().utcoffset()
    minutes = int(hours.total_seconds() // 60) if hours else 0
    sign = "-" if minutes < 0 else "+"
    whole, rest = divmod(abs(minutes), 60)
    offset = f"UTC{sign}{whole}" + (f":{rest:02}" if rest else "")
    if language == "zh":
        return format_datetime(local, "y年M月d日 HH:mm", locale="zh") + f"（{offset}）"
    return format_datetime(local, "d MMM y, HH:mm", locale="en") + f" ({offset})"


def write_day(at: date | datetime, language: str, zone: str) -> str:
    """`22 Nov 2026` or `2026年11月22日`."""
    local = Calendar(known_zone(zone)).day_of(at) if isinstance(at, datetime) else at
    return format_date(local, "y年M月d日" if language == "zh" else "d MMM y", locale=language)


def _catalogue(language: str) -> NullTranslations:
    return Translations.load(str(_CATALOGUES), [language], "messages")
