"""Chunks as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._chunk import Chunk

_ROW_ID = "rerun.controls.RowId"


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def format_chunk(chunk: Chunk, width: int, redact: bool) -> str:
    """A table of the rows."""
    batch = chunk.to_record_batch()
    names = [name for name in batch.schema.names if not (redact and name in (_ROW_ID, "log_time"))]
    columns = []
    for name in names:
        column = batch.column(name)
        if str(column.type).startswith(("timestamp", "duration")):
            column = column.cast("int64")
        cells = [value.hex() if isinstance(value, bytes) else _cell(value) for value in column.to_pylist()]
        columns.append([name, *cells])
    room = max(8, (width - 1) // max(1, len(columns)) - 3)
    widths = [min(room, max(map(len, column))) for column in columns]
    lines = [f"{chunk.entity_path}{' (static)' if chunk.is_static else ''}: {chunk.num_rows} rows"]
    if not redact:
        lines[0] = f"{chunk.id} {lines[0]}"
    for row in zip(*columns):
        cut = (_cut(cell, size).ljust(size) for cell, size in zip(row, widths))
        lines.append("| " + " | ".join(cut) + " |")
    return "\n".join(lines)


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: max(0, size - 3)] + "..."
