"""Chunks in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._chunk import Chunk
from ._lazy_chunk_stream import LazyChunkStream

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class ChunkStore:
    """The chunks of a recording, in memory."""

    def __init__(self, internal: list[Chunk]) -> None:
        self._chunks = internal

    @staticmethod
    def from_chunks(chunks: Sequence[Chunk]) -> ChunkStore:
        """A store of these chunks."""
        return ChunkStore(list(chunks))

    def stream(self) -> LazyChunkStream:
        """The chunks, one after the other."""
        return LazyChunkStream.from_iter(self._chunks)

    def summary(self) -> str:
        """A line for each chunk: entity, rows, timelines, components."""
        return summary(self._chunks)

    def schema(self) -> Any:
        """All columns."""
        raise NotImplementedError("ChunkStore.schema: this version has no queries")

    def reader(self, index: str | None, **options: Any) -> Any:
        """The rows as a dataframe."""
        raise NotImplementedError("ChunkStore.reader: this version has no queries")

    def write_rrd(self, path: str | Path, *, application_id: str, recording_id: str) -> None:
        """Writes all chunks to a file, as a recording of these ids."""
        self.stream().write_rrd(path, application_id=application_id, recording_id=recording_id)

    def __len__(self) -> int:
        return len(self._chunks)

    def __repr__(self) -> str:
        return f"ChunkStore({len(self)} chunks)"


def summary(chunks: list[Chunk]) -> str:
    """A line for each chunk."""
    lines = []
    for chunk in chunks:
        timelines = "static" if chunk.is_static else ", ".join(chunk.timeline_names)
        components = ", ".join(chunk._native.component_names)
        lines.append(f"{chunk.entity_path}: {chunk.num_rows} rows, {timelines}: {components}")
    return "\n".join(sorted(lines))
