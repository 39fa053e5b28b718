"""Help areas and careers as the matching package reads them: from the graph and from files alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.domain.help_areas import FoundBy
from graph.domain.periods import Period
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.career import CareerRecord
from matching.sources.folder import Folder
from matching.sources.graph import GraphSource
from matching.sources.graph_records import read_source
from matching.sources.records import RecordSource
from tests.conftest import NOON
from tests.support.cleaning import run_raw
from webapp.operations.exchange.import_folder import import_folder

FILES = {
    "startups": "id,name\ns-1,Harbour Robots",
    "people": "id,name,roles,help_areas\np-1,Ada,supervisor,overseas_sales|fundraising\np-2,B,supervisor,",
    "needs": "id,startup_id,kind,title,help_areas\nn-1,s-1,mentor,Sell abroad,overseas_sales\nn-2,s-1,mentor,Other,",
    "careers": (
        "person_id,organisation,from,to,title,help_areas,summary\n"
        "p-1,Early Ltd,2001-02-03,2005-01-01,CTO,pilot_production,Built the line.\n"
        "p-1,Late GmbH,2010-01-01,2020-01-01,CEO,overseas_sales,"
    ),
}
EARLY = CareerRecord(
    "Early Ltd", "CTO", Period(date(2001, 2, 3), date(2005, 1, 1)), ("pilot_production",), "Built the line."
)
LATE = CareerRecord("Late GmbH", "CEO", Period(date(2010, 1, 1), date(2020, 1, 1)), ("overseas_sales",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_tells_them(folder: Path) -> None:
    _is_told(Folder([folder]))


@pytest.mark.both_servers
def test_a_graph_tells_them_whole_and_live(graph: Graph, folder: Path) -> None:
    assert import_folder(graph, Actor.system(), [folder], NOON).loaded

    _is_told(graph.read(lambda tx: read_source(tx, NOON.date(), 30)))
    people, need = graph.read(
        lambda tx: (
            {one.id: one for one in GraphSource(tx, NOON.date()).list_providers("supervisors")},
            GraphSource(tx, NOON.date()).get_need("n-1")[0],
        )
    )
    assert people["p-1"].careers == (LATE, EARLY)
    assert people["p-1"].help_areas == ("fundraising", "overseas_sales")
    assert (need.help_areas, need.help_areas_found) == (("overseas_sales",), FoundBy.CHOSEN)


@pytest.mark.both_servers
def test_what_only_words_suggested_says_so(graph: Graph, folder: Path) -> None:
    import_folder(graph, Actor.system(), [folder], NOON)
    run_raw(graph, "MATCH (n:Need {id: 'n-1'}) SET n.help_areas_found = 'suggested'")

    live = graph.read(lambda tx: GraphSource(tx, NOON.date()).get_need("n-1")[0])
    whole = graph.read(lambda tx: read_source(tx, NOON.date(), 30)).needs["n-1"][0]

    assert live.help_areas_found is whole.help_areas_found is FoundBy.SUGGESTED


def test_on_a_past_day_an_entry_that_had_not_begun_is_not_there_and_an_end_to_come_not_known(folder: Path) -> None:
    source = Folder([folder])

    assert source.before(date(2008, 1, 1)).profiles["p-1"].careers == (EARLY,)
    [late, early] = source.before(date(2015, 1, 1)).profiles["p-1"].careers
    assert (late.period, early) == (Period(date(2010, 1, 1)), EARLY)


def _is_told(source: RecordSource) -> None:
    ada, other = source.profiles["p-1"], source.profiles["p-2"]
    assert (ada.help_areas, ada.careers) == (("fundraising", "overseas_sales"), (LATE, EARLY))
    assert (other.help_areas, other.careers) == ((), ())
    asked, silent = source.needs["n-1"][0], source.needs["n-2"][0]
    assert (asked.help_areas, asked.help_areas_found) == (("overseas_sales",), FoundBy.CHOSEN)
    assert (silent.help_areas, silent.help_areas_found) == ((), None)
