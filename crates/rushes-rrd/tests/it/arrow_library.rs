//! Arrow data of the Arrow library and ours: each reads what the other wrote, and ours are the
//! same bytes.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{Int32Builder, LargeListViewBuilder, StringBuilder};
use arrow_array::builder::{ListViewBuilder, MapBuilder};
use arrow_array::types::{Int8Type, Int32Type};
use arrow_array::{
    Array as _, ArrayRef, DictionaryArray, Int8Array, RecordBatch, StringArray, StructArray,
    UInt16Array, new_null_array,
};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};
use arrow_schema::{DataType, Field, IntervalUnit, TimeUnit};
use proptest::prelude::*;
use rushes_chunk::Chunk;
use rushes_core::StoreId;
use rushes_rrd::{ArrowMsg, Compression, Limits};

use crate::arbitrary;

fn ours(chunk: &Chunk) -> Vec<u8> {
    let message =
        ArrowMsg::from_chunk(StoreId::recording("a", "r"), chunk, Compression::None).unwrap();
    message.ipc_data(&Limits::default()).unwrap().to_vec()
}

fn library_reads(data: &[u8]) -> RecordBatch {
    let mut batches = StreamReader::try_new(data, None).unwrap();
    let batch = batches.next().unwrap().unwrap();
    assert!(batches.next().is_none());
    batch
}

fn library_writes(batch: &RecordBatch) -> Vec<u8> {
    let mut writer =
        StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), IpcWriteOptions::default())
            .unwrap();
    writer.write(batch).unwrap();
    writer.into_inner().unwrap()
}

/// Whether the library writes slices of this type as they are.
fn is_simple(data_type: &DataType) -> bool {
    match data_type {
        DataType::Union(..) | DataType::RunEndEncoded(..) => false,
        DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _) => {
            is_simple(item.data_type())
        }
        DataType::Struct(fields) => fields.iter().all(|field| is_simple(field.data_type())),
        _ => true,
    }
}

fn check(chunk: &Chunk) {
    let data = ours(chunk);
    let batch = library_reads(&data);
    assert_eq!(batch, chunk.to_record_batch().unwrap());
    let columns = chunk.components().iter();
    if columns.map(|it| it.list_array.data_type()).all(is_simple) {
        assert!(
            data == library_writes(&chunk.to_record_batch().unwrap()),
            "other bytes for {:?}",
            batch.schema()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn arbitrary_chunks_are_written_as_the_library_does(
        chunk in arbitrary::chunk(),
        offset in 0..=arbitrary::MAX_ROWS,
        len in 0..=arbitrary::MAX_ROWS,
    ) {
        check(&chunk);
        check(&chunk.sliced(offset, len).unwrap());
    }
}

/// Types that arbitrary chunks do not have, and parameters of types.
fn types() -> Vec<DataType> {
    let units = [
        TimeUnit::Second,
        TimeUnit::Millisecond,
        TimeUnit::Microsecond,
        TimeUnit::Nanosecond,
    ];
    let mut types = vec![
        DataType::Int16,
        DataType::Int32,
        DataType::UInt16,
        DataType::UInt32,
        DataType::LargeBinary,
        DataType::BinaryView,
        DataType::Date32,
        DataType::Date64,
        DataType::Time32(TimeUnit::Second),
        DataType::Time32(TimeUnit::Millisecond),
        DataType::Time64(TimeUnit::Microsecond),
        DataType::Time64(TimeUnit::Nanosecond),
        DataType::Interval(IntervalUnit::YearMonth),
        DataType::Interval(IntervalUnit::DayTime),
        DataType::Interval(IntervalUnit::MonthDayNano),
        DataType::Decimal32(9, -2),
        DataType::Decimal64(18, 3),
        DataType::Decimal128(38, 10),
        DataType::Decimal256(76, -128),
        DataType::FixedSizeBinary(0),
        DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::Int64)),
        DataType::Dictionary(Box::new(DataType::Int64), Box::new(DataType::LargeUtf8)),
        DataType::Struct([].into()),
    ];
    for unit in units {
        types.push(DataType::Duration(unit));
        types.push(DataType::Timestamp(unit, None));
        types.push(DataType::Timestamp(unit, Some("Europe/Zürich".into())));
    }
    types
}

