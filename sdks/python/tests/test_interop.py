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


def peer(*arguments: object) -> str:
    """Runs the peer's command line; returns what is wrong, or nothing."""
    assert PEER is not None
    command = [str(Path(PEER).with_name("rerun")), *map(str, arguments)]
    environment = {**os.environ, "RERUN_ANALYTICS": "0"}
    result = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    return "" if result.returncode == 0 else result.stdout[-3000:] + result.stderr[-6000:] or "failed"


@pytest.mark.parametrize("program", [program.stem for program in PROGRAMS])
def test_equal_recordings(program: str, recordings: tuple[Path, Path], tmp_path: Path) -> None:
    ours, theirs = (folder / f"{program}.rrd" for folder in recordings)
    assert peer("rrd", "verify", ours) == ""
    if peer("rrd", "compare", "--unordered", theirs, ours) == "":
        return
    # Where rows were cut into chunks is no part of a recording: the same rows make the same chunks when compacted.
    compacted = [tmp_path / "ours.rrd", tmp_path / "theirs.rrd"]
    for source, target in zip((ours, theirs), compacted):
        assert peer("rrd", "optimize", source, "-o", target) == ""
    assert peer("rrd", "compare", "--unordered", *compacted) == ""
