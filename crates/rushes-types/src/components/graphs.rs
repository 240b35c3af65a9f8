//! Nodes and edges.

use crate::declare::{components, enum_components};
use crate::encodings;

components! {
    STRUCTS in "rerun.components" derive();

    /// Edge between two graph nodes, named by their ids.
    stable GraphEdge(encodings::Utf8Pair) = encodings::Utf8Pair::default();
}

components! {
    TEXTS in "rerun.components" derive(Eq, PartialOrd, Ord, Hash);

    /// String id of a graph node.
    stable GraphNode(encodings::Utf8) = "";
}

enum_components! {
    ENUMS in "rerun.components";

    /// Directed or undirected graph.
    stable GraphType: u8 {
        /// Plain edges.
        Undirected = 1,
        /// Arrows.
        Directed = 2,
    } = Undirected;
}

impl GraphNode {
    /// The id.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl From<GraphNode> for String {
    fn from(node: GraphNode) -> Self {
        node.0.into()
    }
}
