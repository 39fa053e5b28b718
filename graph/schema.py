"""The labels of nodes that stand for an organisation or a person."""

PROFILE_LABELS = ("Startup", "Person", "Investor", "Lab", "Incubator", "Park", "Enterprise")
