"""The catalog of a server: datasets, segments, tables."""

from __future__ import annotations

import enum
from typing import Any

from ._content_filter import ContentFilter as ContentFilter
from ._missing import missing

_WHAT = "this version has no catalog client"


class AlreadyExistsError(Exception):
    """Something of that name is there already."""


class NotFoundError(LookupError):
    """There is nothing of that name."""


class CatalogClient:
    """A connection to a catalog."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("CatalogClient", _WHAT)


class ComponentColumnDescriptor:
    """What is known about a component column."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("ComponentColumnDescriptor", _WHAT)


class ComponentColumnSelector:
    """Chooses a component column."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("ComponentColumnSelector", _WHAT)


class DatasetEntry:
    """A dataset."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("DatasetEntry", _WHAT)


class DatasetInfo:
    """What is known about a dataset."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("DatasetInfo", _WHAT)


class DatasetSelection:
    """A part of a dataset."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("DatasetSelection", _WHAT)


class Entry:
    """Something in a catalog."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Entry", _WHAT)


class EntryId:
    """The id of something in a catalog."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("EntryId", _WHAT)


class IndexColumnDescriptor:
    """What is known about a time column."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("IndexColumnDescriptor", _WHAT)


class IndexColumnSelector:
    """Chooses a time column."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("IndexColumnSelector", _WHAT)


class Layer:
    """A layer of a segment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Layer", _WHAT)


class LayerInfo:
    """What is known about a layer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("LayerInfo", _WHAT)


class RegistrationOperation:
    """Files that are being registered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("RegistrationOperation", _WHAT)


class RegistrationResult:
    """Files that were registered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("RegistrationResult", _WHAT)


class Schema:
    """The columns of a dataset."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Schema", _WHAT)


class Segment:
    """A segment of a dataset."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Segment", _WHAT)


class SegmentRegistrationResult:
    """A segment that was registered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("SegmentRegistrationResult", _WHAT)


class TableEntry:
    """A table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("TableEntry", _WHAT)


class TimelineInfo:
    """What is known about a timeline."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("TimelineInfo", _WHAT)


class UnregistrationHandle:
    """Files that are being removed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("UnregistrationHandle", _WHAT)


class VersionInfo:
    """The version of a server."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("VersionInfo", _WHAT)


class EntryKind(enum.Enum):
    """What something in a catalog is."""

    DATASET = 1
    DATASET_VIEW = 2
    TABLE = 3
    TABLE_VIEW = 4
    BLUEPRINT_DATASET = 5


class OnDuplicateSegmentLayer(enum.Enum):
    """What happens when a layer is there already."""

    ERROR = "error"
    SKIP = "skip"
    REPLACE = "replace"


IndexValuesLike = Any
"""Times at which rows are wanted."""
