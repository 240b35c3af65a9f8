"""The kinds of views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import attach

if TYPE_CHECKING:
    from .audio_view import AudioView as AudioView
    from .bar_chart_view import BarChartView as BarChartView
    from .dataframe_view import DataframeView as DataframeView
    from .graph_view import GraphView as GraphView
    from .map_view import MapView as MapView
    from .spatial2d_view import Spatial2DView as Spatial2DView
    from .spatial3d_view import Spatial3DView as Spatial3DView
    from .state_timeline_view import StateTimelineView as StateTimelineView
    from .tensor_view import TensorView as TensorView
    from .text_document_view import TextDocumentView as TextDocumentView
    from .text_log_view import TextLogView as TextLogView
    from .time_series_view import TimeSeriesView as TimeSeriesView

__all__ = [
    "AudioView",
    "BarChartView",
    "DataframeView",
    "GraphView",
    "MapView",
    "Spatial2DView",
    "Spatial3DView",
    "StateTimelineView",
    "TensorView",
    "TextDocumentView",
    "TextLogView",
    "TimeSeriesView",
]

__getattr__, __dir__ = attach(
    __name__,
    {
        "AudioView": "audio_view",
        "BarChartView": "bar_chart_view",
        "DataframeView": "dataframe_view",
        "GraphView": "graph_view",
        "MapView": "map_view",
        "Spatial2DView": "spatial2d_view",
        "Spatial3DView": "spatial3d_view",
        "StateTimelineView": "state_timeline_view",
        "TensorView": "tensor_view",
        "TextDocumentView": "text_document_view",
        "TextLogView": "text_log_view",
        "TimeSeriesView": "time_series_view",
    },
)
