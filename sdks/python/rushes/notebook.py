"""Notebooks. A viewer inside them comes with a later version; recordings can be handed to others as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Union

from typing_extensions import Literal as Literal

from . import _rushes as bindings  # noqa: F401
from ._missing import missing
from .error_utils import RerunMissingDependencyError as RerunMissingDependencyError
from .recording_stream import RecordingStream as RecordingStream, get_data_recording as get_data_recording
from .time import to_nanos as to_nanos, to_nanos_since_epoch as to_nanos_since_epoch

if TYPE_CHECKING:
    from .blueprint import BlueprintLike

HAS_NOTEBOOK = False
"""Whether there is a viewer for notebooks."""

_WHAT = "this version has no viewer for notebooks"
_size = (640, 480)


@dataclass
class EntitySelectionItem:
    """An entity that the user selected."""

    entity_path: str
    instance_id: int | None = None
    view_name: str | None = None
    position: Any = None
    type: Literal["entity"] = "entity"


@dataclass
class ViewSelectionItem:
    """A view that the user selected."""

    view_id: str
    view_name: str
    type: Literal["view"] = "view"


@dataclass
class ContainerSelectionItem:
    """A container that the user selected."""

    container_id: str
    container_name: str
    type: Literal["container"] = "container"


SelectionItem = Union[EntitySelectionItem, ViewSelectionItem, ContainerSelectionItem]


@dataclass
class _Event:
    application_id: str
    recording_id: str


@dataclass
class PlayEvent(_Event):
    """The user started to play."""

    type: Literal["play"] = "play"


@dataclass
class PauseEvent(_Event):
    """The user paused."""

    type: Literal["pause"] = "pause"


@dataclass
class TimeUpdateEvent(_Event):
    """The time has changed."""

    time: float = 0.0
    type: Literal["time_update"] = "time_update"


@dataclass
class TimelineChangeEvent(_Event):
    """The user chose another timeline."""

    timeline: str = ""
    time: float = 0.0
    type: Literal["timeline_change"] = "timeline_change"


@dataclass
class SelectionChangeEvent(_Event):
    """The user selected something else."""

    items: Any = ()
    type: Literal["selection_change"] = "selection_change"


@dataclass
class RecordingOpenEvent(_Event):
    """A recording was opened."""

    source: str = ""
    version: str | None = None
    type: Literal["recording_open"] = "recording_open"


ViewerEvent = Union[
    PlayEvent, PauseEvent, TimeUpdateEvent, TimelineChangeEvent, SelectionChangeEvent, RecordingOpenEvent
]


def set_default_size(*, width: int | None, height: int | None) -> None:
    """How large viewers are, in pixels."""
    global _size
    _size = (_size[0] if width is None else width, _size[1] if height is None else height)


class Viewer:
    """A viewer in a notebook."""

    def __init__(
        self,
        *,
        width: int | None = None,
        height: int | None = None,
        url: str | None = None,
        blueprint: BlueprintLike | None = None,
        recording: RecordingStream | None = None,
        use_global_recording: bool | None = None,
        theme: str | None = None,
    ) -> None:
        raise missing("Viewer", _WHAT)


def notebook_show(
    *,
    width: int | None = None,
    height: int | None = None,
    blueprint: BlueprintLike | None = None,
    recording: RecordingStream | None = None,
) -> None:
    """Shows a recording in a notebook."""
    raise missing("notebook_show", _WHAT)


def legacy_notebook_show(
    *,
    width: int = 950,
    height: int = 712,
    app_url: str | None = None,
    timeout_ms: int = 2000,
    blueprint: BlueprintLike | None = None,
    recording: RecordingStream | None = None,
) -> Any:
    """Shows a recording in a notebook, inside a page."""
    raise missing("legacy_notebook_show", _WHAT)
