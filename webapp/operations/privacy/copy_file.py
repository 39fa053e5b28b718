"""The file of a copy: data.json for programs and data.html for people, in a ZIP that only this installation reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from graph.backup.archive import open_private
from graph.domain.limits import DRAFT_DAYS
from graph.domain.stored import Stored
from graph.entities.account import Account
from graph.repositories.own_data import StoredRecord
from webapp.mail.rendering import write_day, write_moment
from webapp.words.audit import action_words
from webapp.words.sentences import Sentence
from webapp.words.speaking import speaking
from webapp.words.stored import STORED
from webapp.words.stored_fields import FIELDS

Data = Mapping[Stored, list[StoredRecord]]
_TITLE = Sentence("What Liulu stores about you")
_MADE = Sentence("Made %(moment)s for %(email)s.")


def write_copy(path: Path, account: Account, data: Data, at: datetime, *, mail_days: int) -> None:
    """Write the ZIP to `path`, whole or not at all, readable by this installation's user alone.

    `mail_days`: how long mails are kept, which the page to read says.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        with open_private(partial) as file:
            file.writestr("data.json", as_json(account, data, at))
            file.writestr("data.html", as_html(account, data, at, mail_days))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def as_json(account: Account, data: Data, at: datetime) -> str:
    """The data by subject; days and moments as ISO 8601."""
    subjects = {
        subject: [{"at": record.at, **record.fields} for record in records] for subject, records in data.items()
    }
    whole = {"made_at": at, "account_id": account.id, "subjects": subjects}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=lambda moment: moment.isoformat())


def as_html(account: Account, data: Data, at: datetime, mail_days: int) -> str:
    """The same as one page in the language of the account, with nothing loaded from elsewhere."""
    with speaking(account.language):
        made = _MADE.say({"moment": write_moment(at, account.language, account.time_zone), "email": account.email})
        subjects = [
            (
                STORED[subject].title.say({}),
                STORED[subject].holds.say({"mail_days": mail_days, "draft_days": DRAFT_DAYS}),
                [_lines(one, account) for one in records],
            )
            for subject, records in data.items()
            if records
        ]
        return _template().render(language=account.language, title=_TITLE.say({}), made=made, subjects=subjects)


def _lines(record: StoredRecord, account: Account) -> tuple[str, list[tuple[str, str]]]:
    """The day of a record, and each field by its name."""
    head = _text("at", record.at, account) if record.at else ""
    return head, [(FIELDS[name].say({}), _text(name, value, account)) for name, value in record.fields.items()]


def _text(name: str, value: Any, account: Account) -> str:
    if name == "action":
        return action_words(str(value))
    if isinstance(value, list):
        return ", ".join(_text("", item, account) for item in value)
    if isinstance(value, datetime):
        return write_moment(value, account.language, account.time_zone)
    if isinstance(value, date):
        return write_day(value, account.language, account.time_zone)
    return str(value)


@cache
def _template() -> Template:
    made = Environment(
        loader=PackageLoader("webapp", "templates/privacy"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return made.get_template("copy.html")
