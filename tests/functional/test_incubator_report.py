"""The report of a month: what took place, of whom, beside the month before, as page, rows, workbook and PDF."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from graph.domain.report_periods import ReportPeriod
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web
from webapp.incubator.report.figures import FIGURES, Counted
from webapp.presenters.paper import make_pdf, missing_packages

pytestmark = pytest.mark.both_servers
NOW = datetime.now(UTC)
OCTOBER = "2026-10"


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 4, 0, tzinfo=UTC)


class Year:
    """In September one meeting; in October three of two startups, two requests, of which one was accepted."""

    def __init__(self, city: City) -> None:
        self.city, self.graph = city, city.graph
        self.incubator = city.incubator("Caohe Harbour")
        self.tidewell = city.startup("Tidewell", incubator=self.incubator)
        self.beacon = city.startup("Beacon", incubator=self.incubator, industries=("biopharmaceuticals",))
        self.gu = city.supervisor("Gu Mingche", pool_of=self.incubator)
        self.lin = city.supervisor("Lin Wei", pool_of=self.incubator)
        self.meetings = 0
        first = self.work(self.tidewell, self.gu, asked=at(9, 1), accepted=at(9, 3))
        self.meet(first, at(9, 20), 60)
        self.meet(first, at(10, 5), 60)
        self.meet(first, at(10, 20), 90)
        self.meet(self.work(self.beacon, self.lin, asked=at(10, 2), accepted=at(10, 8)), at(10, 31), 30)
        city.asked_proposal(to=self.lin, startup=self.tidewell, asked_at=at(10, 12))
        elsewhere = city.startup("Elsewhere Optics")
        self.meet(self.work(elsewhere, self.gu, asked=at(10, 1), accepted=at(10, 2)), at(10, 9), 600)
        gone = city.startup("Gone")
        city.relate(gone.id, "INCUBATED_BY", self.incubator.id, to=date(2026, 10, 10))
        left = self.work(gone, self.gu, asked=at(8, 1), accepted=at(8, 2))
        self.meet(left, at(9, 9), 60)
        self.meet(left, at(10, 15), 600)

    def work(self, startup: Made, provider: Made, *, asked: datetime, accepted: datetime) -> str:
        done = self.city.asked_proposal(to=provider, startup=startup, asked_at=asked)
        run_raw(
            self.graph,
            """MATCH (p:Proposal {id: $id})-[:BY]->(s), (p)-[:TO]->(v) SET p.state = 'accepted', p.decided_at = $at
            CREATE (p)<-[:FROM]-(e:Engagement {id: $id, state: 'open', goal: 'Sell', opened_at: $at, changed_at: 1})
                   -[:OF]->(s), (e)-[:WITH]->(v)""",
            id=done.id, at=accepted,
        )  # fmt: skip
        return done.id

    def meet(self, work: str, moment: datetime, minutes: int) -> None:
        self.meetings += 1
        run_raw(
            self.graph,
            """MATCH (e:Engagement {id: $work})
            CREATE (:Session {id: $id, starts_at: $at, minutes: $minutes, zone: 'UTC', state: 'held', changed_at: 1})
                   -[:IN]->(e)""",
            work=work, id=f"session-{self.meetings}", at=moment, minutes=minutes,
        )  # fmt: skip

    def counted(self, key: str = OCTOBER) -> Counted:
        period = ReportPeriod.read(key)
        assert period is not None
        given = (self.incubator.id, period.first, period.last)
        return self.graph.read(
            lambda tx: Counted(period, tx.report.list_sessions(*given), tx.report.list_requests(*given))
        )


@pytest.fixture
def year(city: City) -> Year:
    return Year(city)


def test_figures_count_what_took_place_while_a_startup_was_there(year: Year) -> None:
    october, september = year.counted(), year.counted("2026-09")

    assert {figure: october.value(figure) for figure in FIGURES} == {
        "sessions": 3, "hours": 3.0, "startups": 2, "supervisors": 2, "others": 0, "asked": 2, "accepted": 1,
        "declined": 0, "unanswered": 0, "waiting": 1, "withdrawn": 0,
    }  # fmt: skip
    assert (september.value("sessions"), september.value("hours")) == (2, 2.0)
    assert year.counted("2026-Q4").value("sessions") == 3
    assert year.counted("2026-Q3").value("sessions") == 2
    assert october.answer_days == 6.0
    assert october.fields == ["artificial_intelligence", "biopharmaceuticals"]
    assert [one.provider_name for one in october.providers] == ["Gu Mingche", "Lin Wei"]


def test_each_figure_opens_as_many_rows_as_it_says(year: Year, web: Web) -> None:
    browser = web.sign_in(year.incubator, NOW)
    page = text(browser, f"/incubator/report?period={OCTOBER}")

    links = re.findall(r'href="(/incubator/report/rows[^"]*figure=(\w+)[^"]*)">([\d.]+)<', page)
    assert {figure for _address, figure, _value in links} == {
        "sessions",
        "hours",
        "startups",
        "supervisors",
        "asked",
        "accepted",
        "waiting",
    }
    for address, figure, value in links:
        rows = text(browser, address.replace("&amp;", "&")).count("<tr class")
        if figure == "hours":
            assert rows, address
        else:
            assert rows == int(value), address
    assert "Elsewhere Optics" not in page
    assert "Gone" not in page


def test_a_bank_is_no_supervisor_and_what_became_of_requests_adds_up(year: Year) -> None:
    fund = year.city.investor("River Fund")
    year.meet(year.work(year.tidewell, fund, asked=at(10, 3), accepted=at(11, 4)), at(10, 25), 60)
    for state in ("declined", "expired", "withdrawn"):
        made = year.city.asked_proposal(to=year.gu, startup=year.tidewell, asked_at=at(10, 21))
        run_raw(year.graph, "MATCH (p:Proposal {id: $id}) SET p.state = $state", id=made.id, state=state)

    october = year.counted()
    assert [october.value(figure) for figure in ("sessions", "supervisors", "others")] == [4, 2, 1]
    stands = {
        figure: october.value(figure) for figure in ("accepted", "declined", "unanswered", "waiting", "withdrawn")
    }
    assert stands == {"accepted": 2, "declined": 1, "unanswered": 1, "waiting": 1, "withdrawn": 1}
    assert sum(stands.values()) == october.value("asked")


def test_the_workbook_says_what_the_page_says_and_the_log_who_took_it(year: Year, web: Web) -> None:
    browser = web.sign_in(year.incubator, NOW)
    book = load_workbook(io.BytesIO(browser.client.get(f"/incubator/report.xlsx?period={OCTOBER}").get_data()))

    totals = {row[0]: row[1:] for row in book["Figures"].iter_rows(min_row=4, values_only=True)}
    assert totals["Sessions held"] == (3, 2)
    assert totals["Hours of guidance"] == (3, 2)
    assert book["Sessions"].max_row == 3 + 3
    assert [book["Requests"].max_row - 3] == [totals["Requests"][0]]
    for sheet in book:
        assert [sheet["A1"].value, sheet["A2"].value] == ["Caohe Harbour", "October 2026: 1 Oct 2026 to 31 Oct 2026"]
    assert "Supervisors who guided" not in [cell.value for cell in book["By whom startups met"][3]]
    log = run_raw(year.graph, "MATCH (e:AuditEvent {action: 'export_report'}) RETURN e.actor_id AS who")
    assert len(log) == 1


def test_the_file_of_figures_says_whose_and_of_when_it_is(year: Year, web: Web) -> None:
    answer = web.sign_in(year.incubator, NOW).client.get(f"/incubator/report.csv?period={OCTOBER}")

    lines = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert lines[:2] == [["Caohe Harbour"], ["October 2026: 1 Oct 2026 to 31 Oct 2026"]]
    assert lines[2][0] == "Figure"
    assert dict(line[:2] for line in lines[3:])["Sessions held"] == "3"


def test_chinese_columns_are_as_wide_as_their_headings(year: Year, web: Web) -> None:
    browser = web.sign_in(year.incubator, NOW, "zh")
    book = load_workbook(io.BytesIO(browser.client.get(f"/incubator/report.xlsx?period={OCTOBER}").get_data()))
    page = book.worksheets[1]
    for number, [head] in enumerate(page.iter_cols(min_row=3, max_row=3, values_only=True), 1):
        assert page.column_dimensions[get_column_letter(number)].width >= 2 * len(str(head)), head


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_is_a_pdf_in_the_readers_language(year: Year, web: Web, language: str) -> None:
    assert missing_packages() == ()
    answer = web.sign_in(year.incubator, NOW, language).client.get(f"/incubator/report.pdf?period={OCTOBER}")

    assert answer.mimetype == "application/pdf"
    assert answer.get_data().startswith(b"%PDF")


def test_without_pango_the_page_says_so_and_offers_to_print(
    year: Year, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.incubator.report.pages.missing_packages", lambda: ("libpango-1.0-0",))
    browser = web.sign_in(year.incubator, NOW)

    page = text(browser, "/incubator/report")

    assert "the system lacks libpango-1.0-0" in page
    assert "data-print" in page
    assert browser.get("/incubator/report.pdf").status_code == 404


def test_paper_fetches_nothing(tmp_path: object) -> None:
    secret = f"file://{tmp_path}/secret.css"
    assert make_pdf(f'<link rel="stylesheet" href="{secret}"><img src="http://127.0.0.1:9/x.png"><p>ok').startswith(
        b"%PDF"
    )


def text(browser: Browser, address: str) -> str:
    return str(browser.get(address).get_data(as_text=True))
