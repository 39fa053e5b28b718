"""The incubator's startups as a table: who they are, what each waits for, the guidance so far; its export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from graph.domain.kinds import KINDS
from graph.domain.letters import Audience
from graph.domain.roles import STARTUP
from graph.entities.incubators import GuidedNow
from graph.errors import NotFoundError
from webapp.http.arguments import PAGE_SIZES
from webapp.http.context import actor, graph, now, organisation_day, settings
from webapp.http.own_addresses import own_path
from webapp.incubator.blueprint import blueprint
from webapp.incubator.letters.write import begin_letter
from webapp.incubator.minder_filter import minder_options
from webapp.incubator.minding import ask_minder, new_form, read_minders
from webapp.incubator.reach.invite_many import ask_to_invite, chosen_language, is_sure
from webapp.incubator.reach.said import say_invited
from webapp.incubator.spreadsheets import Sheet, as_csv, as_xlsx
from webapp.incubator.startups.lines import Contact, Line, NeedsStand, read_lines
from webapp.incubator.startups.view import ARGUMENTS, choose, page_of, read_view, stage_codes
from webapp.operations.accounts.invite_founders import invite_contacts
from webapp.operations.accounts.plan_invitations import contacts_to_invite
from webapp.operations.pools.change_pool import MOST_AT_ONCE
from webapp.operations.stuck.note_export import note_export
from webapp.presenters.dates import local_date, today
from webapp.presenters.names import name_of
from webapp.words.incubator import term
from webapp.words.kinds import words_for_curators
from webapp.words.pool import PoolWords


@blueprint.get("/startups")
def list_startups() -> str:
    """All startups that are here today."""
    view = read_view(request.args)
    lines, pool = read_lines()
    found, minders = choose(lines, view, actor().account_id), read_minders()
    shown, first, last = page_of(found, view)
    everybody, on_page = "all" in request.args.getlist("chosen"), {one.startup.id for one in shown}
    args = _arguments()
    return render_template(
        "incubator/startups.html",
        view=view, lines=shown, found=found, total=len(lines), first=first, last=last, args=args, pool=pool,
        everybody=everybody, chosen={one.startup.id for one in found} if everybody else set(),
        rest=[one.startup.id for one in found if one.startup.id not in on_page] if everybody else [],
        keep={key: value for key, value in args.items() if key not in ("q", "page", "chosen")},
        back=url_for(".list_startups", **{key: value for key, value in args.items() if key != "chosen"}),
        options=_options(lines, minders), minders=minders, sorts=_sorts(),
        sizes=[(str(size), str(size)) for size in PAGE_SIZES],
        next_count=min(view.size, len(found) - last), words=PoolWords(organisation_day()),
    )  # fmt: skip


@blueprint.get("/startups.<kind>")
def export_startups(kind: str) -> Response:
    """What is shown, as CSV or as a workbook; the audit log says who took it."""
    if kind not in ("csv", "xlsx"):
        raise NotFoundError("file", kind)
    found = choose(read_lines()[0], read_view(request.args), actor().account_id)
    note_export(graph(), actor(), "export_startups", len(found), kind, now())
    sheet, name = _sheet(found, read_minders()), f"startups-{today().isoformat()}.{kind}"
    return as_csv(sheet, name) if kind == "csv" else as_xlsx(sheet, name)


@blueprint.post("/startups/act")
def act_on_startups() -> str | Redirect:
    """Invite the founders of those who were chosen (of many first ask), write to them, or ask who minds them."""
    ids = list(dict.fromkeys(request.form.getlist("id")))
    if not 1 <= len(ids) <= MOST_AT_ONCE:
        flash(_("Choose one, and at most %(most)s.", most=MOST_AT_ONCE), "warn")
    elif request.form.get("action") == "write":
        return begin_letter(Audience.STARTUPS, ids)
    elif request.form.get("action") == "mind":
        return ask_minder(ids, new_form(minder=actor().account_id))
    elif request.form.get("action") == "invite":
        who, at, days = actor(), now(), settings().invitation_days
        if not is_sure():
            guests = graph().read(lambda tx: contacts_to_invite(tx, who, ids, at))
            return ask_to_invite(guests, ids, STARTUP, url_for(".act_on_startups"), _back())
        say_invited(invite_contacts(graph(), who, ids, at, link_days=days, language=chosen_language()))
    return redirect(_back())


def _back() -> str:
    target = own_path(request.form.get("back"))
    return target if target and target.startswith(url_for(".home")) else url_for(".list_startups")


def _arguments() -> dict[str, Any]:
    return {key: values for key, values in request.args.to_dict(flat=False).items() if key in ARGUMENTS}


def _options(lines: list[Line], minders: dict[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    stages = [one.startup.stage for one in lines]
    industries = sorted({code for one in lines for code in one.startup.industries}, key=term)
    return {
        "stage": [(code, term(code, "stages"), _count(stages, code)) for code in stage_codes() if code in stages],
        "industry": [(code, term(code, "industries")) for code in industries],
        "needs": [
            (code.value, text, _count([one.stand for one in lines], code)) for code, text in needs_words().items()
        ],
        "contact": [
            (code.value, text, _count([one.contact for one in lines], code)) for code, text in contact_words().items()
        ],
        "minder": minder_options(Counter(one.startup.minder_id for one in lines), minders, actor().account_id),
        "active": [("30", _("within 30 days")), ("90", _("within 90 days")), ("more", _("longer ago, or never"))],
    }


def needs_words() -> dict[NeedsStand, str]:
    """How it may stand with needs, for the filter."""
    return {
        NeedsStand.WAITS: _("waits for an answer"),
        NeedsStand.UNMATCHED: _("nobody asked just now"),
        NeedsStand.GUIDED: _("works with somebody, no open question"),
        NeedsStand.NONE: _("no need stated"),
    }


def contact_words() -> dict[Contact, str]:
    """How a startup can be reached, for the filter."""
    return {
        Contact.ACCOUNT: _("has an account"),
        Contact.INVITED: _("invited"),
        Contact.ADDRESS: _("address known, not invited"),
        Contact.NONE: _("no address"),
    }


def _count(values: Iterable[object], code: object) -> int:
    return sum(value == code for value in values)


def _sorts() -> list[tuple[str, str]]:
    return [
        ("-waits", _("most urgent")),
        ("name", _("name")),
        ("stage", _("earliest stage")),
        ("-guidance", _("most guidance")),
        ("guidance", _("least guidance")),
        ("-last", _("last active")),
        ("last", _("longest silent")),
    ]


def _sheet(found: list[Line], minders: dict[str, str]) -> Sheet:
    pooled = [kind.name for kind in KINDS.values() if kind.is_pooled]
    heads = [
        _("Startup"), _("Chinese name"), _("Stage"), _("Field"), _("District"), _("People"), _("Contact"), _("E-mail"),
        _("Phone"), _("Account"), _("Open needs"), _("Waits for"),
        *(words_for_curators(kind).work_heading for kind in pooled),
        _("Sessions"), _("Hours"), _("Last active"), _("With you since"), _("Minded by"),
    ]  # fmt: skip
    rows: list[list[object]] = [[*_cells(one, pooled), minders.get(one.startup.minder_id, "")] for one in found]
    return Sheet(_("Your startups"), heads, rows)


def _cells(one: Line, pooled: list[str]) -> list[object]:
    startup = one.startup
    emails = [founder.email for founder in one.founders] or [startup.contact_email or ""]
    return [
        startup.name, startup.name_zh or "", term(startup.stage, "stages"),
        "; ".join(term(code, "industries") for code in startup.industries), term(startup.region, "regions"),
        startup.headcount if startup.headcount is not None else "",
        "; ".join(founder.name for founder in one.founders if founder.name) or startup.contact or "", "; ".join(emails),
        startup.contact_phone or "", one.contact_status[1], "; ".join(need.title for need in one.needs), one.status[1],
        *("; ".join(_guide(work) for work in one.work_of(kind)) for kind in pooled),
        one.guidance.sessions, one.hours, local_date(one.last_at) or "", startup.since or "",
    ]  # fmt: skip


def _guide(work: GuidedNow) -> str:
    return name_of({"name": work.provider_name, "name_zh": work.provider_name_zh})
