//! What differs between two chunks, so that people can see it.

use std::collections::BTreeSet;
use std::fmt;

use arrow_array::{Array as _, ArrayRef, ListArray};
use rushes_chunk::{Chunk, SerializedComponentColumn};
use rushes_core::{ComponentDescriptor, TimelineName};
use rushes_types::reflection;
use serde::Serialize;

use super::similar::{self, Part};
use super::{Rules, START_TIME};
use crate::text;

/// One difference.
#[derive(Clone, Debug, Serialize)]
pub struct Difference {
    /// The entity.
    pub entity: String,
    /// The chunk of the first recording, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_chunk: Option<String>,
    /// The chunk of the second recording, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right_chunk: Option<String>,
    /// What differs.
    #[serde(flatten)]
    pub what: What,
}

/// What differs. Of two values the first is the first recording's.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// Nothing in the second recording is like this chunk.
    OnlyLeft(Summary),
    /// Nothing in the first recording is like this chunk.
    OnlyRight(Summary),
    /// The chunks in this place are of different entities.
    Entity {
        /// The entities.
        left: String,
        /// See `left`.
        right: String,
    },
    /// The chunks have different numbers of rows.
    Rows {
        /// The numbers.
        left: usize,
        /// See `left`.
        right: usize,
    },
    /// Only one of the chunks has these timelines or components.
    Columns {
        /// Whether they are timelines or components.
        columns: &'static str,
        /// Those of the first alone.
        only_left: Vec<String>,
        /// Those of the second alone.
        only_right: Vec<String>,
    },
    /// A column has different types.
    Type {
        /// Its name.
        column: String,
        /// The types.
        left: String,
        /// See `left`.
        right: String,
    },
    /// A column has different values.
    Values {
        /// Its name.
        column: String,
        /// The first row that differs.
        row: usize,
        /// The row's times.
        #[serde(skip_serializing_if = "String::is_empty")]
        times: String,
        /// The item of the row that differs first, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        item: Option<usize>,
        /// The values.
        left: String,
        /// See `left`.
        right: String,
        /// How many rows differ.
        differing_rows: usize,
        /// How many rows there are.
        rows: usize,
    },
}

/// A chunk in a few words.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// Its rows.
    pub rows: usize,
    /// The times of the first and last row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<String>,
    /// Its components.
    pub components: Vec<String>,
}

impl Summary {
    /// The words for a chunk.
    pub fn of(chunk: &Chunk) -> Self {
        let times = chunk.timelines().values().filter_map(|column| {
            let (range, timeline) = (column.range()?, column.timeline());
            let [from, to] = [range.start(), range.end()].map(|it| timeline.typ().format(*it));
            let name = timeline.name();
            Some(match from == to {
                true => format!("{name}={from}"),
                false => format!("{name}={from} to {to}"),
            })
        });
        Self {
            rows: chunk.num_rows(),
            times: times.collect(),
            components: chunk
                .descriptors()
                .map(|it| it.component.to_string())
                .collect(),
        }
    }
}

/// All differences of two chunks, one per column; none if they are alike.
pub fn between(left: &Chunk, right: &Chunk, rules: &Rules) -> Vec<Difference> {
    let make = |what| Difference {
        entity: left.entity_path().to_string(),
        left_chunk: Some(left.id().to_string()),
        right_chunk: Some(right.id().to_string()),
        what,
    };
    if left.entity_path() != right.entity_path() {
        let what = What::Entity {
            left: left.entity_path().to_string(),
            right: right.entity_path().to_string(),
        };
        return vec![make(what)];
    }
    if left.num_rows() != right.num_rows() {
        let what = What::Rows {
            left: left.num_rows(),
            right: right.num_rows(),
        };
        return vec![make(what)];
    }
    let mut found = Vec::new();
    let names = |chunk: &Chunk| -> BTreeSet<TimelineName> {
        let names = rules.timelines(chunk).map(|it| it.timeline().name());
        names.cloned().collect()
    };
    found.extend(columns("timelines", &names(left), &names(right)));
    let described = |chunk: &Chunk| chunk.descriptors().cloned().collect::<BTreeSet<_>>();
    found.extend(columns("components", &described(left), &described(right)));
    found.extend(times(left, right, rules));
    let pairs = left.components().iter().filter_map(|column| {
        let other = right.component(&column.descriptor.component)?;
        (column.descriptor == other.descriptor).then_some((column, other))
    });
    for (column, other) in pairs {
        let is_property = left.entity_path().is_property();
        if !(is_property && column.descriptor.component.as_str() == START_TIME) {
            found.extend(component(left, column, other));
        }
    }
    found.into_iter().map(make).collect()
}

