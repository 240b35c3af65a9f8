//! Mcap schema.

use crate::components::{Blob, SchemaId, Text};
use crate::declare::archetype;

archetype! {
    /// A schema of an MCAP file.
    ///
    /// ```
    /// # use rushes_types::archetypes::McapSchema;
    /// let schema = McapSchema::new(1, "Image", "protobuf", Vec::new());
    /// ```
    unstable McapSchema;
    views [];
    pub new(id: SchemaId, name: Text, encoding: Text, data: Blob);

    /// Schema number.
    required id: SchemaId (fixed),
    /// Message type name.
    required name: Text (fixed),
    /// Schema language (protobuf, ros1msg, ros2msg, jsonschema, ...).
    required encoding: Text (fixed),
    /// Schema bytes.
    required data: Blob (fixed),
}
