"""The names of roles in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

from webapp.auth import blueprint


@blueprint.app_template_global()
def role_name(role: str) -> str:
    """What a role is called on pages."""
    names = {
        "startup": _("Startup"),
        "supervisor": _("Supervisor"),
        "incubator": _("Incubator"),
        "investor": _("Investor"),
        "talent_office": _("Talent office"),
        "administrator": _("Administrator"),
        "system": _("Liulu itself"),
    }
    return names.get(role, role)
