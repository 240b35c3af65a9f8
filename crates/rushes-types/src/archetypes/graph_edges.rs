//! Graph edges.

use crate::components::{GraphEdge, GraphType};
use crate::declare::archetype;

archetype! {
    /// The edges of a graph. The nodes may be logged elsewhere.
    ///
    /// ```
    /// # use rushes_types::archetypes::GraphEdges;
    /// let edges = GraphEdges::new([("a", "b"), ("b", "c")]).with_directed_edges();
    /// ```
    stable GraphEdges;
    views ["Graph"];
    visualizer "GraphEdges";
    pub new(edges: [GraphEdge]);

    /// (source id, target id) pairs.
    required edges: [GraphEdge] (fixed),
    /// Directed or not; unset means undirected.
    recommended graph_type: GraphType,
}

impl GraphEdges {
    /// Edges without a direction.
    #[must_use]
    pub fn with_undirected_edges(self) -> Self {
        self.with_graph_type(GraphType::Undirected)
    }

    /// Edges drawn as arrows.
    #[must_use]
    pub fn with_directed_edges(self) -> Self {
        self.with_graph_type(GraphType::Directed)
    }
}
