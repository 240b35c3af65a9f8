//! Archetypes: the constructor, and what sets or clears single fields.

use std::fmt::Write as _;

use rushes_types::reflection::{ArchetypeInfo, FieldInfo, Multiplicity, Requiredness};

use super::{defines, docstring, head, names, plain};

pub(super) fn file(info: &ArchetypeInfo, extension: Option<&str>) -> String {
    let name = info.name();
    let module = info.module();
    let in_blueprint = info.scope().is_some();
    let up = if in_blueprint { "..." } else { ".." };
    let mut text = head();
    text.push_str("from typing import TYPE_CHECKING\n\n");
    writeln!(
        text,
        "from {up}_baseclasses import Archetype, ComponentColumnList, ComponentDescriptor, archetype_spec"
    )
    .ok();
    if extension.is_some() {
        writeln!(text, "from .{module}_ext import {name}Ext").ok();
    }
    text.push_str("\nif TYPE_CHECKING:\n    from typing_extensions import Self\n\n");
    writeln!(text, "    from {up} import components, encodings").ok();
    writeln!(
        text,
        "    from {up}blueprint import components as blueprint_components"
    )
    .ok();
    writeln!(
        text,
        "    from {up}blueprint import encodings as blueprint_encodings"
    )
    .ok();
    if info.visualizer.is_some() && !in_blueprint {
        writeln!(text, "    from {up}blueprint.visualizers import Visualizer").ok();
    }
    text.push_str("\n\n");
    let base = match extension {
        Some(_) => format!("{name}Ext, Archetype"),
        None => "Archetype".to_owned(),
    };
    writeln!(text, "class {name}({base}):").ok();
    text.push_str(&class_docs(info));
    writeln!(text, "\n    NAME = \"{}\"", info.fq_name).ok();
    text.push_str("    _SPEC = archetype_spec(NAME)\n");
    if !defines(extension, "__init__") {
        constructor(&mut text, info);
    }
    from_fields(&mut text, info);
    if !in_blueprint {
        columns(&mut text, info);
    }
    if let Some(visualizer) = info
        .visualizer
        .filter(|_| !in_blueprint && name != "GridMap")
    {
        text.push_str("\n    def visualizer(\n        self,\n        *,\n");
        text.push_str("        mappings: list[blueprint_encodings.VisualizerComponentMappingLike] | None = None,\n");
        text.push_str("    ) -> Visualizer:\n");
        writeln!(text, "        \"\"\"The visualizer `{visualizer}` with these values, for the overrides of a view.\"\"\"").ok();
        writeln!(
            text,
            "        from {up}blueprint.visualizers import Visualizer\n"
        )
        .ok();
        writeln!(
            text,
            "        return Visualizer(\"{visualizer}\", overrides=self, mappings=mappings)"
        )
        .ok();
    }
    for (index, field) in info.fields.iter().enumerate() {
        writeln!(
            text,
            "\n    @classmethod\n    def descriptor_{}(cls) -> ComponentDescriptor:",
            field.name
        )
        .ok();
        writeln!(
            text,
            "        \"\"\"What `{}` is called in recordings.\"\"\"",
            field.name
        )
        .ok();
        writeln!(text, "        return cls._descriptor({index})").ok();
    }
    text.push_str("\n    if TYPE_CHECKING:\n");
    for field in info.fields {
        text.push('\n');
        let batch = names::qualified(field.component.fq_name);
        writeln!(
            text,
            "        @property\n        def {}(self) -> {batch}Batch | None:",
            field.name
        )
        .ok();
        text.push_str(&docstring(field.docs, "            "));
        text.push_str("            ...\n");
    }
    text
}

