"""Reading MCAP files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import Literal

from .._missing import missing

_WHAT = "this version does not read MCAP files"


@dataclass(frozen=True)
class McapSchemaInfo:
    """What is known about a schema."""

    id: int
    name: str
    encoding: str
    data_size_bytes: int


@dataclass(frozen=True)
class McapChannelInfo:
    """What is known about a channel."""

    id: int
    topic: str
    message_encoding: str
    metadata: Mapping[str, str]
    schema: McapSchemaInfo | None
    message_count: int | None
    frequency_hz: tuple[float, float] | None


@dataclass(frozen=True)
class McapChunkInfo:
    """What is known about the chunks of a file."""

    count: int
    max_uncompressed_size_bytes: int | None
    max_compressed_size_bytes: int | None
    has_overlapping_time_ranges: bool


@dataclass(frozen=True)
class McapCompressionInfo:
    """What is known about the compression of a file."""

    codec: str
    chunk_count: int
    compressed_size_bytes: int
    uncompressed_size_bytes: int

    @property
    def savings_ratio(self) -> float:
        """How much of the size was saved, from 0 to 1."""
        if self.uncompressed_size_bytes == 0:
            return 0.0
        return 1.0 - self.compressed_size_bytes / self.uncompressed_size_bytes


@dataclass(frozen=True)
class McapInfo:
    """What is known about a file."""

    profile: str
    library: str
    message_count: int | None
    message_start_time_ns: int | None
    message_end_time_ns: int | None
    duration_ns: int | None
    schema_count: int
    channel_count: int
    attachment_count: int
    metadata_count: int
    statistics_present: bool
    summary_source: Literal["embedded", "reconstructed"]
    chunks: McapChunkInfo
    compression: tuple[McapCompressionInfo, ...]
    channels: tuple[McapChannelInfo, ...]


class McapReader:
    """Reads an MCAP file."""

    def __init__(
        self,
        path: str | Path,
        *,
        timeline_type: str = "timestamp_ns",
        timestamp_offset_ns: int | None = None,
        decoders: Sequence[str] | None = None,
        include_topic_regex: Sequence[str] | None = None,
        exclude_topic_regex: Sequence[str] | None = None,
        start_time_ns: int | None = None,
        end_time_ns: int | None = None,
        recover: bool = False,
    ) -> None:
        raise missing("McapReader", _WHAT)
