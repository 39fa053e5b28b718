"""`liulu doubles`: who is probably the same, without a server."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from webapp.cli import main

PEOPLE = """id,name,name_zh,roles,email,employer_id
z1,An Ho,,supervisor,an.ho@example.org,
z2,An Ho,,supervisor,AN.HO@example.org,
z3,Haidong Fu,,supervisor,,s1
z4,,傅海东,supervisor,,s2
z5,Greta Weber,,supervisor,,elsewhere
"""
STARTUPS = "id,name,website\ns1,上海星桥信息科技有限公司,https://www.xingqiao.cn\ns2,星桥信息科技,http://xingqiao.cn/\n"


def test_groups_with_evidence_in_words(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE.replace("z4,,", "z4,傅海东,"), encoding="utf-8")
    (tmp_path / "startups.csv").write_text(STARTUPS, encoding="utf-8")

    result = CliRunner().invoke(main, ["doubles", str(tmp_path), "--json", "-"])

    assert result.exit_code == 0, result.output
    groups = {tuple(group["ids"]): group for group in json.loads(result.stdout)["groups"]}
    assert set(groups) == {("z1", "z2"), ("z3", "z4"), ("s1", "s2")}
    employer = next(one for one in groups["z3", "z4"]["evidence"] if one["kind"] == "employer")
    assert "星桥" in employer["text"]
    assert all(0.9 <= group["probability"] <= 1 for group in groups.values())


def test_bad_rows_are_told_with_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,name,roles\np1,,supervisor\n", encoding="utf-8")

    result = CliRunner().invoke(main, ["doubles", str(tmp_path)])

    assert result.exit_code == 2
    assert "line 2" in result.stderr
