//! Input that was made to hurt, or by a program that knows no better.
//!
//! `limits` asks for too much, `arrow_data` puts nonsense into the Arrow data, `tolerated` holds
//! what is unusual but right. What memory it takes: `tests/memory.rs`.

mod arrow_data;
mod limits;
mod tolerated;

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, FixedSizeBinaryArray, RecordBatch};
use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};
use arrow_schema::{DataType, Field, Schema};
use rushes_core::{ChunkId, StoreId};
use rushes_rrd::{ArrowMsg, Compression};

/// A column of a chunk as some program may write it.
fn column(name: &str, array: ArrayRef) -> (Field, ArrayRef) {
    (Field::new(name, array.data_type().clone(), true), array)
}

/// A batch that makes a chunk of these component columns, of `rows` rows.
pub(crate) fn batch(path: &str, rows: usize, columns: Vec<(Field, ArrayRef)>) -> RecordBatch {
    let metadata = HashMap::from([
        ("sorbet:version".to_owned(), "0.1.4".to_owned()),
        ("rerun:id".to_owned(), ChunkId::from_u128(1).to_string()),
        ("rerun:entity_path".to_owned(), path.to_owned()),
    ]);
    let kind = HashMap::from([("rerun:kind".to_owned(), "control".to_owned())]);
    let ids = FixedSizeBinaryArray::try_from_iter((0..rows as u128).map(u128::to_be_bytes));
    let ids = ids.unwrap_or_else(|_empty| FixedSizeBinaryArray::new_null(16, 0));
    let row_ids = Field::new("rerun.controls.RowId", DataType::FixedSizeBinary(16), false);
    let (mut fields, mut arrays) = (vec![row_ids.with_metadata(kind)], vec![Arc::new(ids) as _]);
    for (field, array) in columns {
        fields.push(field);
        arrays.push(array);
    }
    RecordBatch::try_new(
        Arc::new(Schema::new_with_metadata(fields, metadata)),
        arrays,
    )
    .unwrap()
}

/// The batch as an Arrow IPC stream.
fn stream(batches: &[RecordBatch], options: IpcWriteOptions) -> Vec<u8> {
    let schema = batches[0].schema();
    let mut writer = StreamWriter::try_new_with_options(Vec::new(), &schema, options).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
    }
    writer.into_inner().unwrap()
}

fn message_of(data: Vec<u8>) -> ArrowMsg {
    let id = ChunkId::from_u128(1);
    ArrowMsg::from_ipc(
        StoreId::recording("app", "rec"),
        id,
        true,
        data,
        Compression::None,
    )
}

fn message(batch: &RecordBatch) -> ArrowMsg {
    message_of(stream(
        std::slice::from_ref(batch),
        IpcWriteOptions::default(),
    ))
}
