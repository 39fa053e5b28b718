"""Which outbox message becomes which letters: every `COMPOSERS` of the modules in webapp/mail, in one table."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from webapp import mail
from webapp.operations.delivery.deliver_outbox import Composer


def _collect() -> dict[str, Composer]:
    kinds: dict[str, Composer] = {}
    for module in pkgutil.iter_modules(mail.__path__, f"{mail.__name__}."):
        for kind, composer in getattr(import_module(module.name), "COMPOSERS", {}).items():
            if kind in kinds:
                raise ValueError(f"The kind {kind} has two composers; one is in {module.name}.")
            kinds[kind] = composer
    return kinds


MAIL_KINDS: dict[str, Composer] = _collect()
"""Kind of outbox message -> what writes its letters; an empty list means that nobody need be told."""
