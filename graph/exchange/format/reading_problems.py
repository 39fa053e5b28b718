"""What can be wrong with a table that people really have, beside what the format itself refuses."""

from __future__ import annotations

from graph.exchange.format.marks import N_

READING_MESSAGES: dict[str, str] = {
    "day_or_month": N_("Which of the two numbers is the month cannot be told, and no cell of the column shows it."),
    "digits_lost": N_("The table program has shortened this number: its last digits are lost."),
    "several_amounts": N_("This is more than one amount."),
    "currencies_differ": N_("This amount is in another currency than the row says, or the amounts are in several."),
    "least_above_most": N_("The least amount is above the most one."),
    "several_currencies": N_("These are several currencies."),
    "not_a_country": N_("Not a country."),
    "several_places": N_("These are several places."),
    "not_a_phone": N_("Not a phone number."),
    "not_a_name": N_("Not a name."),
    "unknown_words": N_("These words are not known here: %(words)s."),
    "headings_again": N_("The headings stand here again."),
    "row_of_totals": N_("This is a row of totals, not a record."),
    "row_of_notes": N_("This is a note or a heading between the rows, not a record."),
    "columns_left_out": N_("These columns have no place in the format and are left out: %(columns)s."),
    "missing_columns": N_("Columns that this table must have are missing: %(columns)s."),
    "ids_made": N_("This table has no ids: they are made of what tells the records apart."),
    "supervisors_assumed": N_(
        "This table does not say who is a supervisor and who a talent: all are taken for supervisors."
    ),
    "talents_assumed": N_("This table does not say who is a supervisor and who a talent: all are taken for talents."),
    "no_sheet": N_("This workbook has no sheet of this name."),
}  # fmt: skip

READING_FIXES: dict[str, str] = {
    "type_as_text": N_("Format the column as text in the table program, and type the number anew."),
    "write_one_amount": N_("Write one amount, for example 5000000."),
    "write_one_currency": N_("Write the amount in the currency of its row."),
    "swap_amounts": N_("Exchange the two amounts, or correct one."),
    "country_form": N_("Write the name of one country, for example China."),
    "write_one_place": N_("Write one place."),
    "phone_form": N_("Write a number such as +86 138 0000 0000."),
    "write_name": N_("Write the name."),
    "say_what_they_are": N_("Say what they are if the format has a place for them, in a mapping."),
}
