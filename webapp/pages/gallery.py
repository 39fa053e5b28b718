"""The component gallery: every part that repeats on one page, outside production."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import abort, render_template
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange

from webapp.forms.base import BaseForm
from webapp.http.context import settings
from webapp.pages.blueprint import blueprint

COLOURS = (
    "Paper paper,Surface surface,Sunken sunken,Line line,Control control,Ink ink,Ink 2 ink-2,"
    "Ink 3 ink-3,Accent accent,Tint accent-tint,Good good,Warn warn,Stop stop,Against against"
)
CONTRIBUTIONS = (
    ("Fields you share", "piezoelectric sensors counts most: only 6 supervisors have it", 0.92),
    ("Has guided teams at your step", "4 of 5 reached volume", 0.71),
    ("Ratings by 11 startups", "4.2, between 3.9 and 4.5", 0.31),
    ("Answers quickly", "2 days, 8 of 10 requests accepted", 0.14),
    ("Free places", "1 of 4 left", -0.12),
    ("Distance", "Zhangjiang, 52 minutes from you", -0.21),
)
PATH = (
    {"kind": "startup", "name": "Tidewell", "role": "you", "letter": "潮", "you": True},
    {"kind": "lab", "name": "Yanpu Labs", "role": "lab", "letter": "验"},
    {"kind": "investor", "name": "Heron Point", "role": "investor", "letter": "鹭"},
    {"kind": "person", "name": "Gu Mingche", "role": "supervisor", "letter": "顾"},
)
PROPOSAL = {
    "id": "sample",
    "name": "Gu Mingche",
    "name_zh": "顾明澈",
    "line": "Took two sensor plants from pilot line to 10,000 units a month; partner at Heron Point Capital",
    "shared": ["Piezoelectric sensors", "Scale-up", "Automobile"],
    "others": ["Supply chain", "English"],
    "probability": 0.84,
    "reasons": [
        "Has done exactly this step twice: pilot line to volume, in 14 and 19 months",
        "Four of five Pre-A hardware teams met their production goal under this guidance",
        "Heron Point Capital also invested in your test partner, Yanpu Labs",
    ],
    "caution": "Has not worked with medical-grade certification, which your second product needs.",
    "facts": (("person", "1 of 4 places free"), ("clock", "Usually answers in 2 days")),
}
POOL = (
    (
        "Gu Mingche",
        "顾明澈",
        "Heron Point Capital",
        "Professional manager",
        3,
        4,
        (4.0, 3.8, 4.3, 46),
        "good",
        "Active",
    ),
    ("Wen Rushan", "闻汝山", "Yanpu Institute", "Scientist", 1, 3, (4.5, 4.3, 4.8, 58), "good", "Active"),
    ("Henrik Aaltovaara", "", "Nordlund Optics", "Overseas returnee", 0, 2, (3.9, 3.4, 4.3, 7), "good", "Active"),
    ("Yan Heng", "严珩", "Mingde Chips", "Scientist", 0, 2, None, "paused", "Paused to 1 Feb"),
)


class SampleForm(BaseForm):
    """Three rows, one of them wrong."""

    goal = StringField("What should the next half-year bring?", [InputRequired()])
    places = IntegerField(
        "How many startups can you take?", [NumberRange(0, 8, "Write a number from 0 to 8, such as 3")]
    )
    languages = StringField("Languages")


def sample_form() -> SampleForm:
    """The form of the picture: filled, with its error shown."""
    form = SampleForm(
        formdata=None, goal="First factory running at 8,000 a month", places=12, languages="中文, English"
    )
    form.places.validate(form)
    return form


@blueprint.get("/components")
def show_components() -> str:
    """Every part that repeats, for those who make pages."""
    if not settings().is_development:
        abort(404)
    return render_template(
        "pages/components.html",
        colours=[pair.rsplit(" ", 1) for pair in COLOURS.split(",")],
        contributions_rows=[{"name": name, "hint": hint, "value": value} for name, hint, value in CONTRIBUTIONS],
        form=sample_form(),
        path=PATH,
        pool=POOL,
        proposal=PROPOSAL,
        day=date(2026, 11, 23),
        at=datetime(2026, 11, 21, 15, 0, tzinfo=UTC),
    )
