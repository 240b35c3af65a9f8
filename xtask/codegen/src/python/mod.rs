//! The Python SDK: a file for each archetype, component and encoding, and the folders' lists of them.
//!
//! What a type does differently is in a file of its own beside it, written by hand: `boxes3d_ext.py` holds
//! `Boxes3DExt`, from which the generated `Boxes3D` inherits. Read in this order: `names` (annotations), `encodings`,
//! `components`, `archetypes`, `packages`.

mod archetypes;
mod components;
mod encodings;
mod names;
mod packages;

use std::io;
use std::path::{Path, PathBuf};

use rushes_types::reflection;

use crate::{Files, NOTE, root};

const PACKAGE: &str = "sdks/python/rushes";

/// Where generated files are.
pub fn folders() -> Vec<PathBuf> {
    let folders = [
        "archetypes",
        "components",
        "encodings",
        "blueprint/archetypes",
        "blueprint/components",
        "blueprint/encodings",
    ];
    let package = Path::new(PACKAGE);
    folders.iter().map(|folder| package.join(folder)).collect()
}

/// All generated files.
///
/// # Errors
/// If a folder cannot be read.
pub fn files() -> io::Result<Files> {
    let mut files = Files::new();
    for info in reflection::encodings() {
        let path = place(info.fq_name, &info.module());
        let text = encodings::file(info, methods_of_extension(&path)?.as_deref());
        files.insert(path, text);
    }
    for info in reflection::components() {
        let path = place(info.fq_name, &info.module());
        let text = components::file(info, methods_of_extension(&path)?.as_deref());
        files.insert(path, text);
    }
    for info in reflection::archetypes() {
        let path = place(info.fq_name, &info.module());
        let text = archetypes::file(info, methods_of_extension(&path)?.as_deref());
        files.insert(path, text);
    }
    packages::add(&mut files);
    Ok(files)
}

/// `rerun.components.Position3D` is in `components/position3d.py`.
fn place(fq_name: &str, module: &str) -> PathBuf {
    let mut path = PathBuf::from(PACKAGE);
    let folders = fq_name.split('.').skip(1);
    let folders: Vec<_> = folders.collect();
    for folder in folders.split_last().map_or(&[][..], |(_, folders)| folders) {
        path.push(folder);
    }
    path.join(format!("{module}.py"))
}

/// The text of the file written by hand that goes with a generated one.
fn methods_of_extension(path: &Path) -> io::Result<Option<String>> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let path = root().join(path.with_file_name(format!("{name}_ext.py")));
    if path.exists() {
        std::fs::read_to_string(path).map(Some)
    } else {
        Ok(None)
    }
}

/// Whether the extension has a constructor, or another method, of its own.
fn defines(extension: Option<&str>, method: &str) -> bool {
    extension.is_some_and(|text| text.contains(&format!("def {method}(")))
}

/// The head of a file.
fn head() -> String {
    format!("# {NOTE}\nfrom __future__ import annotations\n\n")
}

/// Doc comments as a docstring, without what is written for Rust: code, and links.
fn docstring(docs: &[&str], indent: &str) -> String {
    let lines = plain(docs);
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}\"\"\"{line}\"\"\"\n"),
        [first, rest @ ..] => {
            let mut text = format!("{indent}\"\"\"\n{indent}{first}\n");
            for line in rest {
                let line = format!("{indent}{line}");
                text.push_str(line.trim_end());
                text.push('\n');
            }
            text.push_str(indent);
            text.push_str("\"\"\"\n");
            text
        }
    }
}

/// The lines of a doc comment that are for everybody.
fn plain(docs: &[&str]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut is_code = false;
    for line in docs {
        let line = line.trim_end();
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            lines.push(without_links(line));
        }
    }
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines
}

/// ``[`Self::x`](y)`` becomes `` `x` ``.
fn without_links(line: &str) -> String {
    let mut text = line
        .replace("Self::", "")
        .replace("crate::", "")
        .replace('\\', "\\\\");
    while let (Some(start), Some(end)) = (text.find("]("), text.find(')')) {
        if end < start {
            break;
        }
        text.replace_range(start + 1..=end, "");
    }
    text.replace("[`", "`").replace("`]", "`")
}
