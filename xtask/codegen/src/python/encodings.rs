//! Encodings: a class, a batch, and what is accepted for them.

use std::fmt::Write as _;

use arrow_schema::DataType;
use rushes_types::reflection::{EncodingInfo, EnumVariant, Kind, PartInfo};

use super::{defines, docstring, head, names};

pub(super) fn file(info: &EncodingInfo, extension: Option<&str>) -> String {
    if let Some(variants) = info.variants() {
        return enumeration(
            info.fq_name,
            info.name(),
            info.docs,
            variants,
            extension,
            &info.module(),
        );
    }
    let name = info.name();
    let module = info.module();
    let up = if info.scope().is_some() { "..." } else { ".." };
    let (like, array_like) = names::likes(info);
    let mut text = head();
    text.push_str("from collections.abc import Sequence\n");
    text.push_str("from typing import IO, TYPE_CHECKING, Any\n\n");
    writeln!(
        text,
        "from {up}_baseclasses import Encoding, EncodingBatch, type_spec"
    )
    .ok();
    if extension.is_some() {
        writeln!(text, "from .{module}_ext import {name}Ext").ok();
    }
    text.push_str("\nif TYPE_CHECKING:\n    import numpy as np\n    import numpy.typing as npt\n");
    text.push_str("    from typing_extensions import TypeAlias\n\n");
    writeln!(text, "    from {up} import encodings").ok();
    if info.scope().is_some() {
        text.push_str("    from .. import encodings as blueprint_encodings\n");
    }
    for other in others(&format!("{like} {array_like}"), name) {
        writeln!(text, "    from .{} import {other}", snake(other)).ok();
    }
    text.push_str("\n\n");
    let base = match extension {
        Some(_) => format!("{name}Ext, Encoding"),
        None => "Encoding".to_owned(),
    };
    writeln!(text, "class {name}({base}):").ok();
    text.push_str(&docstring(info.docs, "    "));
    writeln!(text, "\n    _SPEC = type_spec(\"{}\")", info.fq_name).ok();
    match &info.kind {
        Kind::Transparent(part) => transparent(&mut text, info, part, extension),
        Kind::Struct(parts) => structure(&mut text, parts, extension),
        _ => {}
    }
    writeln!(text, "\n\nclass {name}Batch(EncodingBatch):").ok();
    writeln!(text, "    \"\"\"Many of `{name}`.\"\"\"\n").ok();
    writeln!(text, "    _SPEC = type_spec(\"{}\")\n", info.fq_name).ok();
    text.push_str("    if TYPE_CHECKING:\n\n        def __init__(\n");
    writeln!(
        text,
        "            self, data: {name}ArrayLike | None, strict: bool | None = None"
    )
    .ok();
    text.push_str("        ) -> None: ...\n\n\n");
    aliases(&mut text, name, &like, &array_like);
    text
}

/// Likes of other types in the same folder that an annotation mentions.
fn others<'a>(annotations: &'a str, name: &str) -> Vec<&'a str> {
    let words = annotations.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.');
    let own = [format!("{name}Like"), format!("{name}ArrayLike")];
    let mut others: Vec<_> = words
        .filter(|word| word.ends_with("Like") && !word.contains('.'))
        .filter(|word| !own.iter().any(|own| own == word))
        .collect();
    others.sort_unstable();
    others.dedup();
    others
}

fn snake(like: &str) -> &'static str {
    let name = like.trim_end_matches("ArrayLike").trim_end_matches("Like");
    let all = rushes_types::reflection::encodings();
    let found = all.iter().find(|info| info.name() == name);
    found.map_or("", |info| Box::leak(info.module().into_boxed_str()))
}

/// What is accepted, for type checkers; any, at run time, for which nothing else is imported.
pub(super) fn aliases(text: &mut String, name: &str, like: &str, array_like: &str) {
    text.push_str("if TYPE_CHECKING:\n");
    writeln!(text, "    {name}Like: TypeAlias = {like}").ok();
    writeln!(text, "    {name}ArrayLike: TypeAlias = {array_like}").ok();
    text.push_str("else:\n");
    writeln!(text, "    {name}Like = Any").ok();
    writeln!(text, "    {name}ArrayLike = Any").ok();
}

fn transparent(text: &mut String, info: &EncodingInfo, part: &PartInfo, extension: Option<&str>) {
    let attribute = names::attribute(info);
    let name = info.name();
    if !defines(extension, "__init__") {
        writeln!(
            text,
            "\n    def __init__(self, {attribute}: {name}Like) -> None:"
        )
        .ok();
        writeln!(text, "        self._init({attribute})").ok();
    }
    if defines(extension, attribute) {
        return;
    }
    let data_type = (part.data_type)();
    let (annotation, value) = match &data_type {
        DataType::List(_) if name == "Blob" => ("npt.NDArray[np.uint8]".to_owned(), "_array"),
        DataType::FixedSizeList(_, _) if name == "Uuid" => ("bytes".to_owned(), "_raw"),
        DataType::FixedSizeList(_, _) | DataType::List(_) => {
            let numpy = names::numpy(&data_type).unwrap_or("Any");
            (format!("npt.NDArray[{numpy}]"), "_array")
        }
        plain => (names::plain(plain).to_owned(), "_item"),
    };
    writeln!(
        text,
        "\n    @property\n    def {attribute}(self) -> {annotation}:"
    )
    .ok();
    writeln!(text, "        \"\"\"The value.\"\"\"").ok();
    writeln!(
        text,
        "        value: {annotation} = self.{value}()\n        return value"
    )
    .ok();
}

