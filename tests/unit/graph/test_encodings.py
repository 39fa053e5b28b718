"""In which encoding a table is, however little of it is more than plain letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.exchange.reading.child.encodings import guess_encoding

ROWS = "".join(
    f"{number},Person {number},supervisor,artificial_intelligence,topic {number % 50}\n" for number in range(900)
)
TEXTS = {
    "three Chinese headings over Latin rows": ("编号,姓名,身份,industries,topics\n" + ROWS, "gb18030"),
    "one Chinese name among Latin rows": ("id,name,role\n" + ROWS + "901,王伟 (Wang Wei),supervisor,,\n", "gb18030"),
    "French names": ("Nom,Société\nÉmile Zola,Crédit Agricole\nFrançoise,Société Générale\n" + ROWS, "cp1252"),
    "German names": ("Name,Straße\nJürgen Müller,Köln Größe\n" + ROWS, "cp1252"),
    "traditional Chinese": ("姓名,職稱,單位\n陳大文,經理,臺灣大學\n林麗華,總監,香港科技園\n", "big5"),
    "Korean": ("이름,도시,회사\n김철수,서울,삼성전자\n이영희,부산,현대자동차\n", "cp949"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_table_is_read_as_it_was_written(tmp_path: Path, name: str) -> None:
    text, encoding = TEXTS[name]
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))

    assert path.read_bytes().decode(guess_encoding(path)) == text
