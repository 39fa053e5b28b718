"""docker-compose.yml, Dockerfile and .env.example: valid, complete, and in step with the program."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from webapp.cli import COMMANDS
from webapp.config import Settings

ROOT = Path(__file__).parents[2]
OWN_PARTS = ("web", "worker", "beat", "migrate")
SECRETS = ("LIULU_SECRET_KEY", "LIULU_NEO4J_PASSWORD", "LIULU_REDIS_PASSWORD")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "docker-compose.yml").read_text()))


def test_it_follows_the_compose_specification(compose: dict[str, Any]) -> None:
    schema = json.loads((ROOT / "tests/support/compose/compose-spec.json").read_text())
    faults = [f"{list(fault.path)}: {fault.message}" for fault in Draft202012Validator(schema).iter_errors(compose)]
    assert faults == []


def test_every_service_says_when_it_is_well_and_waits_for_what_it_needs(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services.keys() == {"web", "worker", "beat", "migrate", "neo4j", "redis"}
    assert all("healthcheck" in service for name, service in services.items() if name != "migrate")
    for name in ("web", "worker", "beat"):
        conditions = {on: how["condition"] for on, how in services[name]["depends_on"].items()}
        assert conditions == {
            "migrate": "service_completed_successfully",
            "neo4j": "service_healthy",
            "redis": "service_healthy",
        }


def test_what_is_named_is_declared(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert set(service.get("networks", [])) <= compose["networks"].keys()
        assert {volume.partition(":")[0] for volume in service.get("volumes", [])} <= compose["volumes"].keys()


def test_each_part_runs_a_command_that_the_program_has(compose: dict[str, Any]) -> None:
    for name in OWN_PARTS:
        program, command = compose["services"][name]["command"]
        assert program == "liulu"
        assert command in COMMANDS


def test_every_variable_is_one_that_the_program_reads(compose: dict[str, Any]) -> None:
    known = {f"LIULU_{name.upper()}" for name in Settings.model_fields} | {"LIULU_GRAPH_HEAP"}
    for name in OWN_PARTS:
        assert compose["services"][name]["environment"].keys() <= known
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^#? ?(LIULU_\w+)=", example, re.MULTILINE)) <= known


def test_secrets_come_from_the_environment_and_have_no_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    example = (ROOT / ".env.example").read_text()
    for name in SECRETS:
        uses = re.findall(rf"\$\{{{name}([^}}]*)\}}", text)
        assert uses
        assert all(use.startswith(":?") for use in uses), f"{name} must be refused when it is missing"
        assert re.search(rf"^{name}=$", example, re.MULTILINE)


def test_servers_are_reached_by_the_containers_only(compose: dict[str, Any]) -> None:
    assert compose["networks"]["back"] == {"internal": True}
    for name in ("neo4j", "redis"):
        assert compose["services"][name]["networks"] == ["back"]
        assert "ports" not in compose["services"][name]
    assert all(port.startswith("127.0.0.1:") for port in compose["services"]["web"]["ports"])


def test_the_image_is_built_from_the_lock_runs_as_its_own_user_and_compiles_nothing() -> None:
    text = (ROOT / "Dockerfile").read_text()
    stages = re.findall(r"^FROM (.+)$", text, re.MULTILINE)
    assert len(stages) == 2
    assert "--only-binary :all: --require-hashes --no-deps -r requirements.lock" in text
    last = text[text.rindex("\nFROM ") :]
    assert "\nUSER liulu\n" in last
    assert "\nHEALTHCHECK" in last
    assert not re.search(r"gcc|build-essential|-dev\b|pip install", last)
    assert last.count("apt-get install") == last.count("--no-install-recommends") == 1


def test_the_image_holds_every_file_that_its_build_needs() -> None:
    text = (ROOT / "Dockerfile").read_text()
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {name for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE) for name in line.split()[:-1]}
    assert copied <= let_in
