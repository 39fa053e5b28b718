"""`liulu doctor`: a check of each part that says how to mend it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TextIO

import click

from webapp.cli import Failure
from webapp.config import load_settings
from webapp.runtime.doctor import examine

_SIGNS = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}


@click.command()
@click.option("--json", "json_file", type=click.File("w"), help="Write the findings there; - is stdout.")
def doctor(json_file: TextIO | None) -> None:
    """Check every part, and say of each wrong thing how to mend it."""
    findings = []
    for finding in examine(load_settings()):
        findings.append(finding)
        to_stderr = json_file is not None
        click.echo(f"{_SIGNS[finding.state]}  {finding.part:<12} {finding.says}", err=to_stderr)
        if finding.mend:
            click.echo(f"       {'':<12} {finding.mend}", err=to_stderr)
    if json_file is not None:
        json.dump([asdict(finding) for finding in findings], json_file, ensure_ascii=False, indent=2)
        json_file.write("\n")
    count = sum(finding.state == "wrong" for finding in findings)
    if count:
        raise Failure(f"{count} {'thing is' if count == 1 else 'things are'} wrong; each line says how to mend it.")


commands: list[click.Command] = [doctor]
