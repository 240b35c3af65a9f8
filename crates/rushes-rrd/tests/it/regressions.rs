//! Each named after what broke.

use std::sync::Arc;

use arrow_array::{Array as _, ArrayRef, Int32Array, ListArray, UnionArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, UnionFields};
use rushes_chunk::{Chunk, SerializedComponentColumn, TimeColumn};
use rushes_core::{ChunkId, ComponentDescriptor, StoreId};
use rushes_rrd::{
    ArrowMsg, Compression, Decoder, Encoder, EncoderOptions, Event, Limits, Message, StoreSchema,
};

use crate::reading::{Contents, drain, events, store_info};

fn store_id() -> StoreId {
    StoreId::recording("app", "rec")
}

/// A stream of a few store infos, with an empty footer.
fn stream(infos: u128) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::new(), EncoderOptions::default()).unwrap();
    for row_id in 1..=infos {
        encoder.write(&store_info(&store_id(), row_id)).unwrap();
    }
    encoder.finish().unwrap()
}

#[test]
fn a_trailer_with_two_entries_was_lost_when_it_came_in_pieces() {
    let stream = stream(1);
    let (before, trailer) = stream.split_at(stream.len() - 32);
    let entry = &trailer[..20];
    let bytes = [before, entry, entry, b"RRF2FOOT\x02\0\0\0"].concat();
    let expected = events(&bytes);
    let Some(Event::Trailer { trailer, .. }) = expected.last() else {
        panic!("{expected:?}");
    };
    assert_eq!(trailer.entries.len(), 2);
    let mut decoder = Decoder::new(Limits::default());
    let mut found = Vec::new();
    for byte in &bytes {
        decoder.push(&[*byte]);
        found.extend(drain(&mut decoder));
    }
    decoder.finish();
    found.extend(drain(&mut decoder));
    assert_eq!(found, expected);
}

#[test]
fn sixteen_zeros_were_an_end_where_messages_follow() {
    let bytes = stream(2);
    for zeros in [16, 17, 40, 5000] {
        let with_zeros = [&bytes[..12], &vec![0; zeros], &bytes[12..]].concat();
        let found = Contents::of(&with_zeros);
        assert_eq!((found.messages.len(), found.ends.len()), (2, 1), "{zeros}");
    }
}

#[test]
fn a_lost_stream_header_cost_the_message_behind_it() {
    let [first, second, third] = [stream(1), stream(2), stream(3)];
    let bytes = [&first, &second[12..], b"RRF3", &third[4..]].concat();
    let found = Contents::of(&bytes);
    assert_eq!((found.messages.len(), found.ends.len()), (6, 3));
}

#[test]
fn messages_between_a_cut_one_and_where_it_was_to_end_were_lost() {
    let one = stream(1);
    let message = &one[12..Contents::of(&one).messages[0].0.byte_range().end as usize];
    let mut long = Vec::new();
    let name = "r".repeat(2 * message.len());
    store_info(&StoreId::recording("app", name), 1).encode_into(&mut long);
    // More than its checksum is missing.
    for kept in 20..long.len() - 6 {
        let bytes = [&one[..12], &long[..kept], &message.repeat(4)].concat();
        let found = Contents::of(&bytes);
        assert_eq!(found.messages.len(), 4, "{kept} of {}", long.len());
    }
}

#[test]
fn a_message_of_no_bytes_was_taken_for_one() {
    let mut bytes = stream(1);
    // The length of the first message.
    bytes[20..28].fill(0);
    let found = Contents::of(&bytes);
    let is_info = |message: &Message| matches!(message, Message::SetStoreInfo(_));
    assert!(!found.messages.iter().any(|(_, message)| is_info(message)));
    assert_eq!(found.damages[0].bytes.start, 12);
    assert_eq!(found.ends.len(), 1);
}

fn union() -> ArrayRef {
    let fields: UnionFields = [(1, Arc::new(Field::new("n", DataType::Int32, true)))]
        .into_iter()
        .collect();
    let numbers = Arc::new(Int32Array::from_iter_values(0..6));
    let offsets = Some((0..6).collect());
    Arc::new(UnionArray::try_new(fields, vec![1i8; 6].into(), offsets, vec![numbers]).unwrap())
}

fn chunk_of(values: ArrayRef, lengths: &[usize], nulls: Option<NullBuffer>) -> Chunk {
    let item = Arc::new(Field::new("item", values.data_type().clone(), true));
    let offsets = OffsetBuffer::from_lengths(lengths.iter().copied());
    let list = ListArray::new(item, offsets, values, nulls);
    let column = SerializedComponentColumn::new(list, ComponentDescriptor::partial("x"));
    let times = TimeColumn::new_sequence("f", 0..lengths.len() as i64);
    Chunk::from_auto_row_ids(ChunkId::from_u128(1), "/a".into(), [times], [column]).unwrap()
}

#[test]
fn a_slice_of_a_union_was_written_as_other_values() {
    let chunk = chunk_of(union(), &[2, 1, 3], None).sliced(1, 2).unwrap();
    for compression in [Compression::None, Compression::Lz4] {
        let message = ArrowMsg::from_chunk(store_id(), &chunk, compression).unwrap();
        assert_eq!(message.to_chunk(&Limits::default()).unwrap(), chunk);
    }
}

#[test]
fn instances_hidden_in_null_cells_were_counted() {
    let numbers: ArrayRef = Arc::new(Int32Array::from(vec![1, 2, 3]));
    let is_empty = |valid: Option<[bool; 3]>| {
        let nulls = valid.map(|valid| NullBuffer::from(valid.to_vec()));
        let mut schema = StoreSchema::default();
        schema.add_chunk(&chunk_of(numbers.clone(), &[2, 1, 0], nulls));
        schema.columns.values().all(|column| column.is_empty)
    };
    assert!(is_empty(Some([false, false, true])));
    assert!(!is_empty(Some([false, true, true])));
    assert!(!is_empty(None));
}
