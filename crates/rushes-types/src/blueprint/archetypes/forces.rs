//! How a graph is laid out.

use crate::blueprint::components::{Enabled, ForceDistance, ForceIterations, ForceStrength};
use crate::components::Position2D;
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// Graph layout force: pull the centre of mass to the origin.
    unstable ForceCenter;
    pub new();

    /// Switches the force on or off.
    optional enabled: Enabled,
    /// Weight of the force.
    optional strength: ForceStrength,
}

blueprint_archetype! {
    /// Graph layout force: keep node circles apart.
    unstable ForceCollisionRadius;
    pub new();

    /// Switches the force on or off.
    optional enabled: Enabled,
    /// Weight of the force.
    optional strength: ForceStrength,
    /// Runs of the force per layout step.
    optional iterations: ForceIterations
        in "Graph": value(1),
}

blueprint_archetype! {
    /// Graph layout force: bring linked nodes to a target distance.
    unstable ForceLink;
    pub new();

    /// Switches the force on or off.
    optional enabled: Enabled
        in "Graph": value(true),
    /// Wanted edge length.
    optional distance: ForceDistance,
    /// Runs of the force per layout step.
    optional iterations: ForceIterations
        in "Graph": value(3),
}

blueprint_archetype! {
    /// Graph layout force: pairwise attraction or repulsion.
    unstable ForceManyBody;
    pub new();

    /// Switches the force on or off.
    optional enabled: Enabled
        in "Graph": value(true),
    /// Negative repels, positive attracts.
    optional strength: ForceStrength
        in "Graph": value(-60.0),
}

blueprint_archetype! {
    /// Graph layout force: pull nodes to a position.
    unstable ForcePosition;
    pub new();

    /// Switches the force on or off.
    optional enabled: Enabled
        in "Graph": value(true),
    /// Weight of the force.
    optional strength: ForceStrength
        in "Graph": value(0.01),
    /// Target position.
    optional position: Position2D,
}
