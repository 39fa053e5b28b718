"""Pages of supervisors, investors and startups, for those who may decide about them."""

from webapp.profiles import audiences, pages

__all__ = ["audiences", "pages"]
