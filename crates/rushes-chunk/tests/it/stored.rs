//! What of a stored batch is an error, and what is tolerated.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::{
    Array as _, ArrayRef, BooleanArray, DurationNanosecondArray, FixedSizeBinaryArray, Int32Array,
    Int64Array, LargeListArray, ListArray, RecordBatch, RecordBatchOptions, StringArray,
    TimestampMicrosecondArray, TimestampNanosecondArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use rushes_chunk::{Chunk, ChunkLimits, ErrorKind};
use rushes_core::{TimeType, Timeline};

const ID: &str = "chunk_18000000000000000000000000001001";

struct Column(Field, ArrayRef);

fn column(name: &str, array: ArrayRef, metadata: &[(&str, &str)]) -> Column {
    let metadata: HashMap<_, _> = metadata
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect();
    let field = Field::new(name, array.data_type().clone(), true);
    Column(field.with_metadata(metadata), array)
}

fn row_ids() -> Column {
    let ids = FixedSizeBinaryArray::try_from_iter([1u128, 2, 3].map(u128::to_be_bytes).iter());
    let ids = Arc::new(ids.unwrap());
    column("rerun.controls.RowId", ids, &[("rerun:kind", "control")])
}

fn index(name: &str, array: ArrayRef) -> Column {
    column(name, array, &[("rerun:kind", "index")])
}

fn numbers() -> ArrayRef {
    Arc::new(Int64Array::from(vec![10, 20, 30]))
}

fn data(name: &str, array: ArrayRef) -> Column {
    column(name, array, &[("rerun:kind", "data")])
}

fn batch(metadata: &[(&str, &str)], columns: Vec<Column>) -> RecordBatch {
    let rows = columns.first().map_or(0, |column| column.1.len());
    let (fields, arrays): (Vec<_>, Vec<_>) = columns.into_iter().map(|c| (c.0, c.1)).unzip();
    let metadata = metadata
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect();
    let schema = Arc::new(Schema::new_with_metadata(fields, metadata));
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    RecordBatch::try_new_with_options(schema, arrays, &options).unwrap()
}

const CURRENT: [(&str, &str); 3] = [
    ("sorbet:version", "0.1.4"),
    ("rerun:id", ID),
    ("rerun:entity_path", "/a"),
];

fn read(columns: Vec<Column>) -> Result<Chunk, rushes_chunk::Error> {
    Chunk::from_record_batch(batch(&CURRENT, columns), &ChunkLimits::default())
}

fn read_with(metadata: &[(&str, &str)]) -> Result<Chunk, rushes_chunk::Error> {
    let batch = batch(metadata, vec![row_ids(), data("x", numbers())]);
    Chunk::from_record_batch(batch, &ChunkLimits::default())
}

fn check_refused(what: &str, columns: Vec<Column>) {
    match read(columns) {
        Ok(chunk) => panic!("{what}: {chunk:?}"),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Invalid, "{what}: {error}");
            let id = error.chunk_id().map(|id| id.to_string());
            assert_eq!(id.as_deref(), Some(ID), "{what}: {error}");
        }
    }
}

#[test]
fn id_and_entity_path_are_required() {
    let without = |key: &str| {
        let left: Vec<_> = CURRENT
            .into_iter()
            .filter(|(known, _)| *known != key)
            .collect();
        read_with(&left)
    };
    for key in ["rerun:id", "rerun:entity_path"] {
        let error = without(key).unwrap_err();
        assert!(error.to_string().contains(key), "{error}");
    }
}

#[test]
fn an_id_needs_no_prefix_but_no_other() {
    let with_id = |id| read_with(&[CURRENT[0], ("rerun:id", id), CURRENT[2]]);
    assert_eq!(with_id(ID).unwrap().id().to_string(), ID);
    assert_eq!(with_id(&ID[6..]).unwrap().id().to_string(), ID);
    for id in [
        "row_18000000000000000000000000001001",
        "chunk_18",
        "",
        "chunk_",
        "chunk_x800000000000000000000000000100y",
    ] {
        assert!(with_id(id).is_err(), "{id:?}");
    }
}

#[test]
fn an_entity_path_is_normalized() {
    let with_path = |path| read_with(&[CURRENT[0], CURRENT[1], ("rerun:entity_path", path)]);
    assert_eq!(
        with_path("a b//c/").unwrap().entity_path().as_str(),
        r"/a\ b/c"
    );
    assert_eq!(with_path("").unwrap().entity_path().as_str(), "/");
}

