"""Makes .venv from a lock file with exact versions and hashes; needs nothing but Python 3.11 or later.

Usage: python3 scripts/make_venv.py requirements.lock
A second call with the same lock, Python and place returns at once.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NEEDED = (3, 11)


def main(lock_name: str) -> int:
    """Bring .venv to the state that the lock describes."""
    if sys.version_info < NEEDED:
        return refuse(f"Python {sys.version.split()[0]} is too old: install 3.11 or later.")
    lock = ROOT / lock_name
    stamp = VENV / f".made-from-{lock_name}"
    wanted = state_of(lock)
    if stamp.exists() and stamp.read_text() == wanted and works():
        return 0
    if not works() and not make_empty():
        return 1
    say(f"Installing the packages of {lock_name}: a few minutes the first time, seconds later")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-deps"]
    commands = (
        [*pip, "--require-hashes", "-r", str(lock)],
        # The lock holds the build back-end too, so nothing unlocked is fetched here.
        [*pip, "--no-build-isolation", "--editable", str(ROOT)],
    )
    for command in commands:
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            return refuse("The packages could not be installed; pip says why above. Fix that, then run `make setup`.")
    stamp.write_text(wanted)
    return 0


def state_of(lock: Path) -> str:
    """What must stay the same for .venv to be good still: the lock, the project, this place."""
    digest = hashlib.sha256(lock.read_bytes())
    digest.update((ROOT / "pyproject.toml").read_bytes())
    return f"{digest.hexdigest()} {ROOT}\n"


def works() -> bool:
    """Whether .venv holds a Python that runs, is recent enough and has pip."""
    if not PYTHON.exists():
        return False
    check = f"import sys, pip; sys.exit(sys.version_info < {NEEDED})"
    return subprocess.run([str(PYTHON), "-c", check], check=False, stderr=subprocess.DEVNULL).returncode == 0


def make_empty() -> bool:
    """Make .venv anew; says what to install where Python comes without venv."""
    shutil.rmtree(VENV, ignore_errors=True)
    say(f"Making .venv with Python {sys.version.split()[0]}")
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False, capture_output=True, text=True)
    if done.returncode == 0:
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    refuse(f"{done.stdout}{done.stderr}\nOn Debian or Ubuntu: sudo apt-get install python{version}-venv, then again.")
    return False


def say(text: str) -> None:
    """Progress goes to stderr."""
    print(text, file=sys.stderr, flush=True)


def refuse(text: str) -> int:
    """Say what is wrong and how to fix it."""
    say(text)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "requirements.lock"))
