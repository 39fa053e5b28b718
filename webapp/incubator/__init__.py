"""Pages of an incubator's curator: what is stuck, the pool, the startups, where people are missing, who waits."""

from webapp.incubator import home, minding
from webapp.incubator.applications import pages as applications_pages
from webapp.incubator.applications import public_page
from webapp.incubator.batches import changing as batches_changing
from webapp.incubator.batches import export as batches_export
from webapp.incubator.batches import pages as batches_pages
from webapp.incubator.batches import releasing as batches_releasing
from webapp.incubator.batches import solving as batches_solving
from webapp.incubator.gaps import export as gaps_export
from webapp.incubator.gaps import pages as gaps_pages
from webapp.incubator.imports import loading, steps
from webapp.incubator.letters import sent_letters, templates, write
from webapp.incubator.pool import (
    bulk,
    change,
    contacts,
    correct,
    deletion,
    doubles,
    edit,
    exposure,
    saved_views,
    supervisor,
    tags,
)
from webapp.incubator.pool import export as pool_export
from webapp.incubator.pool import table as pool_table
from webapp.incubator.reach import hand_over, invite, sent, withdrawing
from webapp.incubator.report import pages as report_pages
from webapp.incubator.startups import startup
from webapp.incubator.startups import table as startups_table
from webapp.incubator.waiting import moves, need, tasks, why_not
from webapp.incubator.waiting import table as waiting_table

__all__ = [
    "applications_pages", "batches_changing", "batches_export", "batches_pages",
    "batches_releasing", "batches_solving",
    "bulk", "change", "contacts", "correct", "deletion", "doubles", "edit", "exposure",
    "gaps_export", "gaps_pages", "hand_over", "home", "invite", "loading", "minding", "moves", "need", "pool_export",
    "pool_table", "public_page", "report_pages", "saved_views", "sent", "sent_letters", "startup", "startups_table",
    "steps",
    "supervisor", "tags", "tasks", "templates", "waiting_table", "why_not", "withdrawing", "write",
]  # fmt: skip
