"""`liulu conflicts`: what files record between startups and people, without a server."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from webapp.cli import main

FILES = {
    "startups.csv": "id,name,name_zh\ns1,Foldwell,折叠井\ns2,Rival,\n",
    "investors.csv": "id,name,kind\nv1,Ven One,venture_capital\n",
    "people.csv": (
        "id,name,roles,employer_id,email\n"
        "p1,Fu Anran,supervisor,,fu@s1.example\np2,Fu A.,supervisor,,FU@s1.example\n"
        "p3,Ye Chen,supervisor,s1,\np4,Pan Gao,supervisor,v1,\np5,Nie Kang,supervisor,,\np6,Guo Yi,supervisor,,\n"
    ),
    "relations.csv": "from_id,type,to_id,from,to\np1,FOUNDED,s1,2020-01-01,\nv1,INVESTED_IN,s1,2021-01-01,\n",
    "conflicts.csv": "left_id,right_id,kind,from,to\np5,s1,employment,2018-01-01,2020-12-31\ns1,s2,competitor,,\n",
    "interactions.csv": (
        "id,kind,seeker_id,provider_id,proposed_on,seeker_decision,provider_decision,decided_on,outcome\n"
        "i1,mentor,s2,p6,2022-01-01,accepted,accepted,2022-01-05,none\n"
    ),
}


def _folder(folder: Path, **other: str) -> Path:
    for name, text in {**FILES, **other}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_pairs_with_kind_severity_and_the_rows_that_show_them(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["conflicts", str(_folder(tmp_path)), "--as-of", "2023-12-31", "--json", "-"])

    assert result.exit_code == 0, result.output
    pairs = {(one["left_id"], one["right_id"], one["kind"]): one for one in json.loads(result.stdout)["pairs"]}
    assert {key: one["severity"] for key, one in pairs.items()} == {
        ("s1", "p1", "founder"): "forbids", ("s1", "p2", "same_person"): "forbids", ("s1", "p3", "works"): "forbids",
        ("s1", "p4", "invested"): "ask", ("s1", "p5", "worked"): "ask", ("s1", "p6", "competitor"): "ask",
        ("s1", "s2", "competitor"): "ask", ("s2", "p1", "competitor"): "ask", ("s2", "p3", "competitor"): "ask",
        ("s2", "v1", "competitor"): "ask",
    }  # fmt: skip
    founder = pairs["s1", "p1", "founder"]
    assert (founder["from"], founder["to"]) == ("2020-01-01", None)
    assert founder["evidence"] == [{
        "file": "relations.csv", "line": 2, "text": "Fu Anran founded Foldwell, from 2020-01-01.",
        "text_zh": "Fu Anran创办了折叠井（自 2020-01-01 起）。",
    }]  # fmt: skip
    worked = pairs["s1", "p5", "worked"]
    assert (worked["from"], worked["to"]) == ("2021-01-01", "2023-12-31")
    assert [one["line"] for one in pairs["s1", "p4", "invested"]["evidence"]] == [5, 3]


def test_a_row_about_somebody_who_is_nowhere_is_refused_with_its_place(tmp_path: Path) -> None:
    _folder(tmp_path, **{"conflicts.csv": "left_id,right_id,kind,from,to\np9,s1,family,,\n"})
    result = CliRunner().invoke(main, ["conflicts", str(tmp_path), "--as-of", "2023-12-31"])

    assert result.exit_code == 2
    assert "conflicts.csv line 2, left_id" in result.stderr


def test_whom_facts_forbid_is_not_ranked(tmp_path: Path) -> None:
    _folder(tmp_path, **{"seekers.csv": "seeker_id\ns1\n"})
    (tmp_path / "interactions.csv").unlink()
    out = tmp_path / "out.csv"
    options = ["--kind", "mentor", "--as-of", "2023-12-31", "--seekers", str(tmp_path / "seekers.csv"), "--limit", "20"]

    result = CliRunner().invoke(main, ["rank", str(tmp_path), *options, "--out", str(out)])

    assert result.exit_code == 0, result.output
    ranked = [line.split(",")[2] for line in out.read_text(encoding="utf-8").splitlines()[1:]]
    assert sorted(ranked) == ["p4", "p5", "p6"]