fn columns<T: Ord + Name>(
    columns: &'static str,
    left: &BTreeSet<T>,
    right: &BTreeSet<T>,
) -> Option<What> {
    let names = |a: &BTreeSet<T>, b: &BTreeSet<T>| a.difference(b).map(Name::name).collect();
    let (only_left, only_right): (Vec<String>, Vec<String>) =
        (names(left, right), names(right, left));
    let same = only_left.is_empty() && only_right.is_empty();
    (!same).then_some(What::Columns {
        columns,
        only_left,
        only_right,
    })
}

trait Name {
    fn name(&self) -> String;
}

impl Name for TimelineName {
    fn name(&self) -> String {
        self.to_string()
    }
}

impl Name for ComponentDescriptor {
    fn name(&self) -> String {
        let known = |name: Option<&str>| name.unwrap_or("none").to_owned();
        format!(
            "{} (archetype {}, type {})",
            self.component,
            known(self.archetype.as_ref().map(|it| it.as_str())),
            known(self.component_type.as_ref().map(|it| it.as_str()))
        )
    }
}

fn times(left: &Chunk, right: &Chunk, rules: &Rules) -> Vec<What> {
    let mut found = Vec::new();
    for column in rules.timelines(left) {
        let timeline = column.timeline();
        let Some(other) = right.timelines().get(timeline.name()) else {
            continue;
        };
        if !rules.compares_times_of(timeline.name()) {
            continue;
        }
        if timeline.typ() != other.timeline().typ() {
            found.push(What::Type {
                column: timeline.name().to_string(),
                left: format!("{:?}", timeline.typ()),
                right: format!("{:?}", other.timeline().typ()),
            });
            continue;
        }
        let differing = column.times().iter().zip(other.times().iter());
        let mut differing = differing.enumerate().filter(|(_, (a, b))| a != b);
        let Some((row, (a, b))) = differing.next() else {
            continue;
        };
        found.push(What::Values {
            column: timeline.name().to_string(),
            row,
            times: String::new(),
            item: None,
            left: timeline.typ().format(*a),
            right: timeline.typ().format(*b),
            differing_rows: 1 + differing.count(),
            rows: left.num_rows(),
        });
    }
    found
}

fn component(
    chunk: &Chunk,
    left: &SerializedComponentColumn,
    right: &SerializedComponentColumn,
) -> Option<What> {
    let (a, b) = (&left.list_array, &right.list_array);
    let column = left.descriptor.component.to_string();
    if !similar::same_type(a.data_type(), b.data_type()) {
        return Some(What::Type {
            column,
            left: a.value_type().to_string(),
            right: b.value_type().to_string(),
        });
    }
    let differ = |row: usize, len: usize| {
        let part = |array| Part { array, at: row };
        !similar::similar(part(a), part(b), len)
    };
    // Mostly nothing differs, and to see that at once is faster than row by row.
    if !differ(0, a.len()) {
        return None;
    }
    let mut differing = (0..a.len()).filter(|row| differ(*row, 1));
    let row = differing.next()?;
    let differing_rows = 1 + differing.count();
    let component_type = left.descriptor.component_type.as_ref();
    let component_type = component_type.map_or("", |it| it.as_str());
    let item = first_item(a, b, row);
    let shown = |list: &ListArray| match item {
        Some(item) if list.value(row).len() > MAX_ITEMS => {
            shown_item(component_type, &list.value(row), item)
        }
        _ => shown_row(component_type, list, row),
    };
    let is_long = a.value(row).len().max(b.value(row).len()) > MAX_ITEMS;
    let times = chunk.timelines().values().filter_map(|column| {
        let (time, timeline) = (column.times().get(row)?, column.timeline());
        Some(format!(
            "{}={}",
            timeline.name(),
            timeline.typ().format(*time)
        ))
    });
    Some(What::Values {
        column,
        row,
        times: times.collect::<Vec<_>>().join(", "),
        item: item.filter(|_| is_long),
        left: shown(a),
        right: shown(b),
        differing_rows,
        rows: a.len(),
    })
}

