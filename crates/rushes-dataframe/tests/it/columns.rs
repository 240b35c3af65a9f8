//! Which columns there are, and what they are called.

use rushes_core::{EntityPathFilter, PathSubstitutions};
use rushes_dataframe::{ColumnSelector, QueryExpression, StaticColumns};

use crate::support::*;

fn filled() -> rushes_store::Store {
    let store = store();
    let one = Some(vec![1]);
    store
        .insert(chunk("/x10", &[Row(1, 1, one.clone(), None)]))
        .unwrap();
    store
        .insert(chunk("/x2", &[Row(2, 1, one.clone(), one.clone())]))
        .unwrap();
    store.insert(static_chunk("/s", 3, one.clone())).unwrap();
    store
        .insert(static_chunk("/__properties", 4, one.clone()))
        .unwrap();
    store
        .insert(static_chunk("/__properties/meta", 5, one))
        .unwrap();
    store.insert(clear("/x2", 6, 3, false)).unwrap();
    store
}

#[test]
fn timelines_come_first_and_entities_in_the_order_of_people() {
    let columns = [
        "frame",
        "other",
        "/s:a",
        "/x2:a",
        "/x2:b",
        "/x10:a",
        "property:a",
        "property:meta:a",
    ];
    assert_eq!(names(&filled(), QueryExpression::on("frame")), columns);
}

#[test]
fn empty_components_and_clears_are_columns_when_asked_for() {
    let query = QueryExpression {
        include_semantically_empty_columns: true,
        include_tombstone_columns: true,
        ..QueryExpression::on("frame")
    };
    let names = names(&filled(), query);
    assert!(names.contains(&"/x10:b".to_owned()));
    assert!(names.contains(&"/x2:Clear:is_recursive".to_owned()));
}

#[test]
fn static_columns_can_be_left_out_or_alone() {
    let only = |include_static_columns| QueryExpression {
        include_static_columns,
        ..QueryExpression::on("frame")
    };
    let store = filled();
    assert!(!names(&store, only(StaticColumns::NonStaticOnly)).contains(&"/s:a".to_owned()));
    assert!(!names(&store, only(StaticColumns::StaticOnly)).contains(&"/x2:a".to_owned()));
}

#[test]
fn contents_narrow_the_view() {
    let store = filled();
    let filter = EntityPathFilter::parse_strict("/** - /x2", &PathSubstitutions::none()).unwrap();
    let query = QueryExpression::on("frame").with_contents(&filter, &store.entities());
    assert_eq!(names(&store, query), ["frame", "other", "/s:a", "/x10:a"]);
}

#[test]
fn what_there_is_not_is_a_column_of_nothing() {
    let selection = vec![
        ColumnSelector::Time("never".into()),
        "/x2:nothing".parse().unwrap(),
    ];
    let query = QueryExpression {
        selection: Some(selection),
        ..QueryExpression::on("frame")
    };
    let found = batches(&filled(), query);
    assert_eq!(found[0].num_rows(), 2);
    assert_eq!(
        found[0].column(1).data_type(),
        &arrow_schema::DataType::Null
    );
}

#[test]
fn fields_say_what_they_are() {
    let handle = rushes_dataframe::QueryEngine::new(filled())
        .query(QueryExpression::on("frame"))
        .unwrap();
    let field = handle.schema().field_with_name("property:meta:a").unwrap();
    assert_eq!(field.metadata()["rerun:entity_path"], "/__properties/meta");
    assert_eq!(field.metadata()["rerun:is_static"], "true");
    assert_eq!(handle.schema().field(0).metadata()["rerun:kind"], "index");
}