/// What the class is, and a list of its fields.
fn class_docs(info: &ArchetypeInfo) -> String {
    let mut text = String::from("    \"\"\"\n");
    for line in plain(info.docs) {
        let line = format!("    {line}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str("\n    Fields:\n\n");
    for field in info.fields {
        let required = if field.requiredness == Requiredness::Required {
            ", required"
        } else {
            ""
        };
        let many = if is_batch(field) { "many" } else { "one" };
        let component = field.component.name();
        let docs = plain(field.docs).join(" ");
        writeln!(
            text,
            "    - `{}` ({many} `{component}`{required}): {}",
            field.name,
            docs.trim()
        )
        .ok();
    }
    if !info.views.is_empty() {
        let views = info.views.iter().map(|shown| format!("`{}`", shown.view));
        let views: Vec<_> = views.collect();
        writeln!(text, "\n    Shown by the views {}.", views.join(", ")).ok();
    }
    text.push_str("    \"\"\"\n");
    text
}

fn is_batch(field: &FieldInfo) -> bool {
    field.multiplicity == Multiplicity::Batch
}

/// Archetypes all of whose arguments are given by name.
const BY_NAME: [&str; 4] = ["GridMap", "McapChannel", "McapSchema", "McapStatistics"];

fn constructor(text: &mut String, info: &ArchetypeInfo) {
    let is_required = |field: &&FieldInfo| info.constructor_fields.contains(&field.name);
    text.push_str("\n    def __init__(\n        self,\n");
    if BY_NAME.contains(&info.name()) {
        text.push_str("        *,\n");
    }
    for field in info.fields.iter().filter(is_required) {
        let annotation = names::field_type(field.component, is_batch(field));
        writeln!(text, "        {}: {annotation},", field.name).ok();
    }
    let optional: Vec<_> = info
        .fields
        .iter()
        .filter(|field| !is_required(field))
        .collect();
    if !optional.is_empty() && !BY_NAME.contains(&info.name()) {
        text.push_str("        *,\n");
    }
    for field in optional {
        let annotation = names::field_type(field.component, is_batch(field));
        writeln!(text, "        {}: {annotation} | None = None,", field.name).ok();
    }
    text.push_str("    ) -> None:\n");
    writeln!(text, "        self._init({})", all(info)).ok();
}

/// The names of all fields, as arguments.
fn all(info: &ArchetypeInfo) -> String {
    let names: Vec<_> = info.fields.iter().map(|field| field.name).collect();
    names.join(", ")
}

fn parameters(text: &mut String, info: &ArchetypeInfo, always_many: bool) {
    for field in info.fields {
        let many = always_many || is_batch(field);
        let annotation = names::field_type(field.component, many);
        writeln!(text, "        {}: {annotation} | None = None,", field.name).ok();
    }
}

fn tuple(info: &ArchetypeInfo) -> String {
    match info.fields {
        [only] => format!("({},)", only.name),
        _ => format!("({})", all(info)),
    }
}

fn from_fields(text: &mut String, info: &ArchetypeInfo) {
    text.push_str("\n    @classmethod\n    def from_fields(\n        cls,\n        *,\n");
    text.push_str("        clear_unset: bool = False,\n");
    parameters(text, info, false);
    text.push_str("    ) -> Self:\n");
    text.push_str(
        "        \"\"\"Sets only these fields; with `clear_unset`, the others are cleared.\"\"\"\n",
    );
    writeln!(
        text,
        "        return cls._from_fields(clear_unset, {})",
        tuple(info)
    )
    .ok();
    text.push_str("\n    @classmethod\n    def cleared(cls) -> Self:\n");
    text.push_str("        \"\"\"Clears all fields.\"\"\"\n");
    text.push_str("        return cls._from_fields(True, ())\n");
}

fn columns(text: &mut String, info: &ArchetypeInfo) {
    text.push_str("\n    @classmethod\n    def columns(\n        cls,\n        *,\n");
    parameters(text, info, true);
    text.push_str("    ) -> ComponentColumnList:\n");
    text.push_str("        \"\"\"Columns of many rows, for `send_columns`: one row for each item; `partition` cuts them anew.\"\"\"\n");
    writeln!(
        text,
        "        return ComponentColumnList(cls._columns({}))",
        tuple(info)
    )
    .ok();
}
