//! Components: an encoding with a meaning.

use std::fmt::Write as _;

use rushes_types::reflection::{ComponentInfo, PartInfo, Shape};

use super::encodings::{aliases, enumeration};
use super::{defines, docstring, head, names};

pub(super) fn file(info: &ComponentInfo, extension: Option<&str>) -> String {
    match &info.shape {
        Shape::Enum(variants) => {
            let (name, module) = (info.name(), info.module());
            enumeration(info.fq_name, name, info.docs, variants, extension, &module)
        }
        Shape::Wrapper(encoding) => wrapper(info, encoding.fq_name, extension),
        Shape::List(part) => list(info, part, extension),
    }
}

fn up(info: &ComponentInfo) -> &'static str {
    if info.scope().is_some() { "..." } else { ".." }
}

fn wrapper(info: &ComponentInfo, encoding: &str, extension: Option<&str>) -> String {
    let name = info.name();
    let module = info.module();
    let mut text = head();
    let encoding_name = encoding.rsplit('.').next().unwrap_or(encoding);
    let encodings = if encoding.starts_with("rerun.blueprint.") {
        format!("{}blueprint import encodings", up(info))
    } else {
        format!("{} import encodings", up(info))
    };
    writeln!(
        text,
        "from {}_baseclasses import ComponentBatchMixin, ComponentMixin, type_spec",
        up(info)
    )
    .ok();
    writeln!(text, "from {encodings}").ok();
    if extension.is_some() {
        writeln!(text, "from .{module}_ext import {name}Ext").ok();
    }
    text.push_str("\n\n");
    let base = format!("encodings.{encoding_name}, ComponentMixin");
    let base = match extension {
        Some(_) => format!("{name}Ext, {base}"),
        None => base,
    };
    writeln!(text, "class {name}({base}):").ok();
    text.push_str(&docstring(info.docs, "    "));
    writeln!(text, "\n    _SPEC = type_spec(\"{}\")\n\n", info.fq_name).ok();
    writeln!(
        text,
        "class {name}Batch(encodings.{encoding_name}Batch, ComponentBatchMixin):"
    )
    .ok();
    writeln!(text, "    \"\"\"Many of `{name}`.\"\"\"\n").ok();
    writeln!(text, "    _SPEC = type_spec(\"{}\")\n\n", info.fq_name).ok();
    writeln!(text, "{name}._BATCH_TYPE = {name}Batch").ok();
    text
}

/// The argument of the constructor of a list, and what is accepted.
fn contents(info: &ComponentInfo, part: &PartInfo) -> (&'static str, String, String) {
    let name = info.name();
    let item = part
        .encoding
        .map_or_else(|| "Any".to_owned(), |item| names::qualified(item.fq_name));
    match name {
        "LineStrip2D" | "LineStrip3D" => (
            "points",
            format!("{name} | {item}ArrayLike"),
            format!("{name}Like | Sequence[{name}Like] | npt.ArrayLike"),
        ),
        "GeoLineString" => (
            "lat_lon",
            format!("{name} | {item}ArrayLike"),
            format!("{name}Like | Sequence[{name}Like] | npt.ArrayLike"),
        ),
        "AnnotationContext" => (
            "class_map",
            format!("{name} | {item}ArrayLike"),
            format!("{name}Like | Sequence[{name}Like]"),
        ),
        "ChannelMessageCounts" => (
            "counts",
            format!("{name} | dict[int, int]"),
            format!("{name}Like | Sequence[{name}Like]"),
        ),
        "KeyValuePairs" => (
            "pairs",
            format!("{name} | dict[str, str] | {item}ArrayLike"),
            format!("{name}Like | Sequence[{name}Like]"),
        ),
        "ColumnOrder" => (
            "entity_paths",
            format!("{name} | Sequence[{item}Like]"),
            format!("{name}Like | Sequence[{name}Like]"),
        ),
        _ => (
            "items",
            format!("{name} | Sequence[{item}Like]"),
            format!("{name}Like | Sequence[{name}Like]"),
        ),
    }
}

fn list(info: &ComponentInfo, part: &PartInfo, extension: Option<&str>) -> String {
    let name = info.name();
    let module = info.module();
    let (argument, like, array_like) = contents(info, part);
    let mut text = head();
    text.push_str("from collections.abc import Sequence\n");
    text.push_str("from typing import TYPE_CHECKING, Any\n\n");
    writeln!(
        text,
        "from {}_baseclasses import ComponentBatchMixin, ComponentMixin, Encoding, EncodingBatch, type_spec",
        up(info)
    )
    .ok();
    if extension.is_some() {
        writeln!(text, "from .{module}_ext import {name}Ext").ok();
    }
    text.push_str("\nif TYPE_CHECKING:\n    import numpy.typing as npt\n");
    text.push_str("    from typing_extensions import TypeAlias\n\n");
    writeln!(text, "    from {} import encodings\n\n", up(info)).ok();
    let base = match extension {
        Some(_) => format!("{name}Ext, Encoding, ComponentMixin"),
        None => "Encoding, ComponentMixin".to_owned(),
    };
    writeln!(text, "class {name}({base}):").ok();
    text.push_str(&docstring(info.docs, "    "));
    writeln!(text, "\n    _SPEC = type_spec(\"{}\")", info.fq_name).ok();
    if !defines(extension, "__init__") {
        writeln!(
            text,
            "\n    def __init__(self, {argument}: {name}Like) -> None:"
        )
        .ok();
        let is_points = matches!(
            (part.element_type)(),
            arrow_schema::DataType::FixedSizeList(_, _)
        );
        let init = if is_points { "_init" } else { "_init_list" };
        writeln!(text, "        self.{init}({argument})").ok();
    }
    if !defines(extension, argument) {
        writeln!(text, "\n    @property\n    def {argument}(self) -> Any:").ok();
        text.push_str("        \"\"\"The items, as plain values.\"\"\"\n");
        text.push_str("        return self._item()\n");
    }
    writeln!(
        text,
        "\n\nclass {name}Batch(EncodingBatch, ComponentBatchMixin):"
    )
    .ok();
    writeln!(text, "    \"\"\"Many of `{name}`.\"\"\"\n").ok();
    writeln!(text, "    _SPEC = type_spec(\"{}\")\n", info.fq_name).ok();
    text.push_str("    if TYPE_CHECKING:\n\n        def __init__(\n");
    writeln!(
        text,
        "            self, data: {name}ArrayLike | None, strict: bool | None = None"
    )
    .ok();
    text.push_str("        ) -> None: ...\n\n\n");
    writeln!(text, "{name}._BATCH_TYPE = {name}Batch\n").ok();
    aliases(&mut text, name, &like, &array_like);
    text
}
