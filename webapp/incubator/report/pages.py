"""The report of a month or quarter to hand upwards: page, rows, workbook and PDF."""

from __future__ import annotations

from datetime import date

from flask import Response, render_template, request
from flask_babel import gettext as _

from graph.domain.report_periods import ReportPeriod
from graph.entities.report import ReportRow
from graph.errors import NotFoundError
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now, organisation_day
from webapp.incubator.blueprint import blueprint
from webapp.incubator.report.figures import FIGURES, MET, OF_PARTS, OF_SESSIONS, Counted, change
from webapp.incubator.report.periods import before_words, period_words, periods, so_far
from webapp.incubator.spreadsheets import Sheet, as_csv, as_workbook
from webapp.operations.stuck.note_export import note_export
from webapp.presenters.dates import day, local_date
from webapp.presenters.names import name_of
from webapp.presenters.paper import make_pdf, missing_packages
from webapp.words.incubator import term
from webapp.words.states import look_of


@blueprint.get("/report")
def show_report() -> str:
    """The figures of a period beside those of the period before."""
    return render_template("incubator/report.html", **_figures(), periods=periods(), missing=missing_packages())


@blueprint.get("/report/rows")
def list_report_rows() -> str:
    """The rows that a figure counts."""
    figure, counted = _figure(), _chosen_part(_read(_period()))
    return render_template(
        "incubator/report_rows.html",
        rows=counted.rows(figure), figure=figure, words=figure_words(), period=counted.period,
        period_words=period_words(counted.period), value=counted.value(figure), look_of=look_of,
        of_what=_part_words(counted), is_session=figure in OF_SESSIONS,
        groups=counted.groups(figure) if figure in MET else None,
    )  # fmt: skip


@blueprint.get("/report.<kind>")
def export_report(kind: str) -> Response:
    """The report as a workbook, as CSV of its rows, or as PDF; the audit log says who took it."""
    if kind not in ("csv", "xlsx", "pdf") or (kind == "pdf" and missing_packages()):
        raise NotFoundError("file", kind)
    counted = _read(_period())
    name = f"report-{counted.period.key}.{kind}"
    note_export(graph(), actor(), "export_report", len(counted.sessions) + len(counted.requests), kind, now())
    if kind == "pdf":
        made = Response(
            make_pdf(render_template("incubator/report_paper.html", **_figures())), mimetype="application/pdf"
        )
        made.headers.set("Content-Disposition", "attachment", filename=name)
        return made
    sheets = _sheets(counted)
    return as_csv(sheets[0], name) if kind == "csv" else as_workbook(sheets, name)


def figure_words() -> dict[str, str]:
    """The name of each figure."""
    return {
        "sessions": _("Sessions held"),
        "hours": _("Hours of guidance"),
        "startups": _("Startups guided"),
        "supervisors": _("Supervisors who guided"),
        "others": _("Others who met startups"),
        "asked": _("Requests"),
        "accepted": _("Accepted"),
        "declined": _("Declined"),
        "unanswered": _("Not answered in time"),
        "waiting": _("Still waiting"),
        "withdrawn": _("Taken back"),
    }


def _pool(period: ReportPeriod) -> list[tuple[str, int, int]]:
    """How many supervisors and startups there were on the last day of the period, or today, and on that of before."""
    who, today = actor().subject_id, organisation_day()
    days = (min(period.last, today), period.last_compared(today))
    now_, then = graph().read(lambda tx: [tx.report.pool_on(who, one) for one in days])
    return [
        (str(_("Supervisors in the pool on the last day")), now_.supervisors, then.supervisors),
        (str(_("Startups with you on the last day")), now_.startups, then.startups),
    ]


def _period() -> ReportPeriod:
    """The period of the address; the last month that is over where it names none."""
    usual = ReportPeriod.month_of(organisation_day()).before
    return ReportPeriod.read(request.args.get("period", "")) or usual


def _figure() -> str:
    figure = request.args.get("figure", FIGURES[0])
    if figure not in FIGURES:
        raise NotFoundError("figure", figure)
    return figure


def _read(period: ReportPeriod, last: date | None = None) -> Counted:
    """The rows of a period, or of its days until one."""
    who, last = actor().subject_id, last or period.last

    def work(tx: Transaction) -> Counted:
        sessions = tx.report.list_sessions(who, period.first, last)
        return Counted(period, sessions, tx.report.list_requests(who, period.first, last))

    return graph().read(work)


