"""Headers of every answer."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_login import current_user
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.config import Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"


def init_app(app: Flask, settings: Settings) -> None:
    """Set the headers of every answer, and believe as many proxies as the settings name."""
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # as Werkzeug tells to put it in

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers[name] = value
        if settings.is_https:
            response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
        # Also over what a file that is sent says by itself ("no-cache" lets a browser keep it).
        if _is_personal():
            response.headers["Cache-Control"] = "no-store"
        return response


def _is_personal() -> bool:
    """Whether an answer is for one reader: they are signed in, or it stands at the door (a link's page, a form)."""
    if request.endpoint == "static":
        return False
    return request.blueprint == "auth" or bool(current_user and current_user.is_authenticated)
