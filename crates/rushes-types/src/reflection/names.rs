//! Names in their various spellings.

use arrow_schema::{DataType, Field, UnionMode};

pub(super) fn last(fq_name: &'static str) -> &'static str {
    fq_name.rsplit('.').next().unwrap_or(fq_name)
}

pub(super) fn scope(fq_name: &str) -> Option<&'static str> {
    fq_name
        .starts_with("rerun.blueprint.")
        .then_some("blueprint")
}

/// Where words start: at a capital after a small letter, or after `2D`/`3D`. A single capital in
/// front of a word belongs to it (`UVec2D`), and so do digits.
fn words(name: &str) -> Vec<&str> {
    let bytes = name.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
    let starts_word = |index: &usize| {
        let (before, here) = (at(index - 1), at(*index));
        let after_dimension = before == b'D' && *index > 1 && at(index - 2).is_ascii_digit();
        here.is_ascii_uppercase() && (before.is_ascii_lowercase() || after_dimension)
    };
    let mut bounds: Vec<usize> = (1..bytes.len()).filter(starts_word).collect();
    bounds.insert(0, 0);
    bounds.push(bytes.len());
    let word = |pair: &[usize]| match *pair {
        [start, end] => name.get(start..end).unwrap_or_default(),
        _ => "",
    };
    bounds.windows(2).map(word).collect()
}

/// `LineStrip3D` becomes `line_strip3d`.
pub(super) fn snake_case(name: &str) -> String {
    words(name).join("_").to_ascii_lowercase()
}

/// `LineStrips3D` becomes `Line strips 3D`.
pub(super) fn sentence_case(name: &str) -> String {
    let mut sentence = String::new();
    for (index, word) in words(name).into_iter().enumerate() {
        let digits = word.find(|c: char| c.is_ascii_digit());
        let (letters, dimension) = word.split_at(digits.unwrap_or(word.len()));
        if index > 0 {
            sentence.push(' ');
            sentence.push_str(&letters.to_ascii_lowercase());
        } else {
            sentence.push_str(letters);
        }
        if !dimension.is_empty() {
            sentence.push(' ');
            sentence.push_str(dimension);
        }
    }
    sentence
}

/// An Arrow type in one line, e.g. `fixed_size_list<item: float32 not null, 3>`.
pub fn notation(data_type: &DataType) -> String {
    let field = |field: &Field| {
        let suffix = if field.is_nullable() { "" } else { " not null" };
        let name = field.name();
        format!("{name}: {}{suffix}", notation(field.data_type()))
    };
    match data_type {
        DataType::Boolean => "bool".to_owned(),
        DataType::List(item) => format!("list<{}>", field(item)),
        DataType::FixedSizeList(item, size) => {
            format!("fixed_size_list<{}, {size}>", field(item))
        }
        DataType::Struct(fields) => {
            let fields: Vec<_> = fields.iter().map(|part| field(part)).collect();
            format!("struct<{}>", fields.join(", "))
        }
        DataType::Union(fields, mode) => {
            let mode = match mode {
                UnionMode::Dense => "dense",
                UnionMode::Sparse => "sparse",
            };
            let arms: Vec<_> = fields
                .iter()
                .map(|(id, arm)| format!("{id}={}", field(arm)))
                .collect();
            format!("{mode}_union<{}>", arms.join(", "))
        }
        other => other.to_string().to_ascii_lowercase(),
    }
}
