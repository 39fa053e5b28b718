"""Label names under a uniqueness constraint on `id`, shared by migrations' check and the doctor."""

PROFILE_LABELS = ("Startup", "Person", "Investor", "Lab", "Incubator", "Park", "Enterprise")

IDENTIFIED_LABELS = (
    *PROFILE_LABELS,
    "Industry",
    "Topic",
    "Region",
    "Need",
    "Proposal",
    "Remark",
    "Showing",
    "Engagement",
    "Session",
    "Feedback",
    "Document",
    "Account",
    "Membership",
    "Token",
    "AuditEvent",
    "Outbox",
    "Mail",
    "Operation",
    "Job",
    "Model",
    "ModelFile",
    "ModelSlot",
)
