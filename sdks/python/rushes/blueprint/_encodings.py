"""Encodings that blueprints use."""

from __future__ import annotations

from ..encodings import (
    TimeRange as TimeRange,
    TimeRangeBoundary as TimeRangeBoundary,
    VisibleTimeRange as VisibleTimeRange,
)
