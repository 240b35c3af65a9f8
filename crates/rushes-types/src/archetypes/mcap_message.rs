//! Mcap message.

use crate::components::Blob;
use crate::declare::archetype;

archetype! {
    /// A message of an MCAP file that nothing could decode.
    ///
    /// ```
    /// # use rushes_types::archetypes::McapMessage;
    /// let message = McapMessage::new(b"payload");
    /// ```
    unstable McapMessage;
    views [];
    pub new(data: Blob);

    /// Payload bytes.
    required data: Blob (fixed),
}
