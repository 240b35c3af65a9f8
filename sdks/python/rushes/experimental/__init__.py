"""What may still change."""

from __future__ import annotations

import importlib
import warnings
from typing import Any

from .._missing import missing

_WHAT = "this version cannot control a viewer"


class BearerTokenObjectStoreAuth:
    """A token for an object store."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("BearerTokenObjectStoreAuth", _WHAT)


class Blueprint:
    """A blueprint of a viewer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Blueprint", _WHAT)


class BlueprintInfo:
    """What is known about a blueprint."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("BlueprintInfo", _WHAT)


class Command:
    """A command of a viewer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Command", _WHAT)


class ComponentSchema:
    """What is known about a component."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("ComponentSchema", _WHAT)


class DatasetAssetSchema:
    """What is known about an asset."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("DatasetAssetSchema", _WHAT)


class DatasetInfo:
    """What is known about a dataset."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("DatasetInfo", _WHAT)


class DatasetSchema:
    """The columns of a dataset."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("DatasetSchema", _WHAT)


class EntitySchema:
    """What is known about an entity."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("EntitySchema", _WHAT)


class Hdf5Reader:
    """Reads HDF5 files."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Hdf5Reader", _WHAT)


class LeRobotReader:
    """Reads LeRobot datasets."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("LeRobotReader", _WHAT)


class LoadingSource:
    """What a viewer is loading."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("LoadingSource", _WHAT)


class LogEntry:
    """A message of a viewer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("LogEntry", _WHAT)


class MetricsCollector:
    """Measures queries."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("MetricsCollector", _WHAT)


class Mp4Reader:
    """Reads MP4 files."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Mp4Reader", _WHAT)


class Mp4TranscodeOptions:
    """How videos are recoded."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Mp4TranscodeOptions", _WHAT)


class ObjectStoreAuth:
    """Credentials of an object store."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("ObjectStoreAuth", _WHAT)


class OpenResult:
    """What a viewer has opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("OpenResult", _WHAT)


class ParquetReader:
    """Reads Parquet files."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("ParquetReader", _WHAT)


class ProfileTrace:
    """Where a viewer spent its time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("ProfileTrace", _WHAT)


class QueryMetrics:
    """What a query did."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("QueryMetrics", _WHAT)


class Recording:
    """A recording in a viewer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Recording", _WHAT)


class RecordingSchema:
    """The columns of a recording."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("RecordingSchema", _WHAT)


class TableColumnSchema:
    """What is known about a column."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("TableColumnSchema", _WHAT)


class Timeline:
    """A timeline in a viewer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Timeline", _WHAT)


class View:
    """A view of a viewer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("View", _WHAT)


class ViewReport:
    """What a view shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("ViewReport", _WHAT)


class ViewerClient:
    """Controls a viewer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("ViewerClient", _WHAT)


class ViewerState:
    """What a viewer shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("ViewerState", _WHAT)


def query_metrics() -> Any:
    """Measures the queries of a block."""
    raise missing("query_metrics", "this version has no queries")


_MOVED = {
    "send_chunks": "rushes",
    **dict.fromkeys(
        (
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
        ),
        "rushes.chunk",
    ),
}


def __getattr__(name: str) -> Any:
    if name == "video":
        return importlib.import_module("rushes.experimental.video")
    module = _MOVED.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    warnings.warn(f"rushes.experimental.{name} has moved to {module}.{name}", DeprecationWarning, stacklevel=2)
    return getattr(importlib.import_module(module), name)
