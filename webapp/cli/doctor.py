"""`liulu doctor`: a check of each part that says how to fix it."""

from __future__ import annotations

import click

from webapp.cli import Failure
from webapp.cli.output import json_option, write_json
from webapp.config import load_settings
from webapp.runtime.doctor import examine

_SIGNS = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}


@click.command()
@json_option("Write the findings to this file (- is stdout).")
def doctor(target: str | None) -> None:
    """Check every part, and say of each wrong thing how to fix it."""
    findings = []
    for finding in examine(load_settings()):
        findings.append(finding)
        to_stderr = target is not None
        click.echo(f"{_SIGNS[finding.state]}  {finding.part:<12} {finding.says}", err=to_stderr)
        if finding.fix:
            click.echo(f"       {'':<12} {finding.fix}", err=to_stderr)
    if target:
        write_json(target, [finding.as_json() for finding in findings])
    count = sum(finding.state == "wrong" for finding in findings)
    if count:
        raise Failure(f"{count} {'thing is' if count == 1 else 'things are'} wrong; each line says how to fix it.")


commands: list[click.Command] = [doctor]
