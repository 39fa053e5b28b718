"""Copy the chosen front-end files and their licences from node_modules into webapp/static/vendor.

Run by `make vendor`; users never need it, the wheel carries the copies.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "webapp" / "static" / "vendor"
# Reboot and utilities alone: every component is our own, and the whole sheet would be 230 KB.
CHOSEN = {
    "bootstrap": ("dist/css/bootstrap-reboot.min.css", "dist/css/bootstrap-utilities.min.css"),
    "htmx.org": ("dist/htmx.min.js",),
}


def copy_package(name: str, files: tuple[str, ...]) -> dict[str, object]:
    """Copy the files of one package and say what they are."""
    source = ROOT / "node_modules" / name
    facts = json.loads((source / "package.json").read_text(encoding="utf-8"))
    copied = {}
    for path in files:
        target = VENDOR / Path(path).name
        lines = (source / path).read_text(encoding="utf-8").splitlines()
        # The source maps are not shipped.
        kept = "\n".join(line for line in lines if "sourceMappingURL" not in line) + "\n"
        target.write_text(kept, encoding="utf-8")
        copied[target.name] = "sha384-" + base64.b64encode(hashlib.sha384(target.read_bytes()).digest()).decode()
    licence = VENDOR / f"LICENSE-{name}.txt"
    shutil.copyfile(source / "LICENSE", licence)
    return {"version": facts["version"], "licence": facts["license"], "licence_file": licence.name, "files": copied}


def main() -> int:
    """Copy everything and write vendor.json."""
    npm = shutil.which("npm")
    if npm is None:
        print("There is no npm on the PATH: install Node.js 20 or later.", file=sys.stderr)
        return 1
    subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT, check=True)
    VENDOR.mkdir(parents=True, exist_ok=True)
    described = {name: copy_package(name, files) for name, files in CHOSEN.items()}
    (VENDOR / "vendor.json").write_text(json.dumps(described, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{sum(len(files) for files in CHOSEN.values())} files copied to {VENDOR.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
