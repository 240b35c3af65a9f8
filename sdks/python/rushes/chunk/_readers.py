"""What reads chunks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from ._lazy_chunk_stream import LazyChunkStream
    from ._lazy_store import LazyStore


@runtime_checkable
class StreamingReader(Protocol):
    """Reads chunks one after the other."""

    def stream(self) -> LazyChunkStream:
        """The chunks, one after the other."""
        ...


@runtime_checkable
class IndexedReader(StreamingReader, Protocol):
    """Also reads single chunks, by an index."""

    def store(self) -> LazyStore:
        """The chunks, read when they are wanted."""
        ...
