"""What is kept about somebody who has an account, by subject: the page that says it and the copy go by this list.

Every label and relation of the graph is of a subject, or stands in `NOT_COPIED` with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Stored(StrEnum):
    """One subject of what is kept."""

    ACCOUNT = "account"
    ROLES = "roles"
    PROFILE = "profile"
    TERMS = "terms"
    MERGES = "merges"
    CAREERS = "careers"
    DOCUMENTS = "documents"
    NEEDS = "needs"
    LISTS = "lists"
    REQUESTS = "requests"
    WAITS = "waits"
    REMARKS = "remarks"
    WORK = "work"
    MEETINGS = "meetings"
    RATINGS = "ratings"
    APPLICATIONS = "applications"
    MAILS = "mails"
    DRAFTS = "drafts"
    VIEWS = "views"
    JOBS = "jobs"
    EVENTS = "events"


COPY_DAYS = 7
"""How long the file of a copy can be fetched."""

KEPT_IN: Mapping[Stored, frozenset[str]] = {
    Stored.ACCOUNT: frozenset({"Account"}),
    Stored.ROLES: frozenset({"Membership", "HOLDS", "OFFERED", "OF"}),
    Stored.PROFILE: frozenset(
        {
            "Startup", "Person", "Investor", "Lab", "Incubator", "Park", "Enterprise",
            "IN_INDUSTRY", "EXPERT_IN", "Industry", "ABOUT", "Topic",
        }
    ),
    Stored.TERMS: frozenset(
        {"IN_POOL_OF", "WORKS_AT", "FOUNDED", "ADVISES", "INCUBATED_BY", "INVESTED_IN", "CONFLICTS_WITH"}
    ),
    Stored.MERGES: frozenset({"MergedPerson", "MERGED_INTO"}),
    Stored.CAREERS: frozenset({"Career", "CAREER_OF"}),
    Stored.DOCUMENTS: frozenset({"Document", "OWNED_BY"}),
    Stored.NEEDS: frozenset({"Need", "RAISED", "SUGGESTED"}),
    Stored.LISTS: frozenset({"Showing", "SHOWED"}),
    Stored.REQUESTS: frozenset({"Proposal", "BY", "TO", "FOR", "PASSED_TO"}),
    Stored.WAITS: frozenset({"WAITS_FOR"}),
    Stored.REMARKS: frozenset({"Remark", "ON"}),
    Stored.WORK: frozenset({"Engagement", "WITH"}),
    Stored.MEETINGS: frozenset({"Session", "IN"}),
    Stored.RATINGS: frozenset({"Feedback"}),
    Stored.APPLICATIONS: frozenset({"Application"}),
    Stored.MAILS: frozenset({"Mail"}),
    Stored.DRAFTS: frozenset({"FormDraft"}),
    Stored.VIEWS: frozenset({"SavedView"}),
    Stored.JOBS: frozenset({"Job"}),
    Stored.EVENTS: frozenset({"AuditEvent", "AuditWords", "SAID_IN"}),
}  # fmt: skip
"""The labels and relations of the graph that the copy of a subject is read from."""

NOT_COPIED: Mapping[str, str] = {
    "AuditChain": "The end of the chain of hashes; of nobody.",
    "Batch": "How an incubator shares out its supervisors: ids of many; the requests that come of it are copied.",
    "BatchDraft": "A draft of that.",
    "BatchRun": "What such drafts were solved with.",
    "BROADER": "Between fields of the taxonomy.",
    "CONFLICT_WAIVED": "What an incubator decided about two, in its own words, as its notes are.",
    "NO_COMPETITOR": "Between two startups: that somebody said that they do not compete.",
    "CONTACT_WITH": "From what an incubator notes of somebody, as below.",
    "ContactEntry": "What an incubator notes of its contact with somebody: its own; its letters are copied as mails.",
    "FollowUp": "What an incubator put off or handed on of its own work; of nobody.",
    "FROM": "From work to the request that it came of; both are copied.",
    "IN_BATCH": "From a request, or a draft, to the batch that it is of.",
    "LetterTemplate": "What an incubator writes to many, before it is filled in for anybody; of nobody.",
    "MAYBE_SAME_AS": "What a comparison of two records said; it tells of somebody else as well.",
    "MIGRATED_TO": "Between versions of the schema.",
    "Model": "Weights and figures of a learned model; of nobody.",
    "ModelFile": "A learned model as a file.",
    "ModelSlot": "Which model serves.",
    "NOT_SAME_AS": "That an incubator takes two records for two people; it tells of somebody else as well.",
    "Operation": "The id of a write, so that it is not done twice; it says neither whose nor what.",
    "Outbox": "A message until it is a mail, which is copied.",
    "PART_OF": "Between organisations.",
    "Region": "A place of the taxonomy.",
    "SenderId": "The hash of the id that an incubator's own list gives somebody; it says neither whose nor what.",
    "Supervisor": "A second label of a person, whose category the profile says.",
    "Talent": "A second label of a person, as above.",
    "TableMapping": "What an organisation said of the headings and words of its own lists; of nobody.",
    "Tally": "A count under a hash that says neither of whom nor of what.",
    "Token": "The hash of a link that was mailed: a secret of the account.",  # nosec B105  # a label
    "__Neo4jMigration": "A version of the schema.",
}
"""Labels and relations that no copy is read from, each with the reason."""
