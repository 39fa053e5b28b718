"""What stands in the place of personal words that were erased and that something must stand for."""

from __future__ import annotations

ERASED_NAME, ERASED_NAME_ZH = "Deleted person", "已注销人员"
"""The two names of a person who was deleted: requests and work that took place still name somebody."""
ERASED_TITLE = "Deleted · 已删除"
"""The title of a need whose startup has nobody left."""
