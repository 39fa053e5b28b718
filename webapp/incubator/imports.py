"""Import: upload, check, choose, load, follow, and take away what was left out."""

from __future__ import annotations

from flask import render_template

from webapp.incubator import blueprint
from webapp.incubator.forms import UploadForm


@blueprint.get("/import")
def show_import() -> str:
    """The upload, and earlier imports."""
    return render_template("incubator/import.html", form=UploadForm(formdata=None), jobs=[])
