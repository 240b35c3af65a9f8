//! Mcap channel.

use crate::components::{ChannelId, KeyValuePairs, Text};
use crate::declare::archetype;

archetype! {
    /// A channel of an MCAP file.
    ///
    /// ```
    /// # use rushes_types::archetypes::McapChannel;
    /// let channel = McapChannel::new(1, "/camera", "cdr");
    /// ```
    unstable McapChannel;
    views [];
    pub new(id: ChannelId, topic: Text, message_encoding: Text);

    /// Channel number.
    required id: ChannelId (fixed),
    /// Topic name.
    required topic: Text (fixed),
    /// Payload encoding (ros1, cdr, protobuf, json, ...).
    required message_encoding: Text (fixed),
    /// Extra string pairs.
    optional metadata: KeyValuePairs,
}
