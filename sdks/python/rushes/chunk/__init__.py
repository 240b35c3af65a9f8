"""Reading recordings, chunk by chunk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import attach

if TYPE_CHECKING:
    from ._chunk import Chunk as Chunk
    from ._chunk_store import ChunkStore as ChunkStore
    from ._index_column import IndexColumn as IndexColumn
    from ._lazy_chunk_stream import LazyChunkStream as LazyChunkStream
    from ._lazy_store import LazyStore as LazyStore
    from ._lens import (
        DeriveLens as DeriveLens,
        Lens as Lens,
        MutateLens as MutateLens,
    )
    from ._mcap_reader import (
        McapChannelInfo as McapChannelInfo,
        McapChunkInfo as McapChunkInfo,
        McapCompressionInfo as McapCompressionInfo,
        McapInfo as McapInfo,
        McapReader as McapReader,
        McapSchemaInfo as McapSchemaInfo,
    )
    from ._optimization_profile import OptimizationProfile as OptimizationProfile
    from ._readers import IndexedReader as IndexedReader, StreamingReader as StreamingReader
    from ._rrd_reader import RrdReader as RrdReader
    from ._selector import Selector as Selector
    from ._store_entry import StoreEntry as StoreEntry

__all__ = [
    "Chunk",
    "ChunkStore",
    "DeriveLens",
    "IndexColumn",
    "IndexedReader",
    "LazyChunkStream",
    "LazyStore",
    "Lens",
    "McapChannelInfo",
    "McapChunkInfo",
    "McapCompressionInfo",
    "McapInfo",
    "McapReader",
    "McapSchemaInfo",
    "MutateLens",
    "OptimizationProfile",
    "RrdReader",
    "Selector",
    "StoreEntry",
    "StreamingReader",
]

__getattr__, __dir__ = attach(
    __name__,
    {
        "Chunk": "_chunk",
        "ChunkStore": "_chunk_store",
        "IndexColumn": "_index_column",
        "LazyChunkStream": "_lazy_chunk_stream",
        "LazyStore": "_lazy_store",
        "DeriveLens": "_lens",
        "Lens": "_lens",
        "MutateLens": "_lens",
        "McapChannelInfo": "_mcap_reader",
        "McapChunkInfo": "_mcap_reader",
        "McapCompressionInfo": "_mcap_reader",
        "McapInfo": "_mcap_reader",
        "McapReader": "_mcap_reader",
        "McapSchemaInfo": "_mcap_reader",
        "OptimizationProfile": "_optimization_profile",
        "IndexedReader": "_readers",
        "StreamingReader": "_readers",
        "RrdReader": "_rrd_reader",
        "Selector": "_selector",
        "StoreEntry": "_store_entry",
    },
)