fn structure(text: &mut String, parts: &[PartInfo], extension: Option<&str>) {
    if !defines(extension, "__init__") {
        text.push_str("\n    def __init__(\n        self,\n");
        for part in parts {
            let annotation = part_like(part);
            if part.is_optional {
                writeln!(text, "        {}: {annotation} | None = None,", part.name).ok();
            } else {
                writeln!(text, "        {}: {annotation},", part.name).ok();
            }
        }
        text.push_str("    ) -> None:\n");
        let parts = parts.iter().map(|part| format!("{0}={0}", part.name));
        let parts: Vec<_> = parts.collect();
        writeln!(text, "        self._init_struct({})", parts.join(", ")).ok();
    }
    for part in parts {
        if defines(extension, part.name) {
            continue;
        }
        let (annotation, class) = match part.encoding {
            Some(info) if info.variants().is_some() => {
                ("Any".to_owned(), format!("\"{}\"", info.fq_name))
            }
            Some(info) => {
                let class = names::qualified(info.fq_name);
                (class, format!("\"{}\"", info.fq_name))
            }
            None => (
                names::plain(&(part.element_type)()).to_owned(),
                "None".to_owned(),
            ),
        };
        let annotation = if part.is_list {
            format!("list[{annotation}]")
        } else {
            annotation
        };
        let annotation = if part.is_optional && annotation != "Any" {
            format!("{annotation} | None")
        } else {
            annotation
        };
        writeln!(
            text,
            "\n    @property\n    def {}(self) -> {annotation}:",
            part.name
        )
        .ok();
        text.push_str(&docstring(part.docs, "        "));
        writeln!(
            text,
            "        value: {annotation} = self._part(\"{}\", {class})\n        return value",
            part.name
        )
        .ok();
    }
}

fn part_like(part: &PartInfo) -> String {
    let one = match part.encoding {
        Some(info) => format!("{}Like", names::qualified(info.fq_name)),
        None => names::plain(&(part.element_type)()).to_owned(),
    };
    if part.is_list {
        format!("Sequence[{one}]")
    } else {
        one
    }
}

/// A class of named numbers, its batch, and what is accepted for them.
pub(super) fn enumeration(
    fq_name: &str,
    name: &str,
    docs: &[&str],
    variants: &[EnumVariant],
    extension: Option<&str>,
    module: &str,
) -> String {
    let up = if fq_name.starts_with("rerun.blueprint.") {
        "..."
    } else {
        ".."
    };
    let is_component = fq_name.contains(".components.");
    let (batch, kind) = if is_component {
        ("ComponentEnumBatch", "ComponentEnum")
    } else {
        ("EncodingBatch", "EncodingEnum")
    };
    let mut text = head();
    text.push_str("from collections.abc import Sequence\n");
    text.push_str("from typing import TYPE_CHECKING, Any\n\n");
    writeln!(text, "from {up}_baseclasses import {batch}, type_spec").ok();
    writeln!(text, "from {up}_enumeration import {kind}").ok();
    if extension.is_some() {
        writeln!(text, "from .{module}_ext import {name}Ext").ok();
    }
    text.push_str("\nif TYPE_CHECKING:\n    import numpy.typing as npt\n");
    text.push_str("    from typing_extensions import Literal, TypeAlias\n\n\n");
    let base = match extension {
        Some(_) => format!("{name}Ext, {kind}"),
        None => kind.to_owned(),
    };
    writeln!(text, "class {name}({base}):").ok();
    text.push_str(&docstring(docs, "    "));
    text.push('\n');
    for variant in variants {
        writeln!(text, "    {} = {}", variant.name, variant.value).ok();
        text.push_str(&docstring(variant.docs, "    "));
        text.push('\n');
    }
    writeln!(text, "\nclass {name}Batch({batch}):").ok();
    writeln!(text, "    \"\"\"Many of `{name}`.\"\"\"\n").ok();
    writeln!(text, "    _SPEC = type_spec(\"{fq_name}\")\n").ok();
    text.push_str("    if TYPE_CHECKING:\n\n        def __init__(\n");
    writeln!(
        text,
        "            self, data: {name}ArrayLike | None, strict: bool | None = None"
    )
    .ok();
    text.push_str("        ) -> None: ...\n\n\n");
    let exact = variants.iter().map(|variant| variant.name.to_owned());
    let lower = variants
        .iter()
        .map(|variant| variant.name.to_ascii_lowercase());
    let mut spellings: Vec<_> = exact.chain(lower).collect();
    spellings.sort_unstable();
    spellings.dedup();
    let spellings: Vec<_> = spellings.iter().map(|name| format!("\"{name}\"")).collect();
    let like = format!("{name} | Literal[{}] | int", spellings.join(", "));
    let array_like = format!("{name}Like | Sequence[{name}Like] | npt.ArrayLike");
    aliases(&mut text, name, &like, &array_like);
    text
}
