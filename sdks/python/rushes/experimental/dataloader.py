"""Recordings as data for training."""

from __future__ import annotations

from typing import Any

from .._missing import missing

_WHAT = "this version has no loader of data for training"


class BlockShuffle:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("BlockShuffle", _WHAT)


class ColumnDecoder:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("ColumnDecoder", _WHAT)


class DataSource:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("DataSource", _WHAT)


class DecodeRequest:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("DecodeRequest", _WHAT)


class Field:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Field", _WHAT)


class FieldBatch:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("FieldBatch", _WHAT)


class FixedRateSampling:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("FixedRateSampling", _WHAT)


class ImageDecoder:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("ImageDecoder", _WHAT)


class IndexValue:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("IndexValue", _WHAT)


class Manifest:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Manifest", _WHAT)


class NoShuffle:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("NoShuffle", _WHAT)


class NumericDecoder:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("NumericDecoder", _WHAT)


class PooledBatchCollator:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("PooledBatchCollator", _WHAT)


class RerunIterableDataset:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("RerunIterableDataset", _WHAT)


class RerunMapDataset:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("RerunMapDataset", _WHAT)


class SampleIndex:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("SampleIndex", _WHAT)


class SampleShuffle:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("SampleShuffle", _WHAT)


class SegmentMetadata:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("SegmentMetadata", _WHAT)


class ShuffleStrategy:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("ShuffleStrategy", _WHAT)


class VideoFrameDecoder:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("VideoFrameDecoder", _WHAT)


class Yuv420Collator:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Yuv420Collator", _WHAT)


class Yuv420Frame:
    """Not available yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Yuv420Frame", _WHAT)


def tracing_scope(*args: Any, **kwargs: Any) -> Any:
    """A span for traces."""
    raise missing("tracing_scope", _WHAT)


def with_tracing(*args: Any, **kwargs: Any) -> Any:
    """A span for traces around each call."""
    raise missing("with_tracing", _WHAT)
