"""Robots described in URDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._missing import missing

if TYPE_CHECKING:
    from pathlib import Path

_WHAT = "this version does not read URDF"


class UrdfMimic:
    """A joint that follows another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("UrdfMimic", _WHAT)


class UrdfLink:
    """A part of a robot."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("UrdfLink", _WHAT)


class UrdfJoint:
    """A joint of a robot."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("UrdfJoint", _WHAT)


class UrdfTree:
    """A robot: links and joints."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("UrdfTree", _WHAT)

    @staticmethod
    def from_file_path(
        path: str | Path,
        entity_path_prefix: str | None = None,
        *,
        frame_prefix: str | None = None,
        static_transform_entity_path: str | None = None,
    ) -> UrdfTree:
        """Reads a file."""
        raise missing("UrdfTree.from_file_path", _WHAT)
