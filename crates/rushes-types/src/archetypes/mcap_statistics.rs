//! Mcap statistics.

use crate::components::{ChannelMessageCounts, Count, Timestamp};
use crate::declare::archetype;

archetype! {
    /// What an MCAP file says that it holds.
    ///
    /// ```
    /// # use rushes_types::archetypes::McapStatistics;
    /// let seven = 7u64;
    /// let statistics = McapStatistics::new(seven, 1, 1, 0, 0, 1, 0, 1_000_000_000)
    ///     .with_channel_message_counts([(0, seven)]);
    /// ```
    unstable McapStatistics;
    views [];
    pub new(
        message_count: Count,
        schema_count: Count,
        channel_count: Count,
        attachment_count: Count,
        metadata_count: Count,
        chunk_count: Count,
        message_start_time: Timestamp,
        message_end_time: Timestamp
    );

    /// Messages in the file.
    required message_count: Count (fixed),
    /// Schemas in the file.
    required schema_count: Count (fixed),
    /// Channels in the file.
    required channel_count: Count (fixed),
    /// Attachments in the file.
    required attachment_count: Count (fixed),
    /// Metadata records in the file.
    required metadata_count: Count (fixed),
    /// MCAP chunks in the file.
    required chunk_count: Count (fixed),
    /// Earliest message time.
    required message_start_time: Timestamp (fixed),
    /// Latest message time.
    required message_end_time: Timestamp (fixed),
    /// Messages per channel.
    optional channel_message_counts: ChannelMessageCounts,
}
