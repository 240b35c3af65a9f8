"""Sending chunks as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _rushes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .chunk import Chunk, ChunkStore, LazyChunkStream, LazyStore
    from .recording_stream import RecordingStream


def send_chunks(
    chunks: Chunk | LazyChunkStream | LazyStore | ChunkStore | Iterable[Chunk],
    *,
    recording: RecordingStream | None = None,
) -> None:
    """
    Sends chunks as they are: ids, times and components stay, only the recording is this one.

    Takes a chunk, an iterable of chunks, a stream or a store. Raises `TypeError` for anything else.
    """
    from .chunk import Chunk

    source: Any = chunks
    if isinstance(source, Chunk):
        source = [source]
    elif hasattr(source, "stream"):
        source = source.stream()

    def native() -> Any:
        for chunk in source:
            if not isinstance(chunk, Chunk):
                raise TypeError(f"expected a Chunk; found {type(chunk).__name__}")
            yield chunk._native

    _rushes.send_native_chunks(native(), recording)