fn special() -> Vec<ArrayRef> {
    let mut arrays: Vec<_> = types().iter().map(|it| new_null_array(it, 3)).collect();
    let mut map = MapBuilder::new(None, StringBuilder::new(), Int32Builder::new());
    map.keys().append_value("k");
    map.values().append_null();
    map.append(true).unwrap();
    map.append(false).unwrap();
    map.append(true).unwrap();
    arrays.push(Arc::new(map.finish()));
    let mut views = ListViewBuilder::new(Int32Builder::new());
    views.append_value([Some(1), None]);
    views.append_null();
    views.append_value([]);
    arrays.push(Arc::new(views.finish()));
    let mut views = LargeListViewBuilder::new(StringBuilder::new());
    views.append_value([Some("a"), None]);
    views.append_value([None::<&str>; 0]);
    views.append_value([Some("b")]);
    arrays.push(Arc::new(views.finish()));
    // Dictionaries in the values of a dictionary, and beside it.
    let inner: DictionaryArray<Int32Type> = ["x", "y"].into_iter().collect();
    let field = Field::new("inner", inner.data_type().clone(), true);
    let values = StructArray::from(vec![(Arc::new(field), Arc::new(inner) as ArrayRef)]);
    let keys = Int8Array::from(vec![Some(1), None, Some(0)]);
    arrays.push(Arc::new(DictionaryArray::new(keys, Arc::new(values))));
    arrays.push(Arc::new(
        ["u", "v", "u"]
            .into_iter()
            .collect::<DictionaryArray<Int8Type>>(),
    ));
    arrays.push(Arc::new(UInt16Array::from(vec![Some(1), None, Some(3)])));
    arrays
}

#[test]
fn special_types_are_written_as_the_library_does_and_read() {
    let arrays = special();
    for slice in [0..3, 1..3, 1..1] {
        let columns = arrays.iter().enumerate().map(|(index, array)| {
            let array = array.slice(slice.start, slice.len());
            let name = format!("c{index}");
            let metadata = HashMap::from([("ünï".to_owned(), name.clone())]);
            let field = Field::new(name, array.data_type().clone(), true);
            (field.with_metadata(metadata), array)
        });
        let batch = crate::hostile::batch("/a", slice.len(), columns.collect());
        let data = library_writes(&batch);
        let message = ArrowMsg::from_ipc(
            StoreId::recording("a", "r"),
            rushes_core::ChunkId::from_u128(1),
            true,
            data.clone(),
            Compression::None,
        );
        let chunk = message.to_chunk(&Limits::default()).unwrap();
        assert_eq!(chunk.components().len(), batch.num_columns() - 1);
        check(&chunk);
    }
}

#[test]
fn more_dictionaries_than_keys_can_count_are_joined_by_their_values() {
    let chunk = |first: i32| {
        let texts: Vec<_> = (first..first + 100)
            .map(|it| (it % 120).to_string())
            .collect();
        let values: DictionaryArray<Int8Type> = texts.iter().map(String::as_str).collect();
        let inner: ArrayRef = Arc::new(values);
        let field = Field::new("text", inner.data_type().clone(), true);
        let list: ArrayRef = Arc::new(StructArray::from(vec![(Arc::new(field), inner)]));
        let batch = crate::hostile::batch(
            "/a",
            100,
            vec![(Field::new("d", list.data_type().clone(), true), list)],
        );
        Chunk::from_record_batch(batch, &Limits::default().chunk).unwrap()
    };
    let (one, other) = (chunk(0), chunk(60));
    let joined = Chunk::joined(&[one.clone(), other.clone()]).unwrap();
    let expected = one.components()[0].list_array.iter();
    let expected = expected.chain(other.components()[0].list_array.iter());
    for (cell, expected) in joined.components()[0].list_array.iter().zip(expected) {
        let text = |cell: Option<ArrayRef>| {
            let cell = cell.unwrap();
            let cell = cell
                .as_any()
                .downcast_ref::<StructArray>()
                .unwrap()
                .column(0)
                .clone();
            let cell = cell
                .as_any()
                .downcast_ref::<DictionaryArray<Int8Type>>()
                .unwrap();
            let text = cell.downcast_dict::<StringArray>().unwrap();
            text.into_iter()
                .map(|it| it.map(str::to_owned))
                .collect::<Vec<_>>()
        };
        assert_eq!(text(cell), text(expected));
    }
    let more = Chunk::joined(&[joined, chunk(0)]).unwrap();
    assert_eq!(more.num_rows(), 300);
}
