"""What a profile does not say yet, each with why it helps: some three minutes of work."""

from __future__ import annotations

from graph.domain.kinds import KINDS
from graph.entities.providers import ProviderProfile
from graph.entities.startup import Startup
from webapp.words.profile_pages import MISSING

_SHORT = 80


def missing_of_provider(kind: str, profile: ProviderProfile) -> list[str]:
    """What somebody who is asked could add."""
    is_person = not KINDS[kind].invests
    lacks = {
        "headline": is_person and not (profile.headline or profile.headline_zh),
        "summary": max(len(profile.summary), 2 * len(profile.summary_zh)) < _SHORT,
        "other_language": not (profile.summary and profile.summary_zh),
        "help_areas": is_person and not profile.confirmed_areas,
        "topics": len(profile.topics) + len(profile.industry_ids) < 3,
        "stages": not profile.stages,
        "languages": is_person and not profile.languages,
        "ticket": not is_person and profile.ticket_max is None,
        "website": not profile.website,
    }
    return [MISSING[name].say({}) for name, is_missing in lacks.items() if is_missing]


def missing_of_startup(startup: Startup) -> list[str]:
    """What a startup could add."""
    summary, summary_zh = startup.summary or "", startup.summary_zh or ""
    lacks = {
        "product": max(len(summary), 2 * len(summary_zh)) < _SHORT,
        "other_language": not (summary and summary_zh),
        "topics": len(startup.topics) + len(startup.industries) < 3,
        "stage": not startup.stage,
        "languages": not startup.languages,
        "headcount": startup.headcount is None,
        "website": not startup.website,
    }
    return [MISSING[name].say({}) for name, is_missing in lacks.items() if is_missing]
