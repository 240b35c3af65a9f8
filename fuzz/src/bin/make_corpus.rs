//! Makes `fuzz/corpus` anew: from the vectors of the format crate, and from a few chunks of types
//! that no vector has.

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::builder::{PrimitiveRunBuilder, StringDictionaryBuilder};
use arrow_array::types::{Int16Type, Int32Type, Int64Type, UInt8Type};
use arrow_array::{
    Array as _, ArrayRef, Decimal256Array, FixedSizeBinaryArray, FixedSizeListArray, Int32Array,
    Int64Array, IntervalMonthDayNanoArray, LargeListViewArray, ListArray, NullArray, RecordBatch,
    StringArray, StringViewArray, StructArray, Time32SecondArray, UnionArray,
};
use arrow_buffer::{IntervalMonthDayNano, OffsetBuffer};
use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};
use arrow_ipc::{CompressionType, MetadataVersion};
use arrow_schema::{DataType, Field, Schema, UnionFields};
use bytes::Bytes;
use rushes_chunk::{Chunk, SerializedComponentColumn, TimeColumn};
use rushes_core::{ChunkId, ComponentDescriptor, StoreId};
use rushes_fuzz::DROPPED;
use rushes_fuzz::mutate::{change_within, find, put_varint};
use rushes_rrd::{
    ArrowMsg, Compression, Encoder, EncoderOptions, Item, Limits, Message, MessageReader,
};

type Result<T = (), E = Box<dyn Error>> = std::result::Result<T, E>;

/// Larger inputs are mutated too slowly.
const MAX_BYTES: usize = 12 << 10;

fn main() -> Result {
    let mut vectors = Vec::new();
    for entry in std::fs::read_dir(root().join("../crates/rushes-rrd/tests/data/vectors"))? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_file() && !name.ends_with(".md") {
            vectors.push((name, std::fs::read(path)?));
        }
    }
    vectors.sort();
    decoder(&vectors)?;
    manifest(&vectors)?;
    chunk(&vectors)?;
    cut()?;
    entity_path()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn keep(target: &str, name: &str, bytes: &[u8]) -> Result {
    if bytes.len() > MAX_BYTES {
        return Ok(());
    }
    let folder = root().join("corpus").join(target);
    std::fs::create_dir_all(&folder)?;
    Ok(std::fs::write(folder.join(name), bytes)?)
}

fn items(bytes: &[u8]) -> Vec<Item> {
    let reader = MessageReader::new(bytes, Limits::default()).recovering();
    reader.filter_map(std::result::Result::ok).collect()
}

/// Streams as they are, and the same with checksums.
fn decoder(vectors: &[(String, Vec<u8>)]) -> Result {
    for (name, bytes) in vectors {
        let is_wanted = ["c_", "h_", "x_", "p41_no", "p41_store", "p41_stdout"]
            .iter()
            .any(|start| name.starts_with(start));
        if !is_wanted {
            continue;
        }
        keep("decoder", name, bytes)?;
        if !name.starts_with("h_") {
            continue;
        }
        let options = EncoderOptions {
            footer: name.contains("base") || name.contains("two"),
            ..EncoderOptions::default()
        };
        let mut encoder = Encoder::new(Vec::new(), options)?;
        for item in items(bytes) {
            if let Item::Message { message, .. } = item {
                encoder.write(&message)?;
            }
        }
        keep("decoder", &format!("checked_{name}"), &encoder.finish()?)?;
    }
    Ok(())
}

/// Footers, their tables not compressed.
fn manifest(vectors: &[(String, Vec<u8>)]) -> Result {
    for (name, bytes) in vectors {
        if name.starts_with("c_") || name.starts_with("x_") {
            continue;
        }
        for item in items(bytes) {
            let Item::End(raw) = item else { continue };
            if name == "h_base.rrd" || name == "p41_store_info_only.rrd" {
                keep("manifest", &format!("packed_{name}"), &raw.payload)?;
            }
            let plain = change_within(&raw.payload, &[1, 4], &mut |part| {
                if let Some(plain) = unpacked(part) {
                    *part = plain;
                }
            });
            keep("manifest", name, &plain.unwrap_or_default())?;
        }
    }
    Ok(())
}

/// A table that is not compressed.
fn unpacked(part: &[u8]) -> Option<Vec<u8>> {
    const SOME: u64 = 1 << 20;
    let block = Bytes::copy_from_slice(find(part, &[2])?);
    let message = ArrowMsg {
        compression: Compression::Lz4,
        uncompressed_size: SOME.min(255 * block.len() as u64),
        ..of_ipc(block.to_vec())
    };
    // Old ones are not compressed as they are.
    let table = message.ipc_data(&Limits::default()).unwrap_or(block);
    let mut out = vec![0x08, 1, 0x12];
    put_varint(&mut out, table.len() as u64);
    out.extend_from_slice(&table);
    out.extend_from_slice(&[0x18, 1, 0x20]);
    put_varint(&mut out, table.len() as u64);
    Some(out)
}

