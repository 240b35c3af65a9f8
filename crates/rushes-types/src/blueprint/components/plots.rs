//! Plots.

use crate::declare::{components, enum_components};
use crate::encodings;

enum_components! {
    ENUMS in "rerun.blueprint.components";

    /// Corner of a rectangle.
    stable Corner2D: u8 {
        /// LeftTop.
        LeftTop = 1,
        /// RightTop.
        RightTop = 2,
        /// LeftBottom.
        LeftBottom = 3,
        /// RightBottom.
        RightBottom = 4,
    } = LeftBottom;

    /// Whether a view shares its time axis with others.
    stable LinkAxis: u8 {
        /// Own range.
        Independent = 1,
        /// Shared range.
        LinkToGlobal = 2,
    } = Independent;

    /// When sample markers are drawn on lines.
    unstable PointsDisplay: u8 {
        /// Only while hovering.
        OnHover = 1,
        /// Always.
        Always = 2,
    } = OnHover;

    /// How much a plot tooltip shows.
    unstable TooltipMode: u8 {
        /// Closest series only.
        Nearest = 1,
        /// Every series at that time.
        All = 2,
    } = Nearest;
}

components! {
    WRAPPERS in "rerun.blueprint.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Keeps the axis range fixed while zooming.
    unstable LockRangeDuringZoom(encodings::Bool) = false;
}
