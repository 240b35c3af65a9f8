//! Mcap message.

use crate::components::Blob;
use crate::declare::archetype;

archetype! {
    /// Raw message payload of an imported MCAP file.
    unstable McapMessage;
    views [];
    pub new(data: Blob);

    /// Payload bytes.
    required data: Blob (fixed),
}
