"""What the tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import rushes as rr

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def _lenient() -> Any:
    """Each test starts without a recording, leniently."""
    rr.set_strict_mode(False)
    rr.set_global_data_recording(None)
    rr.set_thread_local_data_recording(None)
    yield
    rr.set_strict_mode(False)
    rr.set_global_data_recording(None)
    rr.set_thread_local_data_recording(None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A place for a recording."""
    return tmp_path / "recording.rrd"


def run(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a program in an interpreter of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **environment},
    )


def read(path: Path, entity: str | None = None) -> list[dict[str, Any]]:
    """The cells of all rows of a recording, or of one entity, in order of their ids, without ids and built-in times."""
    rows: list[tuple[bytes, dict[str, Any]]] = []
    for chunk in rr.chunk.RrdReader(path).stream():
        if entity is not None and chunk.entity_path != entity:
            continue
        batch = chunk.to_record_batch()
        columns = {}
        for name in batch.schema.names:
            column = batch.column(name)
            if str(column.type).startswith(("timestamp", "duration")):
                column = column.cast("int64")
            columns[name] = column.to_pylist()
        for index in range(chunk.num_rows):
            row = {name: values[index] for name, values in columns.items() if values[index] is not None}
            row_id = row.pop("rerun.controls.RowId")
            row.pop("log_time", None)
            row["entity"] = chunk.entity_path
            rows.append((row_id, row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]