#[test]
fn unknown_versions_are_read_as_they_are() {
    for version in ["0.1.4", "0.9.0", "2.0.0", "0.0.0", "not a version", ""] {
        let chunk = read_with(&[("sorbet:version", version), CURRENT[1], CURRENT[2]]);
        assert_eq!(chunk.unwrap().num_rows(), 3, "{version:?}");
    }
}

#[test]
fn row_ids_are_the_first_column_the_only_one_and_without_nulls() {
    let x = || data("x", numbers());
    check_refused("none", vec![x()]);
    check_refused("two", vec![row_ids(), row_ids(), x()]);
    check_refused("not first", vec![x(), row_ids()]);
    check_refused("not first", vec![index("f", numbers()), row_ids()]);
    let Column(_, ids) = row_ids();
    check_refused(
        "no kind",
        vec![column("rerun.controls.RowId", ids.clone(), &[]), x()],
    );
    let numbers = column(
        "rerun.controls.RowId",
        numbers(),
        &[("rerun:kind", "control")],
    );
    check_refused("numbers", vec![numbers, x()]);
    let with_null = FixedSizeBinaryArray::try_from_sparse_iter_with_size(
        [Some([1; 16]), None, Some([2; 16])].into_iter(),
        16,
    );
    let with_null = Arc::new(with_null.unwrap());
    let with_null = column(
        "rerun.controls.RowId",
        with_null,
        &[("rerun:kind", "control")],
    );
    check_refused("nulls", vec![with_null, x()]);

    // Another name, another spelling of its kind, no extension type.
    let other = column("ids", ids, &[("rerun:kind", "row_id")]);
    assert_eq!(read(vec![other, x()]).unwrap().num_rows(), 3);
}

#[test]
fn timelines_come_before_components_and_have_one_of_three_types() {
    check_refused(
        "order",
        vec![row_ids(), data("x", numbers()), index("f", numbers())],
    );
    let wrong: [ArrayRef; 4] = [
        Arc::new(Int32Array::from(vec![1, 2, 3])),
        Arc::new(TimestampMicrosecondArray::from(vec![1, 2, 3])),
        Arc::new(StringArray::from(vec!["1", "2", "3"])),
        Arc::new(BooleanArray::from(vec![true, false, true])),
    ];
    for array in wrong {
        let what = array.data_type().to_string();
        check_refused(&what, vec![row_ids(), index("f", array)]);
    }
    let nulls: ArrayRef = Arc::new(Int64Array::from(vec![Some(1), None, Some(3)]));
    check_refused("nulls", vec![row_ids(), index("f", nulls)]);
    check_refused(
        "twice",
        vec![row_ids(), index("f", numbers()), index("f", numbers())],
    );
    check_refused("no name", vec![row_ids(), index("", numbers())]);
    check_refused(
        "kind",
        vec![
            row_ids(),
            column("x", numbers(), &[("rerun:kind", "other")]),
        ],
    );
}

#[test]
fn a_time_zone_is_dropped() {
    let times = TimestampNanosecondArray::from(vec![1, 2, 3]).with_timezone("Europe/Berlin");
    let durations: ArrayRef = Arc::new(DurationNanosecondArray::from(vec![3, 2, 1]));
    let chunk = read(vec![
        row_ids(),
        index("t", Arc::new(times)),
        index("d", durations),
    ])
    .unwrap();
    let column = &chunk.timelines()["t"];
    assert_eq!(
        column.timeline(),
        &Timeline::new("t", TimeType::TimestampNs)
    );
    assert_eq!(column.times().as_ref(), [1, 2, 3]);
    assert!(!chunk.timelines()["d"].is_sorted());
    let written = chunk.to_record_batch().unwrap();
    let field = written.schema_ref().field_with_name("t").unwrap().clone();
    let without_zone = DataType::Timestamp(TimeUnit::Nanosecond, None);
    assert_eq!(*field.data_type(), without_zone);
}

#[test]
fn the_name_of_an_index_is_in_its_metadata_first() {
    let named = column(
        "f",
        numbers(),
        &[("rerun:kind", "time"), ("rerun:index_name", "frame")],
    );
    let chunk = read(vec![row_ids(), named]).unwrap();
    assert!(chunk.timelines().contains_key("frame"));
    let written = chunk.to_record_batch().unwrap();
    assert_eq!(written.schema_ref().field(1).name(), "frame");
}

#[test]
fn sortedness_is_found_by_looking_not_by_believing() {
    let claim = [("rerun:kind", "index"), ("rerun:is_sorted", "true")];
    let unsorted: ArrayRef = Arc::new(Int64Array::from(vec![3, 1, 2]));
    let chunk = read(vec![row_ids(), column("f", unsorted, &claim)]).unwrap();
    let column = &chunk.timelines()["f"];
    assert!(!column.is_sorted());
    assert_eq!(column.range(), Some(1..=3));
    let written = chunk.to_record_batch().unwrap();
    assert!(
        !written
            .schema_ref()
            .field(1)
            .metadata()
            .contains_key("rerun:is_sorted")
    );
    assert_eq!(
        written.schema_ref().field(0).metadata()["rerun:is_sorted"],
        "true"
    );
}