def _chosen_part(counted: Counted) -> Counted:
    """Of one field or supervisor, where the address names one."""
    if "field" in request.args:
        counted = counted.of_field(request.args["field"])
    if "provider" in request.args:
        counted = counted.of_provider(request.args["provider"])
    return counted


def _part_words(counted: Counted) -> str:
    if "field" in request.args:
        return field_word(request.args["field"])
    named = next(iter((*counted.sessions, *counted.requests)), None)
    return provider_word(named) if named and "provider" in request.args else ""


def field_word(code: str) -> str:
    """A field in the reader's language; that of startups without one too."""
    return term(code, "industries") if code else str(_("No field"))


def provider_word(row: ReportRow) -> str:
    """Whoever was asked or met."""
    return name_of({"name": row.provider_name, "name_zh": row.provider_name_zh})


def _figures() -> dict[str, object]:
    """All that page and paper show."""
    period = _period()
    compared = period.last_compared(organisation_day())
    counted, before = _read(period), _read(period.before, compared)
    names = graph().read(lambda tx: tx.incubators.get(actor().subject_id))
    words = figure_words()
    return {
        "counted": counted,
        "before": before,
        "period": period,
        "period_words": so_far(period),
        "before_words": before_words(period),
        "pool": _pool(period),
        "incubator": name_of(names),
        "figures": [
            (key, words[key], counted.value(key), change(counted.value(key), before.value(key))) for key in FIGURES
        ],
        "heads": [(key, words[key]) for key in OF_PARTS],
        "fields": [(code, field_word(code), counted.of_field(code), before.of_field(code)) for code in counted.fields],
        "providers": [
            (one, provider_word(one), counted.of_provider(one.provider_id), before.of_provider(one.provider_id))
            for one in counted.providers
        ],
        "is_over": period.last < organisation_day(),
        "today": organisation_day(),
    }


def _sheets(counted: Counted) -> list[Sheet]:
    period = counted.period
    words, before = figure_words(), _read(period.before, period.last_compared(organisation_day()))
    now_head, before_head = so_far(period), before_words(period)
    totals: list[list[object]] = [[words[key], counted.value(key), before.value(key)] for key in FIGURES]
    totals.append([_("Days to an answer (median)"), _or_blank(counted.answer_days), _or_blank(before.answer_days)])
    totals += [list(one) for one in _pool(period)]
    heads = [words[key] for key in OF_PARTS]
    days = {"first": day(counted.period.first), "last": day(counted.period.last)}
    title = _("%(period)s: %(first)s to %(last)s", period=now_head, **days)
    above = (name_of(graph().read(lambda tx: tx.incubators.get(actor().subject_id))), title)
    fields: list[list[object]] = [[field_word(code), *_values(counted.of_field(code))] for code in counted.fields]
    providers: list[list[object]] = [
        [provider_word(one), *_values(counted.of_provider(one.provider_id))] for one in counted.providers
    ]
    sessions: list[list[object]] = [
        [local_date(one.at) or "", one.minutes, _startup(one), provider_word(one), one.title]
        for one in counted.sessions
    ]
    requests: list[list[object]] = [
        [
            local_date(one.at) or "",
            _startup(one),
            provider_word(one),
            one.title,
            look_of(one.state)[1] if one.state else "",
            local_date(one.decided_at) or "",
        ]
        for one in counted.requests
    ]
    return [
        Sheet(_("Figures"), [_("Figure"), now_head, before_head], totals, above),
        Sheet(_("By field"), [_("Field"), *heads], fields, above),
        Sheet(_("By whom startups met"), [_("Met with"), *heads], providers, above),
        Sheet(_("Sessions"), [_("Day"), _("Minutes"), _("Startup"), _("Met with"), _("Goal")], sessions, above),
        Sheet(
            _("Requests"),
            [_("Asked"), _("Startup"), _("Whom"), _("For what"), _("How it stands"), _("Answered")],
            requests,
            above,
        ),
    ]


def _values(counted: Counted) -> list[float]:
    return [counted.value(key) for key in OF_PARTS]


def _or_blank(value: float | None) -> object:
    return "" if value is None else value


def _startup(row: ReportRow) -> str:
    return name_of({"name": row.startup_name, "name_zh": row.startup_name_zh})
