"""Takes the pictures of docs/screenshots from a running demonstration: `liulu up`, then this.

.venv/bin/python scripts/screenshots.py http://127.0.0.1:8000 docs/screenshots
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from webapp.demo import DEMO_ACCOUNTS, DEMO_PASSWORD

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@dataclass(frozen=True)
class Look:
    """How a picture is taken."""

    suffix: str
    width: int
    language: str = "en"
    theme: Literal["light", "dark"] = "light"


LOOKS = (
    Look("", 1280),
    Look("-phone", 390),
    Look("-zh", 1280, "zh"),
    Look("-phone-zh", 390, "zh"),
    Look("-dark", 1280, theme="dark"),
)
PAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "": (("landing", "/"), ("sign-in", "/sign-in"), ("components", "/components")),
    "startup": (
        ("startup-home", "/startup/"),
        ("startup-proposals", "link:main a[href*='/needs/need-']:has-text('pilot line')"),
        ("startup-why", "link:main a[href*='/proposals/person']:not([href*='ask']):not([href*='dismiss'])"),
        ("startup-need-form", "/startup/needs/new"),
        ("startup-investor-form", "/startup/needs/new?kind=investor"),
        ("startup-needs", "/startup/needs"),
        ("startup-investors", "link:main a[href*='/needs/need-tidewell-60']"),
        ("startup-investor-why", "link:main a[href*='/proposals/investor']:not([href*='ask']):not([href*='dismiss'])"),
        ("startup-investor-ask", "/startup/needs/need-tidewell-60/proposals/investor-heron-point/ask"),
        ("startup-search", "/startup/search?q=heron"),
        ("startup-left-out", "/startup/needs/need-tidewell-60/left-out"),
        ("sessions", "/engagements/"),
    ),
    "supervisor": (
        ("supervisor-home", "/supervisor/"),
        ("supervisor-startups", "/supervisor/startups"),
        ("supervisor-profile", "/supervisor/profile"),
    ),
    "investor": (
        ("investor-home", "/investor/"),
        ("investor-startups", "/investor/startups"),
        ("investor-profile", "/investor/profile"),
        ("investor-places", "/investor/places"),
    ),
    "incubator": (
        ("incubator-home", "/incubator/"),
        ("incubator-waiting", "/incubator/waiting"),
        ("incubator-startup", "/incubator/startups/startup-tidewell"),
        ("incubator-why-not", "/incubator/needs/need-tidewell-60/why-not?name=baihe"),
        ("incubator-pool", "/incubator/pool"),
        ("incubator-shown", "/incubator/shown"),
        ("incubator-gaps", "/incubator/gaps?axes=area-group&row=enterprise_sales&column=future"),
        ("incubator-import", "/incubator/import"),
    ),
    "administrator": (
        ("admin-home", "/admin/"),
        ("admin-audit", "/admin/audit"),
        ("admin-accounts", "/admin/accounts"),
        ("admin-models", "/admin/models"),
    ),
}


def main() -> None:
    """Parse the arguments and take every picture asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="part of a picture's name")
    parser.add_argument("--looks", default="", help="comma-separated suffixes, such as ,-phone")
    parser.add_argument("--height", type=int, default=0, help="pixels of the page's top to take; all of it without")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    wanted = [look for look in LOOKS if not options.looks or look.suffix in options.looks.split(",")]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for look in wanted:
            for role, pages in PAGES.items():
                take(browser, options, look, role, pages)
        browser.close()


def take(
    browser: Browser, options: argparse.Namespace, look: Look, role: str, pages: tuple[tuple[str, str], ...]
) -> None:
    """The pictures of one role in one look."""
    chosen = [entry for entry in pages if options.only in entry[0]]
    if not chosen:
        return
    locale = "zh-CN" if look.language == "zh" else "en-GB"
    height = options.height or (844 if look.width < 500 else 900)
    context = browser.new_context(
        viewport={"width": look.width, "height": height},
        locale=locale,
        color_scheme=look.theme,
        timezone_id="Asia/Shanghai",
    )
    page = context.new_page()
    if role:
        sign_in(page, options.address, role)
        speak(page, look.language)
    for name, where in pages:
        go(page, options.address, where)
        if (name, where) in chosen:
            page.screenshot(path=options.folder / f"{name}{look.suffix}.png", full_page=not options.height)
            print(f"{name}{look.suffix}", page.url)
    context.close()


def sign_in(page: Page, address: str, role: str) -> None:
    """Sign in as the demonstration account of this role."""
    page.goto(f"{address}/sign-in")
    page.fill("#email", dict(DEMO_ACCOUNTS)[role])
    page.fill("#password", DEMO_PASSWORD)
    page.click("main button[type=submit]")


def speak(page: Page, language: str) -> None:
    """Switch the language by the bar's button where it is offered."""
    button = page.locator(f"button[name=language][value={language}]")
    if button.count():
        button.first.click()


def go(page: Page, address: str, where: str) -> None:
    """Open an address, or follow the first link that a selector finds on the present page."""
    if where.startswith("link:"):
        target = page.locator(where.removeprefix("link:")).first.get_attribute("href")
        page.goto(f"{address}{target}")
    else:
        page.goto(f"{address}{where}")
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main()
