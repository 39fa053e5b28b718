"""Pages of an incubator's curator: what is stuck, the pool, the startups, who waits for whom, import."""

from webapp.incubator import (
    bulk,
    change,
    contacts,
    correct,
    deletion,
    doubles,
    edit,
    exposure,
    hand_over,
    home,
    import_steps,
    imports,
    invite,
    minding,
    moves,
    need,
    pool,
    pool_export,
    report,
    sent,
    startup,
    startups,
    supervisors,
    tags,
    tasks,
    views,
    waiting,
    why_not,
)

__all__ = [
    "bulk", "change", "contacts", "correct", "deletion", "doubles", "edit", "exposure", "hand_over", "home",
    "import_steps", "imports", "invite", "minding", "moves", "need", "pool", "pool_export", "report", "sent",
    "startup", "startups", "supervisors", "tags", "tasks", "views", "waiting", "why_not",
]  # fmt: skip