#[test]
fn the_reserved_time_is_read_as_the_smallest() {
    let times: ArrayRef = Arc::new(Int64Array::from(vec![i64::MIN, i64::MIN + 1, i64::MAX]));
    let chunk = read(vec![row_ids(), index("f", times)]).unwrap();
    let expected = [i64::MIN + 1, i64::MIN + 1, i64::MAX];
    assert_eq!(chunk.timelines()["f"].times().as_ref(), expected);
}

#[test]
fn columns_that_are_no_lists_become_lists_of_one() {
    let plain: ArrayRef = Arc::new(Int64Array::from(vec![Some(1), None, Some(3)]));
    let item = Arc::new(Field::new("element", DataType::Int64, false));
    let offsets = OffsetBuffer::from_lengths([1, 1, 0]);
    let values = || Arc::new(Int64Array::from(vec![7, 8]));
    let large = LargeListArray::new(
        item.clone(),
        OffsetBuffer::from_lengths([1, 1, 0]),
        values(),
        None,
    );
    let named = ListArray::new(item, offsets, values(), None);
    let chunk = read(vec![
        row_ids(),
        data("plain", plain),
        data("large", Arc::new(large)),
        data("named", Arc::new(named)),
    ])
    .unwrap();
    let list = |name: &str| &chunk.component(&name.into()).unwrap().list_array;
    assert_eq!(list("plain").null_count(), 1);
    assert_eq!(
        list("plain")
            .value(2)
            .as_primitive::<arrow_array::types::Int64Type>()
            .value(0),
        3
    );
    assert!(matches!(list("large").value_type(), DataType::LargeList(_)));
    assert_eq!(list("large").value(0).as_list::<i64>().value_length(0), 1);
    // A list stays one; its item gets the usual field.
    assert_eq!(list("named").value_length(2), 0);
    let DataType::List(item) = list("named").data_type() else {
        panic!("no list");
    };
    assert_eq!((item.name().as_str(), item.is_nullable()), ("item", true));
}

#[test]
fn components_are_named_by_their_metadata_or_their_field() {
    let named = |name: &str, key: &str| {
        let Column(field, array) = data(name, numbers());
        let mut metadata = field.metadata().clone();
        metadata.insert("rerun:component".to_owned(), key.to_owned());
        metadata.insert("rerun:archetype".to_owned(), String::new());
        Column(field.with_metadata(metadata), array)
    };
    let chunk = read(vec![row_ids(), named("x", "real name"), named("y", "")]).unwrap();
    let names: Vec<_> = chunk.descriptors().map(|d| d.component.as_str()).collect();
    assert_eq!(names, ["real name", "y"]);
    assert!(chunk.descriptors().all(|d| d.archetype.is_none()));
    check_refused("no name", vec![row_ids(), named("", "")]);
    check_refused("twice", vec![row_ids(), named("x", "z"), named("y", "z")]);
}

#[test]
fn chunks_without_rows_or_components_are_read() {
    let chunk = read(vec![row_ids()]).unwrap();
    assert_eq!((chunk.num_rows(), chunk.components().len()), (3, 0));
    let none = |Column(field, array): Column| Column(field, array.slice(0, 0));
    let chunk = read(vec![
        none(row_ids()),
        none(index("f", numbers())),
        none(data("x", numbers())),
    ]);
    let chunk = chunk.unwrap();
    assert!(chunk.is_empty());
    assert_eq!(chunk.row_id_range(), None);
    assert_eq!(chunk.timelines()["f"].range(), None);
}

#[test]
fn unsorted_row_ids_are_read_and_sorted_on_demand() {
    let ids = FixedSizeBinaryArray::try_from_iter([3u128, 1, 2].map(u128::to_be_bytes).iter());
    let ids = column("ids", Arc::new(ids.unwrap()), &[("rerun:kind", "control")]);
    let chunk = read(vec![ids, data("x", numbers())]).unwrap();
    assert!(!chunk.is_sorted());
    let sorted = chunk.sorted_by_row_id().unwrap();
    let values = &sorted.components()[0].list_array;
    let values = values
        .values()
        .as_primitive::<arrow_array::types::Int64Type>();
    assert_eq!(values.values().as_ref(), [20, 30, 10]);
    assert_ne!(sorted.id(), chunk.id());
}
