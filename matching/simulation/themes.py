"""Vocabulary of synthetic profiles: fields with the words that go with them."""

from __future__ import annotations

THEMES: dict[str, str] = {
    "robotics": "gripper actuator torque arm assembly warehouse servo motion",
    "biopharmaceuticals": "antibody assay clinic trial dosage tumour peptide screening",
    "integrated_circuits": "wafer lithography chip foundry tapeout packaging analogue yield",
    "new_energy": "battery electrolyte charging inverter grid storage solar hydrogen",
    "medical_health": "hospital imaging ultrasound patient nursing rehabilitation sensor diagnosis",
    "information_security": "encryption vulnerability firewall identity audit malware privacy threat",
    "advanced_materials": "coating alloy composite graphene polymer fibre ceramic membrane",
    "aerospace": "satellite propulsion orbit antenna payload drone airframe telemetry",
    "internet_of_things": "gateway meter firmware wireless telemetry edge module monitoring",
    "animation_and_games": "rendering character studio engine player storyboard motion art",
}
FILLER = "market growth pilot export pricing hiring partner patent revenue strategy negotiation factory".split()  # noqa: SIM905  # a list of words reads better so
CATEGORIES = (
    "scientist",
    "interdisciplinary_expert",
    "venture_capital_professional",
    "professional_manager",
    "serial_entrepreneur",
    "overseas_returnee",
)
REGIONS = ("Pudong", "Jing'an", "Minhang", "Yangpu")
