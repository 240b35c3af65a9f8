"""Measures both SDKs and prints the ratios: `compare.py OUR_PYTHON PEER_PYTHON FOLDER`."""

import json
import os
import subprocess
import sys
from pathlib import Path


def measured(python: str, module: str, folder: Path) -> dict[str, dict[str, float]]:
    program = Path(__file__).with_name("measure.py")
    environment = {**os.environ, "RERUN_ANALYTICS": "0"}
    result = subprocess.run(
        [python, program, module, folder], capture_output=True, text=True, env=environment, check=True
    )
    found: dict[str, dict[str, float]] = json.loads(result.stdout.splitlines()[-1])
    return found


def main(ours: str, peer: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    mine, theirs = measured(ours, "rushes", folder), measured(peer, "rerun", folder)
    print(f"{'':24}{'a call':>12}{'peer':>12}{'ratio':>8}{'written':>14}{'peer':>12}{'ratio':>8}")
    for name, values in mine.items():
        line = f"{name:24}"
        for kind in ("call", "written"):
            if kind in values:
                a, b = values[kind], theirs[name][kind]
                unit, scale = ("GB", 1.0) if name == "memory" else ("us", 1e6)
                line += f"{a * scale:10.2f} {unit}{b * scale:10.2f} {unit}{b / a:7.1f}x"
        print(line)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
