"""Why a heading is a column of the format, or is none, in words."""

from __future__ import annotations

from graph.exchange.format.marks import N_

WHY: dict[str, str] = {
    "exact": N_("The heading is the name of the column."),
    "but_for_case": N_("The heading is the name of the column in other letters."),
    "known_name": N_("Many people call this column so."),
    "near_name": N_("The heading is much like a name of this column."),
    "cells": N_("The cells show it."),
    "joined": N_("Joined with “%(heading)s”."),
    "stands_in": N_("Stands in where “%(heading)s” is empty."),
    "mapping": N_("It was said so."),
    "name_beside_english": N_("The English names stand in a column of their own, and these are Chinese."),
    "twice": N_("“%(heading)s” is this column already."),
    "name_is_whole": N_("The whole name stands in a column of its own."),
    "row_numbers": N_("These only count the rows: ids are made of what tells the records apart."),
    "honorific": N_("These are forms of address, not titles of posts."),
    "cells_differ": N_("The heading is like a column's name, but the cells are something else."),
    "nowhere": N_("The format has no place for this."),
    "no_heading": N_("This column has no heading."),
    "unknown": N_("No column of the format has this name."),
}
"""By code; the parameters are those of the column."""