/// Rows of more items are not shown as a whole.
const MAX_ITEMS: usize = 8;
/// Characters of a value that are shown.
const MAX_CHARACTERS: usize = 200;

/// The first item in which two rows differ, if both have it.
fn first_item(a: &ListArray, b: &ListArray, row: usize) -> Option<usize> {
    if a.is_null(row) || b.is_null(row) {
        return None;
    }
    let (a, b) = (a.value(row), b.value(row));
    let part = |array, at| Part { array, at };
    (0..a.len().min(b.len())).find(|at| !similar::similar(part(&a, *at), part(&b, *at), 1))
}

fn shown_item(component_type: &str, items: &ArrayRef, item: usize) -> String {
    cut(reflection::display_value(component_type, items, item))
}

fn shown_row(component_type: &str, list: &ListArray, row: usize) -> String {
    if list.is_null(row) {
        return "null".to_owned();
    }
    let items = list.value(row);
    if items.len() > MAX_ITEMS {
        return format!("{} items", items.len());
    }
    let items: Vec<_> = (0..items.len())
        .map(|item| shown_item(component_type, &items, item))
        .collect();
    cut(format!("[{}]", items.join(", ")))
}

fn cut(text: String) -> String {
    match text.char_indices().nth(MAX_CHARACTERS) {
        None => text,
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unknown = || "-".to_owned();
        let left = self.left_chunk.clone().unwrap_or_else(unknown);
        let right = self.right_chunk.clone().unwrap_or_else(unknown);
        let entity = &self.entity;
        match &self.what {
            What::OnlyLeft(summary) => write!(f, "{entity}: only in the first: {left}, {summary}"),
            What::OnlyRight(summary) => {
                write!(f, "{entity}: only in the second: {right}, {summary}")
            }
            What::Entity { left: a, right: b } => {
                write!(f, "{left} is of {a}, but {right} is of {b}")
            }
            what => write!(f, "{entity} ({left} | {right}): {what}"),
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnlyLeft(summary) | Self::OnlyRight(summary) => write!(f, "{summary}"),
            Self::Entity { left, right } => write!(f, "entity {left} | {right}"),
            Self::Rows { left, right } => write!(f, "{left} rows | {right} rows"),
            Self::Columns {
                columns,
                only_left,
                only_right,
            } => {
                let names = |names: &[String]| match names {
                    [] => "no other".to_owned(),
                    names => names.join(", "),
                };
                let (left, right) = (names(only_left), names(only_right));
                write!(f, "{columns}: {left} | {right}")
            }
            Self::Type {
                column,
                left,
                right,
            } => write!(f, "type of {column}: {left} | {right}"),
            Self::Values {
                column,
                row,
                times,
                item,
                left,
                right,
                differing_rows,
                rows,
            } => {
                write!(f, "{column}, row {row}")?;
                if !times.is_empty() {
                    write!(f, " ({times})")?;
                }
                if let Some(item) = item {
                    write!(f, ", item {item}")?;
                }
                write!(f, ": {left} | {right}")?;
                if *rows > 1 {
                    write!(f, "; {differing_rows} of {rows} rows differ")?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", text::counted(self.rows as u64, "row"))?;
        if !self.times.is_empty() {
            write!(f, " at {}", self.times.join(", "))?;
        }
        write!(f, " of {}", self.components.join(", "))
    }
}
