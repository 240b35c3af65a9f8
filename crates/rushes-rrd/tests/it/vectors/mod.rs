//! Every file of `tests/data/vectors` against its expected JSON.
//!
//! `streaming` reads them from front to back, `by_manifest` through their footers, `migrated`
//! compares chunks in the current schema, `written_manifest` makes their manifests anew.

mod arrow_json;
mod by_manifest;
mod events;
mod migrated;
mod streaming;
mod written_manifest;

use std::path::{Path, PathBuf};

use serde_json::Value;

/// One file and what is expected of it.
struct Vector {
    name: String,
    path: PathBuf,
    bytes: Vec<u8>,
    expected: Value,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vectors")
}

/// All files, by name.
fn all() -> Vec<Vector> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".rrd") || name.ends_with(".rbl"))
        .collect();
    names.sort();
    assert_eq!(names.len(), 94, "files in {}", folder().display());
    names.iter().map(|name| load(name)).collect()
}

fn load(name: &str) -> Vector {
    let path = folder().join(name);
    let expected = std::fs::read(folder().join(format!("expected/{name}.json"))).unwrap();
    Vector {
        name: name.to_owned(),
        bytes: std::fs::read(&path).unwrap(),
        path,
        expected: serde_json::from_slice(&expected).unwrap(),
    }
}

impl Vector {
    /// The list under a key of the expected JSON; empty without it.
    fn expected(&self, key: &str) -> &[Value] {
        self.expected[key].as_array().map_or(&[], Vec::as_slice)
    }
}
