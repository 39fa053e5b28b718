"""Forms of a whole record: what nobody touched in them stays as it is, and two who change the same are told."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask import request
from flask_babel import gettext as _
from wtforms import Field, HiddenField

from webapp.forms.drafted import DraftedForm

_OWN = frozenset({"stood", "csrf_token"})


class RecordForm(DraftedForm):
    """A form filled from a record. It carries how each field stood when the page was opened, as digests.

    Make it from the record on POST too: then each field has what stands now as its object data beside what was posted.
    """

    stood = HiddenField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        if request.method == "GET" and not self.stood.data:
            self.stood.data = self._standing()

    def clashes(self) -> bool:
        """Take what stands now for the fields that were left as they were opened; whether others were changed too.

        What somebody else changed to something else meanwhile is told at its field, and replaced when it is sent again.
        """
        opened, fields = self._opened(), self._fields_of_record()
        theirs = {name for name, field in fields.items() if opened.get(name, "") != _digest(field.object_data)}
        told = set()
        for name in theirs & opened.keys():
            field = fields[name]
            if _digest(field.data) == opened[name]:
                field.data = field.object_data
            elif _digest(field.data) != _digest(field.object_data):
                text = _("Changed meanwhile to “%(now)s”. Save again to replace it.", now=_said(field) or "–")
                field.errors = [*field.errors, text]
                told.add(name)
        self.stood.data = self._standing()
        return bool(told)

    def _fields_of_record(self) -> dict[str, Field]:
        return {field.name: field for field in self if field.name not in _OWN}

    def _standing(self) -> str:
        return json.dumps({name: _digest(field.object_data) for name, field in self._fields_of_record().items()})

    def _opened(self) -> dict[str, str]:
        try:
            opened = json.loads(self.stood.data or "{}")
        except (ValueError, RecursionError):
            return {}
        return {str(name): str(digest) for name, digest in opened.items()} if isinstance(opened, dict) else {}


def _digest(value: object) -> str:
    """Of what a field holds: nothing and an empty text are the same, and the order of a list is no matter."""
    if isinstance(value, list | tuple | set | frozenset):
        text = json.dumps(sorted(str(item) for item in value)) if value else ""
    else:
        text = " ".join(str(value).split()) if value is not None else ""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _said(field: Field) -> str:
    """What stands in a field now, in the words of its choices where it has any."""
    value = field.object_data
    values = [str(item) for item in value] if isinstance(value, list | tuple) else [str(value or "")]
    words = {str(choice[0]): str(choice[1]) for choice in getattr(field, "choices", None) or ()}
    return str(_(", ")).join(words.get(item, item) for item in values)
