//! Mcap schema.

use crate::components::{Blob, SchemaId, Text};
use crate::declare::archetype;

archetype! {
    /// Schema record of an imported MCAP file.
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
