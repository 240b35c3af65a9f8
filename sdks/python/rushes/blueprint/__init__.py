"""
Blueprints: which views a viewer shows, of what, and how they are laid out.

    import rushes.blueprint as rrb

    blueprint = rrb.Blueprint(
        rrb.Horizontal(
            rrb.Spatial3DView(origin="/room"),
            rrb.TimeSeriesView(contents="/speed/**"),
            column_shares=[3, 2],
        ),
        rrb.TimePanel(timeline="frame"),
    )
    blueprint.save("my_app")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import attach as _attach

if TYPE_CHECKING:
    from ..encodings import (
        TimeRange as TimeRange,
        TimeRangeBoundary as TimeRangeBoundary,
        VisibleTimeRange as VisibleTimeRange,
    )
    from . import (
        api as api,
        archetypes as archetypes,
        components as components,
        containers as containers,
        encodings as encodings,
        experimental as experimental,
        table as table,
        views as views,
        visualizers as visualizers,
    )
    from .api import (
        Blueprint as Blueprint,
        BlueprintLike as BlueprintLike,
        BlueprintPanel as BlueprintPanel,
        BlueprintPart as BlueprintPart,
        Container as Container,
        ContainerLike as ContainerLike,
        PanelStateLike as PanelStateLike,
        SelectionPanel as SelectionPanel,
        TimePanel as TimePanel,
        TopPanel as TopPanel,
        View as View,
    )
    from .archetypes import (
        ActiveVisualizers as ActiveVisualizers,
        AudioPlayback as AudioPlayback,
        Background as Background,
        EntityBehavior as EntityBehavior,
        EyeControls3D as EyeControls3D,
        LineGrid3D as LineGrid3D,
        PlotInteraction as PlotInteraction,
        PlotLegend as PlotLegend,
        ScalarAxis as ScalarAxis,
        SpatialInformation as SpatialInformation,
        TensorScalarMapping as TensorScalarMapping,
        TensorSliceSelection as TensorSliceSelection,
        TextLogColumns as TextLogColumns,
        TextLogFormat as TextLogFormat,
        TextLogRows as TextLogRows,
        TimeAxis as TimeAxis,
        VisibleTimeRanges as VisibleTimeRanges,
        VisualBounds2D as VisualBounds2D,
    )
    from .components import (
        BackgroundKind as BackgroundKind,
        Corner2D as Corner2D,
        Eye3DKind as Eye3DKind,
        LockRangeDuringZoom as LockRangeDuringZoom,
        MapProvider as MapProvider,
        PanelState as PanelState,
    )
    from .containers import (
        Grid as Grid,
        Horizontal as Horizontal,
        Tabs as Tabs,
        Vertical as Vertical,
    )
    from .table import (
        TableBlueprint as TableBlueprint,
    )
    from .views import (
        AudioView as AudioView,
        BarChartView as BarChartView,
        DataframeView as DataframeView,
        GraphView as GraphView,
        MapView as MapView,
        Spatial2DView as Spatial2DView,
        Spatial3DView as Spatial3DView,
        StateTimelineView as StateTimelineView,
        TensorView as TensorView,
        TextDocumentView as TextDocumentView,
        TextLogView as TextLogView,
        TimeSeriesView as TimeSeriesView,
    )
    from .visualizers import (
        VisualizableArchetype as VisualizableArchetype,
        Visualizer as Visualizer,
    )

_NAMES = {
    "Blueprint": "api",
    "BlueprintLike": "api",
    "BlueprintPanel": "api",
    "BlueprintPart": "api",
    "Container": "api",
    "ContainerLike": "api",
    "PanelStateLike": "api",
    "SelectionPanel": "api",
    "TimePanel": "api",
    "TopPanel": "api",
    "View": "api",
    "ActiveVisualizers": "archetypes",
    "AudioPlayback": "archetypes",
    "Background": "archetypes",
    "EntityBehavior": "archetypes",
    "EyeControls3D": "archetypes",
    "LineGrid3D": "archetypes",
    "PlotInteraction": "archetypes",
    "PlotLegend": "archetypes",
    "ScalarAxis": "archetypes",
    "SpatialInformation": "archetypes",
    "TensorScalarMapping": "archetypes",
    "TensorSliceSelection": "archetypes",
    "TextLogColumns": "archetypes",
    "TextLogFormat": "archetypes",
    "TextLogRows": "archetypes",
    "TimeAxis": "archetypes",
    "VisibleTimeRanges": "archetypes",
    "VisualBounds2D": "archetypes",
    "BackgroundKind": "components",
    "Corner2D": "components",
    "Eye3DKind": "components",
    "LockRangeDuringZoom": "components",
    "MapProvider": "components",
    "PanelState": "components",
    "Grid": "containers",
    "Horizontal": "containers",
    "Tabs": "containers",
    "Vertical": "containers",
    "TableBlueprint": "table",
    "AudioView": "views",
    "BarChartView": "views",
    "DataframeView": "views",
    "GraphView": "views",
    "MapView": "views",
    "Spatial2DView": "views",
    "Spatial3DView": "views",
    "StateTimelineView": "views",
    "TensorView": "views",
    "TextDocumentView": "views",
    "TextLogView": "views",
    "TimeSeriesView": "views",
    "VisualizableArchetype": "visualizers",
    "Visualizer": "visualizers",
    "TimeRange": "_encodings",
    "TimeRangeBoundary": "_encodings",
    "VisibleTimeRange": "_encodings",
}

_MODULES = (
    "api",
    "archetypes",
    "components",
    "containers",
    "datatypes",
    "encodings",
    "experimental",
    "table",
    "views",
    "visualizers",
)

__getattr__, __dir__ = _attach(__name__, _NAMES, _MODULES)
