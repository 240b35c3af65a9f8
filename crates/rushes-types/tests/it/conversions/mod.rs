//! What goes in and what must come out: the conversion vectors of the shared wire.
//!
//! `tests/data/conversion_vectors.json` pairs Python expressions with the exact Arrow content that
//! they become. Each is said again in Rust here, or it says why only Python has it.

mod archetypes;
mod components;

use std::collections::BTreeMap;

use arrow_array::{Array, ArrayRef};
use rushes_types::reflection::value_to_json;
use rushes_types::{AsComponents, Columns, Component, SerializationResult};
use serde_json::Value;

/// A Python expression in Rust.
enum Case {
    /// Makes the same.
    Same(fn() -> Value),
    /// Why there is no such thing in Rust.
    PythonOnly(&'static str),
}

type Cases = &'static [(&'static str, Case)];

fn values(array: &ArrayRef) -> Value {
    (0..array.len())
        .map(|index| value_to_json(array, index))
        .collect()
}

/// The instances of one component.
fn batch<C: Component>(instances: impl IntoIterator<Item = impl Into<C>>) -> Value {
    let instances: Vec<C> = instances.into_iter().map(Into::into).collect();
    values(&rushes_types::ComponentBatch::to_arrow(&instances).unwrap())
}

/// All components of one row.
fn row(data: &dyn AsComponents) -> Value {
    let batches = data.as_serialized_batches().into_iter();
    let named = batches.map(|batch| (batch.descriptor.to_string(), values(&batch.array)));
    serde_json::to_value(named.collect::<BTreeMap<_, _>>()).unwrap()
}

/// All components of several rows.
fn rows(columns: impl IntoIterator<Item = SerializationResult<Columns>>) -> Value {
    let columns = columns.into_iter().flat_map(Result::unwrap);
    let named = columns.map(|column| {
        let list: ArrayRef = std::sync::Arc::new(column.list_array);
        (column.descriptor.to_string(), values(&list))
    });
    serde_json::to_value(named.collect::<BTreeMap<_, _>>()).unwrap()
}

/// Equal, with numbers as 32-bit floats where one is a float: JSON does not tell them apart.
fn same(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => {
            a.as_f64().unwrap() as f32 == b.as_f64().unwrap() as f32
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => expected == found,
    }
}

#[test]
fn every_vector_comes_out_right() {
    let vectors: Vec<Value> =
        serde_json::from_str(include_str!("../../data/conversion_vectors.json")).unwrap();
    let cases: BTreeMap<_, _> = components::CASES
        .iter()
        .chain(archetypes::CASES)
        .map(|(a, b)| (*a, b))
        .collect();
    let (mut checked, mut python_only, mut wrong) = (0, 0, Vec::new());
    for vector in &vectors {
        let component = vector["component"]
            .as_str()
            .unwrap_or_default()
            .rsplit('.')
            .next()
            .unwrap();
        let input = vector["python_input"].as_str().unwrap();
        let key = if component.is_empty() {
            input.to_owned()
        } else {
            format!("{component}: {input}")
        };
        match cases.get(key.as_str()) {
            Some(Case::Same(make)) => {
                checked += 1;
                let found = make();
                if !same(&vector["expected"], &found) {
                    wrong.push(format!(
                        "{key}: expected {}, found {found}",
                        vector["expected"]
                    ));
                }
            }
            Some(Case::PythonOnly(why)) => {
                python_only += 1;
                assert!(!why.is_empty());
            }
            None => wrong.push(format!("{key}: no case")),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_eq!((checked, python_only), (119, 17), "of {}", vectors.len());
}
