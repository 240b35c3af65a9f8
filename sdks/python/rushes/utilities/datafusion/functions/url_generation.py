"""Links to segments of datasets."""

from __future__ import annotations

import importlib.util
from typing import Any

from ....error_utils import RerunMissingDependencyError as RerunMissingDependencyError

HAS_DATAFUSION = importlib.util.find_spec("datafusion") is not None
"""Whether queries can be made at all."""


def col(name: str) -> Any:
    """A column, by its name."""
    if not HAS_DATAFUSION:
        raise RerunMissingDependencyError("datafusion", "query")
    import datafusion

    return datafusion.col(name)


def segment_url(
    dataset: Any,
    *,
    segment_id: Any = None,
    timestamp: Any = None,
    timeline_name: str | None = None,
    time_range_start: Any = None,
    time_range_end: Any = None,
    selection: Any = None,
) -> Any:
    """An expression that makes a link to a segment of a dataset."""
    raise NotImplementedError("segment_url: this version has no catalog client")
