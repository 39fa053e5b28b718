"""What can be wrong with an import: a stable code, the words in English, and how to fix it.

The words are message ids for the catalogues: `translate(template) % problem.params` gives them in another language.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.exchange.format import identity_messages
from graph.exchange.format.marks import N_
from graph.exchange.format.reading_problems import READING_FIXES, READING_MESSAGES

MESSAGES: dict[str, str] = {
    **READING_MESSAGES,
    "empty": N_("This column may not be empty."),
    "not_a_date": N_("Not a date."),
    "day_out_of_bounds": N_("No record has such a day."),
    "not_a_number": N_("Not a number."),
    "not_a_whole_number": N_("Not a whole number."),
    "negative": N_("This number is 0 or more."),
    "number_too_large": N_("This number is too large."),
    "rating_out_of_range": N_("Ratings run from 1 to 5."),
    "not_a_category": N_("Not one of the six categories."),
    "not_a_stage": N_("Not a stage."),
    "not_a_help_area": N_("Not a help area."),
    "not_a_relation": N_("Not a known relation."),
    "not_a_code": N_("Not one of the words this column knows."),
    "not_a_language": N_("Not a language code."),
    "not_a_currency": N_("Not a currency code."),
    "not_an_id": N_("Not an id."),
    "not_an_email": N_("Not an e-mail address."),
    "not_an_address": N_("Not a web address."),
    "not_an_orcid": N_("Not an ORCID iD."),
    "not_a_uscc": N_("Not a unified social credit code."),
    "duplicate_id": N_("This id was used before, in %(file)s line %(line)s."),
    "unknown_id": N_("No record has this id."),
    "same_on_both_sides": N_("Both sides are the same record."),
    "ends_before_start": N_("This date lies before the first one."),
    "too_many_values": N_("At most %(limit)s values may stand here."),
    "cell_too_long": N_("This cell is too long: %(length)s characters."),
    "control_character": N_("This cell holds characters that are no text."),
    "too_many_cells": N_("This row has more cells than the first line."),
    "too_few_cells": N_("This row has fewer cells than the first line."),
    "not_yours": N_("This record belongs to another organisation."),
    "needs_consent": N_("Whoever has this address decides for themselves whose pool they are in."),
    "speaks_for_themselves": N_(
        "Whoever this is about has an account or is with another incubator as well: a row may repeat what is known of "
        "them, and change nothing."
    ),
    "own_needs": N_("This startup has an account or is with another incubator as well: it alone says what it needs."),
    **identity_messages.MESSAGES,
    "not_for_you": N_("Only an administrator can import this file."),
    "not_utf8": N_("This file is not UTF-8."),
    "looks_like_gb18030": N_("This file is not UTF-8. It looks like GB18030 (also called GBK)."),
    "looks_like_utf16": N_("This file is not UTF-8. It looks like UTF-16."),
    "missing_column": N_("The column %(column)s is missing."),
    "duplicate_column": N_("The column %(column)s stands here twice."),
    "unknown_column": N_("The column %(column)s is not known and was left out."),
    "unknown_file": N_("%(file)s is not part of the format and was left out."),
    "empty_file": N_("This file is empty."),
    "too_many_under_way": N_("%(limit)s of your files are read or wait already, which is as many as may at once."),
    "file_too_large": N_("This file is larger than %(limit)s MB."),
    "not_a_workbook": N_("This file is not an Excel workbook."),
    "workbook_too_large": N_("This file unpacks to more than %(limit)s MB."),
    "not_csv": N_("This file is not a CSV file."),
    "broken_quotes": N_("A quotation mark is opened and not closed, or stands where none may."),
    "not_found": N_("This folder or file is not there."),
    "no_files": N_("There is no file of the format here."),
    "too_many_files": N_("This archive holds more than %(limit)s CSV files."),
    "same_name": N_("This archive holds %(name)s twice."),
    "wrong_kind": N_("This id is of a record in %(held)s, and one of %(files)s is meant here."),
    "pair_taken": N_("This need and this provider have an interaction already, with the id %(suggestion)s."),
    "not_readable": N_("This file cannot be read."),
    "damaged": N_("This file is damaged: it cannot be read to its end."),
    "encoding_unknown": N_("The encoding of this file cannot be told."),
    "table_unclear": N_("It is not clear which table this is: it may be %(tables)s."),
    "no_known_column": N_("No column of this table is known."),
    "more_left_out": N_("%(count)s more rows were left out than are listed."),
    "more_values": N_("%(count)s more cells hold values than are listed."),
    "too_long_to_read": N_("Reading this file took longer than %(limit)s seconds and was ended."),
    "too_much_memory": N_("Reading this file needs more than %(limit)s MB of memory and was ended."),
    "too_many_rows": N_("This file holds more than %(limit)s rows."),
    "too_many_columns": N_("This file holds more than %(limit)s columns."),
    "too_many_filled_cells": N_("This file holds more than %(limit)s cells."),
    "row_too_long": N_("This row is longer than %(limit)s characters."),
    "workbook_password": N_("This workbook is protected by a password."),
    "merged_cells": N_("Cells are merged here (%(count)s groups): only the first cell of each group has a value."),
    "error_cell": N_("This cell holds an error of the table program instead of a value."),
    "formula_without_value": N_("This cell holds a formula, and the file does not keep its value."),
    "archive_password": N_("This archive is protected by a password."),
    "archive_method": N_("This archive is packed in a way that is not known here."),
    "archive_damaged": N_("This archive is damaged: it cannot be unpacked to its end."),
    "too_many_entries": N_("This archive holds more than %(limit)s files."),
}

FIXES: dict[str, str] = {
    **READING_FIXES,
    "fill_in": N_("Fill in “%(column)s”."),
    "write_suggestion": N_("Write %(suggestion)s."),
    "write_date_if": N_("Write %(suggestion)s if that is the day you mean."),
    "date_form": N_("Write year-month-day, for example 2026-01-31."),
    "date_in_bounds": N_("Write a day from %(first)s to %(last)s, or leave this empty where no day is known."),
    "write_digits": N_("Write digits only, for example 1200."),
    "write_zero": N_("Write 0, or leave it empty."),
    "write_zero_if_full": N_("Write 0 if this person is full."),
    "write_less": N_("Write at most %(limit)s."),
    "rating_or_empty": N_("Write %(suggestion)s, or leave empty if not rated."),
    "write_one_of": N_("Write one of: %(choices)s."),
    "language_form": N_("Write codes such as zh or en, with | between them."),
    "currency_form": N_("Write three letters such as CNY or USD."),
    "id_form": N_("Use letters, digits and - _ . : only, at most 120 of them."),
    "email_form": N_("Write an address such as name@example.org."),
    "address_form": N_("Write an address that begins with https:// or http://."),
    "orcid_form": N_("Write four groups of four, for example 0000-0002-1825-0097."),
    "uscc_form": N_("Write the 18 digits and capital letters of the code."),
    "uscc_check_digit": N_("The last character does not fit the others: compare the code with the licence."),
    "own_id": N_("Give this row an id of its own, or remove one of the two."),
    "add_or_empty": N_("Add it to %(files)s, or leave this empty."),
    "add_or_correct": N_("Add it to %(files)s, or correct the id."),
    "two_records": N_("Name two different records."),
    "swap_dates": N_("Exchange the two dates, or correct one."),
    "keep_fewer": N_("Keep the %(limit)s most important ones."),
    "shorten": N_("Shorten it to at most %(limit)s characters."),
    "retype": N_("Type the text again, or paste it without its format."),
    "quote_commas": N_("Put quotation marks around cells with commas, or remove the extra cells."),
    "complete_row": N_("Add the missing commas, or save the file anew from your table program."),
    "ask_owner": N_("Remove this row, or ask that organisation to change it."),
    "ask_them": N_(
        "Write what is known already, or remove this row, and ask them to change it; where they have no account, ask "
        "an administrator."
    ),
    "let_them_write": N_(
        "Remove this row and send its words to the startup, which writes the need under “Needs”; where it has no "
        "account yet, ask an administrator."
    ),
    "invite_them": N_("Remove this row and invite them: they are in your pool once they accept."),
    **identity_messages.FIXES,
    "remove_file": N_("Leave this file out."),
    "save_as_utf8": N_("In Excel, save it as “CSV UTF-8”; elsewhere, choose the encoding UTF-8."),
    "add_column": N_("Add a column with the heading %(column)s."),
    "one_column": N_("Keep one of the two."),
    "rename_column": N_("Rename it to %(suggestion)s if you mean that."),
    "no_mend_needed": N_("Nothing needs to be done."),
    "rename_file": N_("Rename it to %(suggestion)s if you mean that."),
    "wait_for_them": N_("Wait until one is done, or cancel it, and send this file again."),
    "add_heading": N_("Write the column headings in the first line."),
    "split_file": N_("Split it into several files and import them one after another."),
    "save_as_xlsx": N_("Open it in your table program and save it as .xlsx, or send CSV files."),
    "name_as_xlsx": N_("Give its name the ending .xlsx."),
    "save_as_csv": N_("Save it from your table program as “CSV UTF-8”."),
    "close_quotes": N_("Look near this line for a quotation mark without its partner."),
    "check_path": N_("Check the name."),
    "name_files": N_("Name the files as the format does, for example startups.csv and people.csv."),
    "split_archive": N_("Send its files in several archives, one after another."),
    "join_files": N_("Put the rows of both into one file."),
    "send_as_csv": N_("Send it as a file of its own, or as CSV."),
    "name_other": N_("Write the id of a record of %(files)s."),
    "one_pair": N_("Use that id, or remove one of the two rows."),
    "check_rights": N_("Check that you may read it."),
    "name_table": N_("Name it by --as, for example --as people."),
    "name_columns": N_("Write the names of the format into the row of headings, or give a mapping file."),
    "save_anew": N_("Open it in your table program and save it anew."),
    "split_or_csv": N_("Copy what you need into a new file, split it into several, or save it as “CSV UTF-8”."),
    "keep_columns": N_("Delete the columns that are not needed, or split the file into several with fewer columns."),
    "shorten_row": N_("Shorten its cells; in a CSV file, look here for a quotation mark without its partner."),
    "save_without_password": N_("Open it in your table program and save it without a password."),
    "unmerge": N_("Undo the merging and fill in every row."),
    "mend_formula": N_("Correct the formula, or empty the cell."),
    "save_with_values": N_("Open it in your table program and save it, so that values are kept."),
    "pack_without_password": N_("Pack it again without a password."),
    "pack_anew": N_("Pack it again as an ordinary .zip, or send its files one after another."),
}


ONLY_NOTED = frozenset({"unknown_file", "unknown_column", "merged_cells"})
"""What is only worth knowing: the rows can be used all the same."""
OF_WHOLE_FILES = frozenset({
    "broken_quotes", "missing_column", "duplicate_column", "not_utf8", "looks_like_gb18030", "too_many_rows",
    "too_many_columns", "too_many_filled_cells", "row_too_long",
})  # fmt: skip
"""What is wrong with a whole file although it is found in a line."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where, and how to fix it. `line` is 0 where it is the whole file."""

    file: str
    line: int
    column: str
    value: str
    code: str
    fix_code: str
    params: dict[str, str] = field(default_factory=dict)

    @property
    def message_template(self) -> str:
        """The English message, to be translated before the parameters go in."""
        return MESSAGES[self.code]

    @property
    def fix_template(self) -> str:
        """The English fix, to be translated before the parameters go in."""
        return FIXES[self.fix_code]

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.message_template % self.params

    @property
    def fix(self) -> str:
        """How to fix it, in English."""
        return self.fix_template % self.params

    def as_json(self) -> dict[str, object]:
        """The shape of one entry of `errors`."""
        return {**self._where(), "message": self.message, "mend": self.fix}

    def as_kept(self) -> dict[str, object]:
        """The shape in which a Job keeps it: codes and parameters, to be said in any language later."""
        return {**self._where(), "mend_code": self.fix_code, "params": self.params}

    def _where(self) -> dict[str, object]:
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "code": self.code,
        }


def whole_file(label: str, code: str, fix_code: str, **params: str) -> Problem:
    """A problem of a file as a whole."""
    return Problem(label, 0, "", "", code, fix_code, {"file": label, **params})


LONGEST_SHOWN = 120


def shown(value: str) -> str:
    """A cell as a report shows it: on one line, shortened, without control characters."""
    text = "".join(character if character.isprintable() else " " for character in value[: LONGEST_SHOWN * 2])
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
