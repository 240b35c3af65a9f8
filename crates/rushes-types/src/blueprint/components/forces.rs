//! Forces that lay out a graph.

use crate::declare::components;
use crate::encodings;

components! {
    FLOATS in "rerun.blueprint.components" derive(Copy, PartialOrd);

    /// Wanted edge length in a force layout.
    unstable ForceDistance(encodings::Float64) = 0.0, fallback value(60.0);

    /// Weight of a layout force.
    unstable ForceStrength(encodings::Float64) = 0.0, fallback value(1.0);
}

components! {
    NUMBERS in "rerun.blueprint.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// How many times a force runs per layout step.
    unstable ForceIterations(encodings::UInt64) = 0;

    /// On/off switch of a feature.
    unstable Enabled(encodings::Bool) = false;
}

impl From<Enabled> for bool {
    fn from(enabled: Enabled) -> Self {
        enabled.0.0
    }
}
