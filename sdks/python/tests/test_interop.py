"""Programs that run under both SDKs, with only the import changed, write equal recordings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROGRAMS = sorted((HERE / "programs").glob("*.py"))

PEER = os.environ.get("RUSHES_TEST_PEER")
"""The Python of the environment that holds the peer."""

pytestmark = pytest.mark.skipif(PEER is None, reason="RUSHES_TEST_PEER names no Python with the peer")


def run_all(python: str, module: str, folder: Path) -> None:
    folder.mkdir()
    command = [python, str(HERE / "run_programs.py"), module, str(folder), *map(str, PROGRAMS)]
    # The peer compares chunks: so they must not depend on how long a program takes.
    environment = {**os.environ, "RERUN_ANALYTICS": "0", "RERUN_FLUSH_TICK_SECS": "1000"}
    result = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)
    assert "FAILED" not in result.stderr, result.stderr


@pytest.fixture(scope="session")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("interop")
    assert PEER is not None
    run_all(sys.executable, "rushes", folder / "ours")
    run_all(PEER, "rerun", folder / "theirs")
    return folder / "ours", folder / "theirs"


def peer(*arguments: object) -> None:
    assert PEER is not None
    command = [str(Path(PEER).with_name("rerun")), *map(str, arguments)]
    environment = {**os.environ, "RERUN_ANALYTICS": "0"}
    result = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-6000:]


@pytest.mark.parametrize("program", [program.stem for program in PROGRAMS])
def test_equal_recordings(program: str, recordings: tuple[Path, Path]) -> None:
    ours, theirs = (folder / f"{program}.rrd" for folder in recordings)
    peer("rrd", "verify", ours)
    peer("rrd", "compare", "--unordered", theirs, ours)
