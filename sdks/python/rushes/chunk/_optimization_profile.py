"""How chunks are compacted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class OptimizationProfile:
    """
    How chunks are compacted.

    - `max_bytes`, `max_rows`, `max_rows_if_unsorted`: how large chunks get at most.
    - `extra_passes`: how often it is tried again.
    - `gop_batching`: whether video is cut where decoding can start; `fix_keyframe`: mark these places.
    - `split_size_ratio`: from which difference in size on components are put into chunks of their own.
    """

    max_bytes: int | None = None
    max_rows: int | None = None
    max_rows_if_unsorted: int | None = None
    extra_passes: int = 50
    gop_batching: bool = True
    split_size_ratio: float | None = None
    fix_keyframe: bool = False

    LIVE: ClassVar[OptimizationProfile]
    OBJECT_STORE: ClassVar[OptimizationProfile]


OptimizationProfile.LIVE = OptimizationProfile(
    max_bytes=384 << 10, max_rows=4096, max_rows_if_unsorted=1024
)
OptimizationProfile.OBJECT_STORE = OptimizationProfile(
    max_bytes=2 << 20, max_rows=65_536, max_rows_if_unsorted=8192, split_size_ratio=10.0
)
