"""What is said of records that come in and go out."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    buttons={
        "cancel_import": _l("Cancel the import"),
    },
    log={
        "upload_import": Sentence("Sent a file to import"),
        "confirm_import": Sentence("Confirmed an import"),
        "cancel_import": Sentence("Cancelled an import"),
        "answer_import": Sentence("Said of whom rows of an import are"),
        "undo_import": Sentence("Asked for an import to be undone"),
        "take_import_back": Sentence("Took an import back"),
        "import_records": Sentence("Imported records"),
        "export_records": Sentence("Exported records"),
        "export_own_records": Sentence("Exported their records"),
        "export_audit": Sentence("Exported the audit log"),
        "reseal_audit": Sentence("Sealed the log anew, with personal words apart"),
        "fill_demo": Sentence("Filled in demonstration data"),
    },
)
