//! What an MCAP file says about itself.

use crate::declare::{components, list_components};
use crate::encodings;

components! {
    WRAPPERS in "rerun.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// MCAP channel number.
    stable ChannelId(encodings::UInt16);

    /// MCAP schema number.
    stable SchemaId(encodings::UInt16);

    /// Generic non-negative tally.
    unstable Count(encodings::UInt64);
}

list_components! {
    ITEM_LISTS in "rerun.components";

    /// Per-channel message totals of an MCAP file.
    unstable ChannelMessageCounts([encodings::ChannelCountPair]);

    /// String-to-string map.
    unstable KeyValuePairs([encodings::Utf8Pair]);
}
