//! Questions in SQL.

use arrow_array::RecordBatch;
use datafusion::arrow::util::pretty::pretty_format_batches;
use futures::TryStreamExt as _;
use rushes_chunk::Chunk;
use rushes_core::StoreId;
use rushes_dataframe::sql::{Session, SessionOptions, TableKind};
use rushes_store::{Store, StoreConfig};

use crate::support::{Row, chunk, static_chunk};

fn recording(id: &str, chunks: impl IntoIterator<Item = Chunk>) -> Store {
    let store = Store::new(StoreId::recording("app", id), StoreConfig::AS_THEY_COME);
    for chunk in chunks {
        store.insert(chunk).unwrap();
    }
    store
}

fn one(n: i64) -> Option<Vec<i64>> {
    Some(vec![n])
}

/// Ten rows of `/world/Robot` in two chunks, `a` with one instance a row, `b` with two.
fn rows() -> [Chunk; 2] {
    let rows = |times: std::ops::Range<i64>| {
        let rows: Vec<_> = times
            .map(|time| Row(time as u64 + 1, time, one(time * time), Some(vec![time, 1])))
            .collect();
        chunk("/world/Robot", &rows)
    };
    [rows(0..5), rows(5..10)]
}

fn session(stores: impl IntoIterator<Item = Store>) -> Session {
    let options = SessionOptions {
        threads: 2,
        ..SessionOptions::default()
    };
    Session::new(stores, &options).unwrap()
}

fn ask(session: &Session, sql: &str) -> rushes_dataframe::Result<Vec<RecordBatch>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    runtime.block_on(async {
        let rows = session.query(sql).await?;
        Ok(rows.try_collect().await?)
    })
}

/// The cells of all rows, with commas between them.
fn lines(session: &Session, sql: &str) -> Vec<String> {
    let batches = ask(session, sql).unwrap();
    let text = pretty_format_batches(&batches).unwrap().to_string();
    let lines = text.lines().filter(|line| line.starts_with('|')).skip(1);
    let cells = lines.map(|line| {
        let cells = line.trim_matches('|').split('|').map(str::trim);
        cells.collect::<Vec<_>>().join(", ")
    });
    cells.collect()
}

#[test]
fn a_table_has_the_rows_of_all_recordings() {
    let session = session([recording("one", rows()), recording("two", rows())]);
    let found = lines(
        &session,
        "SELECT recording_id, count(*), sum(a) FROM world_robot WHERE frame >= 8 GROUP BY 1 ORDER BY 1",
    );
    assert_eq!(found, ["one, 2, 145", "two, 2, 145"]);
    let found = lines(
        &session,
        "SELECT sum(a) FROM \"/world/Robot\" WHERE recording_id = 'two'",
    );
    assert_eq!(found, ["285"]);
}

#[test]
fn lists_of_one_are_plain_values_and_raw_ones_lists() {
    let session = session([recording("one", rows())]);
    let found = lines(&session, "SELECT a, b FROM world_robot WHERE frame = 3");
    assert_eq!(found, ["9, [3, 1]"]);
    let found = lines(&session, "SELECT a, b FROM raw.world_robot WHERE frame = 3");
    assert_eq!(found, ["[9], [3, 1]"]);
}

#[test]
fn a_row_of_many_in_a_plain_column_is_an_error_that_says_what_to_do() {
    let row = |n, cell| chunk("/x", &[Row(n, n as i64, cell, None)]);
    let chunks = [row(1, one(1)), row(2, Some(vec![1, 2])), row(3, one(3))];
    let session = session([recording("one", chunks)]);
    let error = ask(&session, "SELECT a FROM x").unwrap_err().to_string();
    assert!(error.contains("raw"), "{error}");
    assert_eq!(
        lines(&session, "SELECT a FROM raw.x WHERE frame = 2"),
        ["[1, 2]"]
    );
}

#[test]
fn limits_of_sorted_rows_hold_over_overlapping_recordings() {
    let session = session([recording("one", rows()), recording("two", rows())]);
    for (order, expected) in [("DESC", ["9", "9", "8"]), ("ASC", ["0", "0", "1"])] {
        let sql = format!(
            "SELECT f FROM (SELECT frame AS f, a + 1 AS c FROM world_robot ORDER BY frame {order} LIMIT 3)"
        );
        assert_eq!(lines(&session, &sql), expected);
    }
}

#[test]
fn ranges_of_time_decide_which_chunks_are_read_and_statistics_answer_counts() {
    let session = session([recording("one", rows())]);
    let plan = lines(
        &session,
        "EXPLAIN SELECT a FROM world_robot WHERE frame > 6",
    )
    .join("\n");
    assert!(plan.contains("chunks=1 of 2"), "{plan}");
    assert!(!plan.contains("FilterExec"), "{plan}");
    let sql = "SELECT count(*), min(frame), max(frame) FROM world_robot";
    assert_eq!(lines(&session, sql), ["10, 0, 9"]);
    let plan = lines(&session, &format!("EXPLAIN {sql}")).join("\n");
    assert!(!plan.contains("EntityScan"), "{plan}");
}

#[test]
fn timelines_join_entities_and_static_data_are_in_every_row() {
    let other = chunk("/other", &[Row(50, 2, one(7), None)]);
    let fixed = static_chunk("/fixed", 51, one(4));
    let [first, _] = rows();
    let session = session([recording("one", [first, other, fixed])]);
    let columns = "frame, \"/other:a\", \"/world/Robot:a\", \"/fixed:a\"";
    let found = lines(
        &session,
        &format!(
            "SELECT {columns} FROM timelines.frame WHERE frame BETWEEN 1 AND 3 ORDER BY frame"
        ),
    );
    assert_eq!(found, ["1, , 1, 4", "2, 7, 4, 4", "3, , 9, 4"]);
    let found = lines(
        &session,
        &format!("SELECT {columns} FROM filled.frame WHERE frame >= 3 ORDER BY frame"),
    );
    assert_eq!(found, ["3, 7, 9, 4", "4, 7, 16, 4"]);
    assert_eq!(lines(&session, "SELECT a FROM fixed"), ["4"]);
}

#[test]
fn tables_are_listed_with_their_aliases_and_nothing_can_be_changed() {
    let session = session([recording("one", rows())]);
    let tables = session.tables();
    let found = tables
        .iter()
        .find(|table| table.kind == TableKind::Entity)
        .unwrap();
    assert_eq!(
        (found.name.as_str(), found.alias.as_deref()),
        ("\"/world/Robot\"", Some("world_robot"))
    );
    assert_eq!(found.num_rows, Some(10));
    assert!(ask(&session, "CREATE TABLE t AS SELECT 1").is_err());
    let error = ask(&session, "SELECT * FROM nothing")
        .unwrap_err()
        .to_string();
    assert!(error.contains("nothing"), "{error}");
}
