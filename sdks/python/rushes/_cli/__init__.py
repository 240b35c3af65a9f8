"""The command line, which a wheel carries as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def program() -> str | None:
    """Where the program is: as `RUSHES_CLI_PATH` says, or in this package."""
    chosen = os.environ.get("RUSHES_CLI_PATH") or os.environ.get("RERUN_CLI_PATH")
    if chosen:
        return chosen
    name = "rushes.exe" if os.name == "nt" else "rushes"
    bundled = Path(__file__).parent / name
    return str(bundled) if bundled.exists() else None


def viewer(name: str) -> str | None:
    """
    A viewer of this installation: the program in this package, if it has one, or one beside the interpreter.

    The latter is not found by the system when an environment's interpreter is called by its path.
    """
    found = program()
    if found is not None and name in ("rerun", "rushes"):
        words = [found, "viewer", "--version"] if Path(found).stem == "rushes" else [found, "--version"]
        try:
            if subprocess.run(words, capture_output=True, check=False).returncode == 0:
                return found
        except OSError:
            pass
    beside = Path(sys.executable).with_name(f"{name}.exe" if os.name == "nt" else name)
    return str(beside) if name != "rushes" and beside.exists() else None


def main() -> int:
    """Runs the program with the arguments of this one."""
    found = program()
    if found is None:
        print(
            "This installation has no command line; install a wheel made by `cargo xtask wheel`, or name the program "
            "in RUSHES_CLI_PATH",
            file=sys.stderr,
        )
        return 1
    try:
        return subprocess.call([found, *sys.argv[1:]])
    except KeyboardInterrupt:
        return 130
