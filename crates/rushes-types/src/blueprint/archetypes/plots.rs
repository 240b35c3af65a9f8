//! Settings of plots.

use crate::archetypes::notes::THEME_BACKGROUND;
use crate::blueprint::components::{
    Corner2D, Enabled, LinkAxis, LockRangeDuringZoom, PointsDisplay, TimeRange, TooltipMode,
};
use crate::components::{Color, Range1D, Visible};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// What is behind the lines of a plot.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::PlotBackground;
    /// let plain = PlotBackground::new().with_show_grid(false);
    /// ```
    unstable PlotBackground;
    pub new();

    /// Colour.
    optional color: Color = rule(THEME_BACKGROUND),
    /// Whether grid lines are drawn.
    optional show_grid: Enabled = value(true),
}

blueprint_archetype! {
    /// What a plot shows under the mouse.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::PlotInteraction;
    /// use rushes_types::blueprint::components::TooltipMode;
    /// let all = PlotInteraction::new().with_tooltip_mode(TooltipMode::All);
    /// ```
    unstable PlotInteraction;
    pub new();

    /// Tooltip shows nearest or all series.
    optional tooltip_mode: TooltipMode,
    /// When sample markers appear on lines.
    optional points_display: PointsDisplay,
}

blueprint_archetype! {
    /// Where the names of the lines of a plot are.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::PlotLegend;
    /// use rushes_types::blueprint::components::Corner2D;
    /// let legend = PlotLegend::new().with_corner(Corner2D::RightTop);
    /// ```
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
    /// The upright axis of a plot.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::ScalarAxis;
    /// let percent = ScalarAxis::new().with_range([0.0, 100.0]);
    /// ```
    unstable ScalarAxis;
    pub new();

    /// Shown Y range; unset means automatic.
    optional range: Range1D
        in "TimeSeries": rule("data range, widened by 5% of its span on both sides"),
    /// Keep the range fixed while zooming.
    optional zoom_lock: LockRangeDuringZoom,
}

blueprint_archetype! {
    /// The time axis of a plot or of a state timeline.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TimeAxis;
    /// use rushes_types::encodings::TimeRange;
    /// let recent = TimeAxis::new().with_view_range(TimeRange::from_cursor_plus_minus(1000));
    /// ```
    unstable TimeAxis;
    pub new();

    /// Share the axis with other views.
    optional link: LinkAxis,
    /// Shown time range.
    optional view_range: TimeRange
        in "StateTimeline": rule(
            "sequence timeline spanning > 2000: cursor -1000..+1000; time timeline spanning > \
             60 s: cursor -30 s..+30 s; else everything"
        )
        in "TimeSeries": rule(
            "sequence timeline spanning > 2000: cursor -1000..+1000; time timeline spanning > \
             60 s: cursor -30 s..+30 s; else everything (span of the plotted data; the data \
             range itself when small, unbounded on sides that reach the recording ends)"
        ),
    /// Keep the range fixed while zooming.
    optional zoom_lock: LockRangeDuringZoom,
}
