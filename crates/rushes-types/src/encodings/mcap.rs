//! What an MCAP file says about itself.

use super::{UInt16, UInt64};
use crate::declare::struct_encodings;

struct_encodings! {
    COUNTS in "rerun.encodings" derive(Copy, Eq, Hash);

    /// How many messages a channel has.
    stable ChannelCountPair {
        /// The channel.
        channel_id: UInt16,
        /// Its messages.
        message_count: UInt64,
    } = Self { channel_id: UInt16(0), message_count: UInt64(0) };
}

impl From<(u16, u64)> for ChannelCountPair {
    fn from((channel_id, message_count): (u16, u64)) -> Self {
        Self {
            channel_id: channel_id.into(),
            message_count: message_count.into(),
        }
    }
}
