//! What other programs may write, though ours do not.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, DictionaryArray, Int8Array, Int32Array, Int64Array, RecordBatch, StringArray,
    UnionArray,
};
use arrow_ipc::writer::{FileWriter, IpcWriteOptions};
use arrow_ipc::{CompressionType, MetadataVersion};
use arrow_schema::{DataType, Field, UnionFields};
use rushes_chunk::Chunk;
use rushes_rrd::{ErrorKind, Limits};

use super::{batch, column, message, message_of, stream};

fn sample() -> RecordBatch {
    let texts: ArrayRef = Arc::new(StringArray::from(vec![Some("a"), None, Some("some text")]));
    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1, 2, 3]));
    batch(
        "/a",
        3,
        vec![column("text", texts), column("number", numbers)],
    )
}

fn read(data: Vec<u8>) -> rushes_rrd::Result<Chunk> {
    message_of(data).to_chunk(&Limits::default())
}

#[test]
fn arrow_streams_of_other_versions_framings_and_compressions_are_read() {
    let expected = read(stream(&[sample()], IpcWriteOptions::default())).unwrap();
    assert_eq!(expected.num_rows(), 3);
    let v5 = |alignment| IpcWriteOptions::try_new(alignment, false, MetadataVersion::V5).unwrap();
    let compressed = |kind| v5(64).try_with_compression(Some(kind)).unwrap();
    let others = [
        v5(8),
        v5(64),
        // Without the mark before each message.
        IpcWriteOptions::try_new(8, true, MetadataVersion::V4).unwrap(),
        IpcWriteOptions::try_new(8, false, MetadataVersion::V4).unwrap(),
        compressed(CompressionType::LZ4_FRAME),
        #[cfg(feature = "zstd")]
        compressed(CompressionType::ZSTD),
    ];
    for options in others {
        let data = stream(&[sample()], options.clone());
        assert_eq!(read(data).unwrap(), expected, "{options:?}");
    }
}

#[test]
fn the_end_mark_may_be_missing_and_only_the_first_batch_counts() {
    let data = stream(&[sample()], IpcWriteOptions::default());
    let expected = read(data.clone()).unwrap();
    assert_eq!(read(data[..data.len() - 8].to_vec()).unwrap(), expected);
    let two = stream(&[sample(), sample()], IpcWriteOptions::default());
    assert_eq!(read(two).unwrap(), expected);
}

#[test]
fn the_file_format_and_streams_without_a_batch_are_errors() {
    let mut writer = FileWriter::try_new(Vec::new(), &sample().schema()).unwrap();
    writer.write(&sample()).unwrap();
    let error = read(writer.into_inner().unwrap()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");

    let data = stream(&[sample()], IpcWriteOptions::default());
    let schema_len = 8 + u32::from_le_bytes(data[4..8].try_into().unwrap()) as usize;
    let schema_only = [&data[..schema_len], &data[data.len() - 8..]].concat();
    for no_batch in [schema_only, data[..schema_len].to_vec(), Vec::new()] {
        let error = read(no_batch).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    }
}

#[test]
fn dictionaries_are_read() {
    let values: DictionaryArray<arrow_array::types::Int32Type> =
        vec![Some("u"), None, Some("v")].into_iter().collect();
    let chunk = message(&batch("/a", 3, vec![column("d", Arc::new(values))]))
        .to_chunk(&Limits::default())
        .unwrap();
    let list = &chunk.components()[0].list_array;
    assert!(matches!(list.value_type(), DataType::Dictionary(..)));
    assert_eq!(list.value_length(1), 0);
}

/// The Arrow library panics on a dense union whose offsets are not aligned in memory.
#[test]
fn dense_unions_are_read_from_any_place_in_memory() {
    let fields: UnionFields = [(0, Arc::new(Field::new("i", DataType::Int32, true)))]
        .into_iter()
        .collect();
    let union = UnionArray::try_new(
        fields,
        Int8Array::from(vec![0, 0, 0]).values().clone(),
        Some(vec![2, 0, 1].into()),
        vec![Arc::new(Int32Array::from(vec![5, 6, 7]))],
    );
    let union: ArrayRef = Arc::new(union.unwrap());
    let data = stream(
        &[batch("/a", 3, vec![column("u", union)])],
        IpcWriteOptions::default(),
    );
    for shift in 0..16 {
        let shifted = [&vec![0; shift], data.as_slice()].concat();
        let mut message = message_of(Vec::new());
        message.payload = bytes::Bytes::from(shifted).slice(shift..);
        let chunk = message.to_chunk(&Limits::default()).unwrap();
        assert_eq!(chunk.num_rows(), 3, "shifted by {shift}");
    }
}
