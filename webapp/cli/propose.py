"""`liulu propose`: what a startup's page would show, on the terminal or as JSON; reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import click

from graph.domain.eligibility import RuleCode
from graph.domain.kinds import KINDS
from graph.domain.reach import Reach
from matching.results import Caution, PathStep, RankedProvider, Ranking, Reason
from matching.sources.base import NeedRecord
from webapp.cli.connection import connect
from webapp.cli.output import json_option, write_json
from webapp.config import load_settings
from webapp.runtime.encoding import sentence_encoder
from webapp.words.cautions import caution_sentence
from webapp.words.reasons import reason_sentence
from webapp.words.rules import left_out_sentence
from webapp.words.speaking import in_both, speaking

_MOST_READ = 5000
"""So many new passages are read first, for at most a minute."""
_SHOWN = frozenset({RuleCode.UNREACHABLE})
"""Left out by pages, shown and marked here."""
_REACH = {Reach.INCUBATOR: "; an incubator answers for them", Reach.NONE: "; cannot be reached yet"}


@click.command()
@click.option("--need", "need_id", help="The id of a need.")
@click.option("--startup", "startup_id", help="The id of a startup; its profile is read as the need.")
@click.option("--kind", type=click.Choice(sorted(KINDS)), help="What is looked for; with --startup.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many to list.")
@json_option()
def propose(need_id: str | None, startup_id: str | None, kind: str | None, limit: int, target: str | None) -> None:
    """List the best proposals for a need, or for a startup as its profile stands."""
    from matching.matcher import Matcher

    if bool(need_id) == bool(startup_id) or bool(startup_id) != bool(kind):
        raise click.UsageError("Give either --need ID, which says its kind itself, or --startup ID with --kind K.")
    settings, at = load_settings(), datetime.now(UTC)
    with connect(settings) as graph:
        matcher = Matcher(
            graph, settings.home, expire_after_days=settings.expire_after_days, encoder=sentence_encoder(settings)
        )
        # Opening the index is not ranking: what is timed is what a page would wait for.
        matcher.warm(at=at)
        if need_id:
            ranking = matcher.propose(need_id, at=at, limit=limit, include=_SHOWN)
        else:
            wish = NeedRecord("", str(kind))
            ranking = matcher.propose_for_startup(str(startup_id), wish, at=at, limit=limit, include=_SHOWN)
        paths = matcher.find_paths(ranking) if target else {}
    if target:
        write_json(target, to_json(ranking, paths))
    else:
        _print(ranking)


def to_json(ranking: Ranking, paths: Mapping[str, tuple[PathStep, ...]]) -> dict[str, Any]:
    """The shape that design and scripts rely on."""
    until = ranking.model.data_until
    return {
        "kind": ranking.kind,
        "need": asdict(ranking.need),
        "model": {
            "id": ranking.model.id,
            "name": ranking.model.name,
            "data_until": until.isoformat() if until else None,
        },
        "considered": ranking.considered,
        "excluded": dict(ranking.excluded),
        "seconds": ranking.seconds,
        "proposals": [
            _proposal(proposal, ranking.kind, paths.get(proposal.provider_id, ())) for proposal in ranking.proposals
        ],
    }


def _proposal(proposal: RankedProvider, kind: str, path: tuple[PathStep, ...]) -> dict[str, Any]:
    return {
        "position": proposal.position,
        "provider_id": proposal.provider_id,
        "name": proposal.name,
        "score": proposal.score,
        "fit": proposal.fit,
        "fit_word": proposal.band,
        "reach": proposal.reach,
        "seeker_probability": proposal.seeker_probability,
        "provider_probability": proposal.provider_probability,
        "outcome": proposal.outcome,
        "reasons": [_reason(kind, reason) for reason in proposal.reasons],
        "caution": _caution(kind, proposal.caution) if proposal.caution else None,
        "path": [{"id": step.id, "label": step.label, "name": step.name, "via": step.via} for step in path],
    }


def _reason(kind: str, reason: Reason) -> dict[str, object]:
    text, text_zh = in_both(lambda: reason_sentence(kind, reason))
    return {"feature": reason.feature, "text": text, "text_zh": text_zh, "contribution": reason.contribution}


def _caution(kind: str, caution: Caution) -> dict[str, str]:
    text, text_zh = in_both(lambda: caution_sentence(kind, caution))
    return {"code": caution.code, "text": text, "text_zh": text_zh}


def _print(ranking: Ranking) -> None:
    with speaking("en"):
        counted = left_out_sentence(ranking)
    click.echo(f"{ranking.need.title} ({ranking.seconds:.3f} s). {counted}")
    for proposal in ranking.proposals:
        name = " ".join(part for part in (proposal.name, proposal.name_zh) if part)
        marked = _REACH.get(proposal.reach, "") if proposal.reach else ""
        place = f"{proposal.position:>3}. {name} ({proposal.provider_id})"
        click.echo(f"{place}, {proposal.band} fit, {proposal.score:.3f}{marked}")
        for reason in proposal.reasons:
            click.echo(f"       + {_reason(ranking.kind, reason)['text']}")
        if proposal.caution:
            click.echo(f"       ! {_caution(ranking.kind, proposal.caution)['text']}")


commands: list[click.Command] = [propose]
