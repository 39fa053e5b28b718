"""The curators of an incubator keep letters to be written again; whoever acts for it reads and changes them."""

from __future__ import annotations

from datetime import datetime

from graph.domain.letters import LONGEST_TEMPLATE_NAME, MOST_TEMPLATES, Letter
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.letter_template import LetterTemplate
from graph.errors import ConflictError, InvalidInputError
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator
from webapp.operations.letters.checking import checked_letter


class TemplateChangedError(ConflictError):
    """The template was changed in another window since it was opened; `template` is how it stands."""

    code = "template_changed"

    def __init__(self, template: LetterTemplate) -> None:
        super().__init__("This template was changed since you opened it.")
        self.template = template


def add_template(graph: Graph, actor: Actor, name: str, letter: Letter, at: datetime) -> str:
    """Keep a template; gives its id. Raises ForbiddenError, InvalidInputError."""
    require_curator(actor)
    name, letter = _checked_name(name), checked_letter(letter)

    def work(tx: Transaction) -> str:
        tx.accounts.lock(actor.account_id)
        kept = tx.letters.list_templates(actor.subject_id)
        if len(kept) >= MOST_TEMPLATES:
            raise InvalidInputError("There are very many templates already. Delete one first.", field="name")
        _require_free(kept, name)
        template_id = tx.letters.create_template(actor.subject_id, name, letter, at)
        tx.audit.record(actor, "save_letter_template", template_id, at, f"in {actor.subject_id}")
        return template_id

    return graph.write(work)


def change_template(
    graph: Graph, actor: Actor, template_id: str, name: str, letter: Letter, seen: int, at: datetime
) -> None:
    """Write a template anew; `seen`: its revision when it was opened.

    Raises NotFoundError (not this incubator's), TemplateChangedError, InvalidInputError.
    """
    require_curator(actor)
    name, letter = _checked_name(name), checked_letter(letter)

    def work(tx: Transaction) -> None:
        _seen(tx, actor, template_id, seen)
        _require_free([one for one in tx.letters.list_templates(actor.subject_id) if one.id != template_id], name)
        tx.letters.change_template(template_id, name, letter, at)
        tx.audit.record(actor, "save_letter_template", template_id, at, f"in {actor.subject_id}")

    graph.write(work)


def delete_template(graph: Graph, actor: Actor, template_id: str, seen: int, at: datetime) -> str:
    """Delete a template; gives its name. Raises as `change_template` does."""
    require_curator(actor)

    def work(tx: Transaction) -> str:
        template = _seen(tx, actor, template_id, seen)
        tx.letters.delete_template(template_id)
        tx.audit.record(actor, "delete_letter_template", template_id, at, f"in {actor.subject_id}")
        return template.name

    return graph.write(work)


def _seen(tx: Transaction, actor: Actor, template_id: str, seen: int) -> LetterTemplate:
    tx.letters.lock_template(template_id)
    template = tx.letters.get_template(template_id, actor.subject_id)
    if template.revision != seen:
        raise TemplateChangedError(template)
    return template


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_TEMPLATE_NAME:
        raise InvalidInputError(f"Write a name of at most {LONGEST_TEMPLATE_NAME} characters.", field="name")
    return name


def _require_free(kept: list[LetterTemplate], name: str) -> None:
    if any(one.name.casefold() == name.casefold() for one in kept):
        raise InvalidInputError("There is a template of this name already.", field="name", taken=True)
