//! Spatial views.

use crate::declare::{components, enum_components};
use crate::encodings;

enum_components! {
    ENUMS in "rerun.blueprint.components";

    /// Background style of a spatial view.
    stable BackgroundKind: u8 {
        /// Dark gradient.
        GradientDark = 1,
        /// Bright gradient.
        GradientBright = 2,
        /// Background:color.
        SolidColor = 3,
    } = GradientDark;

    /// How the 3D camera reacts to input.
    stable Eye3DKind: u8 {
        /// Fly camera.
        FirstPerson = 1,
        /// Orbits the look target.
        Orbital = 2,
    } = Orbital;
}

components! {
    FLOATS in "rerun.blueprint.components" derive(Copy, PartialOrd);

    /// Distance between grid lines, scene units.
    unstable GridSpacing(encodings::Float32) = 1.0;

    /// Distance below which content is cut off.
    unstable NearClipPlane(encodings::Float32) = 0.1;

    /// Rotation speed.
    unstable AngularSpeed(encodings::Float64) = 0.0;
}

components! {
    PLAIN_STRUCTS in "rerun.blueprint.components" derive(Copy);

    /// Visible 2D rectangle.
    unstable VisualBounds2D(encodings::Range2D) = encodings::Range2D {
        x_range: encodings::Range1D([0.0, 100.0]),
        y_range: encodings::Range1D([0.0, 100.0]),
    };
}
