"""What is said of rows of which it is not sure whom they are about; the same words as in problems.py."""

from __future__ import annotations

from graph.exchange.format.marks import N_

MESSAGES: dict[str, str] = {
    "another_person": N_("The record of this id has another name and another e-mail: this is probably somebody else."),
    "probably_same": N_("This is probably %(name)s, who is here already."),
    "probably_same_line": N_("This is probably the same as %(name)s in line %(line)s."),
    "same_content": N_("This is the same as %(file)s line %(line)s."),
    "was_merged": N_("%(merged)s was merged into %(kept)s."),
    "not_in_pool_now": N_("This person was invited into your pool and has not answered, or was in it before."),
}

FIXES: dict[str, str] = {
    "say_if_same": N_("Say whether it is the same; until then this row is held back."),
    "changes_kept": N_("This row changes %(kept)s."),
    "look_in_pool": N_("Find them in your pool, renew the term or wait for the answer, and remove this row."),
}
