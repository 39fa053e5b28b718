"""`liulu doctor`: a check of each part that says how to fix it."""

from __future__ import annotations

import json
from typing import TextIO

import click

from webapp.cli import Failure
from webapp.config import load_settings
from webapp.runtime.doctor import examine

_SIGNS = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}


@click.command()
@click.option("--json", "json_file", type=click.File("w"), help="Write the findings there; - is stdout.")
def doctor(json_file: TextIO | None) -> None:
    """Check every part, and say of each wrong thing how to fix it."""
    findings = []
    for finding in examine(load_settings()):
        findings.append(finding)
        to_stderr = json_file is not None
        click.echo(f"{_SIGNS[finding.state]}  {finding.part:<12} {finding.says}", err=to_stderr)
        if finding.fix:
            click.echo(f"       {'':<12} {finding.fix}", err=to_stderr)
    if json_file is not None:
        json.dump([finding.as_json() for finding in findings], json_file, ensure_ascii=False, indent=2)
        json_file.write("\n")
    count = sum(finding.state == "wrong" for finding in findings)
    if count:
        raise Failure(f"{count} {'thing is' if count == 1 else 'things are'} wrong; each line says how to fix it.")


commands: list[click.Command] = [doctor]
