//! Settings of plots.

use crate::archetypes::notes::THEME_BACKGROUND;
use crate::blueprint::components::{
    Corner2D, Enabled, LinkAxis, LockRangeDuringZoom, PointsDisplay, TimeRange, TooltipMode,
};
use crate::components::{Color, Range1D, Visible};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// Background and grid of a plot.
    unstable PlotBackground;
    pub new();

    /// Colour.
    optional color: Color = rule(THEME_BACKGROUND),
    /// Whether grid lines are drawn.
    optional show_grid: Enabled = value(true),
}

blueprint_archetype! {
    /// Hover behaviour of a plot.
    unstable PlotInteraction;
    pub new();

    /// Tooltip shows nearest or all series.
    optional tooltip_mode: TooltipMode,
    /// When sample markers appear on lines.
    optional points_display: PointsDisplay,
}

blueprint_archetype! {
    /// Legend of a plot.
    unstable PlotLegend;
    pub new();

    /// Corner of the legend.
    optional corner: Corner2D
        in "BarChart": value(Corner2D::RightTop),
    /// Whether it is drawn.
    optional visible: Visible
        in "TimeSeries": value(true),
}

blueprint_archetype! {
    /// Value (Y) axis of a plot.
    unstable ScalarAxis;
    pub new();

    /// Shown Y range; unset = automatic.
    optional range: Range1D
        in "TimeSeries": rule("data range, widened by 5% of its span on both sides"),
    /// Keep the range fixed while zooming.
    optional zoom_lock: LockRangeDuringZoom,
}

blueprint_archetype! {
    /// X axis (time) settings for the plot and state lanes.
    unstable TimeAxis;
    pub new();

    /// Share the axis with other views.
    optional link: LinkAxis,
    /// Shown time range.
    optional view_range: TimeRange
        in "StateTimeline": rule("sequence timeline spanning > 2000: cursor -1000..+1000; time timeline spanning > 60 s: cursor -30 s..+30 s; else everything")
        in "TimeSeries": rule("sequence timeline spanning > 2000: cursor -1000..+1000; time timeline spanning > 60 s: cursor -30 s..+30 s; else everything (span of the plotted data; the data range itself when small, unbounded on sides that reach the recording ends)"),
    /// Keep the range fixed while zooming.
    optional zoom_lock: LockRangeDuringZoom,
}
