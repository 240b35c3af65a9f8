//! A compressed chunk that loses a timeline without being decompressed.

use bytes::Bytes;
use rushes_core::{StoreId, TimelineName};
use rushes_rrd::{ArrowMsg, Compression, Limits};

/// The timeline that is left out.
pub const DROPPED: &str = "a";

/// Reads `data` as a length and an LZ4 block that claims to hold so many bytes of Arrow data.
/// If the block is sound, what is made of it without decoding is what decoding makes of it.
pub fn cut(data: &[u8]) {
    let Some((len, block)) = data.split_first_chunk() else {
        return;
    };
    let message = ArrowMsg {
        store_id: StoreId::recording("fuzz", "fuzz"),
        chunk_id: None,
        is_static: None,
        compression: Compression::Lz4,
        uncompressed_size: u32::from_le_bytes(*len).into(),
        payload: Bytes::copy_from_slice(block),
    };
    let limits = Limits::default();
    let drops = |name: &TimelineName| name.as_str() == DROPPED;
    let plan = message.plan_without_timelines(drops, &limits);
    let Some(cut) = plan.and_then(|plan| plan.of(&message)) else {
        return;
    };
    if let Ok(chunk) = message.to_chunk(&limits) {
        let expected = chunk
            .without_timeline(&DROPPED.into())
            .expect("fewer columns");
        let found = cut.to_chunk(&limits).expect("what was sound stays sound");
        assert!(
            found.equals_ignoring_id(&expected),
            "{found:?} instead of {expected:?}"
        );
    }
}
