"""The parts of a blueprint: views, containers, panels, and the whole."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Union

from .. import _rushes as bindings
from .._baseclasses import (
    AsComponents as AsComponents,
    ComponentBatchLike as ComponentBatchLike,
    DescribedComponentBatch as DescribedComponentBatch,
)
from ..recording_stream import RecordingStream as RecordingStream
from .archetypes import (
    ActiveVisualizers as ActiveVisualizers,
    ContainerBlueprint as ContainerBlueprint,
    EntityBehavior as EntityBehavior,
    PanelBlueprint as PanelBlueprint,
    TimePanelBlueprint as TimePanelBlueprint,
    ViewBlueprint as ViewBlueprint,
    ViewContents as ViewContents,
    ViewportBlueprint as ViewportBlueprint,
    VisibleTimeRanges as VisibleTimeRanges,
    VisualizerInstruction as VisualizerInstruction,
)
from .components import PanelState as PanelState
from .visualizers import VisualizableArchetype as VisualizableArchetype, Visualizer as Visualizer

if TYPE_CHECKING:
    from pathlib import Path

    from typing_extensions import TypeAlias

    from ..encodings import (
        AbsoluteTimeRange,
        BoolLike,
        EntityPathLike,
        Float32ArrayLike as Float32ArrayLike,
        Utf8ArrayLike as Utf8ArrayLike,
        Utf8Like,
    )
    from .components import ContainerKindLike, LoopModeLike, PanelStateLike as PanelStateLike, PlayStateLike
else:
    from ..encodings import Float32ArrayLike, Utf8ArrayLike  # noqa: F401
    from .components import PanelStateLike


def _log(stream: RecordingStream, path: str, entity: Any, static: bool = False) -> None:
    bindings.log(path, entity, static=static, recording=stream, strict=True)


class View:
    """
    A view of a viewer.

    - `class_identifier`: which kind of view; the subclasses know it.
    - `origin`: the entity that it is about; what `$origin` in `contents` stands for.
    - `contents`: which entities it shows, as rules such as `"+ $origin/**"` and `"- /world/roads/**"`.
    - `name`: its title; by default the end of its origin.
    - `visible`, `titlebar`: whether it, and its title, are seen.
    - `properties`: archetypes by name that configure the view.
    - `defaults`: components that count where an entity does not have them.
    - `overrides`: by entity path, visualizers with components that win over those of the entity, or its behaviour.
    """

    def __init__(
        self,
        *,
        class_identifier: Utf8Like,
        origin: EntityPathLike,
        contents: ViewContentsLike,
        name: Utf8Like | None,
        visible: BoolLike | None = None,
        titlebar: BoolLike | None = None,
        properties: dict[str, AsComponents] | None = None,
        defaults: Iterable[AsComponents | Iterable[DescribedComponentBatch]] | None = None,
        overrides: Mapping[EntityPathLike, VisualizerLike | Iterable[VisualizerLike]] | None = None,
    ) -> None:
        self.id = uuid.uuid4()
        self.class_identifier = class_identifier
        self.origin = origin
        self.contents = contents
        self.name = name
        self.visible = visible
        self.titlebar = titlebar
        self.properties = {} if properties is None else properties
        self.defaults = [] if defaults is None else list(defaults)
        self.overrides = {} if overrides is None else overrides

    def blueprint_path(self) -> str:
        """Where it is in the blueprint."""
        return f"view/{self.id}"

    def to_container(self) -> Container:
        """A container with only this view."""
        from .containers import Tabs

        return Tabs(self)

    def to_blueprint(self) -> Blueprint:
        """A blueprint with only this view."""
        return Blueprint(self)

    def _log_to_stream(self, stream: RecordingStream) -> None:
        path = self.blueprint_path()
        contents = self.contents
        if not isinstance(contents, ViewContents):
            contents = ViewContents(query=[contents] if isinstance(contents, str) else list(contents))
        _log(stream, f"{path}/ViewContents", contents)
        _log(
            stream,
            path,
            ViewBlueprint(
                class_identifier=self.class_identifier,
                display_name=self.name,
                space_origin=self.origin,
                visible=self.visible,
                titlebar=self.titlebar,
            ),
        )
        for name, archetype in self.properties.items():
            _log(stream, f"{path}/{name}", archetype)
        for default in self.defaults:
            if hasattr(default, "as_component_batches"):
                _log(stream, f"{path}/defaults", default)
            else:
                raise ValueError(f"defaults are archetypes; found {type(default).__name__}")
        for entity, overrides in self.overrides.items():
            entity_path = str(entity).lstrip("/")
            self._log_overrides(stream, f"{path}/ViewContents/overrides/{entity_path}/visualizers", overrides)

    @staticmethod
    def _log_overrides(stream: RecordingStream, base: str, overrides: Any) -> None:
        is_one = hasattr(overrides, "as_component_batches") or isinstance(overrides, Visualizer)
        ids: list[bytes] = []
        for override in [overrides] if is_one else overrides:
            if isinstance(override, (EntityBehavior, VisibleTimeRanges)):
                _log(stream, base, override)
                continue
            visualizer = override if isinstance(override, Visualizer) else override.visualizer()
            path = f"{base}/{visualizer.id}"
            instruction = VisualizerInstruction(visualizer.visualizer_type, component_map=visualizer.mappings)
            _log(stream, path, instruction)
            if visualizer.overrides:
                _log(stream, path, visualizer.overrides)
            ids.append(visualizer.id.bytes)
        if ids:
            _log(stream, base, ActiveVisualizers(ids))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(origin={str(self.origin)!r}, name={self.name!r})"


class Container:
    """
    Views and containers side by side, on top of each other, in a grid, or behind tabs.

    - `args` or `contents`: what is in it.
    - `kind`: how it is laid out; the subclasses know it.
    - `column_shares`, `row_shares`: how wide, or high, the parts are, relative to each other.
    - `grid_columns`: how many columns a grid has; by default as many as fit.
    - `active_tab`: which tab is in front, by number or name.
    - `name`, `visible`: its title, and whether it is seen.
    """

    def __init__(
        self,
        *args: Container | View,
        contents: Iterable[Container | View] | None = None,
        kind: ContainerKindLike,
        column_shares: Float32ArrayLike | None = None,
        row_shares: Float32ArrayLike | None = None,
        grid_columns: int | None = None,
        active_tab: int | str | None = None,
        name: Utf8Like | None,
        visible: BoolLike | None = None,
    ) -> None:
        if args and contents is not None:
            raise ValueError("give the contents of a container as arguments, or as contents, but not both")
        self.id = uuid.uuid4()
        self.kind = kind
        self.contents: list[Container | View] = list(args if contents is None else contents)
        self.column_shares = column_shares
        self.row_shares = row_shares
        self.grid_columns = grid_columns
        self.active_tab = active_tab
        self.name = name
        self.visible = visible

    def blueprint_path(self) -> str:
        """Where it is in the blueprint."""
        return f"container/{self.id}"

    def to_container(self) -> Container:
        """Itself."""
        return self

    def to_blueprint(self) -> Blueprint:
        """A blueprint with only this container."""
        return Blueprint(self)

    def _active_tab_path(self) -> str | None:
        """The path of the tab in front. Without a choice, that of the last part without a name."""
        if isinstance(self.active_tab, int):
            if not 0 <= self.active_tab < len(self.contents):
                raise ValueError(f"there is no tab {self.active_tab} among {len(self.contents)}")
            return self.contents[self.active_tab].blueprint_path()
        paths = [part.blueprint_path() for part in self.contents if part.name == self.active_tab]
        if not paths and self.active_tab is not None:
            raise ValueError(f"there is no tab {self.active_tab!r}")
        return paths[-1] if paths else None

    def _log_to_stream(self, stream: RecordingStream) -> None:
        for part in self.contents:
            part._log_to_stream(stream)
        container = ContainerBlueprint(
            self.kind,
            display_name=self.name,
            contents=[part.blueprint_path() for part in self.contents],
            col_shares=self.column_shares,
            row_shares=self.row_shares,
            active_tab=self._active_tab_path(),
            visible=self.visible,
            grid_columns=self.grid_columns,
        )
        _log(stream, self.blueprint_path(), container)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.contents))})"


class Panel:
    """
    A panel of a viewer: expanded, collapsed, or hidden.

    `expanded` is the old spelling of `state`.
    """

    def __init__(
        self, *, blueprint_path: str, expanded: bool | None = None, state: PanelStateLike | None = None
    ) -> None:
        if expanded is not None:
            import warnings

            warnings.warn("expanded is deprecated; use state", DeprecationWarning, stacklevel=3)
            if state is not None:
                raise ValueError("give state or expanded, but not both")
            state = PanelState.Expanded if expanded else PanelState.Collapsed
        self._blueprint_path = blueprint_path
        self.state = state

    def blueprint_path(self) -> str:
        """Where it is in the blueprint."""
        return self._blueprint_path

    def _log_to_stream(self, stream: RecordingStream) -> None:
        _log(stream, self.blueprint_path(), PanelBlueprint(state=self.state))


class TopPanel(Panel):
    """The bar at the top."""

    def __init__(self, *, expanded: bool | None = None, state: PanelStateLike | None = None) -> None:
        super().__init__(blueprint_path="top_panel", expanded=expanded, state=state)


class BlueprintPanel(Panel):
    """The panel that shows the blueprint."""

    def __init__(self, *, expanded: bool | None = None, state: PanelStateLike | None = None) -> None:
        super().__init__(blueprint_path="blueprint_panel", expanded=expanded, state=state)


class SelectionPanel(Panel):
    """The panel that shows what is selected."""

    def __init__(self, *, expanded: bool | None = None, state: PanelStateLike | None = None) -> None:
        super().__init__(blueprint_path="selection_panel", expanded=expanded, state=state)


class TimePanel(Panel):
    """
    The panel that shows the time.

    - `timeline`: which timeline is shown.
    - `playback_speed`: how many seconds pass in one; `fps`: frames in a second, for timelines that count.
    - `play_state`: paused, playing, or following new data; `loop_mode`: off, the selection, or all.
    - `time_selection`: what is selected.
    """

    def __init__(
        self,
        *,
        expanded: bool | None = None,
        state: PanelStateLike | None = None,
        timeline: Utf8Like | None = None,
        playback_speed: float | None = None,
        fps: float | None = None,
        play_state: PlayStateLike | None = None,
        loop_mode: LoopModeLike | None = None,
        time_selection: AbsoluteTimeRange | None = None,
    ) -> None:
        super().__init__(blueprint_path="time_panel", expanded=expanded, state=state)
        self.timeline = timeline
        self.playback_speed = playback_speed
        self.fps = fps
        self.play_state = play_state
        self.loop_mode = loop_mode
        self.time_selection = time_selection

    def _log_to_stream(self, stream: RecordingStream) -> None:
        panel = TimePanelBlueprint(
            state=self.state,
            timeline=self.timeline,
            playback_speed=self.playback_speed,
            fps=self.fps,
            loop_mode=self.loop_mode,
            time_selection=self.time_selection,
        )
        _log(stream, self.blueprint_path(), panel)
        if self.play_state is not None:
            # Static, so that playing and pausing are no steps that can be undone.
            play_state = TimePanelBlueprint.from_fields(play_state=self.play_state)
            _log(stream, self.blueprint_path(), play_state, static=True)


class Blueprint:
    """
    A layout of the viewer.

    - `parts`: a container, or views and containers, and panels. Several views are put behind tabs.
    - `auto_layout`, `auto_views`: whether the viewer lays views out, and adds some; by default where there are none.
    - `collapse_panels`: collapses the panels that are not among the parts.
    """

    def __init__(
        self,
        *parts: BlueprintPart,
        auto_layout: bool | None = None,
        auto_views: bool | None = None,
        collapse_panels: bool = False,
    ) -> None:
        from .containers import Tabs

        contents: list[Container | View] = []
        self.panels: dict[type[Panel], Panel] = {}
        for part in parts:
            if isinstance(part, (Container, View)):
                contents.append(part)
            elif isinstance(part, Panel):
                if type(part) in self.panels:
                    raise ValueError(f"there can be only one {type(part).__name__}")
                self.panels[type(part)] = part
            else:
                raise ValueError(f"{type(part).__name__} is no part of a blueprint")
        self.root_container: Container | None = None
        if len(contents) == 1 and isinstance(contents[0], Container):
            self.root_container = contents[0]
        elif contents:
            self.root_container = Tabs(contents=contents)
        else:
            auto_layout = True if auto_layout is None else auto_layout
            auto_views = True if auto_views is None else auto_views
        self.auto_layout = auto_layout
        self.auto_views = auto_views
        self.collapse_panels = collapse_panels
        if collapse_panels:
            for panel in (BlueprintPanel, SelectionPanel, TimePanel):
                if panel not in self.panels:
                    self.panels[panel] = panel(state=PanelState.Collapsed)

    def to_blueprint(self) -> Blueprint:
        """Itself."""
        return self

    def _log_to_stream(self, stream: RecordingStream) -> None:
        root = None
        if self.root_container is not None:
            self.root_container._log_to_stream(stream)
            root = self.root_container.id.bytes
        viewport = ViewportBlueprint(
            root_container=root, auto_layout=self.auto_layout, auto_views=self.auto_views
        )
        _log(stream, "viewport", viewport)
        for panel in self.panels.values():
            panel._log_to_stream(stream)

    def save(self, application_id: str, path: str | Path | None = None) -> None:
        """Writes a file, by default `<application id>.rbl`; whoever opens it sees this blueprint."""
        messages = create_in_memory_blueprint(application_id=application_id, blueprint=self)
        messages.save(f"{application_id}.rbl" if path is None else path)

    def connect_grpc(
        self,
        application_id: str,
        *,
        url: str | None = None,
        make_active: bool = True,
        make_default: bool = True,
    ) -> None:
        """
        Sends the blueprint to a server or a viewer, by default on this machine; returns when it is there.

        Raises `RuntimeError` if that does not answer for some seconds, or the URL is none of a message proxy.
        """
        messages = create_in_memory_blueprint(application_id=application_id, blueprint=self)
        messages.connect_grpc(url, make_active, make_default)

    def spawn(
        self,
        application_id: str,
        *,
        port: int = 9876,
        memory_limit: str = "75%",
        hide_welcome_screen: bool = False,
        detach_process: bool = True,
    ) -> None:
        """
        Starts a viewer, unless something listens on the port already, and sends it this blueprint.

        Raises `RuntimeError` if there is none to start.
        """
        from ..sinks import _start_viewer

        _start_viewer(
            port=port,
            memory_limit=memory_limit,
            hide_welcome_screen=hide_welcome_screen,
            detach_process=detach_process,
        )
        self.connect_grpc(application_id, url=f"rerun+http://127.0.0.1:{port}/proxy")


def create_in_memory_blueprint(*, application_id: str, blueprint: BlueprintLike) -> bindings.BlueprintMessages:
    """A blueprint as messages, for an application."""
    stream = RecordingStream.__new__(RecordingStream)
    writer = bindings.create_blueprint(stream, application_id)
    stream.set_time("blueprint", sequence=0)
    blueprint.to_blueprint()._log_to_stream(stream)
    messages = writer.finish()
    stream._close()
    return messages


if TYPE_CHECKING:
    BlueprintLike: TypeAlias = Union[Blueprint, View, Container]
    BlueprintPart: TypeAlias = Union[Container, View, TopPanel, BlueprintPanel, SelectionPanel, TimePanel]
    ContainerLike: TypeAlias = Union[Container, View]
    ViewContentsLike: TypeAlias = Union[str, Iterable[str], ViewContents]
    VisualizerLike: TypeAlias = Union[EntityBehavior, VisibleTimeRanges, Visualizer, VisualizableArchetype]
else:
    BlueprintLike = Union[Blueprint, View, Container]
    BlueprintPart = Union[Container, View, TopPanel, BlueprintPanel, SelectionPanel, TimePanel]
    ContainerLike = Union[Container, View]
    ViewContentsLike = Any
    VisualizerLike = Any
