"""`liulu simulate`: the whole loop on people with known preferences; files only."""

from __future__ import annotations

import click

from matching.results import tell
from webapp.cli.bars import ProgressBar
from webapp.cli.output import STDOUT, json_option, write_json

_SHOWN = ("both", "both_last", "newcomers", "gini_first", "gini_last", "gini_rise")


@click.command()
@click.option("--rounds", type=click.IntRange(min=2), default=20, show_default=True, help="How many rounds.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Which people, and which luck.")
@json_option("Write the answer as JSON to this file (- is stdout).")
def simulate(rounds: int, seed: int, target: str | None) -> None:
    """Propose, decide, meet, rate and learn anew on made-up people; six rankings side by side. Needs no server."""
    from matching.simulation.figures import by_round, figures
    from matching.simulation.simulator import simulate as run

    with ProgressBar() as bar:
        runs = run(rounds, seed, progress=lambda name, done, total: bar.report(tell("playing", name=name), done, total))
    answer = {
        run.name: figures(run.shown, run.world.people.supervisor_stay, rounds)
        | {"by_round": by_round(run.shown, rounds).tolist(), "shown": len(run.shown)}
        for run in runs
    }
    if target:
        write_json(target, {"rounds": rounds, "seed": seed, "rankings": answer})
    if target == STDOUT:
        return
    click.echo(f"{rounds} rounds, seed {seed}; both: share of shown people to whom both sides said yes")
    click.echo(f"{'':24}" + "".join(f"{name:>12}" for name in _SHOWN))
    for name, found in answer.items():
        click.echo(f"{name:24}" + "".join(f"{found[key]:>12.3f}" for key in _SHOWN))


commands = (simulate,)
