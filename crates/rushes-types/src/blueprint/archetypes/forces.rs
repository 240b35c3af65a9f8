//! How a graph is laid out.

use crate::blueprint::components::{Enabled, ForceDistance, ForceIterations, ForceStrength};
use crate::components::Position2D;
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// A force of a graph view: pulls the middle of all nodes to the origin.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::ForceCenter;
    /// let force = ForceCenter::new().with_enabled(true).with_strength(0.5);
    /// ```
    unstable ForceCenter;
    pub new();

    /// Switches the force on or off.
    optional enabled: Enabled,
    /// Weight of the force.
    optional strength: ForceStrength,
}

blueprint_archetype! {
    /// A force of a graph view: keeps nodes from lying on each other.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::ForceCollisionRadius;
    /// let force = ForceCollisionRadius::new().with_enabled(true);
    /// ```
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
    /// A force of a graph view: keeps joined nodes at a distance.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::ForceLink;
    /// let force = ForceLink::new().with_distance(100.0);
    /// ```
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
    /// A force of a graph view: pushes all nodes apart, or pulls them together.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::ForceManyBody;
    /// let force = ForceManyBody::new().with_strength(-100.0);
    /// ```
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
    /// A force of a graph view: pulls all nodes to a place.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::ForcePosition;
    /// let force = ForcePosition::new().with_position([10.0, 0.0]);
    /// ```
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
