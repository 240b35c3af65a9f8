//! The catalogue for people to read.

use std::fmt::Write as _;

use super::component::Shape;
use super::{
    ArchetypeInfo, ComponentInfo, EncodingInfo, EnumVariant, Kind, PartInfo, State, ViewInfo,
    display_value, notation,
};

/// All types by name, one line each.
pub fn overview() -> String {
    let mut text = String::new();
    section(
        &mut text,
        "Archetypes",
        super::archetypes()
            .iter()
            .map(|info| (info.name(), info.scope(), info.state, info.description())),
    );
    section(
        &mut text,
        "Components",
        super::components()
            .iter()
            .map(|info| (info.name(), info.scope(), info.state, info.description())),
    );
    section(
        &mut text,
        "Encodings",
        super::encodings()
            .iter()
            .map(|info| (info.name(), info.scope(), info.state, info.description())),
    );
    section(
        &mut text,
        "Views",
        super::views()
            .iter()
            .map(|info| (info.name, None, info.state, info.description())),
    );
    text
}

type Line = (&'static str, Option<&'static str>, State, String);

fn section(text: &mut String, title: &str, lines: impl Iterator<Item = Line>) {
    line(text, format_args!("{title}"));
    for (name, scope, state, description) in lines {
        let scope = scope.map(|scope| format!("[{scope}] ")).unwrap_or_default();
        let state = if state == State::Unstable {
            " (unstable)"
        } else {
            ""
        };
        line(
            text,
            format_args!("  {name:<32} {scope}{description}{state}"),
        );
    }
    text.push('\n');
}

/// Everything that goes by that name: `Points3D`, `points3d`, `rerun.components.Color`,
/// `Points3D:positions`, `Spatial3DView`. Nothing if there is no such thing.
pub fn describe(name: &str) -> Option<String> {
    let is = |fq_name: &str, short: &str| fq_name == name || short.eq_ignore_ascii_case(name);
    let mut text = String::new();
    for info in super::archetypes()
        .iter()
        .filter(|info| is(info.fq_name, info.name()))
    {
        archetype(&mut text, info);
    }
    for info in super::components()
        .iter()
        .filter(|info| is(info.fq_name, info.name()))
    {
        component(&mut text, info);
    }
    for info in super::encodings()
        .iter()
        .filter(|info| is(info.fq_name, info.name()))
    {
        encoding(&mut text, info);
    }
    for info in super::views()
        .iter()
        .filter(|info| is(info.identifier, info.name))
    {
        view(&mut text, info);
    }
    if let Some((info, field)) = super::field(name) {
        line(&mut text, format_args!("{name}, field of {}", info.fq_name));
        field_lines(&mut text, field);
        component(&mut text, field.component);
    }
    (!text.is_empty()).then_some(text)
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{line}");
}

fn archetype(text: &mut String, info: &ArchetypeInfo) {
    line(
        text,
        format_args!("archetype {} ({})", info.fq_name, info.state.as_str()),
    );
    line(text, format_args!("  {}", info.description()));
    let views = info.views.iter().map(|shown| match shown.note {
        Some(note) => format!("{} ({note})", shown.view),
        None => shown.view.to_owned(),
    });
    list(text, "  views", views);
    list(
        text,
        "  setting of",
        info.property_of().into_iter().map(str::to_owned),
    );
    list(
        text,
        "  visualizer",
        info.visualizer.into_iter().map(str::to_owned),
    );
    for field in info.fields {
        field_lines(text, field);
    }
    text.push('\n');
}

fn list(text: &mut String, title: &str, items: impl Iterator<Item = String>) {
    let items: Vec<_> = items.collect();
    if !items.is_empty() {
        line(text, format_args!("{title}: {}", items.join(", ")));
    }
}

fn field_lines(text: &mut String, field: &super::FieldInfo) {
    let (requiredness, multiplicity) = (field.requiredness.as_str(), field.multiplicity.as_str());
    let component = field.component.fq_name;
    line(
        text,
        format_args!(
            "  {:<24} {component} ({requiredness}, {multiplicity})",
            field.name
        ),
    );
    line(text, format_args!("  {:<24} {}", "", field.description()));
    let fallback = field.fallback("");
    let value = fallback
        .value
        .map(|value| display_value(component, &value, 0));
    let parts = [value.as_deref(), fallback.rule];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    let source = fallback.source.as_str();
    line(
        text,
        format_args!("  {:<24} fallback: {} ({source})", "", parts.join(", ")),
    );
}

fn component(text: &mut String, info: &ComponentInfo) {
    line(
        text,
        format_args!("component {} ({})", info.fq_name, info.state.as_str()),
    );
    line(text, format_args!("  {}", info.description()));
    line(
        text,
        format_args!("  Arrow: {}", notation(&info.arrow_type())),
    );
    if let Some(default) = info.default.and_then(|default| default().ok()) {
        line(
            text,
            format_args!("  default: {}", display_value(info.fq_name, &default, 0)),
        );
    }
    match &info.shape {
        Shape::Wrapper(encoding) => line(text, format_args!("  encoding: {}", encoding.fq_name)),
        Shape::List(_) => {}
        Shape::Enum(of) => variants(text, of),
    }
    let used_by = super::archetypes().iter().flat_map(|archetype| {
        let fields = archetype.fields.iter();
        let fields = fields.filter(|field| std::ptr::eq(field.component, info));
        fields.map(|field| field.identifier().to_owned())
    });
    list(text, "  used by", used_by);
    text.push('\n');
}

fn variants(text: &mut String, variants: &[EnumVariant]) {
    for variant in variants {
        let description = super::first_paragraph(variant.docs);
        line(
            text,
            format_args!("  {:>3} {:<20} {description}", variant.value, variant.name),
        );
    }
}

fn encoding(text: &mut String, info: &EncodingInfo) {
    line(
        text,
        format_args!("encoding {} ({})", info.fq_name, info.state.as_str()),
    );
    line(text, format_args!("  {}", info.description()));
    line(
        text,
        format_args!("  Arrow: {}", notation(&info.arrow_type())),
    );
    match info.kind {
        Kind::Transparent(_) => {}
        Kind::Struct(parts) => parts.iter().for_each(|part| part_line(text, part)),
        Kind::Enum(of) => variants(text, of),
        Kind::Union(arms) => {
            for arm in arms {
                line(text, format_args!("  {:>3} {}", arm.type_id, arm.name));
            }
        }
    }
    let used_by = super::components().iter();
    let used_by = used_by.filter(|component| {
        component
            .encoding()
            .is_some_and(|encoding| std::ptr::eq(encoding, info))
    });
    list(
        text,
        "  used by",
        used_by.map(|component| component.fq_name.to_owned()),
    );
    text.push('\n');
}

fn part_line(text: &mut String, part: &PartInfo) {
    let optional = if part.is_optional { ", optional" } else { "" };
    let arrow = notation(&(part.data_type)());
    let description = super::first_paragraph(part.docs);
    line(text, format_args!("  {:<24} {arrow}{optional}", part.name));
    line(text, format_args!("  {:<24} {description}", ""));
}

fn view(text: &mut String, info: &ViewInfo) {
    line(
        text,
        format_args!(
            "view {} {:?} ({})",
            info.name,
            info.identifier,
            info.state.as_str()
        ),
    );
    line(text, format_args!("  {}", info.description()));
    list(
        text,
        "  shows",
        info.archetypes()
            .iter()
            .map(|archetype| archetype.name().to_owned()),
    );
    for property in info.properties {
        line(
            text,
            format_args!("  {:<24} {}", property.name, property.archetype.fq_name),
        );
    }
    text.push('\n');
}
