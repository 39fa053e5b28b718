"""What the table of the pool shows, as a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Response, request, url_for
from flask_babel import gettext as _

from graph.entities.pools import PoolMember
from graph.errors import NotFoundError
from webapp.http.context import organisation_day
from webapp.incubator.blueprint import blueprint
from webapp.incubator.minding import read_minders
from webapp.incubator.pool.table import chosen_members, read_pool, with_ratings
from webapp.incubator.pool.view import read_view
from webapp.incubator.spreadsheets import Sheet, as_csv, as_xlsx
from webapp.presenters.dates import local_date, today
from webapp.words.ending import ENDED_FOR
from webapp.words.incubator import category_word, standing, term


@blueprint.get("/pool.<kind>")
def export_pool(kind: str) -> Response:
    """What is shown, as CSV or as a workbook."""
    if kind not in ("csv", "xlsx"):
        raise NotFoundError("file", kind)
    found = with_ratings(chosen_members(read_pool(), read_view(request.args)))
    sheet = _sheet(found, organisation_day(), read_minders())
    name = f"pool-{today().isoformat()}.{kind}"
    return as_csv(sheet, name) if kind == "csv" else as_xlsx(sheet, name)


def _sheet(found: list[PoolMember], on: date, minders: Mapping[str, str]) -> Sheet:
    """Every column of the table as plain cells; the address of each profile with it."""
    heads = [
        _("Name"), _("Chinese name"), _("Employer"), _("Category"), _("Fields"), _("Topics"), _("District"),
        _("Languages"), _("Places"), _("Taken"), _("Answers in days"), _("Requests answered"), _("Accepted"),
        _("Evaluation"), _("Ratings"), _("Startups that rated"), _("State"), _("Last active"), _("Term ends"),
        _("Why it ended"), _("Tags"), _("Minded by"), _("E-mail"), _("Note"),
        _("Profile not confirmed since"), _("Page"),
    ]  # fmt: skip
    return Sheet(_("Pool"), heads, [_cells(member, on, minders) for member in found])


def _cells(member: PoolMember, on: date, minders: Mapping[str, str]) -> list[object]:
    enough = member.ratings.is_enough
    return [
        member.name, member.name_zh or "", member.employer.name if member.employer else "",
        category_word(member.category), ", ".join(term(code, "industries") for code in member.industries),
        ", ".join(member.topics), member.region or "", ", ".join(term(code, "languages") for code in member.languages),
        member.capacity, member.taken, round(member.answers.days, 1) if member.answers.days is not None else "",
        member.answers.answered, member.answers.accepted,
        round(member.ratings.mean or 0, 2) if enough else "", member.ratings.count if enough else "",
        member.ratings.startups if enough else "", standing(member, on)[1],
        local_date(member.last_active) or "", member.term.until or "",
        ENDED_FOR[member.term.ended_for].say({}) if member.term.ended_for else "", ", ".join(member.tags),
        minders.get(member.minder_id, ""), member.email or "",
        member.term.note or "", member.not_confirmed_since(on) or "",
        url_for("incubator.show_supervisor", person_id=member.id, _external=True),
    ]  # fmt: skip
