//! Reflection equals the catalogue of the shared wire, entry by entry.
//!
//! `tests/data/catalogue.json` holds the facts; texts for people are our own and not compared.

use rushes_types::reflection;
use serde_json::{Map, Value};

fn catalogue() -> Value {
    serde_json::from_str(include_str!("../data/catalogue.json")).unwrap()
}

/// Lists every difference: what the catalogue says must be there and equal; numbers are equal if
/// they are the same 32-bit float.
fn compare(path: &str, expected: &Value, found: &Value, differences: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (key, expected) in expected {
                let found = found.get(key).unwrap_or(&Value::Null);
                compare(&format!("{path}/{key}"), expected, found, differences);
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(&format!("{path}/{index}"), expected, found, differences);
            }
        }
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => {
            let [a, b] = [a, b].map(|number| number.as_f64().unwrap() as f32);
            if a != b {
                differences.push(format!("{path}: expected {expected}, found {found}"));
            }
        }
        _ if expected == found => {}
        _ => differences.push(format!("{path}: expected {expected}, found {found}")),
    }
}

fn keys(value: &Value) -> Vec<&String> {
    let map: &Map<String, Value> = value.as_object().unwrap();
    let mut keys: Vec<_> = map.keys().collect();
    keys.sort();
    keys
}

#[test]
fn every_entry_is_equal() {
    let (expected, found) = (catalogue(), reflection::to_json());
    let mut differences = Vec::new();
    compare("", &expected, &found, &mut differences);
    assert!(
        differences.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        differences.join("\n")
    );
}

#[test]
fn nothing_is_missing_and_nothing_is_made_up() {
    let (expected, found) = (catalogue(), reflection::to_json());
    for (kind, count) in [
        ("encodings", 65),
        ("components", 158),
        ("archetypes", 98),
        ("views", 12),
    ] {
        assert_eq!(keys(&expected[kind]), keys(&found[kind]), "{kind}");
        assert_eq!(keys(&found[kind]).len(), count, "{kind}");
    }
    let fields: usize = reflection::archetypes()
        .iter()
        .map(|info| info.fields.len())
        .sum();
    assert_eq!(fields, 409);
}

#[test]
fn every_identifier_finds_its_field() {
    for info in reflection::archetypes() {
        assert!(std::ptr::eq(
            reflection::archetype(info.fq_name).unwrap(),
            *info
        ));
        for field in info.fields {
            let (archetype, found) = reflection::field(field.identifier()).unwrap();
            assert!(std::ptr::eq(archetype, *info) && std::ptr::eq(found, field));
            assert_eq!(field.descriptor.archetype_field_name(), field.name);
        }
    }
    assert!(reflection::field("Points3D:nothing").is_none());
}

#[test]
fn every_default_fits_its_type() {
    for info in reflection::components() {
        let made = [
            info.default,
            info.type_fallback.and_then(|fallback| fallback.value),
        ];
        for make in made.into_iter().flatten() {
            assert_eq!(
                make().unwrap().data_type(),
                &info.arrow_type(),
                "{}",
                info.fq_name
            );
        }
        assert_eq!(
            reflection::zero(&info.arrow_type()).data_type(),
            &info.arrow_type()
        );
    }
    for info in reflection::archetypes() {
        for field in info.fields {
            let views = reflection::views().iter().map(|view| view.identifier);
            for value in views.filter_map(|view| field.fallback(view).value) {
                assert_eq!(
                    value.data_type(),
                    &field.component.arrow_type(),
                    "{}",
                    field.identifier()
                );
            }
        }
    }
}
