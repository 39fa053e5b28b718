"""What a person's texts say that they have done, beside what somebody stands for."""

from __future__ import annotations

from collections.abc import Sequence

from graph.entities.career import Career
from graph.entities.pools import PoolMember
from graph.entities.providers import ProviderProfile
from graph.taxonomy.area_words import unconfirmed_areas


def unconfirmed(person: ProviderProfile | PoolMember, careers: Sequence[Career]) -> list[str]:
    """Help areas that a curator names, then those of entries, and of texts; none that is confirmed."""
    texts = [person.headline, person.headline_zh, person.summary, person.summary_zh, *person.topics]
    texts += [text for one in careers for text in (one.record.title, one.record.summary, one.record.summary_zh)]
    named = {code for one in careers for code in one.record.help_areas} - {*person.help_areas}
    spoken = unconfirmed_areas((text for text in texts if text), {*person.help_areas, *named})
    return [*(code for code in person.help_areas if code in person.unconfirmed_areas), *sorted(named), *spoken]
