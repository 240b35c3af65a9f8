"""The examples run, and write whole recordings."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import rushes as rr

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "python").glob("*.py"))


@pytest.mark.parametrize("example", [example.stem for example in EXAMPLES])
def test_examples_write_whole_recordings(example: str, tmp_path: Path) -> None:
    (path,) = (path for path in EXAMPLES if path.stem == example)
    target = tmp_path / "folder" if example in ("shared_recording", "read_back") else tmp_path / "out.rrd"
    if example == "read_back":
        target.mkdir()
    command = [sys.executable, "-W", "error", path, target]
    result = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert result.returncode == 0, result.stderr
    files = [target] if target.is_file() else list(target.glob("*.rrd"))
    assert files
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for file in files:
            assert rr.chunk.RrdReader(file).stream().to_chunks()
