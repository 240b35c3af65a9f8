"""Columns that are timelines."""

from __future__ import annotations

from dataclasses import dataclass

from typing_extensions import Literal


@dataclass(frozen=True)
class IndexColumn:
    """A column of a foreign file that is a timeline: its path, what it is, and its unit."""

    path: str
    kind: Literal["timestamp", "duration", "sequence"]
    input_unit: Literal["ns", "us", "ms", "s"] | None = None

    @classmethod
    def timestamp(cls, path: str, *, input_unit: Literal["ns", "us", "ms", "s"] = "ns") -> IndexColumn:
        """Points in time."""
        return cls(path, "timestamp", input_unit)

    @classmethod
    def duration(cls, path: str, *, input_unit: Literal["ns", "us", "ms", "s"] = "ns") -> IndexColumn:
        """Spans of time."""
        return cls(path, "duration", input_unit)

    @classmethod
    def sequence(cls, path: str) -> IndexColumn:
        """Numbers that count."""
        return cls(path, "sequence")
