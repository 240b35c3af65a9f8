//! Graph nodes.

use crate::components::{Color, GraphNode, Position2D, Radius, ShowLabels, Text};
use crate::declare::archetype;

archetype! {
    /// The nodes of a graph.
    ///
    /// ```
    /// # use rushes_types::archetypes::GraphNodes;
    /// let nodes = GraphNodes::new(["a", "b"]).with_labels(["start", "end"]);
    /// ```
    stable GraphNodes;
    views ["Graph"];
    visualizer "GraphNodes";
    pub new(node_ids: [GraphNode]);

    /// Node ids.
    required node_ids: [GraphNode] (fixed),
    /// Fixed node positions; unset means layout decides.
    optional positions: [Position2D],
    /// Colour per instance.
    optional colors: [Color],
    /// Text label per instance; a single label is put at the entity centre.
    optional labels: [Text],
    /// Whether labels are drawn; unset means automatically.
    optional show_labels: ShowLabels = value(true),
    /// Node radius.
    optional radii: [Radius] = value(4.0),
}
