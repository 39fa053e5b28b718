"""Letter templates of an incubator, and the accounts to which letters go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from graph.domain.letters import Letter
from graph.domain.states.accounts import AccountState
from graph.entities.account import Account
from graph.entities.letter_template import LetterTemplate
from graph.errors import NotFoundError
from graph.ids import new_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import with_states

_LETTER = ("subject", "text", "subject_zh", "text_zh")


class LetterRepository(Repository):
    """Every method about templates takes the incubator whose they are: nobody reads another's."""

    def list_templates(self, incubator_id: str) -> list[LetterTemplate]:
        """By name."""
        return [_template(row) for row in self._tx.rows("letters.list", incubator_id=incubator_id)]

    def get_template(self, template_id: str, incubator_id: str) -> LetterTemplate:
        """One template; raises NotFoundError."""
        row = self._tx.one_or_none("letters.get", id=template_id, incubator_id=incubator_id)
        if row is None:
            raise NotFoundError("template", template_id)
        return _template(row)

    def lock_template(self, template_id: str) -> None:
        """Take a template's lock before it is read and changed."""
        self._tx.run("letters.lock", id=template_id, nonce=new_nonce())

    def create_template(self, incubator_id: str, name: str, letter: Letter, at: datetime) -> str:
        """Keep a template; gives its id."""
        template_id = new_id("letter")
        values = {"name": name, **asdict(letter)}
        self._tx.run("letters.create", id=template_id, incubator_id=incubator_id, at=at, values=values)
        return template_id

    def change_template(self, template_id: str, name: str, letter: Letter, at: datetime) -> None:
        """Write a template anew; lock it first."""
        self._tx.run("letters.change", id=template_id, at=at, values={"name": name, **asdict(letter)})

    def delete_template(self, template_id: str) -> None:
        """Delete a template; lock it first."""
        self._tx.run("letters.delete", id=template_id)

    def accounts_of(self, subject_ids: Iterable[str], roles: Iterable[str]) -> dict[str, list[Account]]:
        """The accounts that act for each of these in some roles, opened or not; without what else they may do."""
        found: dict[str, list[Account]] = {}
        for row in self._tx.rows("letters.accounts", ids=list(subject_ids), roles=list(roles)):
            subject_id = row.pop("subject_id")
            found.setdefault(subject_id, []).append(Account(**with_states(row, state=AccountState)))
        return found


def _template(row: Row) -> LetterTemplate:
    kept = row["template"]
    letter = Letter(**{name: kept[name] or "" for name in _LETTER})
    return LetterTemplate(kept["id"], kept["name"], letter, kept["revision"], kept["changed_at"])
