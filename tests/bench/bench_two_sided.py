"""Who says yes to whom: the product of the heads against the seeker's head alone, on the demonstration city."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import numpy as np

from matching.folder import Folder
from matching.kinds import MENTOR
from matching.learned.cases import ALL_FOLDS, Cases, Setting
from matching.learned.habits import before
from matching.learned.heads import auc
from matching.learned.judging import with_interval
from matching.learned.train import learn

_HELD_SHARE = 0.3
_SOME_HISTORY = 3


def make_city(target: Path) -> None:
    """The demonstration's data as a folder."""
    command, home = str(Path(sys.executable).with_name("liulu")), target.with_name("home")
    for arguments in (["demo"], ["export", str(target)]):
        subprocess.run([command, *arguments], check=True, env=os.environ | {"LIULU_HOME": str(home)})


def judge(folder: Folder) -> None:
    """Learn from the first answers, judge on the later ones that both sides gave (or one side refused)."""
    days = sorted(record.proposed_on for record in folder.interactions_of(MENTOR.name) if record.proposed_on)
    cutoff = days[int(len(days) * (1 - _HELD_SHARE))]
    everything = Setting(folder, MENTOR, date.max)
    wanted = [(record.seeker_id, record.need_id) for record in everything.records]
    setting = Setting(folder.before(cutoff), MENTOR, cutoff, wanted)
    learned, events = learn(setting), everything.events
    no = (events.seeker_yes == 0) | (events.provider_yes == 0)
    held = (events.seen_on >= cutoff.toordinal()) & (no | (events.provider_yes == 1))
    rows = np.flatnonzero(held)
    records = [everything.records[row] for row in rows]
    asks = np.asarray([setting.ask_rows[record.seeker_id, record.need_id] for record in records])
    providers = np.asarray([setting.provider_rows[record.provider_id] for record in records])
    today = np.full(len(rows), cutoff.toordinal())
    chances = learned.chances(Cases(asks, providers, today, np.full(len(rows), ALL_FOLDS)))
    both = ((events.seeker_yes == 1) & (events.provider_yes == 1))[rows].astype(float)
    known = setting.events.provider_yes
    told = ~np.isnan(known)
    history = before(setting.events.providers[told], setting.events.told_on[told], known[told], providers, today)[0]
    print({name: head["note"] for name, head in learned.model.card.heads.items()})
    print({name: figures["value"] for name, figures in learned.model.card.metrics.items()})
    print(f"learned from {len(setting.records)} answers before {cutoff}; {learned.model.card.name}")
    for title, mask in (("everybody", history >= 0), ("answered 3 or more before", history >= _SOME_HISTORY)):
        print(f"{title}: {int(mask.sum())} pairs, {int(both[mask].sum())} agreed by both")
        for name, score in (("product of the heads", chances.prod(axis=1)), ("seeker's head alone", chances[:, 0])):
            print(f"  {name:22s} AUC {with_interval(auc, both[mask], score[mask])}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        judge(Folder([Path(sys.argv[1])]))
    else:
        with tempfile.TemporaryDirectory() as place:
            make_city(Path(place) / "city")
            judge(Folder([Path(place) / "city"]))