fn of_ipc(data: Vec<u8>) -> ArrowMsg {
    let store_id = StoreId::recording("fuzz", "fuzz");
    ArrowMsg::from_ipc(
        store_id,
        ChunkId::from_u128(1),
        true,
        data,
        Compression::None,
    )
}

/// Compressed chunks that are large, but compress well, with few rows and with many.
fn cut() -> Result {
    for (name, rows, blob) in [
        ("blobs", 20, 16_000),
        ("rows", 900, 400),
        ("both", 200, 3_000),
    ] {
        let blobs =
            (0..rows).map(|row| Some((0..blob).map(move |at| Some((at / 100 + row) as u8))));
        let list = ListArray::from_iter_primitive::<UInt8Type, _, _>(blobs);
        let times = [
            TimeColumn::new_sequence("before", (0..rows).map(|row| row / 7)),
            TimeColumn::new_sequence(DROPPED, 0..rows),
            TimeColumn::new_sequence("later", (0..rows).map(|row| 100 - row % 3)),
        ];
        let column = SerializedComponentColumn::new(list, ComponentDescriptor::partial("blob"));
        let chunk = Chunk::from_auto_row_ids(ChunkId::from_u128(1), "/a".into(), times, [column])?;
        let store_id = StoreId::recording("fuzz", "fuzz");
        let message = ArrowMsg::from_chunk(store_id, &chunk, Compression::Lz4)?;
        let len = u32::try_from(message.uncompressed_size)?.to_le_bytes();
        keep("cut", name, &[&len[..], &message.payload].concat())?;
    }
    Ok(())
}

/// The Arrow data of chunks.
fn chunk(vectors: &[(String, Vec<u8>)]) -> Result {
    for (name, bytes) in vectors {
        let is_wanted = [
            "h_",
            "m_",
            "p41_arrow",
            "p41_sparse",
            "p41_timelines",
            "l_rerun_0.23",
        ]
        .iter()
        .any(|start| name.starts_with(start));
        if !is_wanted || name.starts_with("h_base_") {
            continue;
        }
        for (number, item) in items(bytes).iter().enumerate() {
            if let Item::Message {
                message: Message::Arrow(message),
                ..
            } = item
            {
                let data = message.ipc_data(&Limits::default())?;
                keep("chunk", &format!("{name}_{number}"), &data)?;
            }
        }
    }
    let version = |alignment, legacy, version| IpcWriteOptions::try_new(alignment, legacy, version);
    let plain = version(8, false, MetadataVersion::V5)?;
    let columns = columns()?;
    for (name, array) in &columns {
        let data = stream(&[(name, array.clone())], plain.clone())?;
        keep("chunk", &format!("made_{name}"), &data)?;
    }
    let some: Vec<_> = columns
        .iter()
        .take(4)
        .map(|(name, array)| (*name, array.clone()))
        .collect();
    for (name, options) in [
        (
            "made_lz4",
            plain
                .clone()
                .try_with_compression(Some(CompressionType::LZ4_FRAME))?,
        ),
        (
            "made_zstd",
            plain
                .clone()
                .try_with_compression(Some(CompressionType::ZSTD))?,
        ),
        ("made_v4", version(8, false, MetadataVersion::V4)?),
        (
            "made_v4_without_marks",
            version(8, true, MetadataVersion::V4)?,
        ),
    ] {
        keep("chunk", name, &stream(&some, options)?)?;
    }
    Ok(())
}

fn stream(columns: &[(&str, ArrayRef)], options: IpcWriteOptions) -> Result<Vec<u8>> {
    let rows = columns[0].1.len();
    let ids = FixedSizeBinaryArray::try_from_iter((0..rows as u128).map(u128::to_be_bytes))?;
    let times = Int64Array::from_iter_values(0..rows as i64);
    let kind = |kind: &str| HashMap::from([("rerun:kind".to_owned(), kind.to_owned())]);
    let mut fields = vec![
        Field::new("rerun.controls.RowId", DataType::FixedSizeBinary(16), false)
            .with_metadata(kind("control")),
        Field::new("f", DataType::Int64, true).with_metadata(kind("index")),
    ];
    let mut arrays: Vec<ArrayRef> = vec![Arc::new(ids), Arc::new(times)];
    for (name, array) in columns {
        // Every other column as lists, as ours are.
        fields.push(Field::new(*name, array.data_type().clone(), true));
        arrays.push(array.clone());
        let item = Arc::new(Field::new("item", array.data_type().clone(), true));
        let offsets = OffsetBuffer::from_lengths(std::iter::repeat_n(1, rows));
        let list = ListArray::try_new(item, offsets, array.clone(), None)?;
        let name = format!("{name}s");
        fields.push(Field::new(name, list.data_type().clone(), true));
        arrays.push(Arc::new(list));
    }
    let metadata = HashMap::from([
        ("sorbet:version".to_owned(), "0.1.4".to_owned()),
        ("rerun:id".to_owned(), ChunkId::from_u128(1).to_string()),
        ("rerun:entity_path".to_owned(), "/a".to_owned()),
    ]);
    let schema = Arc::new(Schema::new_with_metadata(fields, metadata));
    let batch = RecordBatch::try_new(schema.clone(), arrays)?;
    let mut writer = StreamWriter::try_new_with_options(Vec::new(), &schema, options)?;
    writer.write(&batch)?;
    Ok(writer.into_inner()?)
}

