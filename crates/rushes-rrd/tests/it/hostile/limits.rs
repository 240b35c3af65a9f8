//! Whatever asks for more than a limit is refused for that, and nothing else is lost.

use std::sync::Arc;

use arrow_array::{Array as _, ArrayRef, Int64Array, ListArray, NullArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::Field;
use rushes_chunk::ChunkLimits;
use rushes_core::StoreId;
use rushes_rrd::{ArrowMsg, Cause, Compression, ErrorKind, Item, Limits, Message, MessageReader};

use super::{batch, column, message};
use crate::reading::store_info;

fn chunk_limits(chunk: ChunkLimits) -> Limits {
    Limits {
        chunk,
        ..Limits::default()
    }
}

fn check_refused(message: &ArrowMsg, limits: &Limits) {
    message.to_chunk(&Limits::default()).unwrap();
    let error = message.to_chunk(limits).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    assert_eq!(error.chunk_id(), message.chunk_id, "{error}");
}

fn numbers(count: i64) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values(0..count))
}

#[test]
fn a_message_longer_than_the_limit_is_skipped() {
    let store_id = StoreId::recording("app", "rec");
    let long_name = StoreId::recording("app", "r".repeat(3000));
    let mut bytes = b"RRF2\0\x29\0\0\x01\x02\0\0".to_vec();
    for (row_id, id) in [(1, &store_id), (2, &long_name), (3, &store_id)] {
        store_info(id, row_id).encode_into(&mut bytes);
    }
    let limits = Limits {
        max_message_bytes: 2000,
        ..Limits::default()
    };
    let items: Vec<_> = MessageReader::new(bytes.as_slice(), limits)
        .map(Result::unwrap)
        .collect();
    let [
        Item::Header { .. },
        Item::Message { raw: first, .. },
        Item::Damage(damage),
        Item::Message { raw: last, .. },
    ] = items.as_slice()
    else {
        panic!("{items:?}");
    };
    assert!(
        matches!(damage.cause, Cause::TooLong { claimed: 3061.. }),
        "{damage:?}"
    );
    assert_eq!(damage.bytes, first.byte_range().end..last.offset);
}

#[test]
fn rows_are_limited() {
    let message = message(&batch("/a", 5, vec![column("x", numbers(5))]));
    let limit = |max_rows| {
        chunk_limits(ChunkLimits {
            max_rows,
            ..ChunkLimits::default()
        })
    };
    message.to_chunk(&limit(5)).unwrap();
    check_refused(&message, &limit(4));
}

#[test]
fn columns_are_limited() {
    let columns = (0..9)
        .map(|i| column(&format!("c{i}"), numbers(1)))
        .collect();
    let message = message(&batch("/a", 1, columns));
    let limit = |max_columns| {
        chunk_limits(ChunkLimits {
            max_columns,
            ..ChunkLimits::default()
        })
    };
    message.to_chunk(&limit(10)).unwrap();
    check_refused(&message, &limit(9));
}

#[test]
fn names_are_limited_wherever_they_are() {
    let limits = chunk_limits(ChunkLimits {
        max_name_bytes: 30,
        ..ChunkLimits::default()
    });
    let long = "n".repeat(31);
    let with = |key: &str| {
        let (field, array) = column("x", numbers(1));
        let metadata = [(key.to_owned(), long.clone())].into();
        (field.with_metadata(metadata), array)
    };
    check_refused(&message(&batch(&long, 1, vec![])), &limits);
    check_refused(
        &message(&batch("/a", 1, vec![column(&long, numbers(1))])),
        &limits,
    );
    for key in ["rerun:component", "rerun:archetype", "rerun:component_type"] {
        check_refused(&message(&batch("/a", 1, vec![with(key)])), &limits);
    }
    // What is no name may be long.
    let other = message(&batch("/a", 1, vec![with("user:notes")]));
    other.to_chunk(&limits).unwrap();
}

/// `levels` lists around a null.
fn nested(levels: usize) -> ArrayRef {
    (0..levels).fold(Arc::new(NullArray::new(1)) as ArrayRef, |inner, _| {
        let item = Arc::new(Field::new("item", inner.data_type().clone(), true));
        Arc::new(ListArray::new(
            item,
            OffsetBuffer::from_lengths([1]),
            inner,
            None,
        ))
    })
}

#[test]
fn nesting_is_limited() {
    let limit = |max_nesting| {
        chunk_limits(ChunkLimits {
            max_nesting,
            ..ChunkLimits::default()
        })
    };
    let message_of = |levels| message(&batch("/a", 1, vec![column("x", nested(levels))]));
    message_of(9).to_chunk(&limit(10)).unwrap();
    check_refused(&message_of(10), &limit(10));
    // Deeper than the stack of a recursive reader may allow.
    for levels in [64, 100, 1000] {
        message_of(levels).to_chunk(&Limits::default()).unwrap_err();
        message_of(levels).to_chunk(&limit(usize::MAX)).unwrap_err();
    }
}

#[test]
fn a_claim_beyond_what_a_block_can_hold_is_refused() {
    let plain = message(&batch("/a", 3, vec![column("x", numbers(3))]));
    let packed = |claim| ArrowMsg {
        compression: Compression::Lz4,
        payload: lz4_flex::block::compress(&plain.payload).into(),
        uncompressed_size: claim,
        ..plain.clone()
    };
    let (size, block) = (plain.payload.len() as u64, packed(0).payload.len() as u64);
    let limits = |max_uncompressed_bytes| Limits {
        max_uncompressed_bytes,
        ..Limits::default()
    };
    let chunk = plain.to_chunk(&Limits::default()).unwrap();
    // More than there is, but possible: the real length counts.
    for claim in [size, size + 64, 255 * block] {
        assert_eq!(packed(claim).to_chunk(&Limits::default()).unwrap(), chunk);
    }
    for claim in [size - 1, 1, 0, 255 * block + 1, 1 << 33, u64::MAX] {
        let error = packed(claim).to_chunk(&Limits::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Corrupt, "{error}");
    }
    assert_eq!(packed(size).to_chunk(&limits(size)).unwrap(), chunk);
    check_refused(&packed(size), &limits(size - 1));
}

#[test]
fn a_stream_of_headers_that_claim_too_much_ends() {
    // Each claims the rest of the input and more.
    let mut bytes = b"RRF2\0\x29\0\0\x01\x02\0\0".to_vec();
    for claim in 0..5000u64 {
        bytes.extend_from_slice(&2u64.to_le_bytes());
        bytes.extend_from_slice(&(1u64 << (claim % 64)).to_le_bytes());
        bytes.push(0x0A);
    }
    let reader = MessageReader::new(bytes.as_slice(), Limits::default());
    let items: Vec<_> = reader.map(Result::unwrap).collect();
    let is_message = |item: &Item| {
        matches!(
            item,
            Item::Message {
                message: Message::Arrow(_),
                ..
            }
        )
    };
    assert!(!items.iter().any(is_message));
}
