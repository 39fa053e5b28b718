"""How facts become words: filters and globals of the templates."""

from __future__ import annotations

from flask import Flask

from webapp.presenters import addresses, dates, fit, language, names, numbers

FILTERS = (
    addresses.bare_address,
    addresses.web_link,
    dates.day,
    dates.long_day,
    dates.short_day,
    dates.tile_head,
    dates.month,
    dates.clock,
    dates.moment,
    dates.span,
    dates.days_ago,
    dates.days_since,
    dates.zone_of,
    fit.fit_band,
    fit.fit_word,
    fit.fit_length,
    names.initials,
    names.name_of,
    names.spoken_name,
    names.other_name,
    names.text_of,
    names.two_lines,
    numbers.number,
    numbers.decimal,
    numbers.percent,
    numbers.signed,
    numbers.money,
    numbers.file_size,
    numbers.sentence,
)
GLOBALS = (
    addresses.has_endpoint,
    addresses.here,
    addresses.provider_url,
    addresses.startup_url,
    addresses.static_url,
    addresses.url_with,
    language.html_language,
    language.language,
    language.theme,
)


def register(app: Flask) -> None:
    """Give the templates of this application every filter and global."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.get_send_file_max_age = addresses.static_max_age  # type: ignore[method-assign, assignment]  # Flask asks the application's method
    for present in FILTERS:
        app.jinja_env.filters[present.__name__] = present
    for give in GLOBALS:
        app.jinja_env.globals[give.__name__] = give
