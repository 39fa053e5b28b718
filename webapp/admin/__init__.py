"""Pages of administrators: health, accounts, audit log, jobs, models. No personal files, and no ratings' authors."""

from webapp.admin import accounts, address, audit, hand_over, home, jobs, models, roles, sent

__all__ = ["accounts", "address", "audit", "hand_over", "home", "jobs", "models", "roles", "sent"]