/// Three rows of types that no vector has, or not so.
fn columns() -> Result<Vec<(&'static str, ArrayRef)>> {
    let numbers: ArrayRef = Arc::new(Int32Array::from(vec![Some(1), None, Some(3)]));
    let texts: ArrayRef = Arc::new(StringArray::from(vec![Some("a"), None, Some("long text")]));
    let mut dictionary = StringDictionaryBuilder::<Int16Type>::new();
    dictionary.extend([Some("u"), None, Some("v")]);
    let dictionary: ArrayRef = Arc::new(dictionary.finish());
    let mut runs = PrimitiveRunBuilder::<Int32Type, Int64Type>::new();
    runs.extend([Some(1), Some(1), None]);

    let field = |name: &str, array: &ArrayRef| Field::new(name, array.data_type().clone(), true);
    let both = [
        field("n", &numbers),
        field("t", &texts),
        field("d", &dictionary),
    ];
    let arrays = vec![numbers.clone(), texts.clone(), dictionary.clone()];
    let nested = StructArray::try_new(
        both.to_vec().into(),
        arrays,
        Some(vec![true, false, true].into()),
    )?;
    let union_fields: UnionFields = [(3, field("n", &numbers)), (7, field("t", &texts))]
        .into_iter()
        .map(|(id, field)| (id, Arc::new(field)))
        .collect();
    let children = || vec![numbers.clone(), texts.clone()];
    let ids = || vec![3i8, 7, 3].into();
    let sparse = UnionArray::try_new(union_fields.clone(), ids(), None, children())?;
    let offsets = Some(vec![0, 2, 2].into());
    let dense = UnionArray::try_new(union_fields, ids(), offsets, children())?;
    let item = Arc::new(field("item", &texts));
    let views = LargeListViewArray::try_new(
        item.clone(),
        vec![1i64, 0, 0].into(),
        vec![2i64, 0, 3].into(),
        texts.clone(),
        None,
    )?;
    let none = FixedSizeListArray::try_new_with_length(
        Arc::new(Field::new("item", DataType::Int32, true)),
        0,
        Arc::new(Int32Array::from(Vec::<i32>::new())),
        None,
        3,
    )?;
    let text_views = [Some("short"), None, Some("a text longer than twelve bytes")];
    let interval = |n| IntervalMonthDayNano::new(n, n, i64::from(n));
    let wide = Decimal256Array::from_iter_values([1, 2, 3].map(arrow_buffer::i256::from_i128));
    let empty = StructArray::new_empty_fields(3, Some(vec![true, false, true].into()));
    Ok(vec![
        ("text", texts),
        ("dictionary", dictionary),
        ("struct", Arc::new(nested)),
        ("dense_union", Arc::new(dense)),
        ("sparse_union", Arc::new(sparse)),
        ("runs", Arc::new(runs.finish())),
        ("list_views", Arc::new(views)),
        ("no_numbers", Arc::new(none)),
        ("no_fields", Arc::new(empty)),
        (
            "text_views",
            Arc::new(text_views.into_iter().collect::<StringViewArray>()),
        ),
        (
            "interval",
            Arc::new(IntervalMonthDayNanoArray::from_iter_values(
                [1, 2, 3].map(interval),
            )),
        ),
        ("wide", Arc::new(wide)),
        ("seconds", Arc::new(Time32SecondArray::from(vec![1, 2, 3]))),
        ("null", Arc::new(NullArray::new(3))),
    ])
}

const PATHS: &[&str] = &[
    "",
    "/",
    "///",
    "/world/points",
    "dup///slash/",
    "with space/x",
    r"with\ space/x",
    r"/a\-b\_c\.d",
    "tab\tb/new\nline",
    r"\n\r\t",
    r"x\u{41}/uesc/\u{262E}",
    r"x\u{}y\u{apa}y\u{D800}y\u{110000}\u{1234567}y\u41",
    r"unknown/a\qb",
    r"C:\Users\me",
    r"tr\",
    r"a\\/b",
    r"a/\\/b",
    r"esc2/\\/x",
    "dots/../a.b",
    "emoji/😀/★/é",
    "/__properties/cam era/left",
    "/image2/image10/image002/1.01/1.1",
    "a:b[#1]:Points3D:colors",
    "/world/points[#42]:Points3D:positions",
    "+ /world/** - /world/roads/** + /world/roads/main",
    "/** - /__properties/**",
    "$origin/** ${origin}/x \\$a",
    "e\u{301}/\u{a0}\u{3000}/\u{10ffff}\u{1}",
    "ünï/日本/가/ー/का/²/½/①/Ⅷ/ª",
];

fn entity_path() -> Result {
    for (number, path) in PATHS.iter().enumerate() {
        keep("entity_path", &format!("{number:02}"), path.as_bytes())?;
    }
    Ok(())
}
