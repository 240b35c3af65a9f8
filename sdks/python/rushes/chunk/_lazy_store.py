"""Chunks in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._lazy_chunk_stream import LazyChunkStream

if TYPE_CHECKING:
    from pathlib import Path

    from ._rrd_reader import RrdReader
    from ._store_entry import StoreEntry


class LazyStore:
    """The chunks of a recording in a file, read when they are wanted."""

    def __init__(self, internal: tuple[RrdReader, StoreEntry]) -> None:
        self._reader, self._store = internal

    def stream(self) -> LazyChunkStream:
        """The chunks, one after the other."""
        return self._reader.stream(store=self._store)

    def summary(self) -> str:
        """A line for each chunk: entity, rows, timelines, components."""
        from ._chunk_store import summary

        return summary(self.stream().to_chunks())

    def schema(self) -> Any:
        """All columns."""
        raise NotImplementedError("LazyStore.schema: this version has no queries")

    def write_rrd(self, path: str | Path, *, application_id: str, recording_id: str) -> None:
        """Writes all chunks to a file, as a recording of these ids."""
        self.stream().write_rrd(path, application_id=application_id, recording_id=recording_id)

    def __len__(self) -> int:
        count = self._reader._native.num_chunks(self._store._native)
        return len(self.stream().to_chunks()) if count is None else count

    def __repr__(self) -> str:
        return f"LazyStore({self._store!r})"
