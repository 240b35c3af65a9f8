//! The folders' lists of what is in them: everything is imported when it is first used.

use std::fmt::Write as _;
use std::path::Path;

use rushes_types::reflection::{self, Shape};

use super::{NOTE, PACKAGE};
use crate::Files;

/// A name, and the module that it is in.
type Names = Vec<(String, String)>;

pub(super) fn add(files: &mut Files) {
    for scope in [None, Some("blueprint")] {
        let mut encodings = Names::new();
        for info in reflection::encodings()
            .iter()
            .filter(|info| info.scope() == scope)
        {
            for suffix in ["", "ArrayLike", "Batch", "Like"] {
                encodings.push((format!("{}{suffix}", info.name()), info.module()));
            }
        }
        package(
            files,
            scope,
            "encodings",
            "Plain data layouts, without a meaning.",
            encodings,
        );

        let mut components = Names::new();
        for info in reflection::components()
            .iter()
            .filter(|info| info.scope() == scope)
        {
            let has_likes = !matches!(info.shape, Shape::Wrapper(_));
            let likes = if has_likes {
                &["", "ArrayLike", "Batch", "Like"][..]
            } else {
                &["", "Batch"]
            };
            for suffix in likes {
                components.push((format!("{}{suffix}", info.name()), info.module()));
            }
        }
        package(
            files,
            scope,
            "components",
            "Data layouts with a meaning.",
            components,
        );

        let infos = reflection::archetypes()
            .iter()
            .filter(|info| info.scope() == scope);
        let mut archetypes: Names = infos
            .map(|info| (info.name().to_owned(), info.module()))
            .collect();
        if scope.is_none() {
            archetypes.push(("Box2DFormat".to_owned(), "boxes2d_ext".to_owned()));
        }
        package(
            files,
            scope,
            "archetypes",
            "Components that belong together: what is logged.",
            archetypes,
        );
    }
}

fn package(files: &mut Files, scope: Option<&str>, folder: &str, docs: &str, mut names: Names) {
    names.sort();
    let up = if scope.is_some() { "..." } else { ".." };
    let mut text =
        format!("# {NOTE}\n\"\"\"{docs}\"\"\"\n\nfrom __future__ import annotations\n\n");
    text.push_str("from typing import TYPE_CHECKING\n\n");
    writeln!(text, "from {up}_lazy import attach").ok();
    text.push_str("\nif TYPE_CHECKING:\n");
    for (name, module) in &names {
        writeln!(text, "    from .{module} import {name} as {name}").ok();
    }
    text.push_str("\n__all__ = [\n");
    for (name, _) in &names {
        writeln!(text, "    \"{name}\",").ok();
    }
    text.push_str("]\n\n__getattr__, __dir__ = attach(\n    __name__,\n    {\n");
    for (name, module) in &names {
        writeln!(text, "        \"{name}\": \"{module}\",").ok();
    }
    text.push_str("    },\n)\n");
    let mut path = Path::new(PACKAGE).to_owned();
    path.extend(scope);
    files.insert(path.join(folder).join("__init__.py"), text);
}
